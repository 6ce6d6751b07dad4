"""Several servers in one address; and no page that waits for ever for one of them."""

import time

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from tests.databases import connection_with
from tussenruimte.kit.postgres import base
from tussenruimte.kit.postgres.address import read_address
from tussenruimte.kit.refusal import Unsure
from tussenruimte.kit.unwritten import is_unsure

POSTGRES = pytest.mark.skipif(connection.vendor != "postgresql", reason="this is PostgreSQL's")


@pytest.mark.parametrize(
    ("given", "hosts", "ports"),
    [
        ("een,twee", "een,twee", "5432,5432"),
        ("een:6000,twee", "een,twee", "6000,5432"),
        ("[::1]:6000,[fe80::2]", "::1,fe80::2", "6000,5432"),
        ("%2Frun%2Feen,%2Frun%2Ftwee", "/run/een,/run/twee", "5432,5432"),
        ("een:,twee", "een,twee", "5432,5432"),
    ],
)
def test_several_servers_are_read_as_postgresql_reads_them(given, hosts, ports):
    read = read_address(f"postgres://wie:w%40ord@{given}/huis?target_session_attrs=read-write")
    assert (read.hosts, read.ports) == (hosts, ports)
    assert read.url == "postgres://wie:w%40ord@/huis?target_session_attrs=read-write"


def test_one_server_stays_where_it_stands():
    url = "postgres://wie@%2Ftmp%2Fhier/huis"
    assert read_address(url).url == url
    assert read_address(url).hosts == ""


@POSTGRES
def test_a_statement_that_takes_too_long_ends_and_the_line_with_it(database):
    line = connection_with(PATIENCE=0.3)
    with pytest.raises(OperationalError), line.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1)")
    assert line.connection.closed
    line.close()
    time.sleep(1)  # the server itself is not done before


@POSTGRES
def test_without_patience_it_takes_as_long_as_it_takes(database):
    line = connection_with()
    with line.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.5)")
    assert not isinstance(line.connection, base.Patient)
    line.close()


@POSTGRES
def test_what_is_committed_when_the_line_breaks_may_have_been_kept(database, monkeypatch):
    line = connection_with(PATIENCE=5)
    line.set_autocommit(False)
    with line.cursor() as cursor:
        cursor.execute("SELECT 1")

    def broken(_self):
        line.connection.pgconn.finish()
        raise psycopg.OperationalError("gone")

    monkeypatch.setattr(psycopg.Connection, "commit", broken)
    with pytest.raises(Unsure):
        line.commit()
    line.close()


@POSTGRES
def test_a_change_that_is_kept_is_counted(real_commits):
    before = connection.kept
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert connection.kept == before + 1


@POSTGRES
def test_at_a_door_that_is_shut_nobody_knocks_twice(database, monkeypatch):
    monkeypatch.setattr(base.DatabaseWrapper, "shut_until", 0.0)
    asked = []

    def shut(**_params):
        asked.append(1)
        raise psycopg.OperationalError("nobody there")

    monkeypatch.setattr(psycopg, "connect", shut)
    line = connection_with(PATIENCE=1)
    for _n in range(3):
        with pytest.raises(OperationalError):
            line.ensure_connection()
    assert len(asked) == 1


@POSTGRES
def test_who_answered_a_moment_ago_is_not_asked_whether_they_live(database, monkeypatch):
    line = connection_with(PATIENCE=5)
    with line.cursor() as cursor:
        cursor.execute("SELECT 1")
    asked = []
    monkeypatch.setattr(base.base.DatabaseWrapper, "is_usable", lambda _self: not asked.append(1))
    assert line.is_usable()
    assert asked == []
    line.errors_occurred = True
    assert line.is_usable()
    assert asked == [1]
    line.errors_occurred = False
    line.connection.heard -= base.FRESH
    assert line.is_usable()
    assert asked == [1, 1]
    line.connection.close()
    line.connection.heard = time.monotonic()
    assert not line.is_usable()
    line.close()


@POSTGRES
def test_also_when_nobody_answers_afterwards_it_may_have_been_kept(real_commits, monkeypatch):
    """Django then comes back for the line, in vain, and only speaks of that."""

    def broken(line):
        line.pgconn.finish()
        raise psycopg.OperationalError("gone")

    def shut(*_words, **_params):
        raise psycopg.OperationalError("nobody there")

    def keep():
        with monkeypatch.context() as patch, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            patch.setattr(psycopg.Connection, "commit", broken)
            patch.setattr(psycopg, "connect", shut)

    with pytest.raises(OperationalError) as told:
        keep()
    assert "nobody there" in str(told.value)
    assert is_unsure(told.value)
    assert not is_unsure(OperationalError("nobody there"))
