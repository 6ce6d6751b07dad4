"""Where databases of walks lie, one shelf for each kind: make a copy of one, and throw it away."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql


class Shelf(Protocol):
    """Databases of one kind."""

    server: str

    def place(self, name: str) -> str:
        """What Django calls a database of this name."""

    def copy(self, name: str, *, like: str = "") -> None:
        """A new one; empty when it is like none."""

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

    def copy(self, name: str, *, like: str = "") -> None:
        """With SQLite's own backup, which sees a whole database whatever its journal does."""
        if like:
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

    def copy(self, name: str, *, like: str = "") -> None:
        """As the server itself copies."""
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(self.place(name)),
            sql.Identifier(self.place(like) if like else "template1"),
        )
        self._say(words)

    def drop(self, name: str) -> None:
        """Also when somebody still looks at it."""
        words = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._say(words.format(sql.Identifier(self.place(name))))

    def _say(self, words: sql.Composed) -> None:
        beside = self.server.replace("postgres://", "postgresql://").rpartition("/")[0]
        with psycopg.connect(f"{beside}/postgres", autocommit=True) as connection:
            connection.execute(words)
