"""The silence ladder: the clock adds the steps that were reached, a chunk at a time."""

import datetime as dt
from collections.abc import Collection
from hashlib import sha256

from django.db import connection, transaction

from tussenruimte.kit import clock
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative
from tussenruimte.promises.models import Step
from tussenruimte.promises.reads import rungs_missed
from tussenruimte.record.actions import note

# The steps of one rung for promises of one day, from one key up to another. A promise that was
# made after the day of the rung skips it; what stands there already stays as it is.
CLIMB = """
INSERT INTO promises_step (cooperative_id, promise_id, due, rung, "on")
SELECT cooperative_id, id, due, %(rung)s, %(on)s
  FROM promises_promise
 WHERE cooperative_id = %(coop)s AND state = 'open' AND due = %(due)s
   AND id > %(after)s AND id <= %(edge)s AND made_at < %(made_before)s
ON CONFLICT DO NOTHING
RETURNING promise_id
"""
A_DAY = dt.timedelta(days=1)
CLIMBING = 0x1ADDE2  # which of our locks this is on PostgreSQL


@transaction.atomic
def climb_chunk(  # noqa: PLR0913 - one chunk is named by all of these
    cooperative: Cooperative,
    *,
    due: dt.date,
    rung: int,
    after: int,
    edge: int,
    until: dt.date,
    by: By,
    at: dt.datetime,
) -> int:
    """Open promises of one day, made by `until`, reach one rung. Again, or twice at once, adds nothing."""
    _one_clock_at_a_time(cooperative)
    ops = connection.ops
    with connection.cursor() as cursor:
        cursor.execute(
            CLIMB,
            {
                "coop": cooperative.pk,
                "due": ops.adapt_datefield_value(due),
                "rung": rung,
                "on": ops.adapt_datefield_value(clock.day(at)),
                "after": after,
                "edge": edge,
                "made_before": ops.adapt_datetimefield_value(clock.midnight(until + A_DAY)),
            },
        )
        climbed = sorted(key for (key,) in cursor.fetchall())
    if climbed:
        note(
            "ladder.climbed",
            cooperative,
            by=by,
            at=at,
            rung=rung,
            due=due.isoformat(),
            n=len(climbed),
            promises=sha256(",".join(map(str, climbed)).encode()).hexdigest()[:32],
        )
    return len(climbed)


def _catch_up(cooperative: Cooperative, keys: Collection[int], at: dt.datetime) -> int:
    """Promises that are open again stand where they would have stood: the clock does not look back.

    Letters of today may have left already, so those of tomorrow tell it.
    """
    tomorrow = clock.day(at) + A_DAY
    rows = [
        Step(cooperative_id=cooperative.pk, promise_id=promise, due=due, rung=rung, on=tomorrow)
        for promise, due, rung in rungs_missed(cooperative, keys)
    ]
    Step.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _one_clock_at_a_time(cooperative: Cooperative) -> None:
    """On SQLite a transaction that may write is alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [CLIMBING, cooperative.pk % 2**31]
            )
