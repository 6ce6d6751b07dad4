"""Who hears what others have to know; and who, when nobody acts for those it is meant for."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from tussenruimte.members.models import (
    Absence,
    Actor,
    ActsFor,
    Circle,
    Cooperative,
    Duty,
    Kind,
    Standing,
)

Actors = frozenset[int]


@dataclass(frozen=True, slots=True)
class Hearing:
    """The work area and the boards, for whom nobody acts today, and who hears it instead.

    Instead is the board, or else the work area, or else whoever has the duty, or else everybody who
    may hold: so nothing is said to an empty room.
    """

    area: int | None
    boards: Actors
    unheard: Actors
    instead: Actors

    def of(self, *actors: int | None) -> Actors:
        """Those of these actors who hear it; without anybody, those who hear it instead."""
        return frozenset(a for a in actors if a is not None) - self.unheard or self.instead

    @property
    def of_area(self) -> Actors:
        """Who hears what is meant for the work area."""
        return self.of(self.area)

    @property
    def of_boards(self) -> Actors:
        """Who hears what is meant for the board."""
        return self.of(*self.boards)


def hearing_in(cooperative: Cooperative, today: dt.date) -> Hearing:
    """Who hears in this cooperative on this day."""
    return _hearing_among(~Q(kind=Kind.PERSON), cooperative, today)


def _hearing_among(these: Q, cooperative: Cooperative, today: dt.date) -> Hearing:
    acting = ActsFor.objects.current(today).filter(
        cooperative=cooperative, actor=OuterRef("pk"), person__forgotten_at=None
    )
    stands_in = Q(seat__vacant_since__isnull=False, seat__stand_in__forgotten_at=None)
    has_stand_in = stands_in & Q(seat__stand_in__isnull=False)
    rows = Actor.objects.filter(these, cooperative=cooperative)
    rows = rows.annotate(is_heard=Exists(acting) | has_stand_in)
    found = list(rows.order_by("pk").values_list("pk", "circle__sort", "is_heard"))
    area = next((key for key, sort, _is_heard in found if sort == Circle.Sort.AREA), None)
    boards = frozenset(key for key, sort, _is_heard in found if sort == Circle.Sort.BOARD)
    unheard = frozenset(key for key, _sort, is_heard in found if not is_heard)
    instead = boards - unheard or frozenset({area} if area else ()) - unheard
    return Hearing(area, boards, unheard, instead or _who_may_hold(cooperative, today))


def hears_for_board(cooperative: Cooperative, actors: Collection[int], on: dt.date) -> bool:
    """Whether one of these hears what is meant for the board: it sits there, or hears in its place.

    Of the thousands of seats in a large cooperative only boards and work areas are looked at.
    """
    these = Q(circle__sort__in=[Circle.Sort.BOARD, Circle.Sort.AREA])
    return not _hearing_among(these, cooperative, on).of_boards.isdisjoint(actors)


def _who_may_hold(cooperative: Cooperative, today: dt.date) -> Actors:
    """Whoever has the duty today, or stands in for them; on a day without, everybody who may hold."""
    away = Absence.objects.current(today).filter(cooperative=cooperative)
    duties = Duty.objects.filter(cooperative=cooperative, since__lte=today, until__gte=today)
    has_duty = Exists(duties.filter(person=OuterRef("pk")))
    is_away = Exists(away.filter(person=OuterRef("pk")))
    stands_in = Exists(away.filter(stand_in=OuterRef("pk"), person__in=duties.values("person")))
    rows = Standing.objects.filter(cooperative=cooperative, person__forgotten_at=None)
    found = list(rows.annotate(turn=has_duty & ~is_away | stands_in).values_list("pk", "turn"))
    return frozenset(k for k, turn in found if turn) or frozenset(k for k, _turn in found)
