"""Two change something about the same question at the same moment: one after the other, and nobody is stopped."""

import time
from datetime import timedelta
from functools import partial

import pytest

from tests.at_once import MOMENT, at_once
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.spoken import Noted, Plan, Telling
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, State
from tussenruimte.relations import actions
from tussenruimte.relations.models import Need


@pytest.fixture
def close(need, at):
    return lambda: actions.close(need, by=need.person, at=at)


def test_a_talk_without_the_person_is_noted_while_the_question_ends(
    real_commits, need, amina, close, crossing, at
):
    telling = Telling(maker=amina.actor, due=at.date(), why="Hij was er niet")
    noted = Noted(said="Over de brief", was_person_there=False, telling=telling)

    def note():
        conversations.note_conversation(need.matter, noted, by=amina, at=at)

    errors = crossing(
        note, "conversations.hooks.tell", close, "relations.actions.closing.end_matter"
    )
    assert errors == []
    assert not Need.objects.get(pk=need.pk).is_open
    assert Promise.objects.get(purpose="tell").state == State.RELEASED


def test_a_promise_is_confirmed_while_the_question_ends(
    real_commits, need, promised, close, crossing, at
):
    promise = promised()

    def confirm():
        promises.confirm(promise, by=need.person, at=at)

    errors = crossing(
        confirm,
        "promises.actions.keep._close_reading",
        close,
        "relations.actions.closing.release_all",
    )
    assert errors == []
    promise.refresh_from_db()
    assert promise.state == State.KEPT


def test_a_talk_is_noted_while_somebody_else_gets_the_question(
    real_commits, need, amina, sjaan, crossing, at
):
    talk = conversations.ask(need.matter, host=amina.actor, by=need.person, at=at)
    conversations.plan(talk, Plan(at.replace(hour=16)), by=amina, at=at)
    offer = actions.offer_need(need, to=sjaan, why="Zij kent hem", by=amina, at=at)
    actions.taker_answers(offer, says_yes=True, by=sjaan, at=at)

    def hold():
        conversations.hold(talk, Noted(said="Over de brief"), by=amina, at=at)

    def hand_over():
        actions.person_answers(offer, says_yes=True, by=need.person, at=at)

    errors = crossing(
        hold, "conversations.hooks.tell", hand_over, "relations.actions.handing.hand_hosting"
    )
    assert errors == []
    assert Need.objects.get(pk=need.pk).holder_id == sjaan.pk


def test_somebody_speaks_with_the_person_while_it_is_put_aside(
    real_commits, message, amina, sjaan, crossing, at
):
    row = actions.ask_to_set_aside(message, reason="double", second=sjaan, by=amina, at=at)

    def agree():
        actions.agree_to_set_aside(row, by=sjaan, at=at)

    def speak():
        conversations.moment(message.matter, by=amina, at=at)

    errors = crossing(
        agree,
        "relations.actions.setting_aside.locked",
        speak,
        "relations.actions.holding.stop_asking",
    )
    assert [type(error) for error in errors] == [Refused]  # whoever came second hears so
    row.refresh_from_db()
    assert row.second_at


def test_one_permission_is_given_while_another_is_taken_back(
    real_commits, need, sjaan, crossing, at
):
    def allow(until=None):
        more = {"purpose": "de brief", "until": until, "by": need.person, "at": at}
        return matters.give_permission(need.matter, sjaan.actor, **more)

    first, tomorrow = allow(), at.date() + timedelta(1)

    def take_back():
        matters.withdraw_permission(first, by=need.person, at=at)

    errors = crossing(
        partial(allow, tomorrow),
        "matters.actions.reading.let_read",
        take_back,
        "matters.actions.reading.end_reading",
    )
    assert errors == []
    assert Reader.objects.get(ground=Ground.PERMISSION).until == tomorrow


def test_two_taps_at_the_same_moment_are_one_chat(real_commits, message, amina, halfway, at):
    halfway("conversations.actions.noting._seat_everybody", lambda: time.sleep(MOMENT))
    tap = partial(conversations.moment, message.matter, by=amina, at=at)
    at_once(message.cooperative_id, tap, tap)
    assert Conversation.objects.count() == 1
