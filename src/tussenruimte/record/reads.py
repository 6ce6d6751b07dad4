"""Questions to the record: the chain as it stands, what it witnessed, and what was made public of it."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q

from tussenruimte.kit import clock
from tussenruimte.kit.apart import TERM_YEARS
from tussenruimte.methods.chain import START
from tussenruimte.record.models import Fact, Head, PublishedHead, Reading

AT_ONCE = 5_000
SEALED = '"sealed":['
DIGEST = re.compile('"[0-9a-f]{32}"')
# Whether some fact is not chained to the one before it, as `methods.chain.link` chains them.
LOOSE = """
    SELECT EXISTS (
        SELECT 1
          FROM (SELECT seq, body, hash,
                       row_number() OVER chain AS place,
                       lag(hash, 1, %s) OVER chain AS before
                  FROM record_fact
                 WHERE cooperative_id = %s
                WINDOW chain AS (ORDER BY seq)) AS fact
         WHERE seq <> place
            OR hash <> sha256(before || int8send(seq) || convert_to(body, 'UTF8')))
"""
# Whether some text of the columns that are filled in has its digest in no fact.
UNWITNESSED = """
    WITH witness AS MATERIALIZED (
        SELECT string_to_table(split_part(split_part(body, '"sealed":[', 2), ']', 1), ',') AS digest
          FROM record_fact
         WHERE cooperative_id = %s AND strpos(body, '"sealed":[') > 0),
    sealed AS ({})
    SELECT EXISTS (
        SELECT 1
          FROM sealed
         WHERE NOT EXISTS (
               SELECT 1
                 FROM witness
                WHERE witness.digest =
                      '"' || encode(substring(sha256(sealed.text) FOR 16), 'hex') || '"'))
"""
TEXTS = 'SELECT "{1}" AS text FROM "{0}" WHERE cooperative_id = %s AND length("{1}") > 0'


def years_kept(cooperative: Any) -> int:
    """How many years a reading stays: five, or more where a cooperative chose so."""
    return max(TERM_YEARS, int(cooperative.setting("readings_years", TERM_YEARS)))


def chain_of(cooperative_id: int) -> Iterator[tuple[int, str, bytes]]:
    """Every fact of a cooperative in order: number, text, hash. Streamed, never all at once."""
    rows = Fact.objects.filter(cooperative_id=cooperative_id).order_by("seq")
    for seq, body, digest in rows.values_list("seq", "body", "hash").iterator(AT_ONCE):
        yield seq, body, bytes(digest)


def fits_in_the_database(cooperative_id: int) -> bool:
    """Whether PostgreSQL, in one pass, finds each fact chained to the one before; elsewhere False."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(LOOSE, [START, cooperative_id])
        (is_loose,) = cursor.fetchone()
    return not is_loose


def are_there(cooperative_id: int, heads: list[tuple[int, bytes]]) -> bool:
    """Whether each of these heads is the hash of the fact with that number."""
    wanted = {(seq, bytes(digest)) for seq, digest in heads} - {(0, START)}
    rows = Fact.objects.filter(cooperative_id=cooperative_id, seq__in={seq for seq, _ in wanted})
    found = {(seq, bytes(digest)) for seq, digest in rows.values_list("seq", "hash")}
    return wanted == found


def head_of(cooperative_id: int) -> tuple[int, bytes] | None:
    """Where the chain says that it ends."""
    head = Head.objects.filter(cooperative_id=cooperative_id).first()
    return (head.seq, bytes(head.hash)) if head else None


def last_fact(cooperative_id: int) -> tuple[int, bytes] | None:
    """Where the chain really ends."""
    rows = Fact.objects.filter(cooperative_id=cooperative_id).order_by("-seq")
    row = rows.values_list("seq", "hash").first()
    return (row[0], bytes(row[1])) if row else None


def published_heads(cooperative_id: int) -> list[tuple[int, bytes]]:
    """Ends of the chain that were made public, oldest first."""
    rows = PublishedHead.objects.filter(cooperative_id=cooperative_id).order_by("seq", "pk")
    return [(seq, bytes(digest)) for seq, digest in rows.values_list("seq", "hash")]


