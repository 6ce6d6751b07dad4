"""Questions about what is on and what hangs on the notice board."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tussenruimte.agenda.models import Posting, PostingQuerySet
from tussenruimte.decisions.models import Meeting
from tussenruimte.decisions.reads.meetings import meetings_on
from tussenruimte.kit import clock
from tussenruimte.kit.leaves import A_LEAF, Leaf, leaf_of, together
from tussenruimte.members.models import Cooperative, Person

AT_MOST = 1_000  # in a calendar that is fetched


@dataclass(frozen=True, slots=True)
class Board:
    """What is on, soonest first, the notices, latest first, and members' meetings."""

    on: list[Posting]
    notices: list[Posting]
    meetings: list[Meeting]
    leaf: Leaf[Posting]


def board(cooperative: Cooperative, now: dt.datetime, page: int = 1) -> Board:
    """What stands there now: so many of both at a time, and meetings before them."""
    rows = standing(cooperative, clock.day(now))
    on = leaf_of(_on(rows), page)
    notices = leaf_of(rows.filter(sort=Posting.Sort.NOTICE).order_by("-placed_at", "-pk"), page)
    meetings = meetings_on(cooperative, now, A_LEAF) if page == 1 else []
    return Board(on.rows, notices.rows, meetings, together(on, notices))


def all_on(cooperative: Cooperative, now: dt.datetime) -> tuple[list[Posting], list[Meeting]]:
    """What is on, soonest first, and members' meetings, for a calendar."""
    rows = standing(cooperative, clock.day(now))
    return list(_on(rows)[:AT_MOST]), meetings_on(cooperative, now, AT_MOST)


def _on(rows: PostingQuerySet) -> PostingQuerySet:
    return rows.filter(sort=Posting.Sort.ON).order_by("begins_at", "pk")


def coming(cooperative: Cooperative, today: dt.date, at_most: int) -> list[Posting]:
    """What is on soonest."""
    rows = standing(cooperative, today).filter(sort=Posting.Sort.ON)
    return list(rows.order_by("begins_at", "pk")[:at_most])


def standing(cooperative: Cooperative, today: dt.date) -> PostingQuerySet:
    """What was not taken away, and is not over."""
    return Posting.objects.whole().filter(
        cooperative=cooperative,
        until__gte=today,
        withdrawn_at=None,
        placed_by__forgotten_at=None,
    )


def why_it_stays_open(cooperative: Cooperative) -> str:
    """While something hangs there that is not over."""
    if not standing(cooperative, clock.today()).exists():
        return ""
    return _("Something still hangs there. Wait until it is over, or have it taken away.")


def standing_of(person: Person, today: dt.date) -> int:
    """How much this person has there now."""
    rows = Posting.objects.filter(placed_by=person, until__gte=today, withdrawn_at=None)
    return rows.filter(cooperative=person.cooperative_id).count()
