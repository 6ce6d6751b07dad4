"""Locks that look at each row make way while very many come in at once; then they stand again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# What to take off, and how to put it back: two statements for each. On SQLite these look at each row
# as it comes whether it points to one that is there; rows come in sets, and `verify` looks at all.
SQLITE_LINKS = """
SELECT 'DROP TRIGGER "' || name || '"', sql FROM sqlite_master
 WHERE type = 'trigger' AND substr(name, -4) = '_ins' ORDER BY name
"""


@contextmanager
def taken_off(what: str) -> Iterator[None]:
    """Without the locks that this question names, for the time of this change: nobody else sees that."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(what)
        locks = cursor.fetchall()
        for take_off, _put_back in locks:
            cursor.execute(take_off)
        yield
        for _take_off, put_back in locks:
            cursor.execute(put_back)
