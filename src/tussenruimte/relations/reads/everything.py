"""All that was written down about a need, as the person it is about reads it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from tussenruimte.conversations.reads import conversations_of
from tussenruimte.conversations.sentences import Seen
from tussenruimte.kit import clock
from tussenruimte.reflections.reads import Weighing, weighings_of
from tussenruimte.relations.models import Need, NeedHandover
from tussenruimte.relations.reads.line import Line
from tussenruimte.relations.reads.page import NeedPage


def talks(
    need: Need, page: NeedPage, actors: Collection[int], at: dt.datetime
) -> list[tuple[Seen, Line]]:
    """Each conversation with who was there, what each says of it, and what was put beside it."""
    lines = {line.code: line for line in page.conversations}
    today = clock.day(at)
    return [
        (Seen(row, row.guests, frozenset(actors), at, today), lines[row.code])  # type: ignore[attr-defined]
        for row in conversations_of(need.matter)
        if row.code in lines
    ]


def weighed(need: Need, page: NeedPage) -> list[tuple[Weighing, Line]]:
    """Each judgement with every version, what the one who looked along said, and whether it waits."""
    lines = {line.code: line for line in page.judgements}
    rows = weighings_of(need.matter) if lines else []
    return [(row, lines[row.judgement.code]) for row in rows if row.judgement.code in lines]


@dataclass(frozen=True, slots=True)
class Handed:
    """That somebody asked somebody else to hold on, and why."""

    row: NeedHandover
    why: str
    told_how: str
    remarks: list[Line]

    @property
    def taker(self) -> str:
        """Who was asked."""
        return self.row.taker.person.name


def handed(need: Need, page: NeedPage) -> list[Handed]:
    """Every time somebody else was asked to hold on, the latest first."""
    rows = NeedHandover.objects.filter(need=need).select_related(
        "giver__actor", "taker__person__actor"
    )
    found = []
    for row in rows.order_by("-asked_at", "-pk"):
        row.need = need  # so that the words open with the key at hand
        beside = page.remarks.get(row.code, [])
        found.append(Handed(row, row.read("why"), row.read("told_how"), beside))
    return found
