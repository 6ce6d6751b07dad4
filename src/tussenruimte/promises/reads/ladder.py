"""Questions about the silence ladder: its rungs here, what to climb next, who knows by now."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.members.clocks import RUNG_TERMS, eras_of
from tussenruimte.members.hearing import Hearing
from tussenruimte.members.models import Cooperative
from tussenruimte.methods.ladder import AS_IT_COMES, PLACES, Era, Ladder, steps_due
from tussenruimte.promises.models import Promise, State, Step

A_DAY = dt.timedelta(days=1)


def ladder_in(cooperative: Cooperative) -> Ladder:
    """The rungs here, as they were and as they are from some promised day on."""
    return Ladder(
        (AS_IT_COMES, *(Era(since, _days(numbers)) for since, numbers in eras_of(cooperative)))
    )


def _days(numbers: Mapping[str, int]) -> dict[str, int]:
    """Days after the promised one; of the message before it they are negative."""
    after = {who: numbers[name] for who, name in RUNG_TERMS.items()}
    return {**PLACES, **after, "maker": -after["maker"]}


def first_open_due(cooperative: Cooperative) -> dt.date | None:
    """The earliest day of all that is promised and open."""
    rows = Promise.objects.filter(cooperative=cooperative, state=State.OPEN)
    found: dt.date | None = rows.aggregate(first=Min("due"))["first"]
    return found


def next_edge(cooperative: Cooperative, *, due: dt.date, after: int, at_most: int) -> int | None:
    """The key up to which the next so many open promises of a day go; None when there are no more."""
    rows = Promise.objects.filter(
        cooperative=cooperative, state=State.OPEN, due=due, pk__gt=after
    ).order_by("pk")
    edge: int | None = rows.values("pk")[:at_most].aggregate(edge=Max("pk"))["edge"]
    return edge


def is_anything_new(
    cooperative: Cooperative, *, due: dt.date, rung: int, after: int, edge: int
) -> bool:
    """Whether a promise of this day, between these keys, has no step on this rung yet."""
    there = Step.objects.filter(promise=OuterRef("pk"), due=due, rung=rung)
    rows = Promise.objects.filter(
        cooperative=cooperative, state=State.OPEN, due=due, pk__gt=after, pk__lte=edge
    )
    return rows.filter(~Exists(there)).exists()


def rungs_missed(
    cooperative: Cooperative, promises: Collection[int]
) -> Iterator[tuple[int, dt.date, int]]:
    """Of these open promises: each rung that the clock would have added by now, and has not."""
    came_by = _last_tick_of(cooperative)
    if came_by is None:
        return
    steps = Step.objects.filter(promise__in=promises)
    there = set(steps.values_list("promise", "due", "rung"))
    ladder, rows = ladder_in(cooperative), Promise.objects.filter(pk__in=promises, state=State.OPEN)
    for key, due, made_at in rows.order_by("pk").values_list("pk", "due", "made_at"):
        rungs = ladder.rungs(due)
        places = {rung.days: rung.place for rung in rungs}
        for days in steps_due(due, clock.day(made_at) - A_DAY, came_by, rungs):
            if (key, due, places[days]) not in there:
                yield key, due, places[days]


def _last_tick_of(cooperative: Cooperative) -> dt.date | None:
    """As it stands in the database: whoever asks may have had the cooperative for a while."""
    rows = Cooperative.objects.filter(pk=cooperative.pk)
    found: dt.date | None = rows.values_list("last_tick_on", flat=True).get()
    return found


def ladder_of(
    promise: Promise, today: dt.date, ladder: Ladder, hearing: Hearing, me: str = ""
) -> list[dict[str, Any]]:
    """Who knows that it is late, from the receiver on: the picture of a promise past its day.

    `me` is what to call the receiver when they are the one who looks. Nobody stands in it who is
    not there, and nobody twice.
    """
    days = {who: ladder.reached_on(promise.due, who) for who in PLACES}
    circle, maker = _circle_of(promise, hearing), _office_of(promise, hearing)
    picture = [
        ("receiver", me or str(promise.receiver), promise.receiver),
        ("circle", *circle),
        *([("seat", *maker)] if maker[0] != circle[0] else []),
        ("table", _("The table"), None),
    ]
    reached = [who for who, *_rest in picture[:-1] if days[who] <= today]
    return [
        {
            "who": title,
            "actor": actor,
            "on": days[who],
            "reached": days[who] <= today,
            "lit": bool(reached) and who == reached[-1],
        }
        for who, title, actor in picture
    ]


def _circle_of(promise: Promise, hearing: Hearing) -> tuple[str, Any]:
    """How the circle that hears of it is called and drawn."""
    circle = promise.matter.circle
    key = circle.pk if circle else hearing.area
    if key is None or key in hearing.unheard:
        return _instead(hearing)
    return _("The circle"), circle.actor if circle else _("circle")


def _office_of(promise: Promise, hearing: Hearing) -> tuple[str, Any]:
    """The same for the seat or the organisation that promised; for anybody else the board."""
    if promise.maker.is_public_office:
        return str(promise.maker), promise.maker
    return _instead(hearing)


def _instead(hearing: Hearing) -> tuple[str, Any]:
    if hearing.instead & hearing.boards:
        return _("The board"), _("board")
    if hearing.area in hearing.instead:
        return _("The circle"), _("circle")
    return _("Whoever has the duty"), _("duty")
