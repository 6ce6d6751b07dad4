"""The silence ladder: what is open and past its day has the steps that the clock had to add."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import F

from tussenruimte.cli.verifying.scope import Scope, told
from tussenruimte.kit import clock
from tussenruimte.members.models import Cooperative
from tussenruimte.members.reads import everywhere
from tussenruimte.methods.ladder import PLACES
from tussenruimte.promises.models import Move, Promise, State, Step
from tussenruimte.promises.reads import ladder_in


class Gap(NamedTuple):
    """A promise without a step, and the day on which the clock should have added it."""

    promise: int
    code: str
    day: dt.date


def late_promises_climbed(_scope: Scope) -> Iterator[str]:
    """Every step up to the last tick; but not from before it was made or moved."""
    for cooperative in everywhere():
        gaps = list(_gaps(cooperative))
        yield from told(
            f"{cooperative.slug}: promise {{0}} misses the step of {{1}}.",
            ((gap.code, gap.day) for gap in _unexplained(cooperative, gaps)),
        )


def _gaps(cooperative: Cooperative) -> Iterator[Gap]:
    came_by, ladder = cooperative.last_tick_on, ladder_in(cooperative)
    if came_by is None:
        return
    last = ladder.last_due(came_by, "maker")
    reached: dict[dt.date, list[tuple[int, dt.date]]] = {}
    rows = Promise.objects.filter(cooperative=cooperative, state=State.OPEN, due__lte=last)
    promises = rows.order_by("pk").values_list("pk", "code", "due", "made_at")
    steps = _steps(cooperative)
    there = next(steps, None)
    for key, code, due, made_at in promises.iterator(5_000):
        while there and there[0] < key:
            there = next(steps, None)
        climbed = there[1] if there and there[0] == key else set()
        first = clock.day(made_at)
        if due not in reached:
            reached[due] = [(rung, ladder.reached_on(due, who)) for who, rung in PLACES.items()]
        for rung, day in reached[due]:
            if first <= day <= came_by and first < came_by and rung not in climbed:
                yield Gap(key, code, day)


def _steps(cooperative: Cooperative) -> Iterator[tuple[int, set[int]]]:
    """The rungs on which each open promise stands, in the order of their keys."""
    rows = Step.objects.filter(
        cooperative=cooperative, promise__state=State.OPEN, due=F("promise__due")
    ).order_by("promise_id")
    found = rows.values_list("promise_id", "rung").iterator(5_000)
    for key, group in groupby(found, key=itemgetter(0)):
        yield key, {rung for _key, rung in group}


def _unexplained(cooperative: Cooperative, gaps: list[Gap]) -> Iterator[Gap]:
    if not gaps:
        return
    moved = dict(
        Move.objects.filter(cooperative=cooperative).order_by("at").values_list("promise_id", "at")
    )
    for gap in gaps:
        if gap.promise not in moved or clock.day(moved[gap.promise]) < gap.day:
            yield gap
