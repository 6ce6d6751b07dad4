"""Forgetting somebody: refused while they hold something, and afterwards what they did stays by code."""

import json
from datetime import timedelta

import pytest
from django.utils import translation

from tests.belonging.told import PROPOSED
from tests.record.planting import as_owner
from tests.relations.conftest import WORDS
from tussenruimte.belonging import actions
from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.belonging.forgetting import forget_listed
from tussenruimte.belonging.open_ends import what_is_open
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.conversations import actions as conversations
from tussenruimte.decisions import actions as decisions
from tussenruimte.kit.forgotten import remember_forgotten, was_forgotten
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.tenancy import within
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor, ActsFor, Card, CardDirectory, Person, User
from tussenruimte.members.reads import people_who_may_hold
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, State
from tussenruimte.promises.reads.pages import who_could_take
from tussenruimte.record.models import Fact
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Need, Relation

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def beside(tmp_path, settings):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def need(rietkade, amina, at):
    """Told by Ruben, who is new here; Amina holds on to it."""
    words = Telling(words=WORDS, own_word="reiger", has_consent=True, name="Ruben")
    return relations.tell(rietkade, words, by=None, at=at).need


def forget(person, at):
    actions.forget_person(Person.objects.named().get(pk=person.pk), by="beheer", at=at)


def left_open(person, at):
    with pytest.raises(Refused) as no:
        forget(person, at)
    assert Person.objects.get(pk=person.pk).forgotten_at is None
    assert not was_forgotten(person.code)
    return str(no.value)


def test_what_was_done_stays_by_code_and_the_ways_in_are_gone(need, at):
    ruben = need.person
    relations.close(need, by=ruben, at=at)
    forget(ruben, at)
    assert not Card.objects.filter(person=ruben, ended_at=None).exists()
    assert not CardDirectory.objects.exists()
    fact = json.loads(Fact.objects.order_by("-seq").first().body)
    assert (fact["kind"], fact["about"], fact["by"]) == ("person.forgotten", ruben.code, "beheer")
    assert Need.objects.select_related("person").get(pk=need.pk).read("words") == "(forgotten)"
    assert was_forgotten(ruben.code)
    with pytest.raises(Refused, match="forgotten already"):
        forget(ruben, at)
    with pytest.raises(Refused, match="cannot come back"):
        relations.reopen(need, by=ruben, at=at)


def test_a_log_in_goes_unless_it_is_somebody_elsewhere(rietkade, tess, idris, at):
    elsewhere = members.found_cooperative(
        slug="elders", name="Elders", phone="000 1", by="beheer", at=at
    )
    with within(elsewhere.pk):
        other = members.welcome_person(elsewhere, name="Tess", by="invoer", at=at)
        members.give_login(other, "tess@example.org", by="invoer", at=at)
    with within(rietkade.pk):
        for person in (idris, tess):
            forget(person, at)
        assert Actor.objects.get(pk=tess.pk).name == ""
    assert not User.objects.filter(email="idris@example.org").exists()
    with within(elsewhere.pk):
        assert User.objects.get(email="tess@example.org").people.get() == other


def test_who_holds_something_is_told_what_to_hand_over(need, amina, joris, at):
    promises.make_promise(
        need.matter,
        maker=amina.actor,
        receiver=need.person.actor,
        text="Ik bel.",
        due=at.date(),
        by=amina,
        at=at,
    )
    assert "There is still an open question. First close it." in left_open(need.person, at)
    said = left_open(amina, at)
    assert "There is still a question to hold on to. First hand it over." in said
    assert "There are still 2 promises to keep." in said
    assert "There are still days of duty." in said
    assert "The seat “wethouder sociaal” is still taken." in left_open(joris, at)


def test_a_conversation_to_hold_and_what_was_asked_count_too(garden, idris, sjaan, amina, at):
    conversations.ask(garden, host=idris.actor, about="De tuin", by=amina, at=at)
    assert "There is still a conversation to hold." in left_open(idris, at)
    members.ask_stand_in(amina, sjaan, since=at.date(), until=at.date(), by=amina, at=at)
    assert "Somebody asks to take something over. First answer that." in left_open(sjaan, at)
    members.answer_stand_in(sjaan.stands_in.get(), says_yes=True, by=sjaan, at=at)
    assert "First Amina asks somebody else to stand in." in left_open(sjaan, at)


def test_who_answers_for_an_empty_seat_or_was_named_for_it(empty, named, marlies, idris, at):
    actions.ask_stand_in(empty, idris, by=idris, at=at)
    assert "First somebody else stands in for the seat “wethouder sociaal”." in left_open(idris, at)
    assert "There is still a name put forward for the seat “wethouder sociaal”." in left_open(
        marlies, at
    )


