"""Terms of laws, over weekends, holidays, month ends and leap years."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods.days import EQUATED, working_day
from tussenruimte.methods.law import Term, Unit, last_day

WEEKS, DAYS, WORK = Unit.WEEKS, Unit.DAYS, Unit.WORKING_DAYS


@pytest.mark.parametrize(
    ("reported", "number", "unit", "ends"),
    [
        ((2026, 11, 16), 6, WEEKS, (2026, 12, 28)),  # a Monday after a Monday
        ((2026, 11, 14), 6, WEEKS, (2026, 12, 28)),  # 26 December, a Saturday and a holiday
        ((2026, 11, 13), 6, WEEKS, (2026, 12, 28)),  # 25 December, a Friday and a holiday
        ((2026, 2, 20), 6, WEEKS, (2026, 4, 7)),  # Good Friday, then Easter Monday too
        ((2026, 4, 3), 6, WEEKS, (2026, 5, 18)),  # 15 May is put on a par, then the weekend
        ((2026, 1, 31), 4, WEEKS, (2026, 3, 2)),  # past the end of February, then a weekend
        ((2028, 2, 1), 4, WEEKS, (2028, 2, 29)),  # a leap day counts
        ((2026, 12, 17), 2, WEEKS, (2026, 12, 31)),  # New Year's Eve is a working day
        ((2026, 12, 18), 2, WEEKS, (2027, 1, 4)),  # New Year's Day, then the weekend
        ((2026, 11, 16), 7, DAYS, (2026, 11, 23)),
        ((2026, 4, 20), 7, DAYS, (2026, 4, 28)),  # King's Day
        ((2026, 11, 16), 3, WORK, (2026, 11, 19)),
        ((2026, 11, 20), 3, WORK, (2026, 11, 25)),  # over a weekend
        ((2026, 4, 2), 3, WORK, (2026, 4, 9)),  # Good Friday to Easter Monday do not count
        ((2026, 12, 24), 3, WORK, (2026, 12, 30)),  # both Christmas days and a Sunday
        ((2025, 12, 31), 3, WORK, (2026, 1, 7)),  # 2 January 2026 is put on a par
        ((2026, 12, 23), 3, DAYS, (2026, 12, 28)),  # three days: at least two working days in it
        ((2026, 4, 30), 3, DAYS, (2026, 5, 4)),
    ],
)
def test_a_term_ends_on_the_day_of_the_law(reported, number, unit, ends):
    assert last_day(date(*reported), Term(number, unit)) == date(*ends)


def test_a_term_has_at_least_a_day():
    with pytest.raises(ValueError, match="at least one day"):
        last_day(date(2026, 11, 16), Term(0, WEEKS))


@given(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(1, 84),
    st.sampled_from([DAYS, WORK]),
)
def test_it_ends_on_a_working_day_and_never_early(reported, number, unit):
    end = last_day(reported, Term(number, unit))
    assert working_day(end, EQUATED)
    assert end >= reported + timedelta(number)
    between = [reported + timedelta(n) for n in range(1, (end - reported).days + 1)]
    working = sum(working_day(day, EQUATED) for day in between)
    assert working >= (number if unit == WORK else min(number, 2) if number >= 3 else 1)
    if unit == DAYS and number > 5:  # and not a day later than it must
        idle = between[number - 1 : -1]
        assert not any(working_day(day, EQUATED) for day in idle)
