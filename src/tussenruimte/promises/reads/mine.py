"""Which promises stand on the page of whoever is in them: their keys in one statement, then the rows.

A circle may have thousands. Of each actor only those up to the last of the page are looked at, in the
order of an index. A test compares it with the same in plain questions.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tussenruimte.kit.questions import Places, Question, one_plan
from tussenruimte.promises.models import Promise, PromiseQuerySet

SIZES = (
    16,
    64,
    256,
)  # of a question for rows: three questions, and not one for each number of them


@dataclass(frozen=True, slots=True)
class Mine:
    """A page: what waits for me, what I promised, what ended; and whether another page follows.

    How many are late counts all of them, on whichever page they stand.
    """

    got: list[Promise]
    made: list[Promise]
    ended: list[Promise]
    has_more: bool
    late_to_me: int
    late_of_me: int
    may_be_asked: bool  # whether it is worth while to look for what others offer or ask


@dataclass(frozen=True, slots=True)
class Page:
    """Which page, how many of each list on it, how many of what ended since a moment, and what day it is."""

    number: int
    size: int
    ended: int
    since: dt.datetime
    today: dt.date

    @property
    def start(self) -> int:
        """How many stand on the pages before it."""
        return (self.number - 1) * self.size

    @property
    def end(self) -> int:
        """How many stand on the pages up to this one."""
        return self.number * self.size


def page_of_mine(actors: Collection[int], cooperative_id: int, page: Page) -> Mine:
    """A page of what these actors are in; what ended stands on the first."""
    with one_plan():
        keys = _keys(actors, cooperative_id, page)
        got, made = keys["done"] + keys["got"], keys["made"]
        has_more = max(len(got), len(made)) > page.end
        got, made = got[page.start : page.end], made[page.start : page.end]
        over = {*keys["kept"], *keys["heard"]} if page.number == 1 else set()
        rows = _rows({*got, *made, *over})
    ended = sorted(
        (rows[key] for key in over if key in rows),
        key=lambda row: (row.ended_at, row.pk),
        reverse=True,
    )
    return Mine(
        [rows[key] for key in got if key in rows],
        [rows[key] for key in made if key in rows],
        ended[: page.ended],
        has_more,
        late_to_me=sum(keys["late-to-me"]),
        late_of_me=sum(keys["late-of-me"]),
        may_be_asked=bool(keys["asked"]),
    )


def _keys(actors: Collection[int], cooperative_id: int, page: Page) -> dict[str, list[int]]:
    me = {f"me{place}": actor for place, actor in enumerate(sorted(actors))}
    given: dict[str, Any] = {
        "coop": cooperative_id,
        "many": page.end + 1,
        "last": page.end,
        "ended": page.ended,
        "twelfth": page.ended - 1,
        "today": page.today,
        "since": connection.ops.adapt_datetimefield_value(page.since),
    }
    found: dict[str, list[int]] = {part: [] for part in PARTS}
    if not me:
        return found
    places = ", ".join(f"%({name})s" for name in me)
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(me=places), given | me)
        for part, _day, key in sorted(cursor.fetchall()):
            found[part].append(key)
    return found


def _rows(keys: Collection[int]) -> dict[int, Promise]:
    """The promises with these keys; what is asked too often is asked for the last one again."""
    if not keys:
        return {}
    size = next((size for size in SIZES if size >= len(keys)), len(keys))
    filled = [*keys, *[next(iter(keys))] * (size - len(keys))]
    question = _QUESTIONS.get(size) or _QUESTIONS.setdefault(size, _whole(size))
    return {row.pk: row for row in question.all(**{f"key{n}": key for n, key in enumerate(filled)})}


def _whole(size: int) -> Question:
    def build(given: Places) -> PromiseQuerySet:
        keys = [given.key(f"key{n}") for n in range(size)]
        return Promise.objects.with_words().select_related("passing").filter(pk__in=keys)

    return Question(build)


_QUESTIONS: dict[int, Question] = {}


def _how_many(who: str, where: str) -> str:
    return (
        "SELECT '' AS day, count(*) AS id FROM me "  # noqa: S608 - our own texts
        f"JOIN promises_promise p ON p.cooperative_id = %(coop)s AND p.{who} = me.id "
        f"WHERE {where.format('p')} AND p.due < %(today)s"
    )


def _part(who: str, where: str) -> str:
    """The first of one list by their day. `who` is the column in which I stand."""
    return _first(who, where, "due", "'9999-12-31'", ("many", "last"), ("", "<="))


def _over(who: str) -> str:
    """What ended last."""
    edge = ("ended_at", "%(since)s", ("ended", "twelfth"), ("DESC", ">="))
    return _first(who, "{0}.ended_at >= %(since)s", *edge)


def _first(
    who: str, where: str, order: str, edge: str, many: tuple[str, str], how: tuple[str, str]
) -> str:
    limit, offset = (f"%({name})s" for name in many)
    direction, within = how
    at_edge = (
        f"SELECT e.{order} FROM promises_promise e "  # noqa: S608 - our own texts
        f"WHERE e.cooperative_id = %(coop)s AND e.{who} = me.id AND {where.format('e')} "
        f"ORDER BY e.{order} {direction} LIMIT 1 OFFSET {offset}"
    )
    return (
        "WITH mine AS MATERIALIZED ("  # noqa: S608 - as above; else the edge is asked for once a promise
        f"SELECT me.id, COALESCE(({at_edge}), {edge}) AS edge FROM me) "
        f"SELECT CAST(p.{order} AS text) AS day, p.id FROM mine "
        f"JOIN promises_promise p ON p.cooperative_id = %(coop)s AND p.{who} = mine.id "
        f"WHERE {where.format('p')} AND p.{order} {within} mine.edge "
        f"ORDER BY p.{order} {direction}, p.id {direction} LIMIT {limit}"
    )


# Hardly ever is anybody asked something: this finds whether, `offers_to` what. It finds too much rather
# than too little, since what an empty seat is asked waits for whoever stands in for it.
ASKED = """
    SELECT '' AS day, h.id FROM promises_handover h
     WHERE h.cooperative_id = %(coop)s AND h.answered_at IS NULL
       AND (h.taker_id IN (SELECT id FROM me)
            OR h.is_from_taker AND (h.giver_id IN (SELECT id FROM me) OR h.giver_id IN (
               SELECT s.actor_id FROM members_seat s WHERE s.vacant_since IS NOT NULL)))
     LIMIT 1
"""
# `IN` names the states of a partial index; the one after it says which.
OPEN, OPEN_TO_ME = "{0}.state = 'open'", "{0}.state IN ('open', 'done') AND {0}.state = 'open'"
PARTS = {
    "done": _part("receiver_id", "{0}.state = 'done'"),
    "got": _part("receiver_id", OPEN_TO_ME),
    "made": _part("maker_id", OPEN),
    "kept": _over("maker_id"),
    "heard": _over("receiver_id"),
    "late-to-me": _how_many("receiver_id", OPEN_TO_ME),
    "late-of-me": _how_many("maker_id", OPEN),
    "asked": ASKED,
}
ME = "WITH me AS (SELECT id FROM members_actor WHERE cooperative_id = %(coop)s AND id IN ({me})) "
ROWS = [
    f"SELECT '{name}' AS part, day, id FROM ({sql}) AS part_{place}"  # noqa: S608 - our own texts
    for place, (name, sql) in enumerate(PARTS.items())
]
STATEMENT = ME + " UNION ALL ".join(ROWS)
