"""Promises of seats and organisations, each as everybody may see it: from outside."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.leaves import A_LEAF, Leaf, leaf_of
from tussenruimte.kit.questions import Places, Question
from tussenruimte.members.models import Actor, Cooperative, Tenure
from tussenruimte.members.reads.called import called
from tussenruimte.methods.ladder import days_late
from tussenruimte.promises.models import Period, Promise, PromiseQuerySet, Purpose, State
from tussenruimte.promises.reads.passing import still_to_pass
from tussenruimte.promises.reads.public import of_offices

LATE_AT_ONCE = 5  # stand on the first page; all of them in the list behind it


@dataclass(frozen=True, slots=True)
class Public:
    """One promise of a seat or organisation, as everybody may see it.

    `text` is empty when the matter is private: what it is about belongs to the person.
    """

    maker: Actor
    sits: str
    first_due: dt.date
    due: dt.date
    state: str
    days_late: int
    text: str
    is_law: bool = False  # nobody gave their word for it
    to_pass: str = ""  # past whom it still has to go, where what it is about may be known

    @property
    def shown(self) -> str:
        """What it is about, as far as everybody may know."""
        if self.text:
            return self.text
        return (
            _("What the law asks, for a resident") if self.is_law else _("A promise to a resident")
        )

    @property
    def is_late(self) -> bool:
        """Past its day and not done."""
        return self.state == "late"


def late_first(cooperative: Cooperative, today: dt.date) -> tuple[list[Public], int]:
    """What is late now, longest ago first: the first few, and how many there are in all."""
    rows = LATE.all(cooperative=cooperative.pk, today=today)
    return [_public(row, today) for row in rows], rows[0].of_all if rows else 0


def _late(given: Places) -> PromiseQuerySet:
    late = of_offices(given.key("cooperative")).filter(state=State.OPEN, due__lt=given.day("today"))
    of_all = late.order_by().values("cooperative").annotate(n=Count("pk")).values("n")
    first = late.order_by("due", "pk").values("pk")[:LATE_AT_ONCE]  # found in the index alone
    rows = _shown(Promise.objects.filter(pk__in=first)).annotate(of_all=Subquery(of_all))
    return rows.order_by("due", "pk")


LATE = Question(_late)


def one_by_one(
    cooperative: Cooperative, period: Period, today: dt.date, page: int = 1
) -> Leaf[Public]:
    """What was promised for this period and all that is late, however old.

    What is late comes first, longest ago first; the rest follows by day. Pages count from 1.
    """
    is_late = Q(state=State.OPEN, due__lt=today)
    of_period = Q(first_due__range=(period.first, period.last))
    rows = (
        of_offices(cooperative)
        .filter(is_late | of_period)
        .exclude(state=State.RELEASED)
        .annotate(is_past=Case(When(is_late, then=Value(0)), default=Value(1)))
        .order_by("is_past", "first_due", "pk")
    )
    leaf = leaf_of(rows.values_list("pk", flat=True), page)
    return leaf.turned_into(lambda keys: _in_this_order(keys, today))


def open_of(maker: Actor, today: dt.date) -> tuple[list[Public], int]:
    """What a seat or organisation still has to do, as everybody may see it: the first of it, earliest
    day first, and how much there is in all.
    """
    rows = Promise.objects.filter(cooperative=maker.cooperative_id, maker=maker, state=State.OPEN)
    of_all = rows.values("cooperative").annotate(n=Count("pk")).values("n")
    first = _shown(rows).annotate(of_all=Subquery(of_all)).order_by("due", "pk")[:A_LEAF]
    found = list(first.select_related("passing"))
    shown = [_with_what_it_passes(row, today) for row in found]
    return shown, getattr(found[0], "of_all", 0) if found else 0


def _with_what_it_passes(promise: Promise, today: dt.date) -> Public:
    shown = _public(promise, today)
    return replace(shown, to_pass=still_to_pass(promise, today)) if shown.text else shown


def _in_this_order(keys: Sequence[int], today: dt.date) -> list[Public]:
    """What stands beside them is looked up for these few, not for all of which they are the first."""
    rows = _shown(Promise.objects.filter(pk__in=keys)).in_bulk()
    return [_public(rows[key], today) for key in keys]


def _shown(rows: PromiseQuerySet) -> PromiseQuerySet:
    """With who sits in the seat, and the key that opens words about what is public."""
    sits = Tenure.objects.filter(seat=OuterRef("maker"), until=None)
    rows = rows.annotate(sits=Subquery(sits.values(called=called("person__actor"))[:1]))
    return rows.select_related("maker__seat", "matter", "of__key", "of__actor")


def _public(promise: Promise, today: dt.date) -> Public:
    state, done_on = _became(promise, today), promise.done_at and clock.day(promise.done_at)
    return Public(
        maker=promise.maker,
        sits=getattr(promise, "sits", "") or "",
        first_due=promise.first_due,
        due=promise.due,
        state=state,
        days_late=days_late(promise.due, done_on or today) if state in {"kept", "late"} else 0,
        text="" if promise.matter.is_private else promise.read("text"),
        is_law=promise.purpose == Purpose.LAW,
    )


def _became(promise: Promise, today: dt.date) -> str:
    """In one word, as the table counts it."""
    if promise.state in {State.KEPT, State.DONE}:
        return "kept"
    if promise.state == State.FAILED:
        return "failed"
    if promise.due < today:
        return "late"
    return "moved" if promise.times_moved else "open"
