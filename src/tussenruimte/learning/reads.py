"""What was told to the trust circle, and what the clock still has to look at."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce, Length

from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.kit import clock
from tussenruimte.kit.leaves import Leaf, leaf_of
from tussenruimte.learning.access import close_to, those_apart, who_can_hear_this
from tussenruimte.learning.models import Complaint, Hearer
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.matters.reads import Said, said_beside_each
from tussenruimte.members.models import ActsFor, Circle, Cooperative, Kind, Person
from tussenruimte.promises.models import Promise, State
from tussenruimte.promises.reads import View, views, with_what_stands_beside
from tussenruimte.relations.reads.over import Texts

TWO = 2  # people of the trust circle hear it
TEXTS: Texts = (Complaint, "matter", ("words", "whom"))


def hearers_of(complaint: Complaint) -> list[Person]:
    """Who hears it now, whoever began first."""
    rows = Hearer.objects.filter(complaint=complaint, until=None).select_related("person__actor")
    return [row.person for row in rows.order_by("since", "pk")]


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who hears it and stands apart, who hears it and does not any more, and who else could."""

    fit: list[Person]
    near: list[Person]
    others: list[Person]  # nobody who heard it before


def hearing_of(complaint: Complaint, on: dt.date) -> Hearing:
    """How it stands on this day."""
    found = Hearer.objects.filter(complaint=complaint).select_related("person__actor")
    rows = list(found.order_by("since", "pk"))
    heard, hear = {row.person for row in rows}, [row.person for row in rows if not row.until]
    can = who_can_hear_this(complaint, on)
    return Hearing(
        fit=[person for person in hear if person in can],
        near=[person for person in hear if person not in can],
        others=[person for person in can if person not in heard],
    )


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation about it, for who may read its words."""

    row: Conversation
    beside: list[Said]  # what was put beside what somebody wrote down

    @property
    def place(self) -> str:
        """Where they sit down."""
        return self.row.read("place")

    @property
    def said(self) -> str:
        """What somebody wrote down of it."""
        return self.row.read("said")


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told, as it stands on their own page."""

    complaint: Complaint
    hearers: list[Person]
    promise: View | None
    talks: list[Talk]

    @property
    def is_promised(self) -> bool:
        """Whether somebody still has to talk about it."""
        return self.promise is not None and self.promise.promise.state == State.OPEN

    @property
    def is_said_done(self) -> bool:
        """Whether they can say that they talked, or did not."""
        return self.promise is not None and self.promise.promise.state == State.DONE


def told_by(person: Person, page: int, today: dt.date) -> Leaf[Told]:
    """What this person told the trust circle, latest first."""
    hear = Hearer.objects.filter(until=None).select_related("person__actor").order_by("since", "pk")
    rows = Complaint.objects.whole().filter(cooperative=person.cooperative_id, reporter=person)
    rows = rows.prefetch_related(Prefetch("hearers", hear)).order_by("-told_at", "-pk")

    def with_promises(complaints: list[Complaint]) -> list[Told]:
        promises = [row.promise for row in complaints if row.promise]
        seen = with_what_stands_beside(
            views(promises, today, person.cooperative), person.cooperative
        )
        shown = {one.promise.pk: one for one in seen}
        talks = talks_about(complaints)
        return [
            Told(
                row,
                [one.person for one in row.hearers.all()],
                shown.get(row.promise_id or 0),
                talks.get(row.matter_id, []),
            )
            for row in complaints
        ]

    return leaf_of(rows, page).turned_into(with_promises)


def talks_about(complaints: Collection[Complaint]) -> dict[int, list[Talk]]:
    """Conversations that were asked for, planned or held about each, by the key of its matter."""
    about = [row.matter_id for row in complaints]
    rows = Conversation.objects.whole().filter(matter__in=about).exclude(stage=Stage.NOT_HELD)
    talks = list(rows.order_by("asked_at", "pk"))
    beside = said_beside_each(talks[0].cooperative, [row.code for row in talks]) if talks else {}
    found: dict[int, list[Talk]] = {}
    for row in talks:
        found.setdefault(row.matter_id, []).append(Talk(row, beside.get(row.code, [])))
    return found


def heard_by(person: Person, on: dt.date) -> list[Complaint]:
    """What is open and came to this person, what waits longest first; not what they came too near to."""
    rows = Complaint.objects.whole().filter(
        cooperative=person.cooperative_id,
        closed_at=None,
        hearers__person=person,
        hearers__until=None,
    )
    return those_apart(list(rows.order_by("told_at", "pk")), person, on)


