"""Doing what nobody may: as the owner of the tables, with the locks taken off. Undone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def as_owner() -> Iterator[None]:
    """The login role owns the tables and sees all cooperatives; SQLite knows no roles."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with open ends cannot be altered
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET ROLE NONE")
        yield
        cursor.execute("SET ROLE tr_web")  # after an error the roll-back does this


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def without_locks(*tables: str) -> Iterator[Any]:
    """Write past the triggers of these tables."""
    with undone(), as_owner(), connection.cursor() as cursor:
        for table in tables:
            take_off(cursor, table)
        yield cursor


def take_off(cursor: Any, table: str) -> None:
    """Switch off the triggers of a table."""
    if connection.vendor == "postgresql":
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP TRIGGER "{name}"')