def facts_of(cooperative_id: int, *kinds: str) -> Iterator[dict[str, object]]:
    """The facts of some kinds, oldest first, each with its number as `seq`."""
    said = [Q(body__contains=f'"kind":"{kind}"') for kind in kinds]
    rows = Fact.objects.filter(reduce(or_, said), cooperative_id=cooperative_id)
    for seq, body in rows.order_by("seq").values_list("seq", "body").iterator(AT_ONCE):
        fact = json.loads(body)
        if fact["kind"] in kinds:
            yield fact | {"seq": seq}


def newest_of(
    cooperative_id: int, kind: str, *, after: int = 0, at: dt.datetime | None = None
) -> dict[str, object] | None:
    """The last fact of a kind, of those with a number after this, or of this moment; looked for from the end."""
    rows = Fact.objects.filter(
        cooperative_id=cooperative_id, seq__gt=after, body__contains=f'"kind":"{kind}"'
    )
    if at is not None:
        rows = rows.filter(body__contains=f'"at":"{at.astimezone(dt.UTC).isoformat()}"')
    newest = rows.order_by("-seq").values_list("body", flat=True).first()
    found: dict[str, object] | None = json.loads(newest) if newest else None
    return found


def witnessed(cooperative_id: int) -> Iterator[bytes]:
    """The digest of every sealed text that some fact of the cooperative put down."""
    rows = Fact.objects.filter(cooperative_id=cooperative_id, body__contains=SEALED)
    for body in rows.values_list("body", flat=True).iterator(AT_ONCE):
        _before, _sealed, after = body.partition(
            SEALED
        )  # inside a text its quotes would be escaped
        for digest in after.partition("]")[0].split(","):
            if DIGEST.fullmatch(digest):
                yield bytes.fromhex(digest[1:-1])


def all_witnessed_in_the_database(cooperative_id: int, columns: list[tuple[str, str]]) -> bool:
    """Whether PostgreSQL, in one pass, finds a fact for each text in these columns; elsewhere False."""
    if connection.vendor != "postgresql":
        return False
    texts = " UNION ALL ".join(TEXTS.format(*column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(UNWITNESSED.format(texts), [cooperative_id] * (1 + len(columns)))
        (is_unseen,) = cursor.fetchone()
    return not is_unseen


def readings_on(cooperative_id: int, day: dt.date) -> tuple[int, str]:
    """How many readings a day has, and the hash over their rows in order."""
    rows = Reading.objects.filter(
        cooperative_id=cooperative_id,
        at__gte=clock.midnight(day),
        at__lt=clock.midnight(day + dt.timedelta(days=1)),
    ).order_by("pk")
    total, running = 0, sha256()
    for at, *codes in rows.values_list("at", "reader", "ground", "matter", "page").iterator():
        running.update("|".join([at.astimezone(dt.UTC).isoformat(), *codes]).encode())
        total += 1
    return total, running.hexdigest()


def first_reading(cooperative_id: int, *, since: dt.datetime) -> dt.datetime | None:
    """The moment of the first reading from this moment on."""
    rows = Reading.objects.filter(cooperative_id=cooperative_id, at__gte=since)
    return rows.order_by("at").values_list("at", flat=True).first()


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; of the 29th of February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@dataclass(frozen=True, slots=True)
class Seals:
    """What the record says of the reading log: the seal of each day, and before which day it may be gone."""

    days: list[dict[str, object]]
    gone_before: dt.date


def seals_of(cooperative_id: int, *, years: int) -> Seals:
    """The seals, and the last day before which readings went when their term of years was over."""
    days, last = [], dt.date.min
    for fact in facts_of(cooperative_id, "readings.sealed", "readings.gone"):
        if fact["kind"] == "readings.sealed":
            days.append(fact)
            continue
        said = clock.day(dt.datetime.fromisoformat(str(fact["at"])))
        before = dt.date.fromisoformat(str(fact["before"]))
        if before <= years_before(said, years):
            last = max(last, before)
    return Seals(days, last)
