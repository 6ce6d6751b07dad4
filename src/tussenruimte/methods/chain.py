"""The chain of facts: every fact is hashed together with the one before it.

Altering, removing, reordering or inserting a fact breaks the chain at that fact. Cutting off the
end and writing the whole chain anew leave a chain that fits: only heads that were published
elsewhere show those.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

SIZE = 32
START = bytes(SIZE)
"""The hash before the first fact of a cooperative; the first fact has number 1."""


class Fault(StrEnum):
    """What is wrong at the first place where a chain does not hold."""

    ALTERED = "altered"  # the hash does not fit this text after that one
    MISSING = "missing"  # a number is left out
    ORDER = "order"  # a number comes back, or comes twice
    CUT = "cut"  # a published head lies further than the last fact
    REWRITTEN = "rewritten"  # the chain fits, but differs from a published head


@dataclass(frozen=True, slots=True)
class Break:
    """The number of the first fact that does not hold, and why."""

    seq: int
    fault: Fault


def link(previous: bytes, seq: int, body: str) -> bytes:
    """Return the hash of a fact: sha256 of the hash before it, its number and its text.

    The number counts as eight bytes, signed, highest first, so that PostgreSQL gives the same
    with `sha256(previous || int8send(seq) || convert_to(body, 'UTF8'))`.
    Raises ValueError for a previous hash of another size or a text that is no Unicode.
    """
    if len(previous) != SIZE:
        raise ValueError(f"a hash has {SIZE} bytes, this one {len(previous)}")
    return hashlib.sha256(previous + seq.to_bytes(8, "big", signed=True) + body.encode()).digest()


def canonical(mapping: Mapping[str, object]) -> str:
    """Return the one way to write a fact down: JSON with sorted keys and no spaces.

    Keep the text that was hashed; never write it anew to verify it.
    Raises TypeError for what JSON cannot hold and for keys that are no text,
    ValueError for NaN, infinity and half characters.
    """
    _refuse_odd_keys(mapping)
    text = json.dumps(
        mapping, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    text.encode()
    return text


def _refuse_odd_keys(value: object) -> None:
    """JSON would write the key 1 and the key "1" alike."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key is text, not {type(key).__name__}")
            _refuse_odd_keys(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_odd_keys(inner)


def first_break(
    facts: Iterable[tuple[int, str, bytes]], heads: Iterable[tuple[int, bytes]] = ()
) -> Break | None:
    """Return the first place where a chain does not hold, or None when it holds.

    `facts` are (number, text, hash) in the order of their numbers, read once and never kept.
    `heads` are (number, hash) as they were published elsewhere, in any order.
    """
    published: defaultdict[int, set[bytes]] = defaultdict(set)
    for seq, digest in heads:
        published[seq].add(bytes(digest))
    last, previous = 0, START
    if published.get(0, {START}) != {START}:
        return Break(0, Fault.REWRITTEN)
    for seq, body, digest in facts:
        fault = _fault(seq, body, bytes(digest), last=last, previous=previous)
        if fault:
            return Break(last + 1 if fault is Fault.MISSING else seq, fault)
        last, previous = seq, bytes(digest)
        if seq in published and published[seq] != {previous}:
            return Break(seq, Fault.REWRITTEN)
    return Break(last + 1, Fault.CUT) if max(published, default=0) > last else None


def _fault(seq: int, body: str, digest: bytes, *, last: int, previous: bytes) -> Fault | None:
    if seq <= last:
        return Fault.ORDER
    if seq > last + 1:
        return Fault.MISSING
    return None if link(previous, seq, body) == digest else Fault.ALTERED
