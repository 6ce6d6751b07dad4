"""The daily walk along the silence ladder: who has to be told what, in steps that stay small."""

import datetime as dt
from collections.abc import Iterator

from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative
from tussenruimte.methods.ladder import PLACES, Ladder
from tussenruimte.promises.actions import (
    climb_chunk,
    close_period,
    everybody_told,
    tell_chunk,
    tell_unanswered,
)
from tussenruimte.promises.reads import first_open_due, is_anything_new, ladder_in, next_edge
from tussenruimte.promises.reads.telling import days_to_tell, people_to_tell
from tussenruimte.promises.reads.unanswered import unanswered

CHUNK = 2_500  # on SQLite a chunk is a pause for everybody who writes
LETTERS = 1_000
A_DAY = dt.timedelta(days=1)


def walk(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """What the clock does for promises every day."""
    climb(cooperative, today=today, at=at)
    tell(cooperative, today=today, at=at)
    tell_of_no_answer(cooperative, today=today, at=at)
    close_period(cooperative, by="klok", at=at)


def climb(
    cooperative: Cooperative,
    *,
    today: dt.date,
    by: By = "klok",
    at: dt.datetime,
    chunk: int = CHUNK,
) -> int:
    """Add every step that was reached since the clock last came by, today's included.

    Each chunk is a change of its own, so whoever stops this halfway loses nothing.
    """
    climbed, ladder = 0, ladder_in(cooperative)
    day = _since(cooperative, today, ladder)
    while day <= today:
        for who, rung in PLACES.items():
            for due in _reached(ladder, who, day):
                for after, edge in _chunks(cooperative, due, rung, chunk):
                    climbed += climb_chunk(
                        cooperative, due=due, rung=rung, after=after, edge=edge,
                        until=day, by=by, at=at,
                    )  # fmt: skip
        day += A_DAY
    return climbed


def _reached(ladder: Ladder, who: str, day: dt.date) -> Iterator[dt.date]:
    """The promised days that reach this rung on this day: one, but for a change of the rungs."""
    due, last = ladder.last_due(day - A_DAY, who), ladder.last_due(day, who)
    while due < last:
        due += A_DAY
        yield due


def _chunks(
    cooperative: Cooperative, due: dt.date, rung: int, chunk: int
) -> Iterator[tuple[int, int]]:
    """Where something is to be added. Looking first keeps nobody from writing."""
    after = 0
    while edge := next_edge(cooperative, due=due, after=after, at_most=chunk):
        if is_anything_new(cooperative, due=due, rung=rung, after=after, edge=edge):
            yield after, edge
        after = edge


def _since(cooperative: Cooperative, today: dt.date, ladder: Ladder) -> dt.date:
    """From the last tick on; the first time, from before anything open was promised for."""
    if cooperative.last_tick_on:
        return min(cooperative.last_tick_on, today)
    first = first_open_due(cooperative)
    return today if first is None else min(ladder.reached_on(first, "maker"), today)


def tell(
    cooperative: Cooperative,
    *,
    today: dt.date,
    by: By = "klok",
    at: dt.datetime,
    at_most: int = LETTERS,
) -> int:
    """Put in one letter of the day for everybody whom a step of that day has something to say.

    That day is today, and any day of a step on which the clock did not come by.
    """
    told = 0
    for day, steps, is_new in days_to_tell(cooperative, today):
        for people in people_to_tell(cooperative, day, today, at_most, is_new=is_new):
            told += tell_chunk(cooperative, people, day=day, by=by, at=at)
        if is_new:
            everybody_told(cooperative, day=day, steps=steps, by=by, at=at)
    return told


def tell_of_no_answer(
    cooperative: Cooperative,
    *,
    today: dt.date,
    by: By = "klok",
    at: dt.datetime,
    at_most: int = LETTERS,
) -> int:
    """Tell both sides of what should have gone past somebody by now and has no answer, once."""
    told = 0
    while rows := unanswered(cooperative, today, at_most):
        told += tell_unanswered(cooperative, rows, today=today, by=by, at=at)
    return told
