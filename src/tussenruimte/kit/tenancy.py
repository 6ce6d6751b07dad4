"""Which cooperative we are in: told to the database, so that a forgotten filter finds nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

_here: ContextVar[int | None] = ContextVar("cooperative", default=None)


def tell_database(cooperative_id: int | None) -> None:
    """Name the cooperative to PostgreSQL's row level security. SQLite has triggers instead."""
    _here.set(cooperative_id)
    if connection.vendor == "postgresql":
        value = "" if cooperative_id is None else str(cooperative_id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.coop', %s, false)", [value])


def was_told(cooperative_id: int) -> None:
    """A statement has just told the database this by itself; remember it."""
    _here.set(cooperative_id)


def here() -> int | None:
    """The cooperative in which we are."""
    return _here.get()


@contextmanager
def within(cooperative_id: int) -> Iterator[None]:
    """Everything inside reads and writes in this one cooperative only; afterwards as it was before."""
    before = _here.get()
    tell_database(cooperative_id)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            tell_database(before)
        else:
            _here.set(before)
