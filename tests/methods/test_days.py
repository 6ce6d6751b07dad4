"""Working days against lists written by hand; wall clocks against the two changes of a year."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods import days

# From the Algemene termijnenwet and a paper calendar; Saturdays and Sundays left out.
BY_HAND = {
    2026: "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25",
    2030: "01-01 04-19 04-22 05-30 06-10 12-25 12-26",
}


@pytest.mark.parametrize("year", BY_HAND)
def test_weekdays_off_are_those_of_the_law(year):
    start = date(year, 1, 1)
    every = [start + timedelta(n) for n in range(365)]
    off = [d for d in every if d.weekday() < 5 and not days.working_day(d)]
    assert [f"{d:%m-%d}" for d in off] == BY_HAND[year].split()


@pytest.mark.parametrize("year", range(2024, 2031))
def test_the_fifth_of_may_is_off_every_year(year):
    assert not days.working_day(date(year, 5, 5))
    assert days.working_day(date(year, 5, 4)) == (date(year, 5, 4).weekday() < 5)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2026-11-20", 2, "2026-11-24"),  # from Friday
        ("2026-11-21", 2, "2026-11-24"),  # from Saturday
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-12-24", 3, "2026-12-30"),
        ("2026-12-24", 10, "2027-01-11"),
        ("2026-11-21", 0, "2026-11-23"),
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_working_days_later(day, count, then):
    assert days.plus_working_days(date.fromisoformat(day), count).isoformat() == then


def test_counting_back_is_refused():
    with pytest.raises(ValueError, match="forward"):
        days.plus_working_days(date(2026, 1, 5), -1)


@given(st.dates(date(2025, 1, 1), date(2031, 1, 1)), st.integers(1, 40))
def test_later_means_that_many_working_days_lie_between(day, count):
    then = days.plus_working_days(day, count)
    between = [day + timedelta(n) for n in range(1, (then - day).days + 1)]
    assert sum(days.working_day(d) for d in between) == count
    assert days.working_day(then)


def test_days_closed_besides_are_no_working_days():
    assert days.working_day(date(2026, 5, 15))
    assert not days.working_day(date(2026, 5, 15), days.EQUATED)
    assert days.next_working_day(date(2026, 5, 13)) == date(2026, 5, 15)
    assert days.next_working_day(date(2026, 5, 13), days.EQUATED) == date(2026, 5, 18)
    assert all(d.weekday() < 5 for d in days.EQUATED)


def test_the_numbered_table_gives_the_same_as_counting():
    rows = list(days.numbered(date(2026, 4, 1), date(2026, 6, 30)))
    by_number = {number: day for day, works, number in rows if works}
    for day, _, number in rows[:40]:
        assert by_number[number + 10] == days.plus_working_days(day, 10)


def wall(text):
    return datetime.fromisoformat(text)


def test_an_hour_that_is_skipped_does_not_exist():
    assert days.local_times(wall("2027-03-28 02:30")) == []
    assert len(days.local_times(wall("2027-03-28 01:59"))) == 1
    assert len(days.local_times(wall("2027-03-28 03:00"))) == 1


def test_an_hour_that_comes_twice_has_two_moments():
    first, second = days.local_times(wall("2026-10-25 02:30"))
    assert first.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert len(days.local_times(wall("2026-10-25 03:00"))) == 1


@given(st.datetimes(wall("1990-01-01"), wall("2037-01-01")))
def test_every_real_moment_is_found_back_from_its_wall_time(moment):
    aware = moment.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam"))
    found = days.local_times(aware.replace(tzinfo=None, fold=0))
    assert aware.astimezone(UTC) in [m.astimezone(UTC) for m in found]


def test_times_at_the_ends_of_the_calendar_do_not_crash():
    assert days.local_times(wall("0001-01-01 00:00")) == []
    assert len(days.local_times(wall("9999-12-31 23:59"))) == 1


def test_a_time_with_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        days.local_times(datetime(2026, 1, 1, tzinfo=UTC))


def test_parts_of_the_day():
    parts = [days.part_of_day(hour) for hour in range(24)]
    assert parts == ["night"] * 6 + ["morning"] * 6 + ["afternoon"] * 6 + ["evening"] * 6


@pytest.mark.parametrize("hour", [-1, 24])
def test_hours_not_on_the_clock_are_refused(hour):
    with pytest.raises(ValueError, match="no hour"):
        days.part_of_day(hour)
