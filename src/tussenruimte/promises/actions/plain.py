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
READING = """
SELECT actor_id,
       CASE WHEN since <= %(on)s AND (until IS NULL OR until >= %(on)s) THEN 1 ELSE 0 END,
       CASE WHEN ground = %(promise)s AND until IS NULL THEN 1 ELSE 0 END
  FROM matters_reader WHERE matter_id = %(matter)s AND actor_id IN (%(maker)s, %(receiver)s)
"""


class Reading(NamedTuple):
    """Of two actors: who may read the matter today, and who does because of a promise."""

    today: set[int]
    by_promise: set[int]


def _who_reads(matter: Matter, maker: Actor, receiver: Actor, on: dt.date) -> Reading:
    """One look for all that making a promise has to know about readers."""
    values: dict[str, Any] = {
        "matter": matter.pk,
        "maker": maker.pk,
        "receiver": receiver.pk,
        "on": connection.ops.adapt_datefield_value(on),
        "promise": Ground.PROMISE.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(READING, values)
        rows = cursor.fetchall()
    return Reading({actor for actor, now, _ in rows if now}, {actor for actor, _, it in rows if it})


def _insert(promise: Promise) -> None:
    """The row of a new promise, as `save` would write it."""
    values = [
        field.get_db_prep_save(getattr(promise, field.attname), connection) for field in _FIELDS
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        (promise.pk,) = cursor.fetchone()
    promise._state.adding, promise._state.db = False, connection.alias  # noqa: SLF001 - as `save` does
