"""The ladder climbs each rung once, in order, and never skips one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods.ladder import (
    RUNGS,
    Rung,
    State,
    days_late,
    rung_on,
    state_of,
    steps_due,
    time_left,
)

DUE = date(2026, 11, 26)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def on(after):
    return DUE + timedelta(after)


@pytest.mark.parametrize(
    ("after", "rung"),
    [(-30, None), (-2, None), (-1, -1), (0, 0), (1, 1), (2, 1), (3, 3), (6, 3), (7, 7), (90, 7)],
)
def test_rung_by_day(after, rung):
    assert rung_on(DUE, on(after)) == rung


def test_every_rung_names_who_hears():
    assert [rung.who for rung in RUNGS] == ["maker", "receiver", "circle", "seat", "table"]


def test_steps_after_an_outage_come_all_and_in_order():
    assert steps_due(DUE, on(-2), on(7)) == [-1, 0, 1, 3, 7]
    assert steps_due(DUE, on(0), on(3)) == [1, 3]
    assert steps_due(DUE, None, on(1)) == [-1, 0, 1]


def test_the_same_day_again_has_no_steps():
    assert steps_due(DUE, on(3), on(3)) == []


def test_a_promise_made_today_for_today_goes_to_its_receiver_today():
    assert steps_due(DUE, on(-1), on(0)) == [0]


def test_a_cooperative_may_set_its_own_days():
    own = [Rung(0, "receiver"), Rung(2, "circle")]
    assert rung_on(DUE, on(1), own) == 0
    assert steps_due(DUE, None, on(30), own) == [0, 2]


@given(days, st.lists(st.integers(-20, 40), min_size=1, max_size=12))
def test_however_often_the_clock_ticks_each_rung_comes_once(due, ticks):
    climbed, last = [], None
    for tick in sorted(ticks):
        today = due + timedelta(tick)
        climbed += steps_due(due, last, today)
        last = today
    assert climbed == [rung.days for rung in RUNGS if rung.days <= max(ticks)]
    assert rung_on(due, last) == (climbed[-1] if climbed else None)


@pytest.mark.parametrize(("after", "late"), [(-5, 0), (0, 0), (1, 1), (40, 40)])
def test_late_from_the_day_after(after, late):
    assert days_late(DUE, on(after)) == late


@pytest.mark.parametrize(
    ("after", "state"), [(-2, "open"), (-1, "soon"), (0, "soon"), (1, "late"), (400, "late")]
)
def test_state_by_day(after, state):
    assert state_of(DUE, on(after)) == state


def test_state_after_saying_it_is_done():
    assert state_of(DUE, on(5), said_done=on(5)) is State.DONE
    assert state_of(DUE, on(19), said_done=on(5)) is State.DONE
    assert state_of(DUE, on(20), said_done=on(5)) is State.UNCONFIRMED
    assert state_of(DUE, on(8), said_done=on(5), unconfirmed_after=2) is State.UNCONFIRMED


def test_the_last_word_counts():
    assert state_of(DUE, on(90), said_done=on(5), is_kept=True) is State.KEPT
    assert state_of(DUE, on(90), said_done=on(5), is_failed=True) is State.FAILED
    assert state_of(DUE, on(90), is_kept=True, is_failed=True) is State.KEPT


@given(days, days)
def test_late_promises_are_exactly_those_with_days_late(due, today):
    assert (state_of(due, today) is State.LATE) == (days_late(due, today) > 0)


def test_the_rim_of_the_clock():
    assert time_left(on(-9), DUE, on(-9)) == 100
    assert time_left(on(-9), DUE, on(-4)) == 50
    assert time_left(on(-9), DUE, DUE) == 10
    assert time_left(DUE, DUE, DUE) == 100
    assert time_left(on(-900), DUE, DUE) == 1
    assert time_left(on(-9), DUE, on(1)) == 0


@given(days, days, days)
def test_the_rim_never_leaves_its_circle_and_is_empty_only_when_late(made, due, today):
    left = time_left(made, due, today)
    assert 0 <= left <= 100
    assert (left == 0) == (days_late(due, today) > 0)
    assert time_left(made, due, today + timedelta(1)) <= left


def test_the_ends_of_the_calendar_are_days_too():
    assert rung_on(date.max, date.max) == 0
    assert steps_due(date.min, None, date.max) == [-1, 0, 1, 3, 7]
    assert time_left(date.min, date.max, date.min) == 100
