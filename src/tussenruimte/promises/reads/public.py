"""Promised and done, as everybody may see it: seats exactly and from outside, people as one total."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from tussenruimte.kit import clock
from tussenruimte.members.models import Actor, Cooperative, Kind, Tenure
from tussenruimte.methods.groups import Counts, members_cells, public_cells
from tussenruimte.methods.ladder import days_late
from tussenruimte.promises.models import Move, Period, Promise, PromiseQuerySet, State

AT_MOST = 100  # promises on one page; the table beside them counts all


def quarter_before(today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day of the calendar quarter that was over last."""
    first_of_this = dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last = first_of_this - dt.timedelta(days=1)
    return dt.date(last.year, last.month - 2, 1), last


def closed_period(cooperative: Cooperative, today: dt.date) -> Period:
    """What people promised for the quarter that is over: as it was counted, or counted now."""
    first, last = quarter_before(today)
    came_by = cooperative.last_tick_on
    if came_by is None or came_by <= last:  # the clock cannot have counted it yet
        return count_period(cooperative, first, last)
    counted = Period.objects.filter(cooperative=cooperative, first=first).first()
    return counted or count_period(cooperative, first, last)


def is_counted(cooperative: Cooperative, first: dt.date) -> bool:
    """Whether this quarter was counted for good."""
    return Period.objects.filter(cooperative=cooperative, first=first).exists()


def count_period(cooperative: Cooperative, first: dt.date, last: dt.date) -> Period:
    """Count what people promised for these days, as it stood when the last one was over."""
    end = clock.midnight(last + dt.timedelta(days=1))
    is_done = Q(done_at__lt=end) | Q(state=State.KEPT, ended_at__lt=end)
    is_over = Q(ended_at__lt=end)
    still = ~is_done & (Q(ended_at=None) | Q(ended_at__gte=end))
    counts = (
        Promise.objects.filter(cooperative=cooperative, first_due__range=(first, last))
        .exclude(maker__in=offices(cooperative))
        .annotate(due_then=_due_before(end))
        .aggregate(
            kept=Count("pk", filter=is_done & ~Q(state__in=[State.FAILED, State.RELEASED])),
            failed=Count("pk", filter=is_over & Q(state=State.FAILED)),
            released=Count("pk", filter=is_over & Q(state=State.RELEASED)),
            moved=Count("pk", filter=still & Q(due_then__gt=last)),
            late=Count("pk", filter=still & Q(due_then__lte=last)),
        )
    )
    return Period(cooperative=cooperative, first=first, last=last, **counts)


def _due_before(end: dt.datetime) -> Coalesce:
    """The promised day as it was at that moment."""
    moves = Move.objects.filter(promise=OuterRef("pk"), at__lt=end).order_by("-at", "-pk")
    return Coalesce(Subquery(moves.values("new_due")[:1]), "first_due")


def people_total(period: Period, *, for_members: bool) -> Counts:
    """Kept, moved, late and did not work out, so that no small group can be seen.

    When none of the four can be shown, their total alone gives nothing away.
    """
    show = members_cells if for_members else public_cells
    counts = [period.kept, period.moved, period.late, period.failed]
    shown = show(counts)
    if any(cell is not None for cell in shown.cells):
        return shown
    return Counts(shown.cells, show([sum(counts)]).total)


def offices(cooperative: Cooperative) -> QuerySet[Actor]:
    """Organisations and the seats they have: they answer in public."""
    is_office = Q(kind=Kind.ORGANISATION) | Q(kind=Kind.SEAT, seat__organisation__isnull=False)
    return Actor.objects.filter(is_office, cooperative=cooperative).order_by()


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat or organisation with what became of its promises."""

    name: str
    code: str
    kept: int
    moved: int
    late: int
    failed: int
    open: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.kept + self.moved + self.late + self.failed + self.open


def seat_promises(cooperative: Cooperative, period: Period, today: dt.date) -> list[Seat]:
    """Exactly what seats and organisations promised for this period, by name, as it stands today."""
    is_open = Q(state=State.OPEN)
    rows = (
        _of_offices(cooperative)
        .filter(first_due__range=(period.first, period.last))
        .exclude(state=State.RELEASED)
        .order_by("maker__name", "maker__code")
        .values("maker__name", "maker__code")
        .annotate(
            kept=Count("pk", filter=Q(state__in=[State.KEPT, State.DONE])),
            moved=Count("pk", filter=is_open & Q(due__gte=today, times_moved__gt=0)),
            late=Count("pk", filter=is_open & Q(due__lt=today)),
            failed=Count("pk", filter=Q(state=State.FAILED)),
            open=Count("pk", filter=is_open & Q(due__gte=today, times_moved=0)),
        )
    )
    return [Seat(row.pop("maker__name"), row.pop("maker__code"), **row) for row in rows]


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

    @property
    def is_late(self) -> bool:
        """Past its day and not done."""
        return self.state == "late"


def one_by_one(cooperative: Cooperative, period: Period, today: dt.date) -> list[Public]:
    """Each promise of seats and organisations for this period, and whatever is late, however old.

    What is late comes first, longest ago first; the rest follows by day.
    """
    is_late = Q(state=State.OPEN, due__lt=today)
    sits = Tenure.objects.filter(seat=OuterRef("maker"), until=None)
    rows = (
        _of_offices(cooperative)
        .filter(is_late | Q(first_due__range=(period.first, period.last)))
        .exclude(state=State.RELEASED)
        .annotate(
            sits=Subquery(sits.values("person__actor__name")[:1]),
            is_past=Case(When(is_late, then=Value(0)), default=Value(1)),
        )
        .select_related("maker__seat", "matter", "of__key", "of__actor")
        .order_by("is_past", "first_due", "pk")
    )
    return [_public(row, getattr(row, "sits", "") or "", today) for row in rows[:AT_MOST]]


def _public(promise: Promise, sits: str, today: dt.date) -> Public:
    state, done_on = _became(promise, today), promise.done_at and clock.day(promise.done_at)
    return Public(
        maker=promise.maker,
        sits=sits,
        first_due=promise.first_due,
        due=promise.due,
        state=state,
        days_late=days_late(promise.due, done_on or today) if state in {"kept", "late"} else 0,
        text="" if promise.matter.is_private else promise.read("text"),
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


def _of_offices(cooperative: Cooperative) -> PromiseQuerySet:
    return Promise.objects.filter(cooperative=cooperative, maker__in=offices(cooperative))