@dataclass(frozen=True, slots=True)
class Concern:
    """That something was told about somebody, as one of the trust circle told them."""

    day: dt.date
    who: str


def told_to(person: Person) -> list[Concern]:
    """What this person was told of, latest first. Nothing before that; never the words, nor who told it."""
    rows = told_of(person).order_by("-concerned_told_at", "-pk")
    found = rows.values_list("concerned_told_at", "concerned_told_by__actor__name")
    return [Concern(clock.day(at), who) for at, who in found if at]


def told_of(person: Person) -> QuerySet[Complaint]:
    """Of what this person was told that it is about them."""
    rows = Complaint.objects.filter(cooperative=person.cooperative_id, about=person.pk)
    return rows.filter(concerned_told_at__isnull=False)


# ---- what the clock looks at -----------------------------------------------------------------------


def still_open(cooperative: Cooperative) -> QuerySet[Complaint]:
    """What still goes on, of whoever was not forgotten since."""
    rows = Complaint.objects.whole().filter(cooperative=cooperative, closed_at=None)
    return rows.filter(reporter__forgotten_at=None).order_by("pk")


def answered_before(cooperative: Cooperative, before: dt.datetime) -> QuerySet[Complaint]:
    """What still goes on though they were answered before this moment, and nobody sits down for it any more."""
    waits = Conversation.objects.filter(
        matter=OuterRef("matter"), stage__in=[Stage.ASKED, Stage.PLANNED]
    )
    answered = still_open(cooperative).exclude(promise__state__in=[State.OPEN, State.FAILED])
    since = Coalesce("promise__ended_at", "promise__done_at")
    return answered.annotate(since=since).filter(~Exists(waits), since__lt=before)


def over_before(cooperative: Cooperative, before: dt.datetime) -> list[int]:
    """What was closed before this moment and still has words."""
    rows = Complaint.objects.filter(cooperative=cooperative, closed_at__lt=before)
    kept = rows.annotate(length=Length("words")).filter(length__gt=0)
    return list(kept.order_by("pk").values_list("pk", flat=True))


def moved_today(cooperative: Cooperative, today: dt.date) -> QuerySet[Complaint]:
    """What still goes on, when somebody began or ended today where it can bring somebody near, or apart.

    That is a seat or an organisation, the trust circle, and whatever it is about.
    """
    moved = ActsFor.objects.filter(Q(since=today) | Q(until=today), cooperative=cooperative)
    offices = Q(actor__kind__in=[Kind.SEAT, Kind.ORGANISATION])
    anywhere = moved.filter(offices | Q(actor__circle__sort=Circle.Sort.TRUST))
    there = moved.filter(actor=OuterRef("about")).exclude(actor__kind=Kind.PERSON)
    return still_open(cooperative).filter(Exists(anywhere) | Exists(there))


def let_in_too_near(
    complaint: Complaint, on: dt.date, *, can_hand_on: bool = False
) -> list[Person]:
    """Whom somebody let in, and who came too near since.

    `can_hand_on`: also who reads it only because of what they still have to do, when it can go to somebody.
    """
    if complaint.about is None:
        return []
    hear = Hearer.objects.filter(complaint=complaint, until=None)
    owed = Promise.objects.filter(matter=complaint.matter_id, state=State.OPEN)
    makers = owed.values("maker") if can_hand_on else []
    rows = Reader.objects.current(on).filter(
        Q(actor__in=makers) | ~Q(ground=Ground.PROMISE),
        matter=complaint.matter_id,
        actor__in=close_to(complaint.about, on) - {complaint.reporter_id},
    )
    keys = rows.exclude(actor__in=hear.values("person")).values("actor")
    return list(Person.objects.filter(pk__in=keys).select_related("actor").order_by("pk"))


def needs_a_look(complaint: Complaint, on: dt.date) -> bool:
    """Whether somebody hears or reads it who may not any more, a second one could, or nothing is promised."""
    hearing = hearing_of(complaint, on)
    if let_in_too_near(complaint, on, can_hand_on=bool(hearing.fit or hearing.others)):
        return True
    if not hearing.fit and not hearing.others:
        return False  # whoever heard it last stays named, so that the promise is somebody's
    has_failed = complaint.promise is not None and complaint.promise.state == State.FAILED
    too_few = len(hearing.fit) < TWO and bool(hearing.others)
    return has_failed or too_few or bool(hearing.near)


def of_the_forgotten(cooperative: Cooperative) -> QuerySet[Complaint]:
    """What still goes on though whoever told it was forgotten."""
    rows = Complaint.objects.filter(cooperative=cooperative, closed_at=None)
    return rows.filter(reporter__forgotten_at__isnull=False).order_by("pk")
