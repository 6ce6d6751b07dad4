"""No row points into another cooperative: the database refuses it, whoever asks.

Tried as the owner, past every filter, with real rows of the demo, for each link of each table.
"""

from itertools import product

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.record.planting import as_owner
from tussenruimte.kit.apart import has_cooperative

LINKS = [
    (model, field.column, field.remote_field.model, field.target_field.column)
    for model in apps.get_models()
    if has_cooperative(model)
    for field in model._meta.local_fields
    if field.remote_field and has_cooperative(field.remote_field.model)
]  # fmt: skip
# Nobody here has such a row; that its lock stands is seen by `missing_locks`.
WITHOUT_ROWS = {
    *("matters_file.added_by_id", "matters_file.matter_id", "matters_file.person_id"),
    *("matters_permission.matter_id", "matters_permission.person_id", "matters_permission.to_id"),
    *("relations_donefor.need_id", "relations_donefor.relation_id", "relations_silence.need_id"),
    "reflections_judgementversion.judgement_id",
}
# PostgreSQL looks at links last: a rule about the row itself, or a row that rests on it, may say no first.
WORDS = ("another cooperative", "_apart", "only grows")


def one_of(model, column, cooperative):
    """The value in that column of the newest row of this cooperative."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{column}" FROM "{table}" WHERE cooperative_id = %s ORDER BY "{key}" DESC LIMIT 1',  # noqa: S608
            [cooperative.pk],
        )
        row = cursor.fetchone()
    return row and row[0]


def point(model, column, key, there):
    """Let a row point there; what is looked at later is looked at now."""
    table, own = model._meta.db_table, model._meta.pk.column
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET "{column}" = %s WHERE "{own}" = %s',  # noqa: S608
            [there, key],
        )
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_every_link_of_every_table_stays_inside(rietkade, heideveen, village):
    allowed, refused, other_reason = set(), set(), {}
    pairs = [(a, b) for a in (rietkade, heideveen, village) for b in (rietkade, village) if a != b]
    with as_owner():
        for (model, column, target, target_column), (home, other) in product(LINKS, pairs):
            name = f"{model._meta.db_table}.{column}"
            key, there = (
                one_of(model, model._meta.pk.column, home),
                one_of(target, target_column, other),
            )
            if key is None or there is None:
                continue
            try:
                point(model, column, key, there)
                allowed.add(name)
            except DatabaseError as said:
                refused.add(name)
                if not any(word in str(said) for word in WORDS):
                    other_reason[name] = str(said)
    assert allowed == set()
    if connection.vendor == "sqlite":
        assert other_reason == {}
    assert len(refused - set(other_reason)) > len(LINKS) / 2
    names = {f"{model._meta.db_table}.{column}" for model, column, *_ in LINKS}
    assert names - refused <= WITHOUT_ROWS


def move(table, home, there):
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET cooperative_id = %s WHERE cooperative_id = %s',  # noqa: S608
            [there.pk, home.pk],
        )
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("table", ["members_person", "promises_promise", "relations_need"])
def test_a_row_does_not_move_to_another(rietkade, heideveen, table):
    with pytest.raises(DatabaseError):
        move(table, rietkade, heideveen)
