"""Noting facts and readings: always inside the transaction of whoever acts."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal, Protocol

from django.db import connection, transaction

from tussenruimte.kit import clock
from tussenruimte.methods.chain import START, link
from tussenruimte.record.facts import written
from tussenruimte.record.models import Head, PublishedHead, Reading
from tussenruimte.record.reads import last_fact, readings_on

Set = Literal["klok", "beheer", "invoer"]


class Coded(Protocol):
    """Anything that belongs to a cooperative and is called by a code."""

    @property
    def cooperative_id(self) -> int: ...

    @property
    def code(self) -> str: ...


class Someone(Protocol):
    """A person, as far as the record needs to know: their code."""

    @property
    def code(self) -> str: ...


NOTE_POSTGRES = """
WITH head AS (
    UPDATE record_head
       SET seq = seq + 1,
           hash = sha256(hash || int8send(seq + 1) || convert_to(%(body)s, 'UTF8'))
     WHERE cooperative_id = %(coop)s RETURNING seq, hash)
INSERT INTO record_fact (cooperative_id, seq, body, hash)
SELECT %(coop)s, seq, %(body)s, hash FROM head RETURNING seq
"""

HEAD = "SELECT seq, hash FROM record_head WHERE cooperative_id = %s"
ADD_FACT = "INSERT INTO record_fact (cooperative_id, seq, body, hash) VALUES (%s, %s, %s, %s)"
MOVE_HEAD = "UPDATE record_head SET seq = %s, hash = %s WHERE cooperative_id = %s"


def begin_record(cooperative_id: int) -> None:
    """The empty chain of a new cooperative."""
    Head.objects.create(cooperative_id=cooperative_id)


def note(
    kind: str,
    about: Coded,
    *,
    by: Someone | Set,
    at: dt.datetime,
    sealed: Sequence[bytes] = (),
    **also: Any,
) -> int:
    """Add one fact at the end of the chain; call it last, it takes the lock on the head.

    `sealed` are the ciphertexts this change put down: the fact carries their digests, never a word.
    Returns the number of the fact.
    """
    who = by if isinstance(by, str) else by.code
    return _append(
        about.cooperative_id, written(kind, about.code, who, at, sealed=sealed, also=also)
    )


def _append(cooperative_id: int, body: str) -> int:
    """Plain SQL: every change of the house passes here with the head in its hands."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(NOTE_POSTGRES, {"coop": cooperative_id, "body": body})
            return int(cursor.fetchone()[0])
        cursor.execute(HEAD, [cooperative_id])  # IMMEDIATE: the lock is ours
        before, previous = cursor.fetchone()
        seq = before + 1
        hashed = link(previous, seq, body)
        cursor.execute(ADD_FACT, [cooperative_id, seq, body, hashed])
        cursor.execute(MOVE_HEAD, [seq, hashed, cooperative_id])
        return int(seq)


@transaction.atomic
def log_reading(matter: Coded, *, ground: str, page: str, by: Someone, at: dt.datetime) -> None:
    """Somebody is about to see somebody else's private matter."""
    Reading.objects.create(
        cooperative_id=matter.cooperative_id,
        at=at,
        reader=by.code,
        ground=ground,
        matter=matter.code,
        page=page,
    )


@transaction.atomic
def seal_readings(cooperative: Coded, day: dt.date, *, by: Set, at: dt.datetime) -> int:
    """One fact over all readings of a past day: how many, and the hash of their rows in order."""
    total, rows = readings_on(cooperative.cooperative_id, day)
    return note(
        "readings.sealed",
        cooperative,
        by=by,
        at=at,
        day=day.isoformat(),
        n=total,
        rows=rows,
    )


@transaction.atomic
def let_readings_go(cooperative: Coded, before: dt.date, *, by: Set, at: dt.datetime) -> int:
    """Readings of before this day go: their term is over. The seals of their days stay."""
    over = Reading.objects.filter(
        cooperative_id=cooperative.cooperative_id, at__lt=clock.midnight(before)
    )
    gone, _each = over.delete()
    if gone:
        note("readings.gone", cooperative, by=by, at=at, before=before.isoformat(), n=gone)
    return gone


@transaction.atomic
def publish_head(
    cooperative: Coded,
    *,
    by: Set,  # noqa: ARG001 - a fact about it would move the head
    at: dt.datetime,
) -> PublishedHead:
    """Put down the end of the chain as it is now, to be spread beyond this database."""
    head = Head.objects.get(cooperative_id=cooperative.cooperative_id)
    row, _new = PublishedHead.objects.get_or_create(
        cooperative_id=head.cooperative_id,
        seq=head.seq,
        on=clock.day(at),
        defaults={"hash": head.hash},
    )
    return row


@transaction.atomic
def follow_import(
    cooperative: Coded,
    *,
    by: Set,  # noqa: ARG001 - what was put in are facts; this is none
    at: dt.datetime,  # noqa: ARG001
) -> None:
    """Facts were put in set by set, chained already: the head follows to the last of them."""
    head = Head.objects.select_for_update().get(cooperative_id=cooperative.cooperative_id)
    head.seq, head.hash = last_fact(head.cooperative_id) or (0, START)
    head.save(update_fields=["seq", "hash"])
