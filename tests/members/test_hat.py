"""Whoever speaks for the municipality shows it wherever they are named; an empty seat, who stands in."""

from datetime import timedelta
from functools import partial

import pytest

from tests.belonging.test_asking import WORDS
from tussenruimte.belonging import actions as belonging
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor, Person
from tussenruimte.members.reads.called import choices_of
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling

TOWN = "Gemeente Waterhoven"


@pytest.fixture
def fenna(welcome):
    return welcome("Fenna Oortwijn", email="fenna@example.org")


@pytest.fixture
def need(rietkade, amina, at):
    """Somebody told something, and Amina holds on to it."""
    words = Telling(words="Ik zoek een kamer.", has_consent=True, own_word="reiger")
    return relations.tell(rietkade, words, by=None, at=at).need


@pytest.fixture
def seat(joris):
    return joris.tenures.get().seat


def called(person):
    return str(Actor.objects.get(pk=person.pk))


def test_a_seat_of_the_municipality_shows_it_and_who_sits_there(seat, joris):
    assert str(seat.actor) == f"wethouder sociaal ({TOWN})"
    assert called(joris) == Person.objects.get(pk=joris.pk).name == f"Joris Haanappel ({TOWN})"


def test_a_seat_of_the_cooperative_and_who_sits_there_wear_none(rietkade, fenna, at):
    seat = members.make_seat(rietkade, "penningmeester", by="invoer", at=at)
    members.sit_down(seat, fenna, since=at.date(), by="invoer", at=at)
    assert (str(seat.actor), called(fenna)) == ("penningmeester", fenna.actor.name)


def test_whoever_leaves_speaks_for_it_no_more_and_the_seat_does(seat, joris, at):
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    assert called(joris) == "Joris Haanappel"
    assert str(Actor.objects.get(pk=seat.pk)) == f"wethouder sociaal ({TOWN})"


def test_whoever_sits_in_two_seats_speaks_for_it_until_the_last(rietkade, seat, joris, at):
    other = members.make_seat(
        rietkade, "praktijk", organisation=seat.organisation, by="invoer", at=at
    )
    members.sit_down(other, joris, since=at.date(), by="invoer", at=at)
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    assert called(joris) == f"Joris Haanappel ({TOWN})"


def test_whoever_leaves_one_seat_and_sits_down_in_another_at_once_shows_it(
    real_commits, rietkade, seat, joris, crossing, at
):
    other = members.make_seat(
        rietkade, "praktijk", organisation=seat.organisation, by="invoer", at=at
    )
    errors = crossing(
        partial(members.sit_down, other, joris, since=at.date(), by="invoer", at=at),
        "members.actions.seats.note",
        partial(members.leave_seat, seat, until=at.date(), by=joris, at=at),
        "members.actions.seats.make_seat",
    )
    assert errors == []
    assert called(joris) == f"Joris Haanappel ({TOWN})"


def test_whoever_speaks_for_it_without_a_seat_shows_it_too(seat, tess, at):
    members.speak_for(seat.organisation, tess, since=at.date(), by="invoer", at=at)
    assert called(tess) == f"Tess Ouwehand ({TOWN})"


def test_whoever_was_forgotten_leaves_no_hat_behind(seat, joris, at):
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    Actor.objects.filter(pk=joris.pk).update(hat=TOWN)
    belonging.forget_person(joris, by=joris, at=at)
    assert Actor.objects.get(pk=joris.pk).hat is None


def test_it_stands_with_its_promises_talks_answers_and_letters(seat, joris, idris, client, at):
    question = belonging.ask_question(seat, WORDS, by=idris, at=at)
    talk = belonging.ask_for_talk(seat, "De bus", by=idris, at=at)
    client.sign_in(idris)
    for page in ("afspraken/", f"gesprekken/{talk.code}/", f"afspraken/{question.promise.code}/"):
        assert f"wethouder sociaal ({TOWN})" in client.get(f"/rietkade/{page}").content.decode()
    belonging.answer_question(question, "In mei.", by=joris, at=at)
    shown = client.get(f"/rietkade/stoelen/vraag/{question.code}/").content.decode()
    assert f"Joris Haanappel ({TOWN}), vandaag" in shown
    sent = list(Dispatch.objects.filter(kind="belonging.answered"))
    assert f"wethouder sociaal ({TOWN})" in str(letters_of(sent))


def test_it_stands_with_who_may_read_and_with_who_looked(rietkade, amina, joris, idris, client, at):
    words = Telling(words="Ik zoek een fiets.", own_word="molen", has_consent=True)
    need = relations.tell(rietkade, words, person=idris, by=idris, at=at).need
    given = {"purpose": "de aanvraag", "until": None, "by": idris, "at": at}
    matters.give_permission(need.matter, joris.actor, **given)
    matters.look(need.matter, ground="permission", page="need", by=joris, at=at)
    client.sign_in(idris)
    mine, sees = f"/rietkade/vragen/{need.code}/mijn/", "wie-heeft-dit-gezien/"
    whole = f"Joris Haanappel ({TOWN})"
    for page in (f"{mine}{sees}", f"/rietkade/{sees}"):
        assert whole in client.get(page).content.decode(), page
    assert f"{whole} mag het lezen" in client.get(f"{mine}wie-mag-dit-lezen/").content.decode()


# ---- who stands in ------------------------------------------------------------------------------------


@pytest.fixture
def empty(seat, joris, at):
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    return seat


def test_of_an_empty_seat_a_choice_says_who_stands_in(empty, tess, at):
    since = f"wethouder sociaal ({TOWN}): leeg sinds vandaag"
    assert choices_of([empty.actor]) == [(empty.actor.code, f"{since}, nog niemand neemt waar.")]
    members.stand_in_for_seat(empty, tess, by="invoer", at=at)
    ((_code, label),) = choices_of([empty.actor, tess.actor])[:1]
    assert label == f"{since}, Tess Ouwehand neemt waar."


def test_choices_cost_one_question(empty, tess, django_assert_num_queries):
    asked = [empty.actor, tess.actor]
    with django_assert_num_queries(1):
        choices_of(asked)


def test_where_somebody_may_read_it_says_who_stands_in(need, amina, empty, tess, client, at):
    members.stand_in_for_seat(empty, tess, by="invoer", at=at)
    there = f"/rietkade/vragen/{need.code}/mag-lezen/?naam=wethouder"
    assert "Tess Ouwehand neemt waar" in client.sign_in(amina).get(there).content.decode()


def test_an_earlier_conversation_says_who_stands_in_now(seat, joris, tess, idris, client, at):
    talk = belonging.ask_for_talk(seat, "De bus", by=idris, at=at)
    there = f"/rietkade/gesprekken/{talk.code}/"
    assert "neemt waar" not in client.sign_in(idris).get(there).content.decode()
    members.leave_seat(seat, until=at.date(), by=joris, at=at + timedelta(minutes=1))
    members.stand_in_for_seat(seat, tess, by="invoer", at=at)
    shown = client.get(there).content.decode()
    assert "Leeg sinds vandaag; Tess Ouwehand neemt waar." in shown
