"""Where databases of walks lie, one shelf for each kind: make a copy of one, and throw it away."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

from tests import migrated


class Shelf(Protocol):
    """Databases of one kind."""

    server: str

    def place(self, name: str) -> str:
        """What Django calls a database of this name."""

    def first(self, name: str) -> None:
        """A first one: as other tests migrated it, else empty."""

    def copy(self, name: str, *, like: str) -> None:
        """A new one, like this one."""

    def drop(self, name: str) -> None:
        """Away with it."""


@dataclass(frozen=True)
class Files:
    """SQLite: files in a folder."""

    folder: Path
    server: str = ""

    def place(self, name: str) -> str:
        """The path of the file."""
        return str(self.folder / f"{name}.sqlite3")

    def first(self, name: str) -> None:
        """A file that nobody has open."""
        if migrated.file().exists():
            shutil.copy(migrated.file(), self.place(name))

    def copy(self, name: str, *, like: str) -> None:
        """With SQLite's own backup, which sees a whole database whatever its journal does."""
        with (
            closing(sqlite3.connect(self.place(like))) as old,
            closing(sqlite3.connect(self.place(name))) as new,
        ):
            old.backup(new)

    def drop(self, name: str) -> None:
        """The file, and what lies beside it."""
        for file in self.folder.glob(f"{name}.sqlite3*"):
            file.unlink(missing_ok=True)


@dataclass(frozen=True)
class Server:
    """PostgreSQL: databases whose names begin alike."""

    server: str
    begin: str

    def place(self, name: str) -> str:
        """The name on the server."""
        return f"{self.begin}_{name}"

    def first(self, name: str) -> None:
        """From the copy on this server, if it has one."""
        known = self._say(
            sql.SQL("SELECT 1 FROM pg_database WHERE datname = {}").format(migrated.name())
        )
        self._make(name, migrated.name() if known else "template1")

    def copy(self, name: str, *, like: str) -> None:
        """As the server itself copies."""
        self._make(name, self.place(like))

    def _make(self, name: str, template: str) -> None:
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._say(words.format(sql.Identifier(self.place(name)), sql.Identifier(template)))

    def drop(self, name: str) -> None:
        """Also when somebody still looks at it."""
        words = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._say(words.format(sql.Identifier(self.place(name))))

    def _say(self, words: sql.Composed) -> int:
        beside = self.server.replace("postgres://", "postgresql://").rpartition("/")[0]
        with psycopg.connect(f"{beside}/postgres", autocommit=True) as connection:
            return connection.execute(words).rowcount
