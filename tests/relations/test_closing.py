"""How a need ends, and comes back."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tests.at_once import at_once
from tussenruimte.cli.verifying import Scope
from tussenruimte.cli.verifying.readers import readers_have_their_grounds
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.actions import moment
from tussenruimte.conversations.spoken import Plan
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import actions as matters
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.members import actions as members
from tussenruimte.members.models import Duty, Standing
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, State
from tussenruimte.record.reads import witnessed
from tussenruimte.relations import actions
from tussenruimte.relations.models import CLOSED, MOVES, OPEN, Ending, Need, SetAside, Stage

pytestmark = pytest.mark.usefixtures("english")


def fresh(need: Need) -> Need:
    return Need.objects.whole().get(pk=need.pk)


@pytest.fixture
def promise_of(amina, at):
    """`promise_of(need)`: Amina promises whoever asked it something."""

    def make(need):
        return promises.make_promise(
            need.matter,
            maker=amina.actor,
            receiver=need.person.actor,
            text="Amina belt",
            due=at.date(),
            person_said_yes=True,
            by=amina,
            at=at,
        )

    return make


def test_every_stage_has_its_moves():
    assert MOVES.keys() == set(Stage) == set(OPEN) | set(CLOSED)


def test_only_the_person_closes(need, amina, at):
    with pytest.raises(Refused, match="Only Ruben"):
        actions.close(need, by=amina, at=at)
    actions.close(need, by=need.person, at=at)
    assert (fresh(need).stage, fresh(need).holder) == (Stage.DONE, None)


def test_what_was_promised_is_no_longer_needed(need, at):
    actions.close(need, by=need.person, at=at)
    assert {p.state for p in Promise.objects.all()} == {State.RELEASED}


def test_whoever_held_on_reads_it_fourteen_days_more(need, amina, at):
    actions.close(need, by=need.person, at=at)
    day = at.date()
    assert may_read(need.matter, [amina.pk], day + timedelta(days=14))
    assert not may_read(need.matter, [amina.pk], day + timedelta(days=15))


def test_closing_can_be_undone_for_fourteen_days(need, amina, at):
    actions.close(need, by=need.person, at=at)
    actions.reopen(need, by=need.person, at=at + timedelta(days=14))
    assert (fresh(need).stage, fresh(need).holder_id) == (Stage.TOGETHER, amina.pk)
    assert {p.state for p in Promise.objects.all()} == {State.DONE}  # the first contact was made
    assert may_read(need.matter, [amina.pk], at.date() + timedelta(days=30))


def test_and_not_later(need, at):
    actions.close(need, by=need.person, at=at)
    with pytest.raises(Refused, match="too long ago"):
        actions.reopen(need, by=need.person, at=at + timedelta(days=15))


def test_closing_twice_is_refused(need, at):
    actions.close(need, by=need.person, at=at)
    with pytest.raises(Refused, match="has ended"):
        actions.close(need, by=need.person, at=at)


@pytest.mark.parametrize("ending", ["unreachable", "too-complex", Ending.PERSON])
def test_being_out_of_reach_or_too_complicated_is_no_end(need, amina, at, ending):
    with pytest.raises(Refused, match="when the person says so"):
        actions.close_for(need, ending=ending, words="…", by=amina, at=at)


def test_the_three_recorded_reasons(need, amina, at):
    actions.close_for(need, ending=Ending.DIED, words="Zijn zus belde", by=amina, at=at)
    assert fresh(need).ending == Ending.DIED


def test_an_open_need_cannot_be_without_holder_in_the_database(need):
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(holder=None)


def test_nor_can_a_holder_stop_standing(need, amina):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM members_duty")
        cursor.execute("DELETE FROM members_standing WHERE person_id = %s", [amina.pk])
    with pytest.raises(IntegrityError):
        connection.check_constraints()
    transaction.set_rollback(True)


def test_how_it_is_known_that_it_ended_is_witnessed(need, rietkade, amina, at):
    actions.close_for(need, ending=Ending.MOVED, words="Naar zijn zus", by=amina, at=at)
    sealed = bytes(need.added.values_list("words", flat=True).get())
    assert sha256(sealed).digest()[:16] in set(witnessed(rietkade.pk))


# ---- and back ---------------------------------------------------------------------------------------


def reading(need, day):
    """Who reads it on which ground until when; and nobody without a ground, or for longer."""
    assert list(readers_have_their_grounds(Scope(heads=(), today=day))) == []
    rows = Reader.objects.filter(matter=need.matter).select_related("actor")
    return {(row.actor.name, row.ground): row.until for row in rows}


@pytest.fixture
def readers(need, amina, sjaan, tess, at):
    """Sjaan may read it until the last day of the year, and Tess comes to talk about it."""
    until = date(2026, 12, 31)
    matters.give_permission(
        need.matter, sjaan.actor, purpose="", until=until, by=need.person, at=at
    )
    talk = conversations.ask(need.matter, host=amina.actor, about="", by=need.person, at=at)
    plan = Plan(at + timedelta(days=20), invited=[tess.actor], person_said_yes=True)
    conversations.plan(talk, plan, by=amina, at=at)


def test_who_read_it_reads_on_as_before(need, readers, at):
    before = reading(need, at.date())
    assert len(set(before.values())) == 3
    actions.close(need, by=need.person, at=at)
    last = at.date() + timedelta(days=14)
    assert set(reading(need, at.date()).values()) == {None, last}
    actions.reopen(need, by=need.person, at=at + timedelta(days=1))
    assert reading(need, at.date()) == before


def test_what_was_no_longer_permitted_stays_so(need, readers, at):
    actions.close(need, by=need.person, at=at)
    permission = need.matter.permissions.get()
    matters.withdraw_permission(permission, by=need.person, at=at)
    actions.reopen(need, by=need.person, at=at)
    assert ("Sjaan Poelma", Ground.PERMISSION) not in reading(need, at.date())


def test_whoever_held_on_and_may_not_any_more_reads_no_more(need, amina, sjaan, at):
    actions.close(need, by=need.person, at=at)
    members.take_duty(sjaan, since=at.date(), until=at.date(), by=sjaan, at=at)
    Duty.objects.filter(person=amina.pk).delete()
    Standing.objects.filter(person=amina).delete()
    actions.reopen(need, by=need.person, at=at)
    assert fresh(need).holder_id == sjaan.pk
    assert ("Amina Telgenhof", Ground.HOLDER) not in reading(need, at.date())


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_a_message_comes_back_as_a_message(message, amina, at, is_withdrawn):
    actions.close(message, is_withdrawn=is_withdrawn, by=message.person, at=at)
    actions.reopen(message, by=message.person, at=at)
    assert fresh(message).stage == Stage.MESSAGE
    moment(message.matter, by=amina, at=at)
    assert fresh(message).stage == Stage.HELD
    actions.agree_to_holder(message, by=message.person, at=at)
    assert fresh(message).stage == Stage.TOGETHER


# ---- nothing is promised about what ended ----------------------------------------------------------


def test_nothing_is_promised_about_what_ended(need, promised, at):
    actions.close(need, by=need.person, at=at)
    with pytest.raises(Refused, match=r"has ended\. Open it again first"):
        promised()
    actions.reopen(need, by=need.person, at=at)
    assert promised().state == State.OPEN


def test_nor_about_what_was_set_aside_until_it_comes_back(message, amina, sjaan, promise_of, at):
    row = actions.ask_to_set_aside(message, reason="double", second=sjaan, by=amina, at=at)
    actions.agree_to_set_aside(row, by=sjaan, at=at)
    with pytest.raises(Refused, match="has ended"):
        promise_of(message)
    actions.restore(row, by=amina, at=at)
    assert promise_of(message).state == State.OPEN


def test_nor_about_what_was_joined_with_another(message, rietkade, amina, telling, promise_of, at):
    second = actions.tell(rietkade, telling, by=None, at=at).need
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    with pytest.raises(Refused, match="has ended"):
        promise_of(second)
    assert promise_of(message).state == State.OPEN


def test_the_page_to_promise_says_so(need, amina, client, at):
    actions.close(need, by=need.person, at=at)
    answer = client.sign_in(amina).get(reverse("promises:make", args=["rietkade", need.code]))
    assert (answer.status_code, "is klaar. Open" in answer.content.decode()) == (409, True)


def test_no_promise_escapes_while_it_is_ended(real_commits, need, promised, at):
    def end():
        actions.close(need, by=need.person, at=at)

    errors = at_once(need.cooperative_id, end, *[promised] * 4)
    assert all(isinstance(error, Refused) for error in errors), errors
    assert not Promise.objects.filter(state__in=[State.OPEN, State.DONE]).exists()


def test_a_message_is_put_aside_by_two(message, amina, sjaan, at):
    row = actions.ask_to_set_aside(
        message, reason=SetAside.Reason.MACHINE, second=sjaan, by=amina, at=at
    )
    assert fresh(message).is_open
    actions.agree_to_set_aside(row, by=sjaan, at=at)
    assert fresh(message).stage == Stage.SET_ASIDE


def test_not_by_one(message, amina, at):
    with pytest.raises(Refused, match="Two people"):
        actions.ask_to_set_aside(message, reason="machine", second=amina, by=amina, at=at)


def test_not_by_somebody_else_than_was_asked(message, amina, sjaan, idris, at):
    row = actions.ask_to_set_aside(message, reason="machine", second=sjaan, by=amina, at=at)
    with pytest.raises(Refused, match="Somebody else was asked"):
        actions.agree_to_set_aside(row, by=idris, at=at)


def test_not_after_the_first_contact(need, amina, sjaan, at):
    with pytest.raises(Refused, match="spoken with Ruben"):
        actions.ask_to_set_aside(need, reason="machine", second=sjaan, by=amina, at=at)


def test_it_comes_back_within_thirty_days(message, amina, sjaan, at):
    row = actions.ask_to_set_aside(message, reason="double", second=sjaan, by=amina, at=at)
    actions.agree_to_set_aside(row, by=sjaan, at=at)
    with pytest.raises(Refused, match="too long ago"):
        actions.restore(row, by=amina, at=at + timedelta(days=31))
    actions.restore(row, by=amina, at=at + timedelta(days=13))
    assert (fresh(message).stage, fresh(message).holder_id) == (Stage.MESSAGE, amina.pk)
    assert Promise.objects.get().state == State.OPEN


def test_two_messages_become_one_and_both_own_words_stay(message, rietkade, amina, telling, at):
    second = actions.tell(rietkade, telling, by=None, at=at).need
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    assert fresh(second).stage == Stage.MERGED
    assert fresh(second).read("words") == telling.words
    assert may_read(message.matter, [second.person_id], at.date())
