"""Which cooperative we are in: told to the database, so that a forgotten filter finds nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def tell_database(cooperative_id: int | None) -> None:
    """Name the cooperative to PostgreSQL's row level security. SQLite has triggers instead."""
    if connection.vendor == "postgresql":
        value = "" if cooperative_id is None else str(cooperative_id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.coop', %s, false)", [value])


@contextmanager
def within(cooperative_id: int) -> Iterator[None]:
    """Everything inside reads and writes in this one cooperative only."""
    tell_database(cooperative_id)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            tell_database(None)
