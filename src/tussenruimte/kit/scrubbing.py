"""Leaving nothing behind: what was removed from the database is gone from its own files too."""

import time
from collections.abc import Collection

from django.db import connection

PATIENCE = 20.0  # seconds to wait for whoever reads at this moment
PAUSE = 0.2
STATISTICS = "pg_catalog.pg_statistic"  # samples of values, names among them


def scrub(tables: Collection[str], *, patience: float = PATIENCE) -> bool:
    """Have the files of the database hold these tables as they are now, and nothing of before.

    False: it cannot be done now, because somebody reads, or because we own nothing. SQLite overwrites
    what is removed at once (`secure_delete`), but keeps older pages in its log until that is emptied;
    PostgreSQL keeps removed rows until the table is written anew.
    """
    if connection.in_atomic_block:
        return False
    if connection.vendor == "postgresql":
        return _written_anew(tables)
    until = time.monotonic() + patience
    while not _log_emptied():
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
    return True


def _log_emptied() -> bool:
    """It does not raise when somebody still reads an older page: it only says so."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]


def _written_anew(tables: Collection[str]) -> bool:
    """As the log-in that owns the tables; the web steps back into its own role afterwards."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        try:
            wanted = sorted(there & set(tables))
            if not _owns(cursor, wanted):
                return False
            for table in wanted:
                cursor.execute(f'VACUUM (FULL, ANALYZE) "{table}"')
            if _owns_database(cursor):
                cursor.execute(f"VACUUM FULL {STATISTICS}")
        finally:
            cursor.execute("RESET ROLE")
    return True


def _owns(cursor: object, tables: list[str]) -> bool:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class "
        "WHERE relname = ANY(%s) AND relkind = 'r' AND pg_table_is_visible(oid)",
        [tables],
    )
    return bool(cursor.fetchone()[0])  # type: ignore[attr-defined]


def _owns_database(cursor: object) -> bool:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
    )
    return bool(cursor.fetchone()[0])  # type: ignore[attr-defined]
