"""Terms that stand in a law: until which day, from the day on which something was reported.

How the days are counted is the Algemene termijnenwet: the day of the report does not count; a term of
days or weeks that would end on a Saturday, a Sunday or a holiday ends on the next day that is none
(art. 1); a term of three days or more has at least two working days in it (art. 2); days that a royal
decree puts on a par with a holiday count as one here (art. 3). Terms of more than twelve weeks are not
extended (art. 4); there is none of those in the house.
[check by jurist] whether each of these terms is one "set by a law" in the sense of that act.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tussenruimte.methods.days import EQUATED, plus_working_days, working_day

AT_LEAST = 2  # working days in a term of three days or more
SHORT = 3


class Unit(StrEnum):
    """In what a law counts."""

    DAYS = "days"
    WEEKS = "weeks"
    WORKING_DAYS = "working days"


class Term(NamedTuple):
    """So many of these, counted from the day after the report."""

    number: int
    unit: Unit


def last_day(reported: date, term: Term) -> date:
    """Return the last day of a term that began with a report on this day.

    Raises ValueError for a term of less than one day.
    """
    if term.number < 1:
        raise ValueError("a term has at least one day")
    if term.unit == Unit.WORKING_DAYS:
        return plus_working_days(reported, term.number, EQUATED)
    days = term.number * (7 if term.unit == Unit.WEEKS else 1)
    end = reported + timedelta(days)
    if days >= SHORT:
        end = max(end, plus_working_days(reported, AT_LEAST, EQUATED))
    while not working_day(end, EQUATED):
        end += timedelta(1)
    return end
