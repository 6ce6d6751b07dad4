"""What came twice is joined: both own words stay, and only of one and the same person."""

from dataclasses import replace

import pytest

from tussenruimte.cli.verifying import Scope
from tussenruimte.cli.verifying.readers import readers_have_their_grounds
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import actions as matters
from tussenruimte.matters.access import may_read
from tussenruimte.members.models import Standing
from tussenruimte.relations import actions
from tussenruimte.relations.models import Need, Stage
from tussenruimte.relations.reads import need_page

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def second(message, rietkade, telling, at):
    """He told it once more, without his card."""
    said = replace(telling, words="Nog eens: mijn kamer.", name="Ruub", urgency="Het wordt koud")
    return actions.tell(rietkade, said, by=None, at=at).need


def test_two_people_are_not_joined_by_a_slip(message, second, amina, at):
    with pytest.raises(Refused, match="one and the same person"):
        actions.join_messages(second, message, is_same_person=False, by=amina, at=at)
    assert not may_read(message.matter, [second.person_id], at.date())


def test_the_form_asks_it_and_says_whose_they_are(message, second, amina, client):
    there = f"/rietkade/vragen/{second.code}/samenvoegen/"
    page = client.sign_in(amina).get(there).content.decode()
    assert "De vraag van Ruben, 16 november" in page
    answer = client.post(there, {"into": message.code}).content.decode()
    assert "van een en dezelfde mens" in answer
    client.post(there, {"into": message.code, "is_same_person": "on"})
    assert Need.objects.get(pk=second.pk).stage == Stage.MERGED


def test_both_own_words_stand_on_the_page(message, second, amina, telling, client, at):
    actions.add_words(second, "En mijn fiets.", by=amina, at=at)
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    page = client.sign_in(amina).get(f"/rietkade/vragen/{message.code}/").content.decode()
    for words in (telling.words, "Nog eens: mijn kamer.", "Het wordt koud", "En mijn fiets."):
        assert words in page


def test_what_was_joined_before_goes_along(message, second, rietkade, amina, telling, at):
    third = actions.tell(rietkade, replace(telling, words="Een derde keer."), by=None, at=at).need
    actions.join_messages(third, second, is_same_person=True, by=amina, at=at)
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    page = need_page(Need.objects.whole().get(pk=message.pk), at.date())
    assert {line.words["words"] for line in page.joined} == {
        "Nog eens: mijn kamer.",
        "Een derde keer.",
    }
    assert may_read(message.matter, [third.person_id], at.date())


def test_what_was_said_against_it_comes_along(message, second, amina, client, at):
    about = {"beside": second.code, "quote": "mijn kamer", "sort": "wrong"}
    matters.remark(second.matter, "Het was mijn huis.", **about, by=second.person, at=at)
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    page = client.sign_in(amina).get(f"/rietkade/vragen/{message.code}/").content.decode()
    assert "Het was mijn huis." in page


def test_the_person_reads_what_was_joined(message, second, told, amina, client, at):
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    client.post("/kaart/", {"code": told.cards[0].read("sealed_code"), "word": "reiger"})
    assert "Nog eens: mijn kamer." in client.get(f"/kaart/{message.code}/alles/").content.decode()


@pytest.fixture
def beside(second, sjaan, tess, amina, at):
    """Beside him in the second: Sjaan as a neighbour, Tess with a paper; Gerrit was only asked."""
    both = {"person_said_yes": True, "other_said_yes": True, "by": amina, "at": at}
    ask = actions.ask_relation
    ask(second, sjaan, part="neighbour", goal="samen bellen", **both)
    ask(second, tess, part="representative", scope="post", paper_seen_on=at.date(), **both)
    return ask(second, "Gerrit Mulder", part="family", by=amina, at=at)


def test_whoever_stood_beside_the_second_comes_along(
    message, second, beside, sjaan, tess, amina, at
):
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    there = {row.other: row for row in message.relations.exclude(part="holder")}
    assert set(there) == {sjaan, tess, beside.other}
    assert there[sjaan].read("goal") == "samen bellen"
    assert (there[tess].read("scope"), there[tess].may_act) == ("post", True)
    assert may_read(message.matter, [sjaan.pk], at.date())
    assert may_read(message.matter, [tess.pk], at.date())
    assert there[beside.other].other_yes_at is None
    assert not may_read(message.matter, [beside.other_id], at.date())
    assert not second.relations.filter(until=None).exists()
    assert list(readers_have_their_grounds(Scope(heads=(), today=at.date()))) == []


def test_whoever_stands_there_already_stays_as_they_were(message, second, beside, sjaan, amina, at):
    both = {"person_said_yes": True, "other_said_yes": True, "by": amina, "at": at}
    row = actions.ask_relation(message, sjaan, part="neighbour", goal="koffie", **both)
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    (mine,) = message.relations.filter(other=sjaan)
    assert (mine.pk, mine.read("goal")) == (row.pk, "koffie")


def test_whoever_holds_on_there_does_not_come_to_answer(message, second, amina, sjaan, at):
    said = {"scope": "post", "paper_seen_on": at.date(), "by": sjaan, "at": at}
    said |= {"person_said_yes": True, "other_said_yes": True}
    Need.objects.filter(pk=second.pk).update(holder=Standing.objects.get(person=sjaan))
    second.refresh_from_db()
    actions.ask_relation(second, amina, part="representative", **said)
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    assert not message.relations.filter(other=amina).exclude(part="holder").exists()
