"""A ballot that was planted in a secret vote is looked for in everything that a disk can hold of it.

We look in the files of the database itself (rows that were removed and free pages too), its
write-ahead log, a dump, a backup, the facts and the outbox. What cannot be seen this way: the memory
of the running server, and what the disk keeps of files that were thrown away.
"""

import gzip
import io
import json
import re
import secrets
import subprocess
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from psycopg.conninfo import make_conninfo

from tests import databases
from tests.cli.moving import live_in
from tests.decisions.voting import cast_secretly
from tools import postgres
from tussenruimte.decisions import actions, nightly
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.models import UNDERWAY, BallotKey, Result, SecretBallot
from tussenruimte.decisions.nightly import scrub_ballots
from tussenruimte.kit.sealing import unwrap
from tussenruimte.post.models import Dispatch
from tussenruimte.record.models import Fact

OPTIONS = tuple(f"Naam {letter}" for letter in "ABCDEFGHI")


def server():
    """The folder of the server that was made for these tests."""
    return Path(str(connection.settings_dict["HOST"]))


pytestmark = pytest.mark.skipif(
    connection.vendor == "postgresql" and not (server() / "data").is_dir(),
    reason="the files of this PostgreSQL server are not here",
)


def link():
    """The superuser of that server, who alone may have everything written down."""
    name = connection.settings_dict["NAME"]
    return make_conninfo(host=str(server()), user="postgres", dbname=str(name))


def files():
    """What lies on the disk now: the tables, and the write-ahead log; each as one long text."""
    if connection.vendor != "postgresql":
        file = Path(str(connection.settings_dict["NAME"]))
        log = file.with_name(f"{file.name}-wal")
        return {"tables": file.read_bytes(), "log": log.read_bytes() if log.exists() else b""}
    with psycopg.connect(link(), autocommit=True) as line:
        line.execute("CHECKPOINT")
        line.execute("SELECT pg_switch_wal()")
        row = line.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (number,) = row.fetchone()
    data = server() / "data"
    places = {"tables": data / "base" / str(number), "log": data / "pg_wal"}
    return {
        name: b"".join(file.read_bytes() for file in sorted(place.iterdir()) if file.is_file())
        for name, place in places.items()
    }


def dump():
    """All rows as words, as an operator writes them down, ballots too."""
    if connection.vendor == "postgresql":
        words = [postgres.binaries() / "pg_dump", "--inserts", "--dbname", link()]
        return subprocess.run(words, check=True, capture_output=True).stdout
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        rows = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own names
            rows += cursor.fetchall()
    return "\n".join(
        one.hex() if isinstance(one, bytes) else str(one) for row in rows for one in row
    ).encode()


def backup(folder):
    """What our own backup holds, unpacked."""
    databases.run_as(None)  # the web makes no backups
    call_command("backup", str(folder / "huis.tar.gz"), stdout=io.StringIO())
    return gzip.decompress((folder / "huis.tar.gz").read_bytes())


def in_order(planted):
    """The places that were chosen, with something between them that is no number: a pattern."""
    return re.compile(rb"\D{1,3}".join(str(one).encode() for one in planted))


def in_words(model, *fields):
    """All that stands in these columns."""
    return json.dumps([list(row) for row in model.objects.values_list(*fields)]).encode()


def everywhere(folder):
    """By name, everything in which one can look."""
    return {
        **files(),
        "facts": in_words(Fact, "body"),
        "outbox": in_words(Dispatch, "kind", "to", "about", "once"),
        "dump": dump(),
        "backup": backup(folder),
    }


def where(found, needle):
    """The names of the places in which it stands: as it is, or in hexadecimal."""
    return {name for name, text in found.items() if needle in text or needle.hex().encode() in text}


@pytest.fixture
def vote(real_commits, talked, idris, at, week, tmp_path, settings):
    """Six to choose from, in secret; in a house with a folder of its own."""
    live_in(tmp_path / "here", settings)
    ask = Ask("ranked", week, options=OPTIONS, is_secret=True)
    return actions.open_vote(talked, ask, by=idris, at=at)


