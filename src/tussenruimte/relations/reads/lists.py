"""Lists of needs: what I hold, what waits for my answer, what has been silent."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from tussenruimte.kit import clock
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.matters.reads import Said, latest_beside, with_latest_beside
from tussenruimte.members.clocks import term
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import ActsFor, Cooperative, Person
from tussenruimte.promises.models import Promise
from tussenruimte.relations.models import Need, NeedHandover, Relation, SetAside, Silence, Stage

PAGE_ROWS = 25


@dataclass(frozen=True, slots=True)
class Holding:
    """One page of what somebody holds, how much there is, and how much of it came from one place."""

    messages: list[Need]
    needs: list[Need]
    how_many_messages: int
    how_many_needs: int
    bursts: list[tuple[str, int]]
    has_more: bool


def what_i_hold(person: Person, page: int = 1) -> Holding:
    """Messages first, urgent ones on top, then longest silent. A flood from one place is one line.

    What is urgent is never part of a flood.
    """
    mine = Need.objects.filter(cooperative=person.cooperative_id, holder=person.pk, closed_at=None)
    counted = _counted(mine)
    how_many_messages = sum(n for sort, n in counted.items() if sort.stage == Stage.MESSAGE)
    how_many_needs = sum(counted.values()) - how_many_messages
    bursts = _bursts(counted)
    messages, needs = mine.filter(stage=Stage.MESSAGE), mine.exclude(stage=Stage.MESSAGE)
    calm = messages.exclude(origin__in=[origin for origin, _n in bursts], is_urgent=False)
    start = (page - 1) * PAGE_ROWS
    return Holding(
        messages=list(
            calm.select_related("person__actor", "matter__person__actor").order_by(
                "-is_urgent", "told_at"
            )[:PAGE_ROWS]
        ),
        needs=list(
            needs.select_related("person__actor", "matter__person__actor").order_by(
                "last_sign_on", "pk"
            )[start : start + PAGE_ROWS]
        ),
        how_many_messages=how_many_messages,
        how_many_needs=how_many_needs,
        bursts=bursts,
        has_more=how_many_needs > page * PAGE_ROWS,
    )


class _Sort(NamedTuple):
    """Needs that are counted together: new messages of one network, or whatever else."""

    stage: str
    origin: str
    is_urgent: bool

    @property
    def can_be_flood(self) -> bool:
        """What is urgent is never part of a flood."""
        return self.stage == Stage.MESSAGE and bool(self.origin) and not self.is_urgent


def _counted(needs: QuerySet[Need]) -> dict[_Sort, int]:
    rows = needs.order_by().values_list(*_Sort._fields).annotate(n=Count("pk"))
    return {_Sort(*sort): n for *sort, n in rows}


def _bursts(counted: Mapping[_Sort, int]) -> list[tuple[str, int]]:
    """The largest floods: from which network, and how many messages."""
    floods = [(sort.origin, n) for sort, n in counted.items() if sort.can_be_flood and n > BURST]
    return sorted(floods, key=itemgetter(1), reverse=True)[:5]


BURST = 10  # messages from one network on one day that are shown as one line
ORIGIN_KEPT = dt.timedelta(days=1)


def old_origins(cooperative: Cooperative, at: dt.datetime) -> QuerySet[Need]:
    """Needs told more than a day ago of which the network still stands here.

    A flood that nobody has read yet stays one line until it is read.
    """
    known = Need.objects.filter(cooperative=cooperative).exclude(origin="")
    waiting = known.filter(stage=Stage.MESSAGE).values("origin").order_by()
    floods = waiting.annotate(n=Count("pk")).filter(n__gt=BURST).values("origin")
    old = known.filter(told_at__lt=at - ORIGIN_KEPT)
    return old.exclude(
        stage=Stage.MESSAGE, origin__in=list(floods.values_list("origin", flat=True))
    )


def offered_to(person: Person) -> list[NeedHandover]:
    """Needs that somebody asks this person to hold."""
    rows = NeedHandover.objects.filter(
        cooperative=person.cooperative_id,
        taker=person.pk,
        taker_yes_at=None,
        done_at=None,
        ended_at=None,
    )
    rows = with_latest_beside(rows, code="code", person="need__person")
    return list(
        rows.select_related(
            "need__matter", "need__person__actor", "need__person__key", "giver__actor"
        ).order_by("asked_at")
    )


def offered_with_why(person: Person) -> list[tuple[NeedHandover, str, list[Said]]]:
    """The same with why, and the latest that the person it is about put beside that."""
    return [
        (row, row.read("why"), latest_beside(row, person=row.need.person, answers=row.giver))
        for row in offered_to(person)
    ]


def relations_of(person: Person, today: dt.date) -> tuple[list[Relation], list[Relation]]:
    """Relations that wait for this person's yes; and those in which they may act for whoever asks, as long
    as they read that.
    """
    waits = Q(other=person, other_yes_at=None) | Q(need__person=person, person_yes_at=None)
    read = Reader.objects.current(today).filter(actor=person.pk, ground=Ground.RELATION)
    acting = Relation.objects.acting().filter(other=person, need__matter__in=read.values("matter"))
    acts = Q(pk__in=acting.exclude(need__holder=person.pk).values("pk"))
    rows = Relation.objects.filter(cooperative=person.cooperative_id, until=None)
    rows = rows.exclude(part=Relation.Part.HOLDER).filter(waits | acts)
    found = list(rows.select_related("need__person__actor", "other__actor").order_by("pk"))
    asked = [row for row in found if None in {row.other_yes_at, row.person_yes_at}]
    return asked, [row for row in found if row not in asked]


@dataclass(frozen=True, slots=True)
class AskedToLook:
    """Somebody asks to look along whether this may be put aside; many of one place are one question."""

    row: SetAside
    how_many: int


def asked_to_look(person: Person) -> list[AskedToLook]:
    """What this person was asked to look along at, and where nobody has spoken with the person since."""
    rows = SetAside.objects.filter(
        cooperative=person.cooperative_id,
        asked=person,
        second_at=None,
        restored_at=None,
        need__stage=Stage.MESSAGE,
    )
    together = rows.filter(first=OuterRef("first"), first_at=OuterRef("first_at"))
    number = together.order_by().values("first").annotate(n=Count("pk")).values("n")
    first = rows.exclude(Exists(together.filter(pk__lt=OuterRef("pk"))))
    first = first.annotate(how_many=Subquery(number)).select_related("need", "first__actor")
    return [AskedToLook(row, row.how_many) for row in first.order_by("first_at", "pk")[:PAGE_ROWS]]


def set_asides(person: Person, at: dt.datetime) -> list[SetAside]:
    """What this person put aside with somebody, as long as it can still come back."""
    since = at - dt.timedelta(days=term(person.cooperative, "set_aside"))
    rows = SetAside.objects.filter(
        cooperative=person.cooperative_id, restored_at=None, second_at__gte=since
    ).filter(Q(first=person) | Q(asked=person))
    return list(
        rows.select_related("need", "first__actor", "asked__actor").order_by("-second_at", "-pk")[
            :PAGE_ROWS
        ]
    )


def silent_needs(person: Person, today: dt.date, limit: int = PAGE_ROWS) -> list[Need]:
    """From outside: needs of others without a sign of life, longest first, with who holds them."""
    return list(
        _silent(person.cooperative, 0, today)
        .exclude(holder=person.pk)
        .select_related("person__actor", "holder__person__actor")
        .order_by("last_sign_on", "pk")[:limit]
    )


def silent_by_holder(cooperative: Cooperative, today: dt.date) -> dict[int, int]:
    """How many silent needs each person holds."""
    rows = _silent(cooperative, 0, today).order_by().values("holder").annotate(n=Count("pk"))
    return dict(rows.values_list("holder", "n"))


# A step of silence is kept under one of these, whatever its days are here: the holder hears, the circle,
# the board.
SILENCE_RUNGS = (0, 3, 7)
SILENCE_TERMS = {3: "silence_circle", 7: "silence_board"}  # how many days after it fell silent


def last_sign_at_most(cooperative: Cooperative, rung: int, today: dt.date) -> dt.date:
    """The day of the last sign of life of needs that reach this rung today, or were on it before."""
    after = term(cooperative, SILENCE_TERMS[rung]) if rung in SILENCE_TERMS else 0
    return today - dt.timedelta(days=term(cooperative, "silence") + after)


def _silent(cooperative: Cooperative, rung: int, today: dt.date) -> QuerySet[Need]:
    edge = last_sign_at_most(cooperative, rung, today)
    rows = Need.objects.filter(cooperative=cooperative, closed_at=None, last_sign_on__lte=edge)
    return rows.filter(Q(quiet_until=None) | Q(quiet_until__lt=today))


def next_silent(
    cooperative: Cooperative, *, rung: int, today: dt.date, after: int, at_most: int
) -> int | None:
    """The key up to which the next so many needs go that reached this rung; None without any."""
    since = clock.midnight(last_sign_at_most(cooperative, rung, today) + dt.timedelta(days=1))
    moved = Q(made_at__gte=since) | Q(done_at__gte=since) | Q(ended_at__gte=since)
    there = Silence.objects.filter(need=OuterRef("pk"), since=OuterRef("last_sign_on"), rung=rung)
    rows = _silent(cooperative, rung, today).filter(
        ~Exists(there), ~Exists(Promise.objects.filter(moved, matter=OuterRef("pk"))), pk__gt=after
    )
    edge: int | None = rows.order_by("pk").values("pk")[:at_most].aggregate(edge=Max("pk"))["edge"]
    return edge


def who_hears_silence(cooperative: Cooperative, today: dt.date) -> list[tuple[str, int | None]]:
    """Code and log-in of whoever hears today that a need fell silent: holder, circle, board."""
    steps = Silence.objects.filter(cooperative=cooperative, on=today, need__closed_at=None)
    reached = set(steps.order_by().values_list("rung", flat=True).distinct())
    if not reached:
        return []
    hearing, (_holder, circle, board) = hearing_in(cooperative, today), SILENCE_RUNGS
    actors = hearing.of_area if circle in reached else frozenset()
    actors |= hearing.of_boards if board in reached else frozenset()
    acting = ActsFor.objects.current(today).filter(cooperative=cooperative, actor__in=actors)
    people = Q(pk__in=steps.values("need__holder")) | Q(pk__in=acting.values("person"))
    rows = Person.objects.filter(people, cooperative=cooperative, forgotten_at=None)
    return list(rows.order_by("pk").values_list("code", "user"))


def holders_so_far(need: Need) -> int:
    """How many people have held on to it, one after another."""
    return Relation.objects.filter(need=need, part=Relation.Part.HOLDER).count()
