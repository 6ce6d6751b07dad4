"""The migrated database: made once for each state of the code, and copied from then on.

To go through all migrations takes a third of a minute; a copy takes a moment. Django still looks in the copy
whether a migration is missing.
"""

import fcntl
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.sqlite3.base import Database
from django.test.utils import setup_databases

from tools.place import BUILD, REQUIREMENTS, ROOT
from tools.setup import digest

FOLDER = BUILD / "migrated"
AT_MOST = 3  # states of the code of which it is kept


@cache
def state() -> str:
    """One short text that changes with any line of the program, or with what it stands on."""
    program = (ROOT / "src").rglob("*.py")
    around = (platform.python_version(), sqlite3.sqlite_version, Database.sqlite_version)
    return digest([*program, REQUIREMENTS / "test.lock"], *around)


def file() -> Path:
    """Where it lies for SQLite."""
    return FOLDER / f"{state()}.sqlite3"


def name() -> str:
    """What it is called on a server."""
    return f"tr_migrated_{state()}"


def set_up() -> Any:
    """Make the database of the tests; gives what taking it down needs."""
    return _on_server() if connection.vendor == "postgresql" else _in_memory()


def _make() -> Any:
    return setup_databases(0, interactive=False, aliases=["default"])


# ---- PostgreSQL: another database on the server --------------------------------------------------


def _on_server() -> Any:
    known = is_on_server()
    connection.settings_dict["TEST"]["TEMPLATE"] = name() if known else None
    made = _make()
    if not known:
        connection.close()  # nobody may be in what is copied
        _say(f'CREATE DATABASE "{name()}" TEMPLATE "{connection.settings_dict["NAME"]}"')
    return made


def is_on_server() -> bool:
    """Whether it was made before; of another state of the code none stays."""
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as Django's own test runner does
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, 'tr_migrated_')")
        there = {row[0] for row in cursor.fetchall()}
    for old in there - {name()}:
        _say(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
    return name() in there


def _say(statement: str) -> None:
    with connection._nodb_cursor() as cursor:  # noqa: SLF001
        cursor.execute(statement)


# ---- SQLite: a file -----------------------------------------------------------------------------


def _in_memory() -> Any:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time():
        if not file().exists():
            made = _make()
            _keep()
            return made
    where = connection.creation._get_test_db_name()  # noqa: SLF001 - it has no other name yet
    with closing(Database.connect(where, uri=True)) as kept:  # it stays as long as one is open
        with closing(Database.connect(str(file()))) as old:
            old.backup(kept)
        return _make()


def _keep() -> None:
    fresh = file().with_suffix(".new")
    fresh.unlink(missing_ok=True)
    connection.ensure_connection()
    connection.connection.execute("VACUUM INTO ?", [str(fresh)])
    fresh.replace(file())
    by_age = sorted(FOLDER.glob("*.sqlite3"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in by_age[AT_MOST:]:
        old.unlink()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
