"""Whom to tell on a day, and what: from the steps that the clock added, and how things stand now."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Concat, RowNumber

from tussenruimte.matters.models import Reader
from tussenruimte.members.hearing import Hearing, hearing_in
from tussenruimte.members.models import Absence, Actor, ActsFor, Cooperative, Kind, Person, Seat
from tussenruimte.methods.ladder import PLACES
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.access import heard_by
from tussenruimte.promises.models import DayTold, Promise, State, Step
from tussenruimte.promises.reads.ladder import ladder_in

Someone = tuple[int, str, int | None]  # person, code, log-in
Actors = QuerySet[Any] | Collection[int]
Acts = dict[str, set[int]]  # by code of a person
Away = dict[str, dict[int, dt.date]]  # by code of a person: who is away, and until when
OFFICES = (Kind.SEAT, Kind.ORGANISATION)
AT_MOST = 1_000  # steps of one day that are read for one audience


def once_a_day(code: str, day: dt.date) -> str:
    """Under which name the letter of a day is put in once."""
    return f"day|{code}|{day.isoformat()}"


def days_to_tell(cooperative: Cooperative, today: dt.date) -> list[tuple[dt.date, int, bool]]:
    """The days since the last tick of which there are steps, and today if there are any.

    With how many there are, and whether some came since everybody was told.
    """
    last = cooperative.last_tick_on or today
    since = Q(on__gt=last) | Q(on=today)
    rows = Step.objects.filter(since, cooperative=cooperative, on__lte=today)
    steps = rows.order_by("on").values_list("on").annotate(n=Count("pk"))
    told = dict(DayTold.objects.filter(cooperative=cooperative).values_list("day", "steps"))
    return [(day, n, n != told.get(day)) for day, n in steps]


def people_to_tell(
    cooperative: Cooperative, day: dt.date, today: dt.date, at_most: int, *, is_new: bool = True
) -> Iterator[list[Someone]]:
    """Who has something to hear of this day and has no letter of it yet, so many at a time.

    When everybody was told already, whoever began to act or to stand in for somebody since.
    """
    told = Dispatch.objects.filter(
        cooperative_id=cooperative.pk,
        once=Concat(Value("day|"), OuterRef("code"), Value(f"|{day.isoformat()}")),
    )
    people = Person.objects.filter(~Exists(told), cooperative=cooperative, forgotten_at=None)
    for actors in _audiences(cooperative, day, today) if is_new else ():
        for keys in (_acting(cooperative, actors, today), _standing_in(cooperative, actors)):
            rows = people.filter(pk__in=keys).order_by("pk").values_list("pk", "code", "user")
            yield from _some_at_a_time(rows, at_most)
    new = set() if is_new else _who_began(cooperative, day, today)
    for keys in (_standing_in_for(cooperative, day, today), new):
        beside = people.filter(pk__in=keys).order_by("pk").values_list("pk", "code", "user")
        yield from _some_at_a_time(beside, at_most)


def _some_at_a_time(rows: QuerySet[Any, Any], at_most: int) -> Iterator[list[Someone]]:
    after, there_may_be_more = 0, True
    while there_may_be_more:
        some = [(key, code, login) for key, code, login in rows.filter(pk__gt=after)[:at_most]]
        there_may_be_more = len(some) == at_most
        if some:
            yield some
            after = some[-1][0]


def _acting(cooperative: Cooperative, actors: Actors, today: dt.date) -> QuerySet[Any]:
    rows = ActsFor.objects.current(today).filter(cooperative=cooperative, actor__in=actors)
    return rows.values("person")


def _standing_in(cooperative: Cooperative, actors: Actors) -> Collection[int]:
    """Who answers for an empty seat."""
    empty = Seat.objects.filter(
        cooperative=cooperative, vacant_since__isnull=False, stand_in__isnull=False
    )
    if not empty.exists():
        return set()
    return set(empty.filter(actor__in=actors).values_list("stand_in", flat=True))


def _standing_in_for(cooperative: Cooperative, day: dt.date, today: dt.date) -> QuerySet[Any]:
    """Who said yes to stand in for somebody who promised something of which the day comes near."""
    near = [PLACES[who] for who in ("maker", "receiver")]
    steps = Step.objects.filter(cooperative=cooperative, on=day, rung__in=near).order_by()
    away = Absence.objects.current(today).filter(cooperative=cooperative)
    return away.filter(person__in=steps.values("promise__maker")).values("stand_in")


def _who_began(cooperative: Cooperative, day: dt.date, today: dt.date) -> set[int]:
    """Who acts for a seat, circle or organisation since today, or stands in for an empty seat, where
    steps of this day tell those something. Found from these few, not from everything that is open.
    """
    places = Actor.objects.filter(cooperative=cooperative, kind__in=[*OFFICES, Kind.CIRCLE])
    began = ActsFor.objects.current(today).filter(since=today, actor__in=places)
    rows = set(began.values_list("person", "actor", "actor__kind"))
    empty = Seat.objects.filter(
        cooperative=cooperative, vacant_since__isnull=False, stand_in__isnull=False
    )
    pairs = {(person, actor) for person, actor, _kind in rows}
    pairs |= set(empty.values_list("stand_in", "actor"))
    told = _with_steps(cooperative, day, {actor for _person, actor in pairs})
    found = {person for person, actor in pairs if actor in told}
    beside = {person for person, _actor, kind in rows if kind != Kind.SEAT}
    return found | beside if beside and _is_told_around(cooperative, day, today) else found


def _is_told_around(cooperative: Cooperative, day: dt.date, today: dt.date) -> bool:
    """Whether this day tells a circle, an organisation or the board anything."""
    rungs = [PLACES[who] for who in ("circle", "seat")]
    steps = Step.objects.filter(cooperative=cooperative, on=day, rung__in=rungs)
    unheard = hearing_in(cooperative, today).unheard
    return steps.exists() or bool(_with_steps(cooperative, day, unheard))


def _with_steps(cooperative: Cooperative, day: dt.date, actors: Collection[int]) -> set[int]:
    """Which of these few are told something of this day about what they promised or were promised.

    Their promises are asked first, then the steps of those: asked for by day, a database would go
    through everybody's.
    """
    found: set[int] = set()
    for part, rungs in (("maker", ("maker", "seat")), ("receiver", ("receiver", "circle"))):
        last = ladder_in(cooperative).last_due(day, rungs[0])
        # `IN` names the states of the partial index for receivers.
        rows = Promise.objects.filter(cooperative=cooperative, state__in=[State.OPEN, State.DONE])
        rows = rows.filter(state=State.OPEN, due__lte=last, **{f"{part}__in": actors})
        of = {key: (actor, due) for key, actor, due in rows.values_list("pk", part, "due")}
        steps = Step.objects.filter(promise__in=of, rung__in=[PLACES[who] for who in rungs])
        for key, due, on in steps.values_list("promise", "due", "on"):
            if on == day and due == of[key][1]:
                found.add(of[key][0])
    return found


def _audiences(cooperative: Cooperative, day: dt.date, today: dt.date) -> Iterator[Actors]:
    """Maker, receiver, circle and seat, each as actors. The table finds it on its agenda."""
    steps = Step.objects.filter(cooperative=cooperative, on=day).order_by()
    yield steps.filter(rung=PLACES["maker"]).values("promise__maker")
    yield steps.filter(rung__in=[PLACES["receiver"], PLACES["circle"]]).values("promise__receiver")
    hearing = hearing_in(cooperative, today)
    if steps.filter(_of_unheard(hearing, PLACES["receiver"])).exists():
        yield hearing.instead
    yield _circles(hearing, steps.filter(rung=PLACES["circle"]))
    yield _offices(hearing, steps.filter(rung=PLACES["seat"]))


def _of_unheard(hearing: Hearing, rung: int) -> Q:
    """On the day itself: for a receiver for whom nobody acts, whoever hears it instead."""
    return Q(rung=rung, promise__receiver__in=hearing.unheard)


def _circles(hearing: Hearing, steps: QuerySet[Step]) -> set[int]:
    """The circle in which it was promised, or else the work area."""
    circles = steps.values_list("promise__matter__circle", flat=True).distinct()
    return {actor for circle in circles for actor in hearing.of(circle or hearing.area)}


def _offices(hearing: Hearing, steps: QuerySet[Step]) -> set[int]:
    """The seat and its organisation, the organisation itself, or for anybody else the board."""
    by_office = steps.filter(promise__maker__kind__in=OFFICES)
    makers = by_office.values_list("promise__maker", "promise__maker__seat__organisation")
    found = {actor for maker, above in makers.distinct() for actor in hearing.of(maker, above)}
    if steps.exclude(promise__maker__kind__in=OFFICES).exists():
        found |= hearing.of_boards
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody hears in the letter of a day."""

    # "receiver", "maker", "away" (they stand in for the maker), "empty" (the maker is a seat for which
    # they stand in), "unheard" (nobody acts for the receiver, and they hear it instead) or "outside"
    part: str
    promise: Promise
    until: dt.date | None = None  # how long the maker is away


