"""The silence ladder: who hears when a promise passes its day, and what state a promise is in.

Everything is computed from days; nothing is stored but the steps that were taken. Days are
calendar days in Amsterdam, never blocks of 24 hours. Source: our own agreement, a setting per
cooperative: the receiver on the day itself, late from +1, circle +1, seat +3, table +7.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Rung(NamedTuple):
    """How many days after the promised day (before it: negative) who is told."""

    days: int
    who: str


RUNGS = (
    Rung(-1, "maker"),
    Rung(0, "receiver"),
    Rung(1, "circle"),
    Rung(3, "seat"),
    Rung(7, "table"),
)
"""The ladder as it comes; a cooperative may have set its own days."""

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


def rung_on(due: date, today: date, rungs: Sequence[Rung] = RUNGS) -> int | None:
    """Return the days of the highest rung that a promise stands on, None below the first."""
    reached = [rung.days for rung in rungs if (today - due).days >= rung.days]
    return max(reached, default=None)


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
