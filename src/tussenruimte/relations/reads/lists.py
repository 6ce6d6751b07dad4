"""Lists of needs: what I hold, what waits for my answer, what has been silent."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

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
    messages = mine.filter(stage=Stage.MESSAGE)
    rows = messages.filter(is_urgent=False).exclude(origin="").values("origin")
    many = rows.annotate(n=Count("pk")).filter(n__gt=BURST)
    bursts = [(row["origin"], row["n"]) for row in many.order_by("-n")[:5]]
    calm = messages.exclude(origin__in=[origin for origin, _n in bursts], is_urgent=False)
    needs = mine.exclude(stage=Stage.MESSAGE)
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
        how_many_messages=messages.count(),
        how_many_needs=needs.count(),
        bursts=bursts,
        has_more=needs.count() > page * PAGE_ROWS,
    )


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
        rows.select_related("need__person__actor", "need__person__key", "giver__actor").order_by(
            "asked_at"
        )
    )


def offered_with_why(person: Person) -> list[tuple[NeedHandover, str, list[Said]]]:
    """The same with why, and the latest that the person it is about put beside that."""
    return [
        (row, row.read("why"), latest_beside(row, person=row.need.person, answers=row.giver))
        for row in offered_to(person)
    ]


def to_answer_for(person: Person) -> list[Relation]:
    """Relations that wait for this person's yes."""
    rows = Relation.objects.filter(cooperative=person.cooperative_id, until=None).filter(
        Q(other=person, other_yes_at=None) | Q(need__person=person, person_yes_at=None)
    )
    return list(
        rows.exclude(part=Relation.Part.HOLDER).select_related(
            "need__person__actor", "other__actor"
        )
    )


def acts_for(person: Person, today: dt.date) -> list[Relation]:
    """In which needs this person may act for whoever asks, as long as they read them."""
    read = Reader.objects.current(today).filter(actor=person.pk, ground=Ground.RELATION)
    rows = Relation.objects.acting().filter(cooperative=person.cooperative_id, other=person)
    rows = rows.filter(need__matter__in=read.values("matter")).exclude(need__holder=person.pk)
    return list(rows.select_related("need__person__actor").order_by("pk"))


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
    together = rows.values("first", "first_at").annotate(n=Count("pk"), one=Min("pk"))
    found = {group["one"]: group["n"] for group in together.order_by("first_at")[:PAGE_ROWS]}
    first = rows.filter(pk__in=found).select_related("need", "first__actor").order_by("first_at")
    return [AskedToLook(row, found[row.pk]) for row in first]


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