def lines_of(
    cooperative: Cooperative, asked: Collection[tuple[str, dt.date]], today: dt.date
) -> dict[tuple[str, dt.date], list[Line]]:
    """What these people hear of these days, as far as it is still so: theirs first, then from outside."""
    acts, away, seats = _acts_of(cooperative, {code for code, _day in asked}, today)
    hearing = hearing_in(cooperative, today)
    rows: dict[dt.date, list[Step]] = {day: [] for _code, day in asked}
    for step in _steps_for(cooperative, rows, acts, away, hearing):
        rows[step.on].append(step)
    everyone = set().union(*acts.values(), *away.values())
    places = {day: _places(steps, everyone, hearing) for day, steps in rows.items()}
    found = {}
    for code, day in asked:
        actors = acts[code]
        mine_at = {p for actor in actors.union(away[code]) for p in places[day].get(actor, ())}
        of_day = [rows[day][place] for place in sorted(mine_at)]
        mine = [*_mine(of_day, actors - seats[code]), *_for_away(of_day, away[code])]
        mine += _for_seats(of_day, seats[code])
        mine += _for_unheard(of_day, actors, hearing)
        others = (
            Line("outside", step.promise)
            for step in of_day
            if actors.intersection(_who_hears(step, hearing))
        )
        found[code, day] = _unique([*mine, *others])
    return found


