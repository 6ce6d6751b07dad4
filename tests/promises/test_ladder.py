"""The clock adds the steps that were reached: each once, whatever happens."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from tussenruimte.kit import clock
from tussenruimte.kit.tenancy import within
from tussenruimte.members import actions as members
from tussenruimte.methods.ladder import steps_due
from tussenruimte.promises import actions, ladder
from tussenruimte.promises.models import Promise, State, Step
from tussenruimte.record.models import Fact

A_DAY = timedelta(days=1)


def facts(rietkade, kind):
    return Fact.objects.filter(cooperative_id=rietkade.pk, body__contains=f'"kind":"{kind}"')


def steps(promise):
    rows = Step.objects.filter(promise=promise).order_by("due", "rung")
    return list(rows.values_list("rung", flat=True))


def climb(rietkade, at, day, **more):
    moment = at + timedelta(days=day)
    return ladder.climb(rietkade, today=clock.day(moment), at=moment, **more)


@pytest.mark.parametrize(
    ("day", "rungs"), [(0, []), (2, [-1]), (3, [-1, 0]), (4, [-1, 0, 1]), (9, [-1, 0, 1, 3])]
)
def test_the_clock_climbs_what_was_reached(rietkade, promise, at, day, rungs):
    climb(rietkade, at, day)
    assert steps(promise) == rungs


@pytest.mark.parametrize(
    "due", [date(2026, 12, 31), date(2027, 12, 31), date(2028, 2, 28), date(2028, 2, 29)], ids=str
)
def test_a_day_is_a_day_at_the_end_of_a_year_and_of_february(rietkade, promised, at, due):
    days = (due - at.date()).days
    promise = promised(days=days)
    for later, rungs in ((0, [-1, 0]), (1, [-1, 0, 1]), (2, [-1, 0, 1]), (3, [-1, 0, 1, 3])):
        climb(rietkade, at, days + later)
        assert steps(promise) == rungs
    assert Step.objects.get(promise=promise, rung=1).on == due + A_DAY


def test_a_step_carries_the_day_on_which_it_was_told(rietkade, promise, at):
    climb(rietkade, at, 3)
    assert set(Step.objects.values_list("on", flat=True)) == {at.date() + 3 * A_DAY}


def test_climbing_twice_adds_nothing(rietkade, promise, at):
    assert climb(rietkade, at, 10) == 5
    assert climb(rietkade, at, 10) == 0
    assert facts(rietkade, "ladder.climbed").count() == 5


def test_a_chunk_is_one_fact_without_words(rietkade, promised, at):
    several = [promised() for _ in range(5)]
    assert climb(rietkade, at, 2, chunk=2) == 5
    assert facts(rietkade, "ladder.climbed").count() == 3
    body = facts(rietkade, "ladder.climbed").first().body
    assert '"n":2' in body
    assert several[0].code not in body


def test_what_is_promised_today_for_today_is_found_on_the_next_tick(rietkade, promised, at):
    climb(rietkade, at, 0)
    actions.end_turn(rietkade, today=at.date(), by="klok", at=at)
    rietkade.refresh_from_db()
    promise = promised(days=0)
    climb(rietkade, at, 0)
    assert steps(promise) == [0]


def test_an_ended_promise_does_not_climb(rietkade, promise, amina, at):
    actions.say_done(promise, by=amina, at=at)
    assert climb(rietkade, at, 10) == 0


def test_a_moved_promise_has_a_new_ladder(rietkade, promise, amina, at):
    climb(rietkade, at, 4)
    later = at + 4 * A_DAY
    actions.move(
        promise, to=later.date() + 5 * A_DAY, reason="Ziek", told="phone", by=amina, at=later
    )
    climb(rietkade, at, 5)
    assert steps(promise) == [-1, 0, 1]
    climb(rietkade, at, 8)
    assert steps(promise) == [-1, 0, 1, -1]


def test_a_cooperative_may_set_its_own_days(rietkade, promise, at):
    numbers = {"told_before": 1, "late_circle": 2, "late_board": 3, "late_table": 7}
    rietkade.settings = {"ladder": {at.date().isoformat(): numbers}}
    climb(rietkade, at, 4)
    assert steps(promise) == [-1, 0]
    climb(rietkade, at, 5)
    assert steps(promise) == [-1, 0, 1]


def test_another_cooperative_is_left_alone(rietkade, promise, at):
    elsewhere = members.found_cooperative(
        slug="heideveen", name="Heideveen", phone="000 123 45 60", by="beheer", at=at
    )
    assert climb(elsewhere, at, 10) == 0
    with within(rietkade.pk):
        assert climb(rietkade, at, 10) == 5


def test_days_without_a_clock_are_made_up_for(rietkade, promise, at):
    climb(rietkade, at, 0)
    rietkade.last_tick_on = at.date()
    climb(rietkade, at, 30)
    assert steps(promise) == [-1, 0, 1, 3, 7]


# ---- open again -----------------------------------------------------------------------------------


def dated(promise):
    rows = Step.objects.filter(promise=promise).order_by("rung")
    return [(rung, (on - promise.first_due).days) for rung, on in rows.values_list("rung", "on")]


def test_who_should_know_by_now_hears_it_the_day_after_a_no(promise, amina, ruben, walk, at):
    for day in range(2, 4):
        walk(day)
    actions.say_done(promise, by=amina, at=at + 3 * A_DAY)
    walk(12)
    actions.deny(promise, by=ruben, at=at + 12 * A_DAY)
    assert dated(promise) == [(-1, -1), (0, 0), (1, 10), (3, 10), (7, 10)]


def test_what_the_clock_still_has_to_look_at_is_left_to_it(promise, amina, ruben, walk, at):
    walk(3)
    actions.say_done(promise, by=amina, at=at + 3 * A_DAY)
    actions.deny(promise, by=ruben, at=at + 4 * A_DAY)
    assert steps(promise) == [-1, 0]
    walk(4)
    assert dated(promise) == [(-1, 0), (0, 0), (1, 1)]


def test_without_a_clock_nothing_was_missed(promise, amina, ruben, at):
    actions.say_done(promise, by=amina, at=at)
    actions.deny(promise, by=ruben, at=at + 9 * A_DAY)
    assert steps(promise) == []


def test_what_came_back_with_its_question_catches_up(matter, promise, amina, walk, at):
    closed = at + A_DAY
    actions.release_all(matter, by=amina, at=closed)
    walk(5)
    actions.open_released(matter, since=closed, by=amina, at=at + 5 * A_DAY)
    assert dated(promise) == [(-1, 3), (0, 3), (1, 3)]


def test_what_was_said_to_be_done_comes_back_like_that(matter, promise, amina, walk, at):
    actions.say_done(promise, by=amina, at=at)
    actions.release_all(matter, by=amina, at=at + A_DAY)
    walk(9)
    actions.open_released(matter, since=at + A_DAY, by=amina, at=at + 9 * A_DAY)
    promise.refresh_from_db()
    assert (promise.state, promise.done_at) == (State.DONE, at)
    assert steps(promise) == []


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    ticks=st.sets(st.integers(0, 14), min_size=1),
    done=st.integers(0, 12),
    waited=st.integers(0, 12),
)
def test_no_rung_is_ever_missed(promise, amina, ruben, rietkade, walk, at, ticks, done, waited):
    denied = min(done + waited, 13)
    with transaction.atomic():
        rietkade.last_tick_on = None
        for day in range(14):
            if day in ticks:
                walk(day)
            if day == done:
                actions.say_done(promise, by=amina, at=at + day * A_DAY)
            if day == denied:
                actions.deny(promise, by=ruben, at=at + day * A_DAY)
        walk(14)
        assert steps(promise) == [-1, 0, 1, 3, 7]
        transaction.set_rollback(True)


DAYS = st.dates(date(2026, 10, 18), date(2026, 11, 2)) | st.dates(
    date(2028, 2, 24), date(2028, 3, 6)
)


@st.composite
def worlds(draw):
    """Promises around the October night or the leap day, and two days on which the clock comes."""
    today = draw(DAYS)
    last = draw(st.none() | st.integers(0, 12).map(lambda n: today - n * A_DAY))
    moment = st.tuples(st.integers(-12, 0), st.integers(0, 23))
    promises = st.lists(st.tuples(moment, st.integers(0, 9), st.sampled_from(["open", "kept"])))
    return today, last, draw(promises)


def twin(cooperative, today):
    """The same in plain Python, promise by promise."""
    found = set()
    for promise in Promise.objects.filter(cooperative=cooperative, state=State.OPEN):
        last = clock.day(promise.made_at) - A_DAY
        if cooperative.last_tick_on:
            last = max(last, cooperative.last_tick_on - A_DAY)
        found |= {(promise.pk, r) for r in steps_due(promise.due, last, today)}
    return found


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=worlds())
def test_the_statement_says_what_its_twin_says(rietkade, promise, world):
    today, rietkade.last_tick_on, made = world
    at = datetime.combine(today, datetime.min.time(), clock.AMSTERDAM) + timedelta(hours=9)
    with transaction.atomic():
        connection.check_constraints()
        fill(promise, today, made)
        ladder.climb(rietkade, today=today, at=at, chunk=2)
        assert set(Step.objects.values_list("promise", "rung")) == twin(rietkade, today)
        transaction.set_rollback(True)


def fill(promise, today, made):
    """Copies of a promise, made and due on these days."""
    rows = []
    for (days, hour), due, state in made:
        made_at = clock.midnight(today + days * A_DAY) + timedelta(hours=hour)
        due_on = clock.day(made_at) + due * A_DAY
        ended = made_at if state == "kept" else None
        fields = {"made_at": made_at, "first_due": due_on, "due": due_on, "state": state}
        row = Promise(
            cooperative=promise.cooperative,
            matter=promise.matter,
            maker=promise.maker,
            receiver=promise.receiver,
            of=promise.of,
            text=promise.text,
            ended_at=ended,
            **fields,
        )
        rows.append(row)
    Promise.objects.filter(pk=promise.pk).update(state="released", ended_at=promise.made_at)
    Promise.objects.bulk_create(rows)
