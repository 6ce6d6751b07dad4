"""Making a promise in plain SQL: it is what people wait for while eight others do the same.

The ORM would do the same in more steps, and a test compares the two (docs/benchmarks.md).
"""

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection

from tussenruimte.matters.models import Ground, Matter
from tussenruimte.members.models import Actor
from tussenruimte.promises.models import Promise

_FIELDS: list[Any] = [f for f in Promise._meta.local_concrete_fields if not f.primary_key]
_COLUMNS = ", ".join(f'"{field.column}"' for field in _FIELDS)
_PLACES = ", ".join(["%s"] * len(_FIELDS))
INSERT = f"INSERT INTO promises_promise ({_COLUMNS}) VALUES ({_PLACES}) RETURNING id"  # noqa: S608
# The matter comes along, so that there is always a row: whether it has ended, as it stands now.
READING = """
SELECT CASE WHEN m.ended_at IS NULL THEN 0 ELSE 1 END, r.actor_id,
       CASE WHEN r.since <= %(on)s AND (r.until IS NULL OR r.until >= %(on)s) THEN 1 ELSE 0 END,
       CASE WHEN r.ground = %(promise)s AND r.until IS NULL THEN 1 ELSE 0 END
  FROM matters_matter m LEFT JOIN matters_reader r
    ON r.matter_id = m.id AND r.actor_id IN (%(maker)s, %(receiver)s)
 WHERE m.id = %(matter)s
"""
# The matter is held as `matters.held` does it: whoever ends it waits for this promise, or this waits
# for them, and none escapes. On SQLite a transaction that may write is alone already.
HELD = " FOR NO KEY UPDATE OF m"


class Reading(NamedTuple):
    """Of two actors: who may read the matter today, and who does because of a promise."""

    has_ended: bool
    today: set[int]
    by_promise: set[int]


def _who_reads(matter: Matter, maker: Actor, receiver: Actor, on: dt.date) -> Reading:
    """One look for all that making a promise has to know about the matter and its readers."""
    values: dict[str, Any] = {
        "matter": matter.pk,
        "maker": maker.pk,
        "receiver": receiver.pk,
        "on": connection.ops.adapt_datefield_value(on),
        "promise": Ground.PROMISE.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(READING + HELD * (connection.vendor == "postgresql"), values)
        rows = cursor.fetchall()
    return Reading(
        has_ended=any(ended for ended, *_rest in rows),
        today={actor for _ended, actor, now, _it in rows if now},
        by_promise={actor for _ended, actor, _now, it in rows if it},
    )


def _insert(promise: Promise) -> None:
    """The row of a new promise, as `save` would write it."""
    values = [
        field.get_db_prep_save(getattr(promise, field.attname), connection) for field in _FIELDS
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        (promise.pk,) = cursor.fetchone()
    promise._state.adding, promise._state.db = False, connection.alias  # noqa: SLF001 - as `save` does
