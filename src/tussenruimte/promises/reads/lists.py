"""Lists of promises, from inside for who is in them and from outside for who has to know."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from tussenruimte.kit.leaves import Leaf, leaf_of
from tussenruimte.matters.models import Ground, Matter, Reader
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import Actor, Cooperative, Person, Seat
from tussenruimte.methods.ladder import days_late
from tussenruimte.promises.access import heard_by
from tussenruimte.promises.models import (
    Handover,
    Move,
    Promise,
    PromiseQuerySet,
    Purpose,
    State,
    Told,
)
from tussenruimte.promises.reads.ladder import ladder_in


def promises_of(matter: Matter) -> PromiseQuerySet:
    """Everything that was ever promised about a matter: what is open first, by day."""
    return Promise.objects.whole().filter(matter=matter).order_by("ended_at", "due", "pk")


def offers_to(actors: Iterable[int], today: dt.date) -> list[Handover]:
    """What these actors are asked to answer, oldest question first.

    To take a promise over from somebody, or to give theirs to whoever wants to take it over; also
    that of an empty seat for which they stand in, or about what they hold on to.
    """
    mine = list(actors)
    empty = Seat.objects.filter(vacant_since__lte=today)
    theirs = Q(giver__in=mine) | Q(giver__in=empty.filter(stand_in__in=mine).values("actor"))
    held = Reader.objects.current(today).filter(ground=Ground.HOLDER, actor__in=mine)
    theirs |= Q(giver__in=empty.values("actor"), promise__matter__in=held.values("matter"))
    asked = Q(is_from_taker=False, taker__in=mine)
    asked |= theirs & Q(is_from_taker=True) & ~Q(taker__in=mine)
    rows = Handover.objects.filter(asked, answered_at=None, promise__state=State.OPEN)
    return list(rows.select_related("giver", "taker", "promise").order_by("asked_at"))


@dataclass(frozen=True, slots=True)
class Moved:
    """A promise got another day, with the reason; only for who may see the inside."""

    at: dt.datetime
    by: Person
    old_due: dt.date
    new_due: dt.date
    why: str
    how: str


def moves_of(promise: Promise) -> list[Moved]:
    """Each time it got another day, oldest first; none are asked for when there were none."""
    if not promise.times_moved:
        return []
    rows = Move.objects.filter(promise=promise).select_related("by__actor").order_by("at", "pk")
    words = dict(Told.choices)
    moves = []
    for row in rows:
        row.promise = promise  # carries the key that opens the reason
        how = str(words.get(row.told, row.told))
        moves.append(Moved(row.at, row.by, row.old_due, row.new_due, row.read("reason"), how))
    return moves


def handovers_of(promise: Promise) -> list[Handover]:
    """Each time it was offered to somebody else, oldest first."""
    rows = Handover.objects.filter(promise=promise).select_related("giver", "taker")
    return list(rows.order_by("asked_at", "pk"))


@dataclass(frozen=True, slots=True)
class Outside:
    """A late promise as anybody may see it who has to know: no text, no receiver, no matter."""

    code: str
    maker: Actor
    due: dt.date
    days_late: int
    is_law: bool = False  # nobody gave their word for it
    is_on_table: bool = False  # it lies on the agenda of the next table
    can_be_taken: bool = False  # somebody can say yes to whoever offers to take it over
    is_asked: bool = False  # that waits for an answer already, or the maker asked somebody
    taker: int | None = None  # who offered to take it over
    offer: str = ""  # under which code that waits
    can_answer: bool = False  # nobody acts for the maker, and these actors hear it instead

    @property
    def phone(self) -> str:
        """The number that everybody may call."""
        return self.maker.phone


def late_outside(
    cooperative: Cooperative, actors: Collection[int], today: dt.date, page: int = 1
) -> Leaf[Outside]:
    """What is late around these actors, longest ago first.

    Nothing that they are in themselves: that they see from inside.
    """
    ladder = ladder_in(cooperative)
    by_circle, by_seat, on_table = (
        ladder.last_due(today, who) for who in ("circle", "seat", "table")
    )
    hearing = hearing_in(cooperative, today)
    as_circle, as_seat = heard_by(hearing, actors)
    known = as_circle & Q(due__lte=by_circle) | as_seat & Q(due__lte=by_seat)
    rows = Promise.objects.filter(known, cooperative=cooperative, state=State.OPEN)
    rows = rows.exclude(maker__in=actors).exclude(receiver__in=actors)
    rows = (
        rows.select_related("maker").only("code", "due", "maker", "purpose").order_by("due", "pk")
    )
    rows = rows.annotate(no_login=Exists(Person.objects.filter(actor=OuterRef("maker"), user=None)))
    answers_for = hearing.unheard if hearing.instead & set(actors) else frozenset()

    def seen(shown: list[Promise]) -> list[Outside]:
        asked = _asked_about(shown, answers_for)
        return [_from_outside(row, today, on_table, asked.get(row.pk, {})) for row in shown]

    return leaf_of(rows, page).turned_into(seen)


def _asked_about(promises: Collection[Promise], answers_for: Collection[int]) -> dict[int, Any]:
    """What waits for an answer about these promises, as far as it is seen from outside."""
    rows = Handover.objects.filter(promise__in=[p.pk for p in promises], answered_at=None)
    found: dict[int, Any] = {}
    for row in rows:
        found[row.promise_id] = {"is_asked": True}
        if row.is_from_taker:
            can_answer = row.giver_id in answers_for
            found[row.promise_id] |= {"taker": row.taker_id, "offer": row.code}
            found[row.promise_id] |= {"can_answer": can_answer}
    return found


def _from_outside(
    promise: Promise, today: dt.date, on_table: dt.date, asked: dict[str, Any]
) -> Outside:
    late = days_late(promise.due, today)
    is_law = promise.purpose == Purpose.LAW
    return Outside(
        promise.code,
        promise.maker,
        promise.due,
        late,
        is_law=is_law,
        is_on_table=promise.due <= on_table,
        can_be_taken=not (is_law or getattr(promise, "no_login", True)),
        **asked,
    )
