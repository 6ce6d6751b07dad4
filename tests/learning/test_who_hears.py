"""A complaint is never heard by whom it is about, nor by somebody of the same organisation."""

import pytest

from tests.learning.steps import DAY, hear, night, readers
from tussenruimte.kit.refusal import Refused
from tussenruimte.learning import actions, reads
from tussenruimte.learning.models import Complaint
from tussenruimte.matters.models import Matter
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor


def test_the_first_two_hear_it_and_the_first_promises_to_talk(tell, wil, idris):
    complaint = tell()
    assert hear(complaint) == ["Wil", "Amal"]
    assert readers(complaint) == {"Idris", "Wil", "Amal"}
    assert (complaint.promise.maker, complaint.promise.receiver) == (wil.actor, idris.actor)


@pytest.mark.parametrize("whom", ["Wil van Dam", "wil", "Over Wil.", "mevrouw Dam"])
def test_whoever_is_named_does_not_hear_it(tell, whom):
    assert hear(tell(whom)) == ["Amal", "Piet"]


@pytest.mark.parametrize(
    ("name", "whom"),
    [
        ("Zoë Núñez", "zoe nunez"),
        ("Jose Nunez", "José"),
        ("Amal Ben-Haddou", "mevrouw Benhaddou"),
        ("Amal Benhaddou", "mevrouw Ben-Haddou"),
        ("amal benhaddou", "Amal"),
        ("W. d'Hondt", "meneer D’Hondt"),
    ],
)
def test_however_a_name_is_written_it_is_known(tell, wil, whom, name):
    Actor.objects.filter(pk=wil.pk).update(name=name)
    assert wil.pk not in {person.pk for person in reads.hearers_of(tell(whom))}


def test_an_organisation_of_three_letters_is_known(tell, rietkade, wil, at):
    house = members.make_organisation(rietkade, "GGZ Oost", by="invoer", at=at)
    members.speak_for(house, wil, since=at.date(), by="invoer", at=at)
    assert hear(tell("iemand van de ggz")) == ["Amal", "Piet"]


def test_a_part_of_the_name_of_a_colleague_is_enough(tell, provider, wil, at):
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    assert hear(tell("Amina van de thuiszorg")) == ["Amal", "Piet"]


def test_whom_it_is_about_may_stand_in_what_was_told(tell, rietkade, at):
    complaint = tell("", "Ik wil dit niet. Mevrouw Van Dam kwam weer niet.")
    assert hear(complaint) == ["Amal", "Piet"]
    night(rietkade, at + DAY)
    assert hear(complaint) == ["Amal", "Piet"]
    assert hear(tell("", "Ik wil dit niet, en Amal weet ervan.")) == ["Wil", "Piet"]
    assert hear(tell("de buren", "Amal weet ervan.")) == ["Wil", "Amal"]


def test_that_it_is_about_a_seat_names_nobody_yet(tell, rietkade, wil, at):
    seat = members.make_seat(rietkade, "Vertrouwenskring, stoel 1", by="invoer", at=at)
    members.sit_down(seat, wil, since=at.date(), by="invoer", at=at)
    assert hear(tell("de stoel van de penningmeester")) == ["Wil", "Amal"]
    assert hear(tell("de vertrouwenskring zelf")) == ["Amal", "Piet"]


def test_a_small_word_in_a_name_names_nobody(tell):
    assert hear(tell("een van de buren")) == ["Wil", "Amal"]


@pytest.mark.parametrize(
    "whom", ["Amina Telgenhof", "Zorggroep De Brug", "iemand van de zorggroep"]
)
def test_somebody_of_the_same_organisation_does_not_hear_it(tell, provider, wil, whom, at):
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    assert hear(tell(whom)) == ["Amal", "Piet"]


@pytest.mark.parametrize("whom", ["Joris Haanappel", "wethouder sociaal", "Gemeente Waterhoven"])
def test_nor_somebody_in_another_seat_of_it(tell, joris, rietkade, amal, whom, at):
    town = joris.tenures.get().seat.organisation
    seat = members.make_seat(rietkade, "loket", organisation=town, by="invoer", at=at)
    members.sit_down(seat, amal, since=at.date(), by="invoer", at=at)
    assert hear(tell(whom)) == ["Wil", "Piet"]


def test_nobody_hears_what_they_told_themselves(piet, wil, at):
    assert hear(actions.tell("Het ging mis.", by=wil, at=at)) == ["Amal", "Piet"]


def test_when_only_one_stands_apart_one_hears_it_until_there_is_a_second(
    tell, rietkade, circle, welcome, at
):
    complaint = tell("Wil, Amal")
    assert hear(complaint) == ["Piet"]
    new = welcome("Roos Vlieger", email="roos@example.org")
    members.sit_in_circle(circle, new, since=at.date(), by="invoer", at=at)
    night(rietkade, at + DAY)
    assert hear(complaint) == ["Piet", "Roos"]


def test_when_nobody_stands_apart_it_says_whom_to_call(tell, english):
    with pytest.raises(Refused, match="Call 000 123 45 67"):
        tell("Wil, Amal en Piet")
    assert not Complaint.objects.exists()
    assert not Matter.objects.filter(subject="complaint").exists()


def test_without_a_trust_circle_it_says_whom_to_call(idris, english, at):
    with pytest.raises(Refused, match="Call 000 123 45 67"):
        actions.tell("Het ging mis.", by=idris, at=at)


@pytest.mark.parametrize(
    ("words", "whom"),
    [("  ", ""), ("Mijn BSN is 111222333", ""), ("Zo", "111222333"), ("Zo", "Idris Bekkaoui")],
)
def test_nothing_a_bsn_and_oneself_are_refused(tell, words, whom):
    with pytest.raises(Refused):
        tell(whom, words)
    assert not Complaint.objects.exists()


def test_somebody_tells_five_things_at_once_and_no_more(tell, at):
    first, *_others = [tell() for _n in range(5)]
    with pytest.raises(Refused):
        tell()
    actions.close(first, by=first.reporter, at=at)
    tell()
