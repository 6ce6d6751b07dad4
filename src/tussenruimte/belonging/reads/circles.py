"""Questions about circles: which there are, who sits there, what they may decide, what is left to do."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from tussenruimte.belonging.models import Backing, CircleAsked, Renewal
from tussenruimte.conversations.models import SETTLED, Conversation, Sort, Stage
from tussenruimte.kit.leaves import Leaf, leaf_of
from tussenruimte.matters.models import Matter, Openness, Reader, Subject
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import STAYING, Actor, ActsFor, Circle, Cooperative, Person
from tussenruimte.members.reads.called import called
from tussenruimte.promises.models import Handover, Promise, PromiseQuerySet, State

LONG = 30  # latest circles that ended


@dataclass(frozen=True, slots=True)
class Row:
    """A circle in the list, with how many sit there and what it may decide."""

    circle: Circle
    people: int
    backings: list[Backing]


def going(cooperative: Cooperative, page: int) -> Leaf[Row]:
    """Circles that have not ended: those that stay first, then by name; so many at a time."""
    return leaf_of(all_going(cooperative), page).turned_into(rows_of)


def all_going(cooperative: Cooperative) -> QuerySet[Circle]:
    """The same without what stands beside them."""
    moves_on = Case(When(sort__in=STAYING, then=Value(False)), default=Value(True))
    rows = Circle.objects.filter(cooperative=cooperative, ended_on=None)
    return rows.select_related("actor").order_by(moves_on, "actor__name", "pk")


def rows_of(circles: list[Circle]) -> list[Row]:
    """With how many sit there and what they may decide."""
    people = _how_many(circles)
    backings = _standing_of(circles)
    return [Row(row, people.get(row.pk, 0), backings.get(row.pk, [])) for row in circles]


def _how_many(circles: list[Circle]) -> dict[int, int]:
    rows = ActsFor.objects.filter(actor__in=[row.pk for row in circles], until=None)
    rows = rows.filter(person__forgotten_at=None).order_by()
    return dict(rows.values_list("actor").annotate(n=Count("person", distinct=True)))


def _standing_of(circles: list[Circle]) -> dict[int, list[Backing]]:
    found: dict[int, list[Backing]] = {}
    for row in Backing.objects.filter(circle__in=circles).order_by("-number"):
        found.setdefault(row.circle_id, []).append(row)
    return {key: standing(rows) for key, rows in found.items()}


def ended(cooperative: Cooperative) -> list[Circle]:
    """Circles that ended, latest first."""
    rows = Circle.objects.filter(cooperative=cooperative, ended_on__isnull=False)
    return list(rows.select_related("actor").order_by("-ended_on", "-pk")[:LONG])


def backings_of(circle: Circle) -> list[Backing]:
    """What it may decide by itself, latest version first."""
    rows = Backing.objects.filter(circle=circle).order_by("-number")
    return list(rows.select_related("giver__seat__stand_in__actor", "by__actor"))


def standing(backings: list[Backing]) -> list[Backing]:
    """What each giver wrote last, of versions with the latest first: nobody takes away what another gave."""
    last: dict[int, Backing] = {}
    for row in backings:
        last.setdefault(row.giver_id, row)
    return list(last.values())


def renewals_of(circle: Circle) -> list[Renewal]:
    """How often it went on, latest first."""
    rows = Renewal.objects.filter(circle=circle).select_related("by__actor", "talk")
    return list(rows.order_by("-pk"))


def owed_by(circle: Circle) -> PromiseQuerySet:
    """What it still has to do."""
    rows = Promise.objects.whole().filter(cooperative=circle.cooperative_id, maker=circle.actor_id)
    return rows.filter(state=State.OPEN).order_by("due", "pk")


def left_of(circle: Circle) -> list[Promise]:
    """The same, each with `asked`: how whoever is asked to take it over is called."""
    asked = Handover.objects.filter(
        promise=OuterRef("pk"), giver=circle.actor_id, answered_at=None
    ).order_by("-pk")
    rows = owed_by(circle).annotate(asked=Subquery(asked.values(called=called("taker"))[:1]))
    return list(rows)


def questions_to(person: Person) -> list[CircleAsked]:
    """In which circles this person is asked to sit, without an answer yet."""
    rows = CircleAsked.objects.filter(
        cooperative=person.cooperative_id, person=person, answered_at=None, circle__ended_on=None
    )
    return list(rows.select_related("circle__actor", "asked_by__actor").order_by("asked_at"))


def matter_of(circle: Circle) -> Matter | None:
    """What the circle talks about itself, in public."""
    return Matter.objects.filter(
        cooperative=circle.cooperative_id, subject=Subject.CIRCLE, code=circle.actor.code
    ).first()


HELD = Q(stage__in=SETTLED, renewal=None) & ~Q(sort=Sort.MOMENT)
WAITS = Q(stage__in=[Stage.ASKED, Stage.PLANNED])


def talk_to_renew(circle: Circle) -> Conversation | None:
    """A held conversation about the circle that has not led to going on yet."""
    return _latest_talk(circle, HELD)


def talk_waits(circle: Circle) -> Conversation | None:
    """A conversation about it that was asked for or planned."""
    return _latest_talk(circle, WAITS)


def talk_now(circle: Circle) -> Conversation | None:
    """The first of these, or else the second."""
    return _latest_talk(circle, HELD | WAITS)


def _latest_talk(circle: Circle, which: Q) -> Conversation | None:
    """What was held before what waits, and then the latest."""
    rows = Conversation.objects.filter(
        which,
        matter__cooperative=circle.cooperative_id,
        matter__subject=Subject.CIRCLE,
        matter__code=circle.actor.code,
    )
    return rows.order_by(Case(When(WAITS, then=1), default=0), "-held_on", "-pk").first()


# ---- what the clock asks ---------------------------------------------------------------------------


def expired(cooperative: Cooperative, today: dt.date) -> list[int]:
    """Circles of which the last day has passed; those that stay have none."""
    rows = Circle.objects.filter(cooperative=cooperative, ended_on=None, until__lt=today)
    return list(rows.exclude(sort__in=STAYING).order_by("pk").values_list("pk", flat=True))


def ended_with_work(cooperative: Cooperative) -> list[Circle]:
    """Circles that ended and still have to do something."""
    rows = Circle.objects.filter(cooperative=cooperative, ended_on__isnull=False)
    owes = Promise.objects.filter(cooperative=cooperative, maker=OuterRef("pk"), state=State.OPEN)
    return list(rows.filter(Exists(owes)).select_related("actor", "started").order_by("pk"))


def done_with_work(cooperative: Cooperative) -> list[int]:
    """Circles that ended and have nothing left to do, where somebody still sits."""
    owes = Promise.objects.filter(cooperative=cooperative, maker=OuterRef("pk"), state=State.OPEN)
    sits = ActsFor.objects.filter(actor=OuterRef("pk"), until=None)
    rows = Circle.objects.filter(cooperative=cooperative, ended_on__isnull=False)
    rows = rows.filter(Exists(sits)).exclude(Exists(owes))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def who_goes_on(circle: Circle, on: dt.date) -> Actor | None:
    """Who is asked for what is left: the circle that gave it rise, else the board, if somebody hears it."""
    hearing = hearing_in(circle.cooperative, on)
    begun = getattr(circle, "started", None)
    keys = [begun.giver_id] if begun else []
    keys += [*sorted(hearing.boards), *([hearing.area] if hearing.area else [])]
    rows = Circle.objects.filter(pk__in=keys, ended_on=None).select_related("actor")
    able = {row.pk: row.actor for row in rows if row.pk not in hearing.unheard | {circle.pk}}
    return next((able[key] for key in keys if key in able), None)


def to_ask_over(circle: Circle, taker: Actor, on: dt.date) -> list[Promise]:
    """What nobody was asked for yet, and this taker never; what is private only when they read it."""
    waits = Handover.objects.filter(promise=OuterRef("pk")).filter(
        Q(answered_at=None) | Q(taker=taker)
    )
    reads = Reader.objects.current(on).filter(matter=OuterRef("matter"), actor=taker)
    rows = Promise.objects.filter(
        Q(matter__openness=Openness.PUBLIC) | Q(Exists(reads)),
        cooperative=circle.cooperative_id,
        maker=circle.actor_id,
        state=State.OPEN,
    )
    rows = rows.exclude(Exists(waits)).exclude(receiver=taker).exclude(maker=F("receiver"))
    return list(rows.order_by("pk"))
