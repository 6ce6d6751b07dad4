"""A million open promises in one database, and the clock that comes by. Inside the house."""

import datetime as dt
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tussenruimte.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - after the set-up

from tussenruimte.cli.management.commands.tick import take_turn  # noqa: E402
from tussenruimte.cli.seed.loading import quick  # noqa: E402
from tussenruimte.kit import clock  # noqa: E402
from tussenruimte.kit.measuring import measure as count_again  # noqa: E402
from tussenruimte.kit.tenancy import within  # noqa: E402
from tussenruimte.members.models import Cooperative  # noqa: E402
from tussenruimte.promises import ladder  # noqa: E402
from tussenruimte.promises.models import Promise, State, Step  # noqa: E402
from tussenruimte.promises.reads import ladder_in  # noqa: E402

BARE = """
INSERT INTO promises_step (cooperative_id, promise_id, due, rung, "on")
SELECT cooperative_id, id, due, %s, %s FROM promises_promise
 WHERE cooperative_id = %s AND state = 'open' AND due = %s
"""
DAYS = 60  # over which the promised days lie: one in twelve climbs on a day
A_DAY = dt.timedelta(days=1)


def fill(wanted: str) -> dict[str, int]:
    """Copies of what is open until there are so many, spread over sixty days."""
    columns = [f.column for f in Promise._meta.local_concrete_fields if f.column != "id"]
    fresh = {"code": "%s || id", "due": "%s", "first_due": "%s", "made_at": "%s"}
    chosen = ", ".join(fresh.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    copy = (
        f"INSERT INTO promises_promise ({names}) SELECT {chosen} FROM promises_promise "  # noqa: S608
        f"WHERE state = 'open' AND id <= {Promise.objects.order_by('-pk').values_list('pk').first()[0]}"
    )
    made = clock.midnight(clock.today() - DAYS * A_DAY)
    place, number = connection.ops, 0
    with quick(), connection.cursor() as cursor:
        while Promise.objects.filter(state=State.OPEN).count() < int(wanted):
            due = clock.today() + (number % DAYS - DAYS // 2) * A_DAY
            values = {"code": f"B{number}-", "due": due, "first_due": due}
            values["made_at"] = place.adapt_datetimefield_value(made)
            cursor.execute(copy, [values[column] for column in columns if column in values])
            number += 1
    count_again()
    return {"open": Promise.objects.filter(state=State.OPEN).count()}


def measure() -> dict[str, float]:
    """Yesterday's round first; then today's climb, a round in which nothing is due, and tomorrow's steps bare."""
    cooperative = Cooperative.objects.get(slug="zaad-1")
    today, at = clock.today(), clock.now()
    with within(cooperative.pk):
        cooperative.last_tick_on = today - A_DAY
        ladder.climb(cooperative, today=today - A_DAY, at=at - A_DAY)
        chunks: list[float] = []
        ladder.climb_chunk = _timed(ladder.climb_chunk, chunks)
        before = _memory()
        climb, steps = _seconds(lambda: ladder.climb(cooperative, today=today, at=at))
        letters, _done = _seconds(lambda: take_turn(cooperative, at))
        quiet, _done = _seconds(lambda: take_turn(cooperative, at))
        bare, rows = _seconds(lambda: _bare(cooperative, today + A_DAY))
        return {
            "steps": steps, "rows": rows, "climb": climb, "bare": bare, "quiet": quiet, "letters": letters,
            "chunk": max(chunks), "memory": _memory() - before, "all_steps": Step.objects.count(),
        }  # fmt: skip


def _timed(do: Callable[..., int], times: list[float]) -> Callable[..., int]:
    def chunk(*words: Any, **more: Any) -> int:
        seconds, found = _seconds(lambda: do(*words, **more))
        times.append(seconds)
        return int(found)

    return chunk


def _seconds(do: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    answer = do()
    return time.perf_counter() - begun, answer


def _bare(cooperative: Cooperative, today: dt.date) -> int:
    """The steps of a day into the same table: one plain statement for each rung, in one transaction."""
    rows = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for rung in ladder_in(cooperative).rungs(today):
            due = connection.ops.adapt_datefield_value(today - rung.days * A_DAY)
            on = connection.ops.adapt_datefield_value(today)
            cursor.execute(BARE, [rung.place, on, cooperative.pk, due])
            rows += cursor.rowcount
    return rows


def _memory() -> float:
    """The most that was ever used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


if __name__ == "__main__":
    name, *asked = sys.argv[1:]
    print(json.dumps({"fill": fill, "measure": measure}[name](*asked)))
