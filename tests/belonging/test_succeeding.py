"""Somebody comes next: named, talked over, each promise taken or given back, and then seated."""

import pytest

from tests.at_once import at_once
from tussenruimte.belonging import actions, reads
from tussenruimte.belonging.models import Inherited, Succession
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import ActsFor, Tenure
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.actions import answer_offer, say_done
from tussenruimte.promises.models import Handover


def page(coop, *parts):
    return "/" + "/".join([coop, "stoelen", *parts]) + "/"


def sits(seat):
    return list(Tenure.objects.filter(seat=seat, until=None).values_list("person", flat=True))


def test_she_takes_one_gives_back_one_and_sits_there(talked_over, owed, marlies, seat, at):
    actions.accept(talked_over, owed[0], by=marlies, at=at)
    actions.give_back(talked_over, owed[1], "Er is geen geld voor", by=marlies, at=at)
    actions.take_seat(talked_over, by=marlies, at=at)
    assert sits(seat) == [marlies.pk]
    seat.refresh_from_db()
    assert seat.vacant_since is None
    row = Handover.objects.get()
    assert (row.giver, row.taker) == (seat.actor, seat.organisation.actor)


def test_what_was_given_back_stays_with_the_seat_until_somebody_accepts(
    talked_over, owed, marlies, berend, seat, at
):
    row = actions.give_back(talked_over, owed[1], "Er is geen geld voor", by=marlies, at=at)
    assert row.read("reason") == "Er is geen geld voor"
    owed[1].refresh_from_db()
    assert owed[1].maker == seat.actor
    answer_offer(row.offer, accepts=True, by=berend, at=at)
    owed[1].refresh_from_db()
    assert owed[1].maker == seat.organisation.actor


def test_whoever_it_was_promised_to_hears_that_it_was_given_back(
    talked_over, owed, marlies, idris, at
):
    actions.give_back(talked_over, owed[1], "Er is geen geld voor", by=marlies, at=at)
    row = Dispatch.objects.get(kind="belonging.given-back")
    text = letters_of([row])[row.code].text
    assert row.to == idris.code
    assert "Gemeente Waterhoven" in text
    assert "geld" not in text


def test_nobody_sits_before_it_was_talked_over(named, owed, marlies, at):
    for promise in owed:
        actions.accept(named, promise, by=marlies, at=at)
    with pytest.raises(Refused, match=r"gesprek"):
        actions.take_seat(named, by=marlies, at=at)


def test_a_conversation_without_her_does_not_count(named, owed, marlies, berend, at):
    conversations.hold(named.talk, Noted(said="Zonder haar"), by=berend, at=at)
    assert not reads.was_talked_over(named)
    with pytest.raises(Refused):
        actions.take_seat(named, by=marlies, at=at)


def test_a_conversation_that_she_disputes_does_not_count(talked_over, marlies, at):
    conversations.dispute(talked_over.talk, "Zo was het niet", by=marlies, at=at)
    assert not reads.was_talked_over(talked_over)


def test_nobody_sits_before_each_promise_was_answered(talked_over, owed, marlies, at):
    actions.accept(talked_over, owed[0], by=marlies, at=at)
    with pytest.raises(Refused, match="ene"):
        actions.take_seat(talked_over, by=marlies, at=at)


def test_what_was_done_meanwhile_needs_no_answer(talked_over, owed, marlies, berend, seat, at):
    actions.accept(talked_over, owed[0], by=marlies, at=at)
    say_done(owed[1], by=berend, at=at)
    with pytest.raises(Refused, match="hoeft"):
        actions.accept(talked_over, owed[1], by=marlies, at=at)
    actions.take_seat(talked_over, by=marlies, at=at)
    assert sits(seat) == [marlies.pk]


@pytest.mark.parametrize("reason", ["", "  "])
def test_giving_back_says_why(talked_over, owed, marlies, reason, at):
    with pytest.raises(Refused):
        actions.give_back(talked_over, owed[0], reason, by=marlies, at=at)


def test_each_promise_is_answered_once(talked_over, owed, marlies, at):
    actions.accept(talked_over, owed[0], by=marlies, at=at)
    with pytest.raises(Refused):
        actions.give_back(talked_over, owed[0], "Toch niet", by=marlies, at=at)


def test_without_the_organisation_the_board_is_asked(talked_over, owed, marlies, seat, board, at):
    ActsFor.objects.filter(actor=seat.organisation.actor).delete()
    row = actions.give_back(talked_over, owed[1], "Geen geld", by=marlies, at=at)
    assert row.offer.taker == board.actor


def test_when_nobody_can_be_asked_it_cannot_be_given_back(talked_over, owed, marlies, seat, at):
    ActsFor.objects.filter(actor=seat.organisation.actor).delete()
    with pytest.raises(Refused):
        actions.give_back(talked_over, owed[1], "Geen geld", by=marlies, at=at)
    assert not Inherited.objects.exists()


def test_nobody_is_named_for_a_seat_that_is_taken(seat, marlies, berend, at):
    with pytest.raises(Refused):
        actions.name_successor(seat, marlies, by=berend, at=at)


def test_one_is_named_at_a_time_and_it_can_be_called_off(named, marlies, idris, berend, at):
    with pytest.raises(Refused):
        actions.name_successor(named.seat, idris, by=berend, at=at)
    actions.call_off(named, by=marlies, at=at)
    with pytest.raises(Refused):
        actions.take_seat(named, by=marlies, at=at)
    actions.name_successor(named.seat, idris, by=berend, at=at)


def test_naming_twice_at_once_names_one(real_commits, empty, marlies, berend, at):
    def go():
        actions.name_successor(empty, marlies, by=berend, at=at)

    (no,) = at_once(empty.cooperative_id, go, go)
    assert isinstance(no, Refused)
    assert Succession.objects.count() == 1


def test_sitting_down_twice_at_once_seats_once(real_commits, talked_over, owed, marlies, at):
    for promise in owed:
        actions.accept(talked_over, promise, by=marlies, at=at)

    def go():
        actions.take_seat(talked_over, by=marlies, at=at)

    (no,) = at_once(talked_over.cooperative_id, go, go)
    assert isinstance(no, Refused)
    assert sits(talked_over.seat) == [marlies.pk]


def test_taking_and_giving_back_at_once_is_one_of_both(
    real_commits, talked_over, owed, marlies, at
):
    (no,) = at_once(
        talked_over.cooperative_id,
        lambda: actions.accept(talked_over, owed[0], by=marlies, at=at),
        lambda: actions.give_back(talked_over, owed[0], "Nee", by=marlies, at=at),
    )
    assert isinstance(no, Refused)
    assert Inherited.objects.count() == 1
