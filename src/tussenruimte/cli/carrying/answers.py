"""How the commands of this package say no: one sentence, and never a traceback."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from tussenruimte.cli.carrying import Cannot

NO, BAD_USE = 1, 2


@contextmanager
def answered() -> Iterator[None]:
    """Exit 2 for what was asked wrongly, 1 for a disk or a database that cannot."""
    try:
        yield
    except Cannot as no:
        raise CommandError(str(no), returncode=BAD_USE) from no
    except OSError as problem:
        about = f" ({problem.filename})" if problem.filename else ""
        said = f"It stopped: {problem.strerror or type(problem).__name__}{about}."
        raise CommandError(f"{said} What was begun is taken back.", returncode=NO) from problem
    except (DatabaseError, sqlite3.Error, psycopg.Error) as problem:
        raise CommandError(
            f"The database could not do it ({type(problem).__name__}); nothing was changed.",
            returncode=NO,
        ) from problem


def refuse_the_web() -> None:
    """On PostgreSQL only the owner of the tables sees all of them."""
    if connection.vendor == "postgresql" and settings.DATABASE_ROLE != "owner":
        raise Cannot("Run this as the owner: TUSSENRUIMTE_ROLE=owner.")


def place_of(words: str) -> Path:
    """A file or folder as somebody names it."""
    return Path(words).expanduser().absolute()
