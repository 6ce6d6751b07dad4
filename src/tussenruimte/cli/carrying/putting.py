"""Putting rows into tables, very many at once: COPY on PostgreSQL, plain inserts on SQLite."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

from tussenruimte.cli.carrying.tables import HOME, Column, Table
from tussenruimte.members.models import Cooperative

TRIGGERS = """
SELECT 'DROP TRIGGER "' || name || '"', sql FROM sqlite_master
 WHERE type = 'trigger' AND substr(name, -4) = '_ins' ORDER BY name
"""


def put_rows(table: Table, rows: list[list[Any]]) -> None:
    """Rows whose first value is the number of the cooperative; the rest are those of the columns."""
    home = "id" if table.model is Cooperative else HOME
    columns = ", ".join(f'"{name}"' for name in (home, *(c.field.column for c in table.columns)))
    kinds = [_for_database(column) for column in table.columns]
    ready = [(row[0], *(k(v) for k, v in zip(kinds, row[1:], strict=True))) for row in rows]
    name = table.model._meta.db_table
    if connection.vendor == "postgresql":
        copying = f'COPY "{name}" ({columns}) FROM STDIN'
        with connection.connection.cursor() as cursor, cursor.copy(copying) as copy:
            for row in ready:
                copy.write_row(row)
        return
    places = ", ".join(["%s"] * len(ready[0]))
    words = f'INSERT INTO "{name}" ({columns}) VALUES ({places})'  # noqa: S608 - our own tables
    with connection.cursor() as cursor:
        cursor.executemany(words, ready)


def _for_database(column: Column) -> Callable[[Any], Any]:
    """How a value of this column goes into the database that we have."""
    if connection.vendor != "postgresql":
        return lambda value: column.field.get_db_prep_save(value, connection)
    if isinstance(column.field, models.JSONField):
        return lambda value: None if value is None else Jsonb(value)
    return lambda value: value


@contextmanager
def without_triggers() -> Iterator[None]:
    """SQLite looks at each row as it comes whether it points to one that is there: rows come in sets,
    so these locks make way for the time of this change, and nobody else sees that. `verify` looks at
    all of it before the change is done.
    """
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        locks = cursor.fetchall()
        for take_off, _put_back in locks:
            cursor.execute(take_off)
        yield
        for _take_off, put_back in locks:
            cursor.execute(put_back)
