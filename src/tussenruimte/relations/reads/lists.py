"""Lists of needs: what I hold, what waits for my answer, what has been silent."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from tussenruimte.members.clocks import term
from tussenruimte.members.models import ActsFor, Cooperative, Person
from tussenruimte.members.reads import work_area
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


def offered_to(person: Person) -> list[NeedHandover]:
    """Needs that somebody asks this person to hold."""
    rows = NeedHandover.objects.filter(
        cooperative=person.cooperative_id,
        taker=person.pk,
        taker_yes_at=None,
        done_at=None,
        ended_at=None,
    )
    return list(
        rows.select_related("need__person__actor", "need__person__key", "giver__actor").order_by(
            "asked_at"
        )
    )


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


def silent_needs(cooperative: Cooperative, today: dt.date, limit: int = PAGE_ROWS) -> list[Need]:
    """From outside: needs without a sign of life, longest first, with who holds them."""
    edge = today - dt.timedelta(days=term(cooperative, "silence"))
    rows = Need.objects.filter(
        cooperative=cooperative, closed_at=None, last_sign_on__lte=edge
    ).filter(Q(quiet_until=None) | Q(quiet_until__lt=today))
    return list(
        rows.select_related("person__actor", "holder__person__actor").order_by(
            "last_sign_on", "pk"
        )[:limit]
    )


CIRCLE_RUNG = 3  # days after the holder heard


def who_hears_silence(cooperative: Cooperative, today: dt.date) -> list[tuple[str, int | None]]:
    """Code and log-in of whoever hears today that a need fell silent: its holder, then the circle."""
    steps = Silence.objects.filter(cooperative=cooperative, on=today, need__closed_at=None)
    holders = Person.objects.filter(pk__in=steps.values("need__holder"))
    area = work_area(cooperative)
    if area is not None and steps.filter(rung=CIRCLE_RUNG).exists():
        acting = ActsFor.objects.current(today).filter(cooperative=cooperative, actor=area.actor_id)
        holders = holders | Person.objects.filter(pk__in=acting.values("person"))
    rows = holders.filter(cooperative=cooperative, forgotten_at=None).distinct()
    return list(rows.order_by("pk").values_list("code", "user"))


def silent_for(person: Person, today: dt.date) -> int:
    """How many of the needs this person holds are silent."""
    edge = today - dt.timedelta(days=term(person.cooperative, "silence"))
    rows = Need.objects.filter(cooperative=person.cooperative_id, holder=person.pk, closed_at=None)
    return rows.filter(last_sign_on__lte=edge).exclude(quiet_until__gte=today).count()


def holders_so_far(need: Need) -> int:
    """How many people have held on to it, one after another."""
    return Relation.objects.filter(need=need, part=Relation.Part.HOLDER).count()
