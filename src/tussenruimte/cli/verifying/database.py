"""The database itself: its own integrity, its locks, and rows that point where they may."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tussenruimte.cli.verifying.scope import Scope, rows, told
from tussenruimte.kit.apart import AppendOnly, has_cooperative, missing_locks

END_ONLY = "record_fact_at_end"


def models() -> list[Any]:
    """Every model that has rows of a cooperative."""
    return [m for m in apps.get_models() if has_cooperative(m)]


def append_only() -> set[str]:
    """The tables that only grow, as the migrations say: those stand in the code, not in the database."""
    tables: set[str] = set()
    for (room, _name), migration in MigrationLoader(None).disk_migrations.items():
        for operation in migration.operations:
            if isinstance(operation, AppendOnly):
                tables |= {apps.get_model(room, name)._meta.db_table for name in operation.names}
    return tables


def is_postgres() -> bool:
    """Which of the two databases it is."""
    return connection.vendor == "postgresql"


def the_database_is_whole(_scope: Scope) -> Iterator[str]:
    """What the database says about its own pages, indexes and links."""
    if is_postgres():
        yield from told(
            "The constraint {0} was never checked.",
            rows("SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1"),
        )
        yield from told(
            "The index {0} is not whole.",
            rows("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1"),
        )
        return
    for (answer,) in rows("PRAGMA integrity_check(20)"):
        if answer != "ok":
            yield f"The database file is damaged: {answer}."
    yield from told(
        "Row {1} of {0} points to a row of {2} that does not exist.",
        rows("PRAGMA foreign_key_check"),
    )


def the_locks_stand(_scope: Scope) -> Iterator[str]:
    """Triggers and row level security that keep cooperatives apart and the record as it was."""
    for name in missing_locks(models(), append_only()):
        yield f"The lock {name} is missing."
    if is_postgres():
        there = rows("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        yield from told(
            "The trigger {0} on {1} is switched off.",
            rows(
                "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
                "WHERE tgenabled = 'D' ORDER BY 2, 1"
            ),
        )
    else:
        there = rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    if (END_ONLY,) not in set(there):
        yield f"The lock {END_ONLY} is missing."


def nothing_points_elsewhere(scope: Scope) -> Iterator[str]:
    """No row points into another cooperative. PostgreSQL holds that itself, by its constraints."""
    if is_postgres():
        return
    for model in models():
        table = model._meta.db_table
        for field in model._meta.local_fields:
            other = field.remote_field.model if field.remote_field else None
            if other is None or not has_cooperative(other):
                continue
            found = rows(
                f'SELECT a.cooperative_id FROM "{table}" a '  # noqa: S608 - names of our own tables
                f'JOIN "{other._meta.db_table}" b ON b."{field.target_field.column}" = a."{field.column}" '
                "WHERE a.cooperative_id <> b.cooperative_id"
            )
            yield from told(
                f"{table}.{field.column} of a row of {{0}} points into another cooperative.",
                ((scope.cooperatives.get(key, key),) for (key,) in found),
            )
