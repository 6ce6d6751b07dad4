"""Both databases in tests: as the web's role, and in a copy where commits are real.

Almost every test runs in a transaction that is rolled back. Facts may not be deleted, so a test
that needs several connections gets a copy of the migrated database, which is thrown away.
"""

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

from django.db import connection, connections

from tussenruimte.kit.apart import WEB_ROLE

_kept: list[Any] = []  # connections to the database in memory, while we work in a copy of it


def run_as(role: str | None) -> None:
    """Have every new connection run as this role; None is the login role, which owns the tables."""
    if connection.vendor != "postgresql":
        return
    words = ["-c jit=off", *([f"-c role={role}"] if role else [])]
    connection.settings_dict["OPTIONS"]["options"] = " ".join(words)
    connection.close()


def connection_with(**settings: object) -> Any:
    """A line of its own to the same database, with other settings."""
    line = connection.copy()
    line.settings_dict = {**connection.settings_dict, **settings}
    return line


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Roles belong to a whole server: two test processes of one server may not make them at once."""
    if connection.vendor != "postgresql":
        yield
        return
    where = connection.settings_dict
    server = crc32(f"{where['HOST']}:{where['PORT']}".encode())
    with Path(tempfile.gettempdir(), f"tr-roles-{server}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def copied() -> Iterator[None]:
    """Work in a copy of the database, whatever it is; afterwards the copy is gone."""
    copy = _copied_on_server if connection.vendor == "postgresql" else _copied_in_file
    with copy():
        yield


@contextmanager
def emptied(folder: Path) -> Iterator[None]:
    """Work on a database without any table, seen as the owner; afterwards it is gone."""
    if connection.vendor != "postgresql":
        connection.close()
        with _named(str(folder / "tussenruimte.sqlite3")):
            yield
        return
    with _on_server_for_a_while(f"{connection.settings_dict['NAME']}_empty", "template0"):
        yield


@contextmanager
def another(folder: Path) -> Iterator[None]:
    """Work on a second fresh database beside the copy in which we are, seen as the owner."""
    if connection.vendor != "postgresql":
        connection.close()
        file = str(folder / "tussenruimte.sqlite3")
        _kept[-1].execute("VACUUM INTO ?", [file])
        with _named(file):
            yield
        return
    name = str(connection.settings_dict["NAME"]).removesuffix("_copy")
    with _on_server_for_a_while(f"{name}_other", name):
        yield


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Connections made from now on, in any thread, go to the database of this name."""
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before


@contextmanager
def _copied_in_file() -> Iterator[None]:
    connection.ensure_connection()
    kept = connection.connection  # in memory: closing it would lose the tables
    with tempfile.TemporaryDirectory(prefix="tr-copy-") as folder:
        file = str(Path(folder, "copy.sqlite3"))
        kept.execute("VACUUM INTO ?", [file])
        connection.connection = None
        _kept.append(kept)
        try:
            with _named(file):
                yield
        finally:
            connection.connection = _kept.pop()


@contextmanager
def _copied_on_server() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    with _on_server_for_a_while(f"{name}_copy", name):
        run_as(WEB_ROLE)
        yield
    run_as(WEB_ROLE)


@contextmanager
def _on_server_for_a_while(name: str, template: str) -> Iterator[None]:
    """A database on the server, thrown away afterwards; until then connections go there as the owner."""
    run_as(None)
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as Django's own test runner does
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        with _named(name):
            yield
    finally:
        run_as(None)
        with connection._nodb_cursor() as cursor:  # noqa: SLF001
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
