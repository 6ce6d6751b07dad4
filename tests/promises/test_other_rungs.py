"""The members choose other days for the ladder: no promise falls silent, before or after."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.tenancy import within
from tussenruimte.members import actions as members
from tussenruimte.members.clocks import holds_from, term
from tussenruimte.members.models import Cooperative
from tussenruimte.members.reads import actors_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions, reads
from tussenruimte.promises.models import Step
from tussenruimte.record.reads import facts_of

A_DAY = timedelta(days=1)
LONG = (("late_table", 20), ("late_board", 10), ("late_circle", 6), ("told_before", 4))


@pytest.fixture
def choose(rietkade, at):
    """`choose(3, late_table=20)`: on that day the members choose other days for the ladder."""

    def write(day, **numbers):
        moment = at + day * A_DAY
        for name, number in numbers.items():
            members.set_term(
                rietkade, name, number, decided_on=clock.day(moment), by="beheer", at=moment
            )

    return write


def told(promise):
    """On which rung it came so many days after the promised day."""
    rows = Step.objects.filter(promise=promise, due=promise.due).order_by("rung")
    return {rung: (on - promise.due).days for rung, on in rows.values_list("rung", "on")}


def test_what_is_promised_for_a_day_further_on_climbs_by_the_new_days(promised, choose, walk):
    soon, later = promised(days=3), promised(days=12)
    choose(0, **dict(LONG))
    for day in range(40):
        walk(day)
    assert told(soon) == {-1: -1, 0: 0, 1: 1, 3: 3, 7: 7}
    assert told(later) == {-1: -4, 0: 0, 1: 6, 3: 10, 7: 20}


def test_what_is_late_already_goes_on_as_it_was_going(promise, choose, walk):
    for day in range(5):
        walk(day)
    choose(4, **dict(LONG))
    for day in range(5, 12):
        walk(day)
    assert told(promise) == {-1: -1, 0: 0, 1: 1, 3: 3, 7: 7}


def test_a_shorter_ladder_tells_what_waited_longer_too(promised, choose, walk):
    choose(0, **dict(LONG))
    slow, quick = promised(days=9), promised(days=13)
    for day in range(5):
        walk(day)
    choose(5, late_circle=1, late_board=2, late_table=3)
    for day in range(5, 20):
        walk(day)
    assert told(quick) == {-1: -4, 0: 0, 1: 1, 3: 2, 7: 3}
    assert told(slow) == {-1: -4, 0: 0, 1: 5, 3: 6, 7: 7}


def test_a_clock_that_stood_still_makes_up_for_both(promised, choose, walk, rietkade):
    soon, later = promised(days=3), promised(days=12)
    walk(0)
    choose(1, **dict(LONG))
    walk(40)
    assert set(told(soon)) == set(told(later)) == {-1, 0, 1, 3, 7}


def test_what_opens_again_has_the_rungs_of_its_own_day(promised, choose, walk, amina, ruben, at):
    choose(0, **dict(LONG))
    later = promised(days=12)
    walk(11)
    actions.say_done(later, by=amina, at=at + 11 * A_DAY)
    walk(20)
    actions.deny(later, by=ruben, at=at + 20 * A_DAY)
    walk(21)
    assert told(later) == {-1: -1, 0: 9, 1: 9}
    walk(22)
    assert told(later) == {-1: -1, 0: 9, 1: 9, 3: 10}


def test_whoever_promised_hears_it_some_days_before(promised, choose, walk, amina, at):
    choose(0, told_before=4)
    promised(days=12)
    for day in range(10):
        walk(day)
    letters = Dispatch.objects.filter(to=amina.code, about__startswith="2026-")
    assert list(letters.values_list("about", flat=True)) == [str(at.date() + 8 * A_DAY)]


def test_the_circle_sees_it_on_the_day_it_hears_it(
    rietkade, promised, choose, walk, tess, at, amina
):
    area = members.make_circle(rietkade, "Rietkade", sort="area", by="invoer", at=at)
    members.sit_in_circle(area, tess, since=at.date(), by="invoer", at=at)
    choose(0, **dict(LONG))
    later = promised(days=12)
    for day in range(40):
        walk(day)
        today = at.date() + day * A_DAY
        rows = reads.late_outside(rietkade, actors_of(tess, today), today).rows
        assert bool(rows) == (1 in told(later)), day
        assert [row.is_on_table for row in rows] == [7 in told(later)] * len(rows)


# ---- writing them down ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "number"),
    [("late_circle", 3), ("late_circle", 4), ("late_board", 7), ("late_table", 3)],
)
def test_the_order_stays(rietkade, choose, name, number):
    with pytest.raises(Refused, match="Eerst hoort de kring het"):
        choose(0, **{name: number})
    assert Cooperative.objects.get(pk=rietkade.pk).settings == {}


@pytest.mark.parametrize(
    ("name", "number"),
    [("told_before", 0), ("late_circle", 0), ("late_circle", 8), ("late_table", 32)],
)
def test_nothing_is_left_out_and_the_first_comes_soon(choose, name, number):
    with pytest.raises(Refused, match="Kies een getal van"):
        choose(0, **{name: number})


def test_each_change_is_a_fact_and_holds_from_a_day(rietkade, choose, at):
    choose(0, late_table=20)
    choose(1, late_board=10)
    assert (term(rietkade, "late_table"), term(rietkade, "late_board")) == (20, 10)
    days = [str(holds_from(at.date() + day * A_DAY)) for day in (0, 1)]
    assert sorted(rietkade.settings["ladder"]) == days == ["2026-11-24", "2026-11-25"]
    assert [fact["name"] for fact in facts_of(rietkade.pk, "cooperative.term-set")] == [
        "late_table",
        "late_board",
    ]


def test_elsewhere_nothing_changes(rietkade, choose, at):
    elsewhere = members.found_cooperative(
        slug="heideveen", name="Heideveen", phone="000 123 45 60", by="beheer", at=at
    )
    with within(rietkade.pk):
        choose(0, late_table=20)
    assert reads.ladder_in(elsewhere).rungs(at.date() + 30 * A_DAY)[-1].days == 7
    assert reads.ladder_in(rietkade).rungs(at.date() + 30 * A_DAY)[-1].days == 20


NUMBERS = st.tuples(st.integers(1, 7), st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    changes=st.dictionaries(st.integers(0, 30), NUMBERS, max_size=3),
    ticks=st.sets(st.integers(0, 60), min_size=20),
    promises=st.lists(st.tuples(st.integers(0, 25), st.integers(0, 14)), min_size=1, max_size=4),
)
def test_no_promise_falls_silent(rietkade, promised, choose, walk, at, changes, ticks, promises):
    with transaction.atomic():
        rietkade.last_tick_on, rietkade.settings = None, {}
        rietkade.save(update_fields=["last_tick_on", "settings"])
        made = []
        for day in range(61):
            made += [
                promised(days=day + days, at=at + day * A_DAY) for on, days in promises if on == day
            ]
            if day in changes:
                rewrite(choose, day, changes[day])
            if day in ticks:
                walk(day)
        walk(90)
        for promise in made:
            rungs = set(told(promise))
            assert rungs | {-1} == {-1, 0, 1, 3, 7}
        transaction.set_rollback(True)


def rewrite(choose, day, numbers):
    """All four at once, the last first, so that the order holds at every moment."""
    before, circle, board, table = numbers
    far = {"late_table": 31, "late_board": 14, "late_circle": circle}
    near = {"late_board": circle + board, "late_table": circle + board + table}
    choose(day, told_before=before, **far)
    choose(day, **near)
