"""`verify` outside a transaction: PostgreSQL looks at two things at a time, and says the same."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections

from tests import databases
from tests.cli.conftest import DAY
from tussenruimte.cli import verifying
from tussenruimte.cli.seed import sow
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.members.reads import everywhere


@pytest.fixture
def stands(real_commits: None) -> Iterator[Scope]:
    """A cooperative that everybody sees, and we its owner."""
    databases.run_as(None)
    sow(20, seed=1, today=DAY, progress=lambda _done: None)
    yield Scope(heads=(), today=DAY)
    connections.close_all()


def test_what_hangs_together_hangs_together_for_two_at_a_time(stands):
    assert list(faults(stands)) == []


def test_what_broke_is_told_in_the_order_of_the_checks(stands):
    harm("record_head", "UPDATE record_head SET seq = seq - 1")
    harm("promises_promise", "UPDATE promises_promise SET text = %s", b"nothing like it")
    said = list(faults(stands))
    first = said.index("zaad-1: the head does not name the last fact.")
    assert any("the sealed text text of promises_promise" in later for later in said[first + 1 :])


def test_each_check_hands_its_connection_back(stands, monkeypatch):
    used = []

    def look(_scope: Scope) -> Iterator[str]:
        used.append(connections["default"])
        next(iter(everywhere()))
        yield ""

    monkeypatch.setattr(verifying, "CHECKS", (look,) * 8)
    assert list(faults(stands)) == [""] * 8
    if connection.vendor == "postgresql":
        assert all(line is not connections["default"] for line in used)
        assert all(line.connection is None for line in used)


def harm(table: str, words: str, *values: bytes) -> None:
    """Past the triggers, and for good."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute(words, values)
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
