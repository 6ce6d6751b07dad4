"""A forgotten filter finds nothing: row level security shows the web one cooperative at a time.

Each test also looks as the owner, who walks past that lock and must find what the web may not see.
"""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.record.planting import as_owner
from tussenruimte.kit.apart import has_cooperative
from tussenruimte.kit.tenancy import within

OWNED = {m._meta.db_table: m for m in apps.get_models() if has_cooperative(m)}
# What stands outside the lock, and why nobody learns about people from it.
OUTSIDE = {
    "members_cooperative": "public: its name, its address, its own settings",
    "members_user": "a log-in is global: an address, and no name",
    "members_login": "which log-in is somebody in which cooperative",
    "members_carddirectory": "keyed hash of a card code, to find its cooperative",
    "members_cardtry": "keyed hash of a code and a network, for a day",
    "members_doortry": "keyed hash of a log-in, an address or a network, for minutes",
    "members_setupcode": "hash of the code with which a cooperative begins",
}
NOT_OURS = ("django_", "account_", "mfa_", "usersessions_", "socialaccount_", "auth_")
pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no such lock: its triggers guard links"
)


def counted(table: str, where: str, *params: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {where}', params)  # noqa: S608
        return int(cursor.fetchone()[0])


def test_every_other_table_is_on_the_list_of_what_stands_outside():
    tables = {m._meta.db_table for m in apps.get_models()} - set(OWNED)
    assert {t for t in tables if not t.startswith(NOT_OURS)} == set(OUTSIDE)


def test_without_any_filter_only_ones_own_rows_are_there(rietkade, heideveen):
    for table in OWNED:
        with within(heideveen.pk):
            assert counted(table, "cooperative_id <> %s", heideveen.pk) == 0, table
            assert counted(table, "true") == counted(table, "cooperative_id = %s", heideveen.pk)
    with within(heideveen.pk), as_owner():
        found = {table for table in OWNED if counted(table, "cooperative_id = %s", rietkade.pk)}
    assert len(found) > len(OWNED) / 2, "the owner must find what the web did not"
    assert {"members_person", "relations_need", "promises_promise", "record_fact"} <= found


def test_told_nothing_the_web_finds_nothing():
    with within(None):
        assert [table for table in OWNED if counted(table, "true")] == []


def why_refused(cooperative, sql, *params):
    """What the web of this cooperative is told; nothing when it may, and how many rows it touched."""
    try:
        with within(cooperative.pk), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            return "", cursor.rowcount
    except DatabaseError as said:
        return str(said), 0


@pytest.mark.parametrize(
    "harm", ["UPDATE {} SET cooperative_id = cooperative_id", "DELETE FROM {}"]
)
def test_nobody_changes_or_removes_a_row_of_another(rietkade, heideveen, harm):
    for table in OWNED:
        sql = f"{harm.format(table)} WHERE cooperative_id = %s"
        said, touched = why_refused(heideveen, sql, rietkade.pk)
        assert touched == 0, table
        assert not said or "only grows" in said, table


def test_no_row_is_put_down_in_another(rietkade, heideveen):
    """Copied as the owner into a temporary table; then put back by the web of another village."""
    told = {}
    for table in OWNED:
        copy = (
            f'CREATE TEMP TABLE kept AS SELECT * FROM "{table}" WHERE cooperative_id = %s LIMIT 1'  # noqa: S608
        )
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(copy, [rietkade.pk])
            cursor.execute("GRANT SELECT ON kept TO PUBLIC")
            cursor.execute("SELECT count(*) FROM kept")
            has_row = cursor.fetchone() == (1,)
        said, touched = why_refused(heideveen, f'INSERT INTO "{table}" SELECT * FROM kept')  # noqa: S608
        assert touched == 0, table
        if has_row:
            told[table] = said
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("DROP TABLE kept")
    assert len(told) > len(OWNED) / 2
    assert {t for t, said in told.items() if "row-level security" not in said} <= {"record_fact"}
