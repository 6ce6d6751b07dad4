"""Anybody asks an empty seat for a conversation too: whoever stands in sits down, and the seat owes it."""

from datetime import timedelta

import pytest
import time_machine

from tests.belonging.test_asking import page_of, seat_page, text
from tests.belonging.test_asking_new import talk_page
from tests.record.planting import as_owner
from tussenruimte.belonging import actions, reads
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation, Sort, Stage
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.kit.refusal import Refused
from tussenruimte.methods.days import plus_working_days
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.models import Promise, State


@pytest.fixture
def stands_in(empty, tess, at):
    """Tess stands in for the empty seat."""
    actions.ask_stand_in(empty, tess, by=tess, at=at)
    empty.refresh_from_db()
    return tess


def told(kind):
    rows = Dispatch.objects.filter(kind=f"conversations.{kind}")
    return set(rows.values_list("to", flat=True))


def test_the_page_of_an_empty_seat_leads_to_it(empty, idris, client):
    client.sign_in(idris)
    assert talk_page(empty) in seat_page(client, empty)
    shown = text(client, talk_page(empty))
    assert "nog niemand neemt waar" in shown
    assert "Wie er komt zitten of waarnemen, kiest een moment" in shown
    assert "Wie daar zit, kiest een moment" not in shown


def test_the_page_names_who_stands_in(empty, stands_in, idris, client):
    shown = text(client.sign_in(idris), talk_page(empty))
    assert "Tess Ouwehand kiest een moment en gaat met je zitten." in shown
    assert "Het blijft een afspraak van de stoel." in shown


def test_who_stands_in_is_asked_and_the_seat_owes_it(empty, stands_in, idris, client, at):
    client.sign_in(idris).post(talk_page(empty), {"about": "De bus"})
    talk, promise = Conversation.objects.get(), Promise.objects.get()
    assert (talk.host, promise.maker) == (stands_in.actor, empty.actor)
    assert promise.due == plus_working_days(at.date(), 10)
    assert told("asked") == {stands_in.code}
    assert "Tess Ouwehand kiest een moment." in text(client, "/rietkade/stoelen/gevraagd/")
    there = f"/rietkade/gesprekken/{talk.code}/"
    assert "Kies een moment" in text(client.sign_in(stands_in), there)


def test_when_they_spoke_the_seat_owes_it_no_more(empty, stands_in, idris, at):
    talk = actions.ask_for_talk(empty, "De bus", by=idris, at=at)
    conversations.hold(talk, Noted(said="Over de bus", present=[idris.actor]), by=stands_in, at=at)
    assert Promise.objects.get().state == State.DONE
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []


def test_who_stands_in_does_not_ask_themselves(empty, stands_in, at):
    with pytest.raises(Refused, match="Je neemt zelf waar"):
        actions.ask_for_talk(empty, "De bus", by=stands_in, at=at)
    assert not Conversation.objects.exists()


def test_while_nobody_stands_in_it_waits_as_a_promise_of_the_seat(empty, idris, at):
    talk = actions.ask_for_talk(empty, "De bus", by=idris, at=at)
    assert (talk.host, Promise.objects.get().maker) == (empty.actor, empty.actor)
    assert told("asked") == set()


def test_who_comes_to_stand_in_finds_what_was_asked(empty, idris, tess, client, at):
    talk = actions.ask_for_talk(empty, "De bus", by=idris, at=at)
    actions.ask_stand_in(empty, tess, by=tess, at=at)
    talk.refresh_from_db()
    assert talk.host == tess.actor
    assert f"/gesprekken/{talk.code}/" in text(client.sign_in(tess), "/rietkade/vandaag/")


def test_what_was_planned_before_somebody_left_is_with_who_stands_in(
    seat, joris, berend, idris, tess, at
):
    talk = actions.ask_for_talk(seat, "De bus", by=idris, at=at)
    conversations.plan(talk, Plan(at + timedelta(3)), by=joris, at=at)
    asked = actions.leave(seat, stand_in=tess, by=joris, at=at)
    actions.answer_stand_in(asked, says_yes=True, by=tess, at=at)
    talk.refresh_from_db()
    assert (talk.host, talk.stage) == (tess.actor, Stage.PLANNED)
    letters = Dispatch.objects.filter(kind="conversations.planned", to=idris.code)
    assert letters.count() == 2


def test_who_says_no_is_not_asked_for_anything(empty, berend, idris, tess, at):
    talk = actions.ask_for_talk(empty, "De bus", by=idris, at=at)
    asked = actions.ask_stand_in(empty, tess, by=berend, at=at)
    actions.answer_stand_in(asked, says_yes=False, by=tess, at=at)
    talk.refresh_from_db()
    assert talk.host == empty.actor


def test_nobody_sits_down_with_themselves(empty, tess, at):
    talk = actions.ask_for_talk(empty, "De bus", by=tess, at=at)
    actions.ask_stand_in(empty, tess, by=tess, at=at)
    talk.refresh_from_db()
    assert talk.host == empty.actor


def test_who_comes_next_sits_down_with_who_asked(empty, berend, marlies, stands_in, idris, at):
    talk = actions.ask_for_talk(empty, "De bus", by=idris, at=at)
    named = actions.name_successor(empty, marlies, by=berend, at=at)
    noted = Noted(said="Alles doorgenomen", present=[marlies.actor])
    conversations.hold(named.talk, noted, by=berend, at=at)
    actions.accept(named, Promise.objects.get(), by=marlies, at=at)
    actions.take_seat(named, by=berend, at=at)
    talk.refresh_from_db()
    assert talk.host == empty.actor
    assert told("asked") >= {stands_in.code, marlies.code}
    assert Conversation.objects.get(sort=Sort.HANDOVER).host == berend.actor


def test_the_wait_counts_who_spoke_with_who_stands_in(empty, stands_in, idris, at):
    for days in (2, 4, 8):
        talk = actions.ask_for_talk(empty, "De bus", by=idris, at=at)
        noted = Noted(said="Over de bus", present=[idris.actor])
        conversations.hold(talk, noted, by=stands_in, at=at + timedelta(days))
    later = at + timedelta(8)
    with time_machine.travel(later):
        assert reads.usual_wait_for_talk(empty, later.date()) == 4


def test_a_talk_that_nobody_promised_says_nothing_of_the_wait(seat, joris, idris, at):
    """Written down on the same day that it was held: nobody waited for it."""
    matter = actions.ask_for_talk(seat, "De bus", by=idris, at=at).matter
    for _n in range(3):
        noted = Noted(said="In de hal", present=[idris.actor])
        conversations.note_conversation(matter, noted, host=seat.actor, by=joris, at=at)
    assert reads.usual_wait_for_talk(seat, at.date()) is None


def test_a_question_to_it_is_answered_by_who_stands_in_as_before(
    empty, stands_in, idris, client, at
):
    question = actions.ask_question(empty, "Rijdt de bus?", by=idris, at=at)
    assert "Geef dit antwoord" in text(client.sign_in(stands_in), page_of(question))
