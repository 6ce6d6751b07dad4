"""Promised and done, counted: seats and organisations exactly, people as one total."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tussenruimte.kit import clock
from tussenruimte.kit.questions import Question
from tussenruimte.members.models import Actor, Cooperative, Kind
from tussenruimte.members.reads.called import called_in_sql
from tussenruimte.methods.groups import Counts, members_cells, public_cells
from tussenruimte.promises.models import Move, Period, Promise, PromiseQuerySet, State


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
    counted: Period | None = COUNTED.first(cooperative=cooperative.pk, first=first)
    return counted or count_period(cooperative, first, last)


COUNTED = Question(
    lambda given: Period.objects.filter(
        cooperative=given.key("cooperative"), first=given.day("first")
    )
)


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


def offices(cooperative: Any) -> QuerySet[Actor]:
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


def seat_promises(cooperative: Cooperative, period: Period, today: dt.date) -> tuple[Seat, ...]:
    """Exactly what seats and organisations promised for this period, by name, as it stands today."""
    days = {"first": period.first, "last": period.last, "today": today}
    told = {name: connection.ops.adapt_datefield_value(day) for name, day in days.items()}
    with connection.cursor() as cursor:
        by_seat = BY_SEAT.format(each=EACH[connection.vendor], called=called_in_sql("a"))
        cursor.execute(by_seat, {"coop": cooperative.pk, **told})
        return tuple(Seat(*row) for row in cursor.fetchall())


# Counted inside, in an index that holds all it needs; names are looked up once a seat. The ORM would
# look them up once a promise. A test holds the two together. Most are done, so whether one is open is
# asked first; what is done is what remains.
COUNTS = """
count(*) AS n,
count(*) FILTER (WHERE state = 'open' AND due >= %(today)s AND times_moved > 0) AS moved,
count(*) FILTER (WHERE state = 'open' AND due < %(today)s) AS late,
count(*) FILTER (WHERE state = 'failed') AS failed,
count(*) FILTER (WHERE state = 'open' AND due >= %(today)s AND times_moved = 0) AS still_open
 FROM promises_promise
WHERE cooperative_id = %(coop)s AND first_due BETWEEN %(first)s AND %(last)s AND state <> 'released'
"""
OFFICES = """
SELECT id FROM members_actor WHERE cooperative_id = %(coop)s AND kind = 'organisation'
UNION ALL
SELECT actor_id FROM members_seat WHERE cooperative_id = %(coop)s AND organisation_id IS NOT NULL
"""
# SQLite knows no LATERAL; PostgreSQL is twice as quick with it, since it need not sort out nine
# thousand rows into seven groups.
EACH = {
    "sqlite": f"(SELECT maker_id, {COUNTS} AND maker_id IN ({OFFICES}) GROUP BY maker_id)",
    "postgresql": f"({OFFICES}) o CROSS JOIN LATERAL "
    f"(SELECT o.id AS maker_id, {COUNTS} AND maker_id = o.id)",
}
BY_SEAT = """
SELECT {called} AS name, a.code, s.n - s.moved - s.late - s.failed - s.still_open AS kept,
       s.moved, s.late, s.failed, s.still_open
  FROM {each} s JOIN members_actor a ON a.id = s.maker_id WHERE s.n > 0 ORDER BY a.name, a.code
"""


def of_offices(cooperative: Any) -> PromiseQuerySet:
    return Promise.objects.filter(cooperative=cooperative, maker__in=offices(cooperative))
