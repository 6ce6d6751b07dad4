"""Days and times as people in the Netherlands live them: working days, clocks set back.

A working day is no Saturday, no Sunday and no holiday of the Algemene termijnenwet (art. 3, first
and second paragraph): New Year's Day, Good Friday, Easter Monday, King's Day, 5 May every year,
Ascension Day, Whit Monday, both Christmas days. The `holidays` package has these in its two
categories public and optional together; its default leaves out 5 May four years out of five.
[check by jurist] whether a cooperative's own terms follow this list, and whether the days of
`EQUATED` count.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SATURDAY = 5
FIRST, SECOND = "first", "second"  # in the hour that comes twice

EQUATED = frozenset(
    {
        date(2026, 1, 2),
        date(2026, 5, 15),
        date(2027, 5, 7),
        date(2028, 4, 28),
        date(2028, 5, 26),
    }
)
"""Days put on a par with a holiday by royal decree for terms set by law (Algemene termijnenwet
art. 3, third paragraph; the decree names these five days for 2026-2028). People do work on them,
so they count as working days unless given as `closed`. [check by jurist]"""


@lru_cache(maxsize=400)
def holidays_in(year: int) -> frozenset[date]:
    """Return the holidays of one year, Sundays included (years from 1966; before: none)."""
    # Half a second to import: only who asks for a working day pays for it.
    from holidays import OPTIONAL, PUBLIC, country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL)))


def working_day(day: date, closed: Collection[date] = ()) -> bool:
    """Say whether people in offices work on this day; `closed` are more days that they do not."""
    return day.weekday() < SATURDAY and day not in holidays_in(day.year) and day not in closed


def next_working_day(day: date, closed: Collection[date] = ()) -> date:
    """Return the first working day after this day."""
    day += timedelta(1)
    while not working_day(day, closed):
        day += timedelta(1)
    return day


def plus_working_days(day: date, count: int, closed: Collection[date] = ()) -> date:
    """Return the working day that many working days after this day.

    The day itself never counts: two working days after Friday or Saturday is Tuesday. None at all
    is the day itself, or the first working day after it when it is none.
    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("working days are counted forward only")
    if count == 0:
        return day if working_day(day, closed) else next_working_day(day, closed)
    for _ in range(count):
        day = next_working_day(day, closed)
    return day


def numbered(
    first: date, last: date, closed: Collection[date] = ()
) -> Iterator[tuple[date, bool, int]]:
    """Yield (day, is it a working day, how many working days so far), both ends included.

    In a table of these, "n working days later" is the working day whose number is n higher.
    """
    count = 0
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        works = working_day(day, closed)
        count += works
        yield day, works, count


def local_times(wall: datetime) -> list[datetime]:
    """Return the real moments at which clocks in the Netherlands show this time, first one first.

    None in the hour that is skipped in March, two in the hour that comes twice in October.
    Raises ValueError for a time that already has a zone.
    """
    if wall.tzinfo is not None:
        raise ValueError("a time on the wall has no zone yet")
    moments: list[datetime] = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=AMSTERDAM, fold=fold)
        if _is_real(moment) and moment.utcoffset() not in [m.utcoffset() for m in moments]:
            moments.append(moment)
    return moments


def which_of(moment: datetime) -> str:
    """Return which of two it is in the hour that comes twice; empty at every other moment."""
    here = moment.astimezone(AMSTERDAM)
    if len(local_times(here.replace(tzinfo=None, fold=0))) == 1:
        return ""
    return SECOND if here.fold else FIRST


def _is_real(moment: datetime) -> bool:
    """A time that does not exist comes back from UTC as another time."""
    try:
        back = moment.astimezone(UTC).astimezone(AMSTERDAM)
    except OverflowError:  # before year 1 or after year 9999 in UTC
        return False
    return back.replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0)


def part_of_day(hour: int) -> str:
    """Return 'night' (0-5), 'morning' (6-11), 'afternoon' (12-17) or 'evening' (18-23).

    Raises ValueError for an hour that is not on the clock.
    """
    if hour not in range(24):
        raise ValueError(f"there is no hour {hour}")
    return ("night", "morning", "afternoon", "evening")[hour // 6]
