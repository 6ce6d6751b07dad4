"""The database as it was at one moment, while people go on writing; and the same put back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from tussenruimte.cli.carrying import Cannot
from tussenruimte.kit.apart import web_role
from tussenruimte.kit.keyring import master_keys
from tussenruimte.kit.sealing import master_name

POSTGRES = "PostgreSQL's {0} is missing here: run `sudo apt-get install postgresql-client`."
# Each begins with the name of its master key.
SECOND_CODES = """
SELECT DISTINCT substr(coalesce(data ->> 'secret', data ->> 'seed'), 1, 8)
  FROM mfa_authenticator WHERE type IN ('totp', 'recovery_codes')
"""
# Of secret votes that are open: in no copy, or an older one could still say who chose what.
BALLOTS = (
    "decisions_secretballot",
    "decisions_voted",
    "decisions_ballotkey",
    "decisions_boxcount",
)
OPEN_VOTES = "SELECT count(*) FROM decisions_vote WHERE is_secret AND closed_at IS NULL"
VOTES_SINCE = ("decisions", "0003_votes")  # in older houses there are none
Ask = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Moment:
    """What the database held at that moment, as far as the rest of a backup needs to know."""

    migrations: list[tuple[str, str]]
    masters: list[str]
    files: list[tuple[int, str]]  # of which cooperative, and its code
    open_secret: int  # votes whose ballots are left out


def kind() -> str:
    """Which of the two databases this house has."""
    return "postgresql" if connection.vendor == "postgresql" else "sqlite"


def is_there() -> bool:
    """Whether there is a house in the database. On SQLite it is not made by looking."""
    name = connection.settings_dict["NAME"]
    if kind() == "sqlite" and not Path(name).exists():
        return False
    return bool(connection.introspection.table_names())


def take(into: Path) -> Moment:
    """Write the database down in a file, as one moment; nobody waits for it."""
    return _dump(into) if kind() == "postgresql" else _copy(into)


def _moment(ask: Ask) -> Moment:
    """Plain SQL: the database may be of an older version of the house."""
    migrations = ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    return Moment(
        migrations=migrations,
        masters=_masters(ask),
        files=ask(
            "SELECT cooperative_id, code FROM matters_file WHERE removed_at IS NULL ORDER BY 2"
        ),
        open_secret=int(ask(OPEN_VOTES)[0][0]) if VOTES_SINCE in migrations else 0,
    )


def _masters(ask: Ask) -> list[str]:
    """Which master keys open what is in it. A second code that opens with none of ours asks for none."""
    ours = {master_name(key) for key in master_keys()}
    of_people = {name for (name,) in ask("SELECT DISTINCT master FROM members_personkey")}
    return sorted(of_people | (ours & {name for (name,) in ask(SECOND_CODES)}))


def _copy(into: Path) -> Moment:
    """Anew, page by page: nothing that was wiped is in it."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=60)) as source:
        source.execute("VACUUM INTO ?", [str(into)])
    into.chmod(0o600)
    with closing(sqlite3.connect(into)) as copy:
        moment = _moment(lambda sql: copy.execute(sql).fetchall())
        if moment.open_secret:
            _leave_ballots_out(copy)
    return moment


def _leave_ballots_out(copy: sqlite3.Connection) -> None:
    copy.execute("PRAGMA secure_delete = ON")
    there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
    for table in there.intersection(BALLOTS):
        copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    copy.commit()
    copy.execute("VACUUM")


def _dump(into: Path) -> Moment:
    """Our transaction stays open until pg_dump is done: both look at the same moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        ((snapshot,),) = cursor.fetchall()

        def ask(sql: str) -> list[tuple[Any, ...]]:
            cursor.execute(sql)
            return list(cursor.fetchall())

        moment = _moment(ask)
        words = ["--format=custom", "--compress=0", f"--snapshot={snapshot}", f"--file={into}"]
        _run("pg_dump", *words, *(f"--exclude-table-data={table}" for table in BALLOTS))
    into.chmod(0o600)
    return moment


def load(source: Path) -> None:
    """Put a dump into this PostgreSQL database: all of it, or nothing."""
    with connection.cursor() as cursor:
        for statement in web_role(connection.pg_version):  # type: ignore[attr-defined]
            cursor.execute(statement)
    whole = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run("pg_restore", *whole, str(source))
    with connection.cursor() as cursor:
        for statement in web_role(connection.pg_version):  # type: ignore[attr-defined]
            cursor.execute(statement)


def empty() -> None:
    """Take everything out of this PostgreSQL database again: what we put in, for it was empty."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT)


TAKE_OUT = """
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', one.name);
    END LOOP;
    FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
                WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS
                      (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
        EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', one.name);
    END LOOP;
END $$
"""


def _run(name: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs on our database. The word to come in is never in its words."""
    asked = dict(connection.get_connection_params())
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    link = {key: value for key, value in asked.items() if key in known and key != "password"}
    env = {**os.environ, "PGPASSWORD": asked.get("password") or os.environ.get("PGPASSWORD", "")}
    done = subprocess.run(  # noqa: S603 - our own words
        [_program(name), "--no-password", f"--dbname={make_conninfo(**link)}", *words],
        env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[0]
        raise Cannot(f"PostgreSQL's {name} could not do it: {said.rstrip('.')}.")


def _program(name: str) -> str:
    """The newest of Debian's, else the one on the path: an older one refuses a newer server."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3])
    )
    there = str(found[-1]) if found else shutil.which(name)
    if there is None:
        raise Cannot(POSTGRES.format(name))
    return there
