"""The silence ladder: who hears when a promise passes its day, and what state a promise is in.

Everything is computed from days; nothing is stored but the steps that were taken. Days are
calendar days in Amsterdam, never blocks of 24 hours. Source: our own agreement, a setting per
cooperative: the receiver on the day itself, late from +1, circle +1, seat +3, table +7.

A cooperative may set other days, for what is promised from some day on. Whoever hears of a promise
has heard by then of every promise for an earlier day: a shorter ladder overtakes the one before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class Rung(NamedTuple):
    """How many days after the promised day (before it: negative) who is told."""

    days: int
    who: str

    @property
    def place(self) -> int:
        """Under which number its steps are kept, whatever its days are here."""
        return PLACES[self.who]


RUNGS = (
    Rung(-1, "maker"),
    Rung(0, "receiver"),
    Rung(1, "circle"),
    Rung(3, "seat"),
    Rung(7, "table"),
)
"""The ladder as it comes; a cooperative may have set its own days."""

PLACES: Mapping[str, int] = {rung.who: rung.days for rung in RUNGS}
"""A step says on which rung it is by the days of that rung as the ladder comes."""

A_DAY = timedelta(1)
UNCONFIRMED_AFTER = 14
"""Days after "it is done" that the receiver has to confirm, as it comes."""


class State(StrEnum):
    """What a promise is now."""

    OPEN = "open"
    SOON = "soon"  # today or tomorrow
    LATE = "late"
    DONE = "done"  # said to be done, not yet confirmed
    UNCONFIRMED = "unconfirmed"  # said to be done, and never confirmed
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Era:
    """The days that hold for what is promised for `start` or later; the first one has no start."""

    start: date | None
    days: Mapping[str, int]

    def reached(self, due: date, who: str) -> date:
        """On which day this rung would be reached by these days."""
        first = due if self.start is None else max(due, self.start)
        return _moved(first, self.days[who])


AS_IT_COMES = Era(None, PLACES)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of a cooperative through time: eras in order, the first without a start."""

    eras: tuple[Era, ...] = (AS_IT_COMES,)

    def reached_on(self, due: date, who: str) -> date:
        """On which day a promise for this day reaches this rung."""
        ends = [era.start for era in self.eras[1:]]
        days = (
            era.reached(due, who)
            for era, end in zip(self.eras, [*ends, None], strict=True)
            if end is None or due < end
        )
        return min(days)

    def last_due(self, today: date, who: str) -> date:
        """The last day for which something can be promised that reached this rung by today."""
        ends = [era.start for era in self.eras[1:]]
        found = [date.min]
        for era, end in zip(self.eras, [*ends, None], strict=True):
            first = era.start and _moved(era.start, era.days[who])
            if first is None or first <= today:
                edge = _moved(today, -era.days[who])
                found.append(edge if end is None else min(edge, end - A_DAY))
        return max(found)

    def rungs(self, due: date) -> tuple[Rung, ...]:
        """The rungs in order of a promise for this day."""
        return tuple(Rung((self.reached_on(due, r.who) - due).days, r.who) for r in RUNGS)


def _moved(day: date, days: int) -> date:
    """So many days later; at the ends of the calendar it stays there."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def steps_due(
    due: date, last: date | None, today: date, rungs: Sequence[Rung] = RUNGS
) -> list[int]:
    """Return the days of the rungs to climb now, lowest first.

    `last` is the last day on which the ladder was looked at: its rungs have been climbed. None
    means never, so that everything reached by today is due. For a new promise, give the day
    before it was made: a rung from before its making is then left out.
    """
    late = (today - due).days
    seen = None if last is None else (last - due).days
    return sorted(r.days for r in rungs if r.days <= late and (seen is None or r.days > seen))


def days_late(due: date, today: date) -> int:
    """Return how many days a promise is late: 0 up to and on the promised day itself."""
    return max(0, (today - due).days)


def state_of(
    due: date,
    today: date,
    *,
    said_done: date | None = None,
    is_kept: bool = False,
    is_failed: bool = False,
    unconfirmed_after: int = UNCONFIRMED_AFTER,
) -> State:
    """Return the state of a promise.

    `said_done` is the day on which the maker said that it is done; `is_kept`, that the receiver
    confirmed it; `is_failed`, that it was said not to have worked out. The receiver's word counts
    first.
    """
    if is_kept:
        return State.KEPT
    if is_failed:
        return State.FAILED
    if said_done:
        waited = (today - said_done).days
        return State.DONE if waited <= unconfirmed_after else State.UNCONFIRMED
    left = (due - today).days
    if left < 0:
        return State.LATE
    return State.SOON if left <= 1 else State.OPEN


def time_left(made: date, due: date, today: date) -> int:
    """Return how much of the time of a promise is left, from 100 to 0, for the rim of its clock.

    The promised day counts in full: 100 on the day of making, more than 0 up to and on the
    promised day, 0 only when late.
    """
    left = (due - today).days + 1
    if left <= 0:
        return 0
    total = max((due - made).days + 1, 1)
    return min(100, max(1, round(100 * left / total)))
