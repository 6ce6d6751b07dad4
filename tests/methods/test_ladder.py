"""The ladder climbs each rung once, in order, and never skips one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods.ladder import (
    AS_IT_COMES,
    PLACES,
    RUNGS,
    Era,
    Ladder,
    Rung,
    State,
    days_late,
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
def test_the_highest_rung_by_day(after, rung):
    assert steps_due(DUE, None, on(after))[-1:] == ([] if rung is None else [rung])


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
    assert steps_due(DUE, None, on(1), own) == [0]
    assert steps_due(DUE, None, on(30), own) == [0, 2]


@given(days, st.lists(st.integers(-20, 40), min_size=1, max_size=12))
def test_however_often_the_clock_ticks_each_rung_comes_once(due, ticks):
    climbed, last = [], None
    for tick in sorted(ticks):
        today = due + timedelta(tick)
        climbed += steps_due(due, last, today)
        last = today
    assert climbed == [rung.days for rung in RUNGS if rung.days <= max(ticks)]


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
    assert steps_due(date.max, None, date.max) == [-1, 0]
    assert steps_due(date.min, None, date.max) == [-1, 0, 1, 3, 7]
    assert time_left(date.min, date.max, date.min) == 100


# ---- other days ----------------------------------------------------------------------------------

RUNG_DAYS = st.tuples(
    st.integers(1, 7), st.integers(1, 7), st.integers(1, 7), st.integers(1, 7)
).map(
    lambda n: {
        "maker": -n[0],
        "receiver": 0,
        "circle": n[1],
        "seat": n[1] + n[2],
        "table": n[1] + n[2] + n[3],
    }
)
LADDERS = st.dictionaries(st.integers(-30, 30).map(on), RUNG_DAYS, max_size=4).map(
    lambda eras: Ladder((AS_IT_COMES, *(Era(day, eras[day]) for day in sorted(eras))))
)
WHO = st.sampled_from([rung.who for rung in RUNGS])


def test_as_it_comes_a_ladder_says_its_own_days():
    assert Ladder().rungs(DUE) == RUNGS
    assert [Ladder().last_due(DUE, rung.who) for rung in RUNGS] == [on(-r.days) for r in RUNGS]


def test_other_days_hold_for_what_is_promised_from_then_on():
    later = {**PLACES, "circle": 4, "seat": 9, "table": 20}
    ladder = Ladder((AS_IT_COMES, Era(DUE, later)))
    assert [rung.days for rung in ladder.rungs(on(-1))] == [-1, 0, 1, 3, 7]
    assert [rung.days for rung in ladder.rungs(DUE)] == [-1, 0, 4, 9, 20]
    assert [rung.place for rung in ladder.rungs(DUE)] == [-1, 0, 1, 3, 7]


def test_a_shorter_ladder_overtakes_the_one_before_it():
    slow = Era(on(-100), {**PLACES, "circle": 7, "seat": 14, "table": 31})
    ladder = Ladder((AS_IT_COMES, slow, Era(DUE, PLACES)))
    assert [ladder.rungs(on(day))[-1].days for day in (-30, -24, -23, -1, 0)] == [31, 31, 30, 8, 7]


@given(LADDERS, WHO, st.integers(-90, 90))
def test_who_hears_of_a_promise_knows_of_all_before_it(ladder, who, day):
    today = on(day)
    known = [due for due in map(on, range(-140, 141)) if ladder.reached_on(due, who) <= today]
    assert known == [on(n) for n in range(-140, (ladder.last_due(today, who) - DUE).days + 1)]


@given(LADDERS, st.integers(-90, 90))
def test_the_rungs_keep_their_order_and_the_first_comes_in_time(ladder, day):
    rungs = ladder.rungs(on(day))
    assert [rung.who for rung in rungs] == [rung.who for rung in RUNGS]
    assert sorted({rung.days for rung in rungs}) == [rung.days for rung in rungs]
    assert rungs[0].days < 0 == rungs[1].days < rungs[2].days <= 7


@given(LADDERS, RUNG_DAYS, st.integers(-90, 90), st.integers(31, 60))
def test_a_change_leaves_what_was_reached_as_it_was(ladder, days, due, start):
    changed = Ladder((*ladder.eras, Era(on(start), days)))
    for rung in RUNGS:
        was, now = ladder.reached_on(on(due), rung.who), changed.reached_on(on(due), rung.who)
        assert was == now or on(due) >= on(start) or min(was, now) > on(start - 8)


def test_a_ladder_goes_to_the_ends_of_the_calendar():
    assert Ladder().reached_on(date.max, "table") == date.max
    assert Ladder().last_due(date.min, "table") == date.min
    assert Ladder().last_due(date.max, "maker") == date.max
