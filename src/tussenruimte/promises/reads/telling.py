"""Whom to tell on a day, and what: from the steps that the clock added, and how things stand now."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from tussenruimte.matters.models import Reader
from tussenruimte.members.models import ActsFor, Circle, Cooperative, Kind, Person, Seat
from tussenruimte.members.reads import work_area
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.models import Promise, State, Step
from tussenruimte.promises.reads.ladder import days_of

Someone = tuple[int, str, int | None]  # person, code, log-in
Actors = QuerySet[Any] | Collection[int]
OFFICES = (Kind.SEAT, Kind.ORGANISATION)
AT_MOST = 500  # late promises of others, read for one handful of letters


def once_a_day(code: str, day: dt.date) -> str:
    """Under which name the letter of a day is put in once."""
    return f"day|{code}|{day.isoformat()}"


def people_to_tell(
    cooperative: Cooperative, today: dt.date, at_most: int
) -> Iterator[list[Someone]]:
    """Who has something to hear today and has no letter of the day yet, so many at a time."""
    told = Dispatch.objects.filter(
        cooperative_id=cooperative.pk,
        once=Concat(Value("day|"), OuterRef("code"), Value(f"|{today.isoformat()}")),
    )
    people = Person.objects.filter(~Exists(told), cooperative=cooperative, forgotten_at=None)
    for actors in _audiences(cooperative, today):
        for keys in (_acting(cooperative, actors, today), _standing_in(cooperative, actors)):
            after = 0
            rows = people.filter(pk__in=keys).order_by("pk").values_list("pk", "code", "user")
            while some := list(rows.filter(pk__gt=after)[:at_most]):
                yield [(key, code, login) for key, code, login in some]
                after = some[-1][0]


def _acting(cooperative: Cooperative, actors: Actors, today: dt.date) -> QuerySet[Any]:
    rows = ActsFor.objects.current(today).filter(cooperative=cooperative, actor__in=actors)
    return rows.values("person")


def _standing_in(cooperative: Cooperative, actors: Actors) -> QuerySet[Any]:
    """Who answers for an empty seat."""
    rows = Seat.objects.filter(cooperative=cooperative, actor__in=actors)
    return rows.filter(vacant_since__isnull=False, stand_in__isnull=False).values("stand_in")


def _audiences(cooperative: Cooperative, today: dt.date) -> Iterator[Actors]:
    """Maker, receiver, circle and seat, each as actors. The table finds it on its agenda."""
    steps = Step.objects.filter(cooperative=cooperative, on=today).order_by()
    days = {who: days_of(cooperative, who) for who in ("maker", "receiver", "circle", "seat")}
    yield steps.filter(rung=days["maker"]).values("promise__maker")
    yield steps.filter(rung__in=[days["receiver"], days["circle"]]).values("promise__receiver")
    yield _circles(cooperative, steps.filter(rung=days["circle"]))
    yield _offices(cooperative, steps.filter(rung=days["seat"]))


def _circles(cooperative: Cooperative, steps: QuerySet[Step]) -> set[int]:
    circles = steps.filter(promise__matter__circle__isnull=False)
    found = set(circles.values_list("promise__matter__circle", flat=True).distinct())
    area = work_area(cooperative)
    if area and steps.filter(promise__matter__circle=None).exists():
        found.add(area.pk)
    return found


def _offices(cooperative: Cooperative, steps: QuerySet[Step]) -> set[int]:
    """The seat and its organisation, the organisation itself, or for anybody else the board."""
    by_office = steps.filter(promise__maker__kind__in=OFFICES).distinct()
    found = set(by_office.values_list("promise__maker", flat=True))
    above = by_office.filter(promise__maker__seat__organisation__isnull=False)
    found |= set(above.values_list("promise__maker__seat__organisation", flat=True))
    if steps.exclude(promise__maker__kind__in=OFFICES).exists():
        found |= _boards(cooperative.pk)
    return found


def _boards(cooperative_id: int) -> set[int]:
    rows = Circle.objects.filter(cooperative=cooperative_id, sort=Circle.Sort.BOARD)
    return set(rows.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody hears in the letter of a day."""

    part: str  # "receiver", "maker" or "outside"
    promise: Promise


