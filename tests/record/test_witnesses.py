"""Facts protect rows too: each sealed text has its digest in a fact."""

import json
import tracemalloc
from hashlib import sha256

import pytest

from tests.record.planting import without_locks
from tussenruimte.kit.sealing import digests
from tussenruimte.record import reads, verify
from tussenruimte.record.actions import note


def of(text):
    return sha256(text).digest()[:16]


def test_a_fact_carries_the_digest_of_the_ciphertext(rietkade, at):
    note("test.sealed", rietkade, by="beheer", at=at, sealed=[b"one", b"two"])
    note("test.plain", rietkade, by="beheer", at=at, words='"sealed":["no"]')
    assert list(reads.witnessed(rietkade.pk)) == [of(b"one"), of(b"two")]
    assert digests([b"one"]) == [of(b"one").hex()]


def test_a_text_without_a_fact_is_named():
    texts = [("first", b"1"), ("second", b"2"), ("third", b"3")]
    assert list(verify.unwitnessed(map(of, [b"1", b"3", b"4"]), lambda: texts)) == ["second"]


NONSENSE = [
    '"sealed":["no digest"]',
    '"sealed":[]',
    '"sealed":[7',
    '"sealed":["' + "AB" * 16 + '"]',
]


def test_a_fact_that_carries_nonsense_witnesses_nothing(rietkade):
    with without_locks("record_fact") as cursor:
        for body in NONSENSE:
            cursor.execute("UPDATE record_fact SET body = %s WHERE seq = 1", [body])
            assert list(reads.witnessed(rietkade.pk)) == []


def test_memory_stays_small():
    """A hundred thousand texts and witnesses: as sets they would take more than 15 MB."""
    numbers = range(100_000)
    tracemalloc.start()
    witnesses = (of(str(n).encode()) for n in numbers)
    texts = (("name", str(n).encode()) for n in numbers)
    assert list(verify.unwitnessed(witnesses, lambda: texts)) == []
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize("many", [False, True])
def test_published_heads_are_read_from_files(tmp_path, many):
    head = {"seq": 7, "hash": "ab" * 32, "on": "2026-11-16"}
    (tmp_path / "2026-11-16.json").write_text(json.dumps([head] if many else head))
    assert list(verify.heads_in(tmp_path)) == [(7, bytes.fromhex("ab" * 32))]
    assert list(verify.heads_in(tmp_path / "nowhere")) == []


@pytest.mark.parametrize("text", ["", "[1]", '{"seq": 1}', '{"seq": 1, "hash": "x"}'])
def test_a_file_that_holds_no_heads_is_said_so(tmp_path, text):
    (tmp_path / "odd.json").write_text(text)
    with pytest.raises(verify.BadHeads, match=r"odd\.json"):
        list(verify.heads_in(tmp_path))