@pytest.fixture
def planted():
    """An order that nobody else ever chooses: the log of a server is of all tests."""
    return secrets.SystemRandom().sample(range(1, 10), 9)


@pytest.fixture
def receipt(vote, amina, idris, sjaan, planted, at):
    """All three voted, and Amina as nobody else; her code."""
    cast_secretly(vote, idris, [1], at)
    mine = cast_secretly(vote, amina, planted, at)
    cast_secretly(vote, sjaan, [1, 2], at)
    return mine.encode()


@pytest.fixture
def sealed(receipt, vote):
    """What stands there of it sealed: the ballots, and their key in its wrapping."""
    ballots = [bytes(row.sealed) for row in SecretBallot.objects.filter(vote=vote)]
    return [*ballots, bytes(BallotKey.objects.get(vote=vote).wrapped)]


def test_while_it_is_open_the_ballot_stands_nowhere_in_the_clear(
    receipt, sealed, planted, vote, tmp_path
):
    key = BallotKey.objects.get(vote=vote)
    bare = unwrap(bytes(key.wrapped), vote.code, key.master)
    found = everywhere(tmp_path)
    assert {"tables", "log"} & where(found, vote.seed.encode())  # we look in the right files
    assert {"dump", "backup"} <= where(found, vote.seed.encode())
    order = in_order(planted)
    assert [name for name, text in found.items() if order.search(text)] == []
    for needle in (receipt, bare):
        assert where(found, needle) == set()
    for one in sealed:  # sealed it is there, and in a backup of ours not even that
        assert where(found, one) >= {"dump"}
        assert not where(found, one) & {"facts", "outbox", "backup"}


def test_after_closing_it_stands_beside_no_code_and_without_a_key(
    receipt, sealed, planted, vote, week, tmp_path
):
    key = BallotKey.objects.get(vote=vote)
    bare = unwrap(bytes(key.wrapped), vote.code, key.master)
    actions.close_vote(vote, by="klok", at=week + UNDERWAY)
    found = everywhere(tmp_path)
    published = Result.objects.get(vote=vote)
    line = f"1;{';'.join(map(str, planted))}"
    assert line in published.file
    assert where(found, line.encode()) >= {"dump", "backup"}  # the count, which is for everybody
    together = (
        f"{','.join(map(str, planted))}|".encode() + receipt
    )  # as it was before it was sealed
    for needle in (together, bare):
        assert where(found, needle) == set()
    for one in sealed:
        assert not where(found, one) & {"facts", "outbox", "dump", "backup"}
    assert where({name: found[name] for name in ("facts", "outbox")}, receipt) == set()
    assert not in_order(planted).search(found["facts"] + found["outbox"])


def test_the_night_after_not_even_what_was_sealed_stands_in_the_files(sealed, vote, week, rietkade):
    actions.close_vote(vote, by="klok", at=week + UNDERWAY)
    before = files()
    assert all(where(before, one) for one in sealed)
    scrub_ballots(rietkade, week.date(), week)
    found = files()
    if connection.vendor == "postgresql":  # its log keeps it until the server writes over it
        del found["log"]
    assert where(found, vote.seed.encode()) == {"tables"}
    for one in sealed:
        assert where(found, one) == set()


def test_it_is_scrubbed_once_a_day_and_only_when_there_was_something(
    sealed, vote, week, rietkade, monkeypatch
):
    asked = []
    monkeypatch.setattr(nightly, "scrub", lambda tables, **_more: asked.append(tables))
    scrub_ballots(rietkade, week.date(), week)
    assert asked == []
    actions.close_vote(vote, by="klok", at=week + UNDERWAY)
    scrub_ballots(rietkade, week.date(), week)
    rietkade.last_tick_on = week.date()
    scrub_ballots(rietkade, week.date(), week)
    later = week + timedelta(days=3)
    scrub_ballots(rietkade, later.date(), later)
    assert asked == [nightly.BALLOTS]