def test_what_they_and_the_board_still_talk_about_comes_first(ruben, idris, amina, at):
    actions.ask_to_join(ruben, Wish("resident", "x", "y"), by=ruben, at=at)
    assert "There is still a wish to become a member. First answer it" in left_open(ruben, at)
    actions.begin_expulsion(idris.actor.member, by=amina, at=at)
    assert "The board still talks about staying a member. First decide that." in left_open(
        idris, at
    )


def test_it_is_all_asked_at_once(rietkade, empty, idris, at, django_assert_num_queries):
    """Also of two seats that are called alike, and two proposals."""
    alike = members.make_seat(rietkade, "wethouder sociaal", by="invoer", at=at)
    for seat in (empty, alike):
        members.sit_down(seat, idris, since=at.date(), by="invoer", at=at)
    circle = members.make_circle(rietkade, "De inloop", sort="work", by="invoer", at=at)
    members.sit_in_circle(circle, idris, since=at.date(), by="invoer", at=at)
    for _n in range(2):
        decisions.start_proposal(
            rietkade, PROPOSED, kind="decision", circle=circle, by=idris, at=at
        )
    person = Person.objects.select_related("actor", "cooperative").get(pk=idris.pk)
    with django_assert_num_queries(1):
        said = what_is_open(person, at)
    assert said == [
        "The seat “wethouder sociaal” is still taken. First leave it.",
        "The seat “wethouder sociaal” is still taken. First leave it.",
        "There are still 2 proposals to lead. First others lead them, or withdraw them.",
    ]


def test_what_was_said_to_be_done_waits_a_while_and_no_longer(garden, sjaan, idris, at):
    promise = promises.make_promise(
        garden,
        maker=sjaan.actor,
        receiver=idris.actor,
        text="Harken",
        due=at.date(),
        by=idris,
        at=at,
    )
    promises.say_done(promise, by=sjaan, at=at)
    assert "Something was said to be done. First hear whether it is." in left_open(sjaan, at)
    later = at + timedelta(days=15)
    forget(sjaan, later)
    with pytest.raises(Refused, match="Whoever promised this was forgotten"):
        promises.deny(promise, by=idris, at=later)


def test_what_others_promised_them_is_no_longer_needed(garden, sjaan, idris, at):
    promise = promises.make_promise(
        garden,
        maker=sjaan.actor,
        receiver=idris.actor,
        text="Harken",
        due=at.date(),
        by=idris,
        at=at,
    )
    forget(idris, at)
    assert Promise.objects.get(pk=promise.pk).state == State.RELEASED


def test_they_stand_beside_nobody_and_sit_nowhere_any_more(need, amina, board, idris, sjaan, at):
    members.sit_in_circle(board, idris, since=at.date(), by="invoer", at=at)
    relations.ask_relation(
        need,
        idris,
        part=Relation.Part.NEIGHBOUR,
        person_said_yes=True,
        other_said_yes=True,
        by=amina,
        at=at,
    )
    forget(idris, at)
    assert not Relation.objects.filter(other=idris, until=None).exists()
    acting = ActsFor.objects.current(at.date()).filter(person=idris)
    assert list(acting.values_list("actor", flat=True)) == [idris.pk]
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []


def test_nobody_is_asked_for_or_given_anything_who_was_forgotten(garden, sjaan, idris, amina, at):
    members.take_duty(
        sjaan, since=at.date() - timedelta(9), until=at.date() - timedelta(3), by=sjaan, at=at
    )
    forget(sjaan, at)
    promise = promises.make_promise(
        garden,
        maker=idris.actor,
        receiver=amina.actor,
        text="Harken",
        due=at.date(),
        by=idris,
        at=at,
    )
    assert sjaan.actor not in who_could_take(promise)
    assert sjaan not in people_who_may_hold(sjaan.cooperative)
    with pytest.raises(Refused):
        members.take_duty(sjaan, since=at.date(), until=at.date(), by=amina, at=at)


def test_of_an_older_backup_everybody_on_the_list_is_forgotten_again(need, amina, sjaan, at):
    """Ruben's question was open then, and Amina held on to it."""
    remember_forgotten(need.person.code, amina.code)
    said = forget_listed(by="beheer", at=at)
    assert Person.objects.filter(forgotten_at__isnull=False).count() == 2
    need.refresh_from_db()
    assert (need.stage, need.holder) == ("withdrawn", None)
    assert any(f"rietkade, {amina.code}: There are still days of duty." in one for one in said)
    assert forget_listed(by="beheer", at=at) == []


def test_what_they_held_in_an_older_backup_goes_to_who_has_the_duty(need, amina, sjaan, at):
    remember_forgotten(amina.code)
    forget_listed(by="beheer", at=at)
    need.refresh_from_db()
    assert need.holder_id == sjaan.pk
    assert not Promise.objects.filter(maker=amina.actor, state=State.OPEN).exists()
