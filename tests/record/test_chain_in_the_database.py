"""Facts in the database: they chain, they cannot be changed, and `verify` finds who did it anyway."""

import datetime as dt
import json
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction

from tests.record.planting import as_owner, without_locks
from tussenruimte.methods.chain import START, Break, Fault, canonical, link
from tussenruimte.record import reads, verify
from tussenruimte.record.actions import note, publish_head
from tussenruimte.record.models import Fact, Head


@pytest.fixture
def facts(rietkade, at):
    """Twelve facts; the rest of the tests does something to them."""
    for number in range(12 - Head.objects.get(cooperative_id=rietkade.pk).seq):
        note("test.counted", rietkade, by="beheer", at=at, n=number, word="één")
    return rietkade


def find(cooperative, heads=()):
    return verify.break_in_chain(cooperative.pk, heads)


def test_every_change_is_chained_to_the_one_before(facts):
    rows = list(reads.chain_of(facts.pk))
    assert [seq for seq, _body, _hash in rows] == list(range(1, 13))
    for (_n, _b, before), (seq, body, digest) in pairwise(rows):
        assert digest == link(before, seq, body)
        assert body == canonical(json.loads(body))
    assert find(facts) is None
    assert verify.head_fits(facts.pk)


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE record_fact SET body = '{}' WHERE seq = 3",
        "DELETE FROM record_fact WHERE seq = 3",
        "INSERT INTO record_fact SELECT cooperative_id, 99, body, hash FROM record_fact WHERE seq = 3",
    ],
)
def test_the_database_refuses_to_change_what_happened(facts, words):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(words)


def test_insert_or_replace_does_not_walk_past_the_lock(facts):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has no INSERT OR REPLACE")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(
            "INSERT OR REPLACE INTO record_fact SELECT cooperative_id, seq, '{}', hash "
            "FROM record_fact WHERE seq = 3"
        )


def test_truncate_does_not_walk_past_the_lock(facts):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), as_owner():
        connection.cursor().execute("TRUNCATE record_fact")


PLANTS = {
    "altered": ("UPDATE record_fact SET body = '{}' WHERE seq = 4", Break(4, Fault.ALTERED)),
    "removed": ("DELETE FROM record_fact WHERE seq = 4", Break(4, Fault.MISSING)),
    "renumbered": (
        "UPDATE record_fact SET seq = seq + 100 WHERE seq > 4",
        Break(5, Fault.MISSING),
    ),
    "put at the beginning": (
        "INSERT INTO record_fact SELECT cooperative_id, 0, body, hash FROM record_fact WHERE seq = 1",
        Break(0, Fault.ORDER),
    ),
}


def test_postgresql_finds_that_it_fits_without_a_walk(facts, monkeypatch):
    if connection.vendor == "sqlite":
        assert not reads.fits_in_the_database(facts.pk)
        return
    monkeypatch.setattr(verify, "chain_of", lambda _key: pytest.fail("walked for nothing"))
    head = reads.head_of(facts.pk)
    assert head is not None
    assert find(facts, heads=[(0, START), head]) is None


@pytest.mark.parametrize("plant", PLANTS)
def test_what_the_owner_did_is_found_by_number(facts, plant):
    words, found = PLANTS[plant]
    with without_locks("record_fact") as cursor:
        cursor.execute(words)
        assert find(facts) == found


def test_reordered_is_found(facts):
    with without_locks("record_fact") as cursor:
        for old, new in ((4, -1), (5, 4), (-1, 5)):
            cursor.execute("UPDATE record_fact SET seq = %s WHERE seq = %s", [new, old])
        assert find(facts) == Break(4, Fault.ALTERED)


def test_cut_off_is_found_by_a_published_head(facts, at):
    head = publish_head(facts, by="klok", at=at)
    assert (head.seq, bytes(head.hash)) == reads.head_of(facts.pk)
    with without_locks("record_fact") as cursor:
        cursor.execute("DELETE FROM record_fact WHERE seq > 9")
        assert find(facts) == Break(10, Fault.CUT)


def test_cut_off_with_its_published_head_is_found_by_a_copy_elsewhere(facts):
    heads = [reads.head_of(facts.pk)]
    with without_locks("record_fact") as cursor:
        cursor.execute("DELETE FROM record_fact WHERE seq > 9")
        assert find(facts) is None
        assert find(facts, heads) == Break(10, Fault.CUT)
        assert not verify.head_fits(facts.pk)


def test_rewritten_whole_is_found_by_a_published_head(facts, at):
    publish_head(facts, by="klok", at=at)
    with without_locks("record_fact") as cursor:
        previous = bytes(32)
        for seq in range(1, 13):
            previous = link(previous, seq, "{}")
            cursor.execute(
                "UPDATE record_fact SET body = '{}', hash = %s WHERE seq = %s", [previous, seq]
            )
        assert find(facts) == Break(12, Fault.REWRITTEN)


def test_publishing_the_same_end_twice_on_a_day_is_one_row(facts, at):
    assert publish_head(facts, by="klok", at=at).pk == publish_head(facts, by="klok", at=at).pk
    note("test.counted", facts, by="beheer", at=at)
    publish_head(facts, by="klok", at=at + dt.timedelta(hours=1))
    assert len(reads.published_heads(facts.pk)) == 2


def test_a_chain_of_another_cooperative_is_not_this_one(facts):
    assert list(reads.chain_of(facts.pk + 1)) == []
    assert reads.head_of(facts.pk + 1) is None


def test_facts_of_one_kind_come_in_order(facts):
    found = list(reads.facts_of(facts.pk, "test.counted"))
    assert [fact["n"] for fact in found] == list(range(len(found)))
    assert Fact.objects.count() == 12
