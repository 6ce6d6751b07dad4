"""Counting what there is, so that the database looks for things in the right way."""

from django.db import connection

ENOUGH = 2_000  # rows of an index from which SQLite judges the rest


def measure(*tables: str) -> None:
    """Count these tables, or all of them.

    PostgreSQL counts by itself as rows come; SQLite only when it is asked. With a limit it is done in
    a moment at any size, and keeps no samples of values: with those it would plan each question anew
    for the values in it, which takes longer than asking.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {ENOUGH}")
        for table in tables or [""]:
            cursor.execute(f"ANALYZE {table}")
