"""Putting rows into tables, very many at once: COPY on PostgreSQL, plain inserts on SQLite."""

from collections.abc import Callable
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

from tussenruimte.cli.carrying.tables import HOME, Column, Table
from tussenruimte.members.models import Cooperative


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