def lines_of(
    cooperative: Cooperative, codes: Collection[str], day: dt.date, today: dt.date
) -> dict[str, list[Line]]:
    """What these people hear of that day, as far as it is still so: theirs first, then from outside."""
    acts = _acts_of(cooperative, codes, today)
    everyone = {actor for actors in acts.values() for actor in actors}
    steps = Step.objects.filter(cooperative=cooperative, on=day).order_by("due", "promise")
    steps = steps.filter(promise__state=State.OPEN).select_related(
        "promise__maker__seat", "promise__receiver", "promise__matter"
    )
    area, boards = work_area(cooperative), _boards(cooperative.pk)
    seat_rung, area_key = days_of(cooperative, "seat"), area.pk if area else None
    inside = list(_inside(cooperative, steps, everyone))
    outside = list(_outside(cooperative, steps, everyone, area_key, boards)[:AT_MOST])
    return {
        code: _unique(
            [
                *_mine(inside, actors, days_of(cooperative, "maker")),
                *(
                    Line("outside", step.promise)
                    for step in outside
                    if actors & _who_hears(step, seat_rung, area_key, boards)
                ),
            ]
        )
        for code, actors in acts.items()
    }


def _acts_of(
    cooperative: Cooperative, codes: Collection[str], today: dt.date
) -> dict[str, set[int]]:
    """For whom each of them acts, empty seats they stand in for included."""
    acts: dict[str, set[int]] = {code: set() for code in codes}
    rows = ActsFor.objects.current(today).filter(cooperative=cooperative, person__code__in=codes)
    for code, actor in rows.values_list("person__code", "actor"):
        acts[code].add(actor)
    seats = Seat.objects.filter(
        cooperative=cooperative, stand_in__code__in=codes, vacant_since__isnull=False
    )
    for code, actor in seats.values_list("stand_in__code", "pk"):
        acts[str(code)].add(actor)
    return acts


def _inside(
    cooperative: Cooperative, steps: QuerySet[Step], actors: Collection[int]
) -> QuerySet[Step]:
    for_receiver = [days_of(cooperative, "receiver"), days_of(cooperative, "circle")]
    return steps.filter(
        Q(rung=days_of(cooperative, "maker"), promise__maker__in=actors)
        | Q(rung__in=for_receiver, promise__receiver__in=actors)
    )


def _mine(steps: Iterable[Step], actors: set[int], maker_rung: int) -> Iterator[Line]:
    for step in steps:
        if step.rung == maker_rung and step.promise.maker_id in actors:
            yield Line("maker", step.promise)
        elif step.rung != maker_rung and step.promise.receiver_id in actors:
            yield Line("receiver", step.promise)


def _outside(
    cooperative: Cooperative,
    steps: QuerySet[Step],
    actors: Collection[int],
    area: int | None,
    boards: set[int],
) -> QuerySet[Step]:
    to_circle = Q(promise__matter__circle__in=actors)
    if area in actors:
        to_circle |= Q(promise__matter__circle=None)
    to_seat = Q(promise__maker__in=actors) | Q(promise__maker__seat__organisation__in=actors)
    if boards & set(actors):
        to_seat |= ~Q(promise__maker__kind__in=OFFICES)
    return steps.filter(
        to_circle & Q(rung=days_of(cooperative, "circle"))
        | to_seat & Q(rung=days_of(cooperative, "seat"))
    )


def _who_hears(step: Step, seat_rung: int, area: int | None, boards: set[int]) -> set[int | None]:
    promise = step.promise
    if step.rung != seat_rung:
        return {promise.matter.circle_id or area}
    if promise.maker.kind == Kind.SEAT:
        return {promise.maker_id, promise.maker.seat.organisation_id}
    return {promise.maker_id} if promise.maker.kind == Kind.ORGANISATION else {*boards}


def _unique(lines: Iterable[Line]) -> list[Line]:
    """Whoever is in a promise hears it from inside only, and once."""
    found: dict[int, Line] = {}
    for line in lines:
        found.setdefault(line.promise.pk, line)
    return list(found.values())


def readable(promises: Iterable[Promise], actors: Collection[int], today: dt.date) -> set[int]:
    """Which of these promises may be spoken of in full to or by whoever acts for these actors."""
    promises, own = list(promises), set(actors)
    rows = Reader.objects.current(today).filter(
        matter__in={p.matter_id for p in promises}, actor__in=own
    )
    matters = set(rows.values_list("matter", flat=True))
    return {
        p.pk
        for p in promises
        if p.matter_id in matters or not p.matter.is_private or {p.maker_id, p.receiver_id} & own
    }
