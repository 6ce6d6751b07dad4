"""Questions about seats."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery

from tussenruimte.belonging.models import Inherited, Question, StandInAsked, Succession
from tussenruimte.conversations.models import (
    HELD,
    SETTLED,
    Attendance,
    Conversation,
    Sort,
    Stage,
    Way,
)
from tussenruimte.kit import clock
from tussenruimte.kit.leaves import Leaf, leaf_of
from tussenruimte.matters.models import Subject
from tussenruimte.matters.reads import Said, said_beside_each, with_latest_beside
from tussenruimte.members.clocks import term
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import (
    Actor,
    Cooperative,
    Mandate,
    Person,
    Seat,
    Tenure,
)
from tussenruimte.members.reads import people_behind, seats
from tussenruimte.methods.days import numbered
from tussenruimte.methods.groups import Counts, members_cells, public_cells
from tussenruimte.promises.models import Promise, PromiseQuerySet, Purpose, State
from tussenruimte.promises.reads import Public, open_of, still_to_pass

SHOWN_FROM = 3  # answers: the wait of one or two says more about them than about the seat
LOOKED_AT = 50  # latest questions
SHOWN = 10  # public questions on the page of a seat


@dataclass(frozen=True, slots=True)
class Sits:
    """A seat in the list, with who sits there."""

    seat: Seat
    person: Person | None


@dataclass(frozen=True, slots=True)
class Group:
    """The seats of one organisation; without a name, those of the cooperative itself."""

    name: str
    is_municipality: bool
    rows: list[Sits]


def who_sits_where(cooperative: Cooperative, page: int) -> Leaf[Group]:
    """Every seat by organisation, those of the cooperative itself first; so many seats at a time."""
    of = F("organisation__actor__name").asc(nulls_first=True)
    rows = seats(cooperative).order_by(of, "organisation", "actor__name", "pk")
    return leaf_of(rows, page).turned_into(_grouped)


def _grouped(rows: list[Seat]) -> list[Group]:
    sitting = Tenure.objects.filter(seat__in=rows, until=None).select_related("person__actor")
    people = {row.seat_id: row.person for row in sitting}
    return [
        Group(
            of.actor.name if of else "",
            bool(of and of.is_municipality),
            [Sits(seat, people.get(seat.pk)) for seat in same],
        )
        for of, same in groupby(rows, key=attrgetter("organisation"))
    ]


@dataclass(frozen=True, slots=True)
class Version:
    """A mandate as it was from a day on, with how much longer it became."""

    number: int
    words: str
    since: dt.date
    grew: int

    @property
    def length(self) -> int:
        """In characters."""
        return len(self.words)


def versions_of(seat: Seat) -> list[Version]:
    """Each version of the mandate, latest first."""
    rows = list(Mandate.objects.filter(seat=seat).order_by("number"))
    lengths = [0, *(len(row.words) for row in rows)]
    found = [
        Version(row.number, row.words, row.since, lengths[n + 1] - lengths[n] if n else 0)
        for n, row in enumerate(rows)
    ]
    return found[::-1]


def tenures_of(seat: Seat) -> list[Tenure]:
    """Who sits there and who did, latest first; with `handed_over`, the code of how they took it over."""
    taken = Succession.objects.filter(
        seat=OuterRef("seat"), person=OuterRef("person"), seated_at__isnull=False
    )
    rows: Any = Tenure.objects.filter(seat=seat).select_related("person__actor")
    rows = rows.annotate(handed_over=Subquery(taken.order_by("-pk").values("code")[:1]))
    return list(rows.order_by("-since", "-pk"))


def owes_in_public(seat: Seat, today: dt.date) -> tuple[list[Public], int]:
    """The first of what it still has to do, from outside, and how much there is in all; only seats of
    organisations answer one by one.
    """
    return open_of(seat.actor, today) if seat.organisation_id else ([], 0)


def owed_by(seat: Seat) -> PromiseQuerySet:
    """What a seat still has to do, earliest day first; questions without an answer are among it."""
    rows = Promise.objects.whole().filter(cooperative=seat.cooperative_id, maker=seat.actor_id)
    return rows.filter(state=State.OPEN).order_by("due", "pk")


def questions_to(seat: Seat) -> list[Question]:
    """The latest questions to a seat, public or not: only what is public may be shown."""
    rows = Question.objects.whole().filter(cooperative=seat.cooperative_id, seat=seat)
    whole = with_latest_beside(rows, code="answer__code", person="asker")
    return list(whole.order_by("-asked_at", "-pk")[:LOOKED_AT])


def shown(questions: Collection[Question]) -> list[Question]:
    """Those that everybody may read; the first few."""
    return [row for row in questions if not row.matter.is_private][:SHOWN]


def usual_wait(seat: Seat, questions: Collection[Question], today: dt.date) -> int | None:
    """How many working days until an answer, mostly; only for seats of organisations.

    What is late without an answer counts with how long it waits by now: silence makes no seat quick.
    """
    waits = [
        _working_days(clock.day(row.asked_at), until)
        for row in questions
        if (until := _waited_until(row, today)) is not None
    ]
    if seat.organisation_id is None or len(waits) < SHOWN_FROM:
        return None
    return round(median(waits))


def usual_wait_for_talk(seat: Seat, today: dt.date) -> int | None:
    """How many working days until whoever asked for a conversation has had it, mostly; as for answers."""
    if seat.organisation_id is None:
        return None
    promised = Promise.objects.filter(
        maker=seat.actor_id,
        matter=OuterRef("matter"),
        receiver=OuterRef("asked_by"),
        made_at=OuterRef("asked_at"),
        purpose=Purpose.ANSWER,
    )
    rows = Conversation.objects.filter(
        Exists(promised),
        cooperative=seat.cooperative_id,
        sort=Sort.TALK,
        matter__subject=Subject.SEAT,
        matter__code=seat.actor.code,
        stage__in=[*HELD, Stage.ASKED, Stage.PLANNED],
    )
    found = rows.order_by("-asked_at", "-pk").values_list("asked_at", "held_on")[:LOOKED_AT]
    days = term(seat.cooperative, "answer_working_days")
    waits = [_working_days(clock.day(asked), held or today) for asked, held in found]
    counted = [n for n, (_at, held) in zip(waits, found, strict=True) if held or n > days]
    return round(median(counted)) if len(counted) >= SHOWN_FROM else None


def _waited_until(row: Question, today: dt.date) -> dt.date | None:
    if row.answer is not None:
        return clock.day(row.answer.at)
    return today if row.is_waiting and row.promise.due < today else None


def _working_days(first: dt.date, last: dt.date) -> int:
    days = list(numbered(first, last))
    return days[-1][2] - days[0][2]


@dataclass(frozen=True, slots=True)
class Contact:
    """How often a seat spoke in one way; None where it was so seldom that it stays hidden."""

    kind: str
    times: int | None


def contacts_of(seat: Seat, *, for_members: bool) -> list[Contact]:
    """How often the municipality's seat sat with others, by kind: at a table, by phone, and so on."""
    if not (seat.organisation and seat.organisation.is_municipality):
        return []
    rows = Conversation.objects.filter(
        cooperative=seat.cooperative_id,
        attendance__actor=seat.actor_id,
        attendance__was_there=True,
        stage__in=HELD,
    )
    found = rows.order_by().values_list("sort", "way").annotate(n=Count("pk"))
    kinds: dict[str, int] = {}
    for sort, way, times in found:
        name = _kind(sort, way)
        kinds[name] = kinds.get(name, 0) + times
    show = members_cells if for_members else public_cells
    cells: Counts = show(list(kinds.values()))
    return [Contact(kind, n) for kind, n in zip(kinds, cells.cells, strict=True)]


