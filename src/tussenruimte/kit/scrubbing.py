"""Leaving nothing behind: what was removed from the database is gone from its own files too."""

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from django.db import connection

PATIENCE = 20.0  # seconds to wait for whoever reads at this moment
PAUSE = 0.05
# Readers here, and whoever writes: in any database of the server, since a table written anew keeps what
# the oldest of them might see.
READS = """
SELECT EXISTS (SELECT 1 FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start <= %s)
    OR pg_snapshot_xmin(pg_current_snapshot())::text::bigint < %s
"""
# The server's own samples see as much as a reader, and it does not tell us since when.
SAMPLES = "SELECT pid FROM pg_stat_progress_analyze WHERE datname = current_database()"
STATISTICS = "pg_catalog.pg_statistic"  # samples of values, names among them


def scrub(tables: Collection[str], *, patience: float = PATIENCE) -> bool:
    """Have the files of the database hold these tables as they are now, and nothing of before.

    False: it cannot be done now, because somebody reads or writes, or because we own nothing. SQLite overwrites
    what is removed at once (`secure_delete`), but keeps older pages in its log until that is emptied;
    PostgreSQL keeps removed rows until the table is written anew.
    """
    if connection.in_atomic_block:
        return False
    if connection.vendor == "postgresql":
        with _as_the_log_in():
            return _comes_to_be(_nobody_is_in_since(_moment()), patience) and _written_anew(tables)
    return _comes_to_be(_log_emptied, patience)


def _comes_to_be(is_so: Callable[[], bool], patience: float) -> bool:
    """Whether it is so within this many seconds."""
    until = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
    return True


def _moment() -> tuple[dt.datetime, int]:
    """On the clock and the counter of the server; what was removed was removed before it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT clock_timestamp(), pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        )
        moment: tuple[dt.datetime, int] = cursor.fetchone()
    return moment


def _nobody_is_in_since(moment: tuple[dt.datetime, int]) -> Callable[[], bool]:
    """Whoever began before may still see what was removed: then writing anew takes it along.

    Of who takes samples at the moment, each is waited for until they are seen not to; who begins later
    sees nothing of what was removed.
    """
    sampling = _who_takes_samples()

    def is_so() -> bool:
        samples = bool(
            sampling
        )  # a look later than the last of them was seen, so that it is through
        sampling.intersection_update(_who_takes_samples())
        with connection.cursor() as cursor:
            cursor.execute(READS, moment)
            return not samples and not cursor.fetchone()[0]

    return is_so


def _who_takes_samples() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(SAMPLES)
        return {pid for (pid,) in cursor.fetchall()}


def _log_emptied() -> bool:
    """It does not raise when somebody still reads an older page: it only says so.

    Nor does it wait for them, as it would by itself: nobody else could write so long.
    """
    with connection.cursor() as cursor:
        ((waits,),) = cursor.execute("PRAGMA busy_timeout").fetchall()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {waits}")


@contextmanager
def _as_the_log_in() -> Iterator[None]:
    """That owns the tables, and sees what its other connections do; the web steps back afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


def _written_anew(tables: Collection[str]) -> bool:
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        wanted = sorted(there & set(tables))
        if not _owns(cursor, wanted):
            return False
        for table in wanted:
            cursor.execute(f'VACUUM (FULL, ANALYZE) "{table}"')
        if _owns_database(cursor):
            cursor.execute(f"VACUUM FULL {STATISTICS}")
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