def _places(steps: Sequence[Step], everyone: set[int], hearing: Hearing) -> dict[int, list[int]]:
    """For each of them, the places of the steps that they may hear of: they are many, each has few."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, step in enumerate(steps):
        hear = {step.promise.maker_id, step.promise.receiver_id, *_who_hears(step, hearing)}
        if step.rung == PLACES["receiver"] and step.promise.receiver_id in hearing.unheard:
            hear |= hearing.instead
        for actor in everyone & hear:
            found[actor].append(place)
    return found


def _steps_for(
    cooperative: Cooperative, days: Collection[dt.date], acts: Acts, away: Away, hearing: Hearing
) -> QuerySet[Step]:
    """The longest late first. All of their own; of others so many a day for each audience.

    Steps on one rung, in one circle and of one seat or organisation have the same audience, so
    nobody's letter is empty because somebody else's is long.
    """
    everyone = {actor for actors in acts.values() for actor in actors}
    steps = Step.objects.filter(cooperative=cooperative, on__in=days)
    steps = steps.filter(promise__state=State.OPEN, due=F("promise__due"))
    is_inside = _inside(everyone) | _of_away(away)
    own = Case(When(is_inside, then=F("promise")))
    office = Case(When(promise__maker__kind__in=OFFICES, then=F("promise__maker")))
    place = Window(
        RowNumber(),
        partition_by=[F("on"), F("rung"), F("promise__matter__circle"), office, own],
        order_by=[F("due").asc(), F("promise").asc()],
    )
    return (
        steps.filter(is_inside | _outside(everyone, hearing))
        .annotate(place=place)
        .filter(place__lte=AT_MOST)
        .select_related("promise__maker__seat", "promise__receiver", "promise__matter")
        .order_by("due", "promise")
    )


def _acts_of(
    cooperative: Cooperative, codes: Collection[str], today: dt.date
) -> tuple[Acts, Away, Acts]:
    """For whom each of them acts, empty seats included; for which people away they stand in; which
    of those seats they do not sit in but stand in for: of these they know the outside only.
    """
    acts: Acts = {code: set() for code in codes}
    seats: Acts = {code: set() for code in codes}
    away: Away = {code: {} for code in codes}
    no_day = Cast(Value(None), DateField())
    rows = ActsFor.objects.current(today).filter(cooperative=cooperative, person__code__in=codes)
    empty = Seat.objects.filter(
        cooperative=cooperative, stand_in__code__in=codes, vacant_since__isnull=False
    )
    absences = Absence.objects.current(today).filter(
        cooperative=cooperative, stand_in__code__in=codes
    )
    mine = rows.values_list("person__code", "actor", no_day, Value(0))
    for code, actor, until, is_seat in mine.union(
        empty.values_list("stand_in__code", "actor", no_day, Value(1)),
        absences.values_list("stand_in__code", "person", "until", Value(0)),
    ):
        if until is not None:
            away[code][actor] = until
            continue
        acts[code].add(actor)
        if is_seat:
            seats[code].add(actor)
    return acts, away, seats


def _of_away(away: Away) -> Q:
    near = [PLACES[who] for who in ("maker", "receiver")]
    people = {person for mine in away.values() for person in mine}
    return Q(rung__in=near, promise__maker__in=people)


def _for_away(steps: Iterable[Step], away: dict[int, dt.date]) -> Iterator[Line]:
    for step in steps:
        if step.rung in {PLACES["maker"], PLACES["receiver"]} and step.promise.maker_id in away:
            yield Line("away", step.promise, away[step.promise.maker_id])


def _for_seats(steps: Iterable[Step], seats: set[int]) -> Iterator[Line]:
    for step in steps:
        if step.rung == PLACES["maker"] and step.promise.maker_id in seats:
            yield Line("empty", step.promise)
        if (
            step.rung in {PLACES["receiver"], PLACES["circle"]}
            and step.promise.receiver_id in seats
        ):
            yield Line("unheard", step.promise)


def _for_unheard(steps: Iterable[Step], actors: set[int], hearing: Hearing) -> Iterator[Line]:
    for step in steps if actors & hearing.instead else ():
        if step.rung == PLACES["receiver"] and step.promise.receiver_id in hearing.unheard:
            yield Line("unheard", step.promise)


def _inside(actors: Collection[int]) -> Q:
    for_receiver = [PLACES["receiver"], PLACES["circle"]]
    return Q(rung=PLACES["maker"], promise__maker__in=actors) | Q(
        rung__in=for_receiver, promise__receiver__in=actors
    )


def _outside(actors: Collection[int], hearing: Hearing) -> Q:
    to_circle, to_seat = heard_by(hearing, actors, "promise__")
    circle, seat, receiver = (PLACES[who] for who in ("circle", "seat", "receiver"))
    found = to_circle & Q(rung=circle) | to_seat & Q(rung=seat)
    is_instead = bool(hearing.instead & set(actors))
    return found | _of_unheard(hearing, receiver) if is_instead else found


def _mine(steps: Iterable[Step], actors: set[int]) -> Iterator[Line]:
    for step in steps:
        if step.rung == PLACES["maker"] and step.promise.maker_id in actors:
            yield Line("maker", step.promise)
        is_for_receiver = step.rung in {PLACES["receiver"], PLACES["circle"]}
        if is_for_receiver and step.promise.receiver_id in actors:
            yield Line("receiver", step.promise)


def _who_hears(step: Step, hearing: Hearing) -> Collection[int]:
    """Which actors hear of this step from outside."""
    promise = step.promise
    if step.rung == PLACES["circle"]:
        return hearing.of(promise.matter.circle_id or hearing.area)
    if step.rung != PLACES["seat"]:
        return frozenset()
    if promise.maker.kind == Kind.SEAT:
        return hearing.of(promise.maker_id, promise.maker.seat.organisation_id)
    if promise.maker.kind == Kind.ORGANISATION:
        return hearing.of(promise.maker_id)
    return hearing.of_boards


def _unique(lines: Iterable[Line]) -> list[Line]:
    """Whoever is in a promise hears it from inside only, and once."""
    found: dict[int, Line] = {}
    for line in lines:
        found.setdefault(line.promise.pk, line)
    return list(found.values())


def readable(promises: Iterable[Promise], actors: Collection[int], today: dt.date) -> set[int]:
    """Which of these promises may be spoken of in full to or by whoever acts for these actors."""
    promises, own = list(promises), set(actors)
    if not promises:
        return set()
    rows = Reader.objects.current(today).filter(
        matter__in={p.matter_id for p in promises}, actor__in=own
    )
    matters = set(rows.values_list("matter", flat=True))
    return {
        p.pk
        for p in promises
        if p.matter_id in matters or not p.matter.is_private or {p.maker_id, p.receiver_id} & own
    }
