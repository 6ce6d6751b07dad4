"""Lists of promises, from inside for who is in them and from outside for who has to know."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, Circle, Cooperative, Person, Seat
from tussenruimte.methods.ladder import days_late
from tussenruimte.promises.models import Handover, Move, Promise, PromiseQuerySet, State, Told
from tussenruimte.promises.reads.ladder import days_of


def promises_of(matter: Matter) -> PromiseQuerySet:
    """Everything that was ever promised about a matter: what is open first, by day."""
    return Promise.objects.whole().filter(matter=matter).order_by("ended_at", "due", "pk")


def made_by(actors: Iterable[int]) -> PromiseQuerySet:
    """What these actors promised and is still open, earliest day first."""
    rows = _theirs(actors).filter(maker__in=list(actors), state=State.OPEN)
    return rows.order_by("due", "pk")


def made_to(actors: Iterable[int]) -> PromiseQuerySet:
    """What was promised to these actors and is still open, earliest day first."""
    rows = _theirs(actors).filter(receiver__in=list(actors), state=State.OPEN)
    return rows.order_by("due", "pk")


def to_confirm(actors: Iterable[int]) -> PromiseQuerySet:
    """What the maker said is done, and these actors have not answered yet."""
    rows = _theirs(actors).filter(receiver__in=list(actors), state=State.DONE)
    return rows.order_by("done_at", "pk")


def waiting_for(actors: Iterable[int]) -> PromiseQuerySet:
    """What was promised to these actors and has not ended: open, or said to be done."""
    rows = _theirs(actors).filter(receiver__in=list(actors), state__in=[State.OPEN, State.DONE])
    return rows.order_by("due", "pk")


def ended_with(actors: Iterable[int], since: dt.datetime) -> PromiseQuerySet:
    """What these actors made or got and ended since this moment, latest first."""
    actors = list(actors)
    rows = _theirs(actors).filter(Q(maker__in=actors) | Q(receiver__in=actors), ended_at__gte=since)
    return rows.order_by("-ended_at", "-pk")


def _theirs(actors: Iterable[int]) -> PromiseQuerySet:
    """In their own cooperative: every index on promises begins with it."""
    home = Actor.objects.filter(pk__in=list(actors)).order_by().values("cooperative")
    return Promise.objects.whole().filter(cooperative__in=home)


def offers_to(actors: Iterable[int]) -> list[Handover]:
    """Promises that somebody asks these actors to take over, oldest question first."""
    rows = Handover.objects.filter(taker__in=list(actors), answered_at=None)
    return list(rows.select_related("giver", "promise").order_by("asked_at"))


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

    maker: Actor
    due: dt.date
    days_late: int

    @property
    def phone(self) -> str:
        """The number that everybody may call."""
        return self.maker.phone


def late_outside(
    cooperative: Cooperative,
    today: dt.date,
    *,
    circle: Circle | None = None,
    seat: Seat | None = None,
    rung: str = "circle",
    at_most: int = 50,
) -> list[Outside]:
    """Promises that reached this rung, from outside, longest ago first.

    Of one circle (its own matters; the work area's also those without a circle), of one seat, or all.
    """
    edge = today - dt.timedelta(days=days_of(cooperative, rung))
    rows = Promise.objects.filter(cooperative=cooperative, state=State.OPEN, due__lte=edge)
    if circle is not None:
        own = Q(matter__circle=circle)
        if circle.sort == Circle.Sort.AREA:
            own |= Q(matter__circle=None)
        rows = rows.filter(own)
    if seat is not None:
        rows = rows.filter(maker=seat.actor_id)
    rows = rows.select_related("maker").only("due", "maker").order_by("due", "pk")
    return [Outside(row.maker, row.due, days_late(row.due, today)) for row in rows[:at_most]]
