"""How a need ends, and comes back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.promises.models import Promise, State
from tussenruimte.relations import actions
from tussenruimte.relations.models import CLOSED, MOVES, OPEN, Ending, Need, SetAside, Stage

pytestmark = pytest.mark.usefixtures("english")


def fresh(need: Need) -> Need:
    return Need.objects.whole().get(pk=need.pk)


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
    assert {p.state for p in Promise.objects.all()} == {State.OPEN}
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
    actions.join_messages(second, message, by=amina, at=at)
    assert fresh(second).stage == Stage.MERGED
    assert fresh(second).read("words") == telling.words
    assert may_read(message.matter, [second.person_id], at.date())
