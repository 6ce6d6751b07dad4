"""Whether the house lives: the database, the queue, the clock."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django_tasks_db.models import DBTaskResult

from tussenruimte.kit.clock import now

LONGEST_IN_QUEUE = dt.timedelta(minutes=10)
LONGEST_SILENCE = dt.timedelta(minutes=15)
OPENED_AT = now()


def what_is_wrong(at: dt.datetime) -> str:
    """The first thing that does not live, in a sentence for whoever keeps the house; empty is well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = _oldest_task(at)
    except (DatabaseError, InterfaceError):
        return "The database does not answer."
    if waiting and at - waiting > LONGEST_IN_QUEUE:
        return f"The queue stands still: its first task waits since {_moment(waiting)}."
    return _clock(at)


def _oldest_task(at: dt.datetime) -> dt.datetime | None:
    """Since when the first task waits that should have begun."""
    rows = DBTaskResult.objects.ready().order_by("enqueued_at")
    moments = rows.values_list("enqueued_at", "run_after").first()
    if moments is None:
        return None
    enqueued, later = moments
    return max(enqueued, later) if later <= at else enqueued


def _clock(at: dt.datetime) -> str:
    """The clock leaves a sign on each round. A house that just opened has time for its first."""
    if not settings.CLOCK_EXPECTED:
        return ""
    beat = Path(settings.CLOCK_BEAT)
    try:
        last = dt.datetime.fromtimestamp(beat.stat().st_mtime, dt.UTC)
    except FileNotFoundError:
        last = OPENED_AT
    if at - last > LONGEST_SILENCE:
        return f"The clock stands still since {_moment(last)}."
    return ""


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")