def _kind(sort: str, way: str) -> str:
    label = Sort(sort).label
    return str(label if sort != Sort.TALK else f"{label}, {Way(way).label}")


def asked_to_stand_in(seat: Seat) -> StandInAsked | None:
    """Who was asked to stand in and has no answer yet."""
    rows = StandInAsked.objects.filter(seat=seat, answered_at=None)
    return rows.select_related("person__actor").first()


def whom_one_can_ask(cooperative: Cooperative) -> list[Person]:
    """Who may be asked to stand in: whoever sits in a seat, is in the board or may hold on."""
    rows = Person.objects.named().filter(cooperative=cooperative, forgotten_at=None)
    sitting = Tenure.objects.filter(cooperative=cooperative, until=None).values("person")
    found = rows.filter(pk__in=sitting) | rows.filter(standing__isnull=False)
    return list(found.distinct().order_by("actor__name", "pk"))


# ---- who comes next ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise of the seat as whoever comes next sees it, with what they said to it."""

    promise: Promise
    text: str
    said: Inherited | None
    beside: list[Said]  # what was put beside why it was given back
    to_pass: str  # past whom it still has to go, where what it is about may be known

    @property
    def reason(self) -> str:
        """Why they gave it back."""
        return self.said.read("reason") if self.said else ""


def to_inherit(succession: Succession) -> list[Owed]:
    """Each promise that is open, and each that was answered: what is about a person from outside."""
    answers = Inherited.objects.filter(succession=succession).select_related(
        "offer__taker",
        "promise__matter",
        "promise__receiver",
        "promise__of__key",
        "promise__passing",
    )
    said = {row.promise_id: row for row in answers.order_by("pk")}
    still = owed_by(succession.seat).select_related("passing") if succession.is_open else ()
    owed, today = {row.pk: row for row in still}, clock.today()
    rows = owed | {key: row.promise for key, row in said.items() if key not in owed}
    beside = said_beside_each(succession.cooperative, [row.code for row in said.values()])
    return [
        Owed(
            row,
            "" if row.matter.is_private else row.read("text"),
            said.get(row.pk),
            beside.get(said[row.pk].code, []) if row.pk in said else [],
            "" if row.matter.is_private else still_to_pass(row, today),
        )
        for row in sorted(rows.values(), key=lambda row: (row.due, row.pk))
    ]


def was_talked_over(succession: Succession) -> bool:
    """Held with whoever comes next there, and nobody says that it was otherwise."""
    there = Attendance.objects.filter(
        conversation=succession.talk_id,
        conversation__stage__in=SETTLED,
        actor=succession.person_id,
        was_there=True,
    )
    return there.exists()


def whom_to_offer(seat: Seat, promise: Promise, on: dt.date) -> Actor | None:
    """Who is asked for what was given back: the organisation, else the board, when somebody hears it."""
    hearing = hearing_in(seat.cooperative, on)
    keys = [seat.organisation_id, *sorted(hearing.boards)]
    able = [key for key in keys if key is not None and key not in hearing.unheard]
    free = [key for key in able if key not in {promise.maker_id, promise.receiver_id}]
    return Actor.objects.get(pk=free[0]) if free else None


def people_told(promise: Promise, on: dt.date) -> list[Person]:
    """Who hears what is told to whom it was promised."""
    return people_behind([promise.receiver], on)


def people_who_could_sit(cooperative: Cooperative, name: str) -> QuerySet[Person]:
    """People with this name who can come in by themselves."""
    rows = Person.objects.named().filter(cooperative=cooperative, forgotten_at=None)
    return rows.filter(user__isnull=False, actor__name__iexact=name.strip())[:3]
