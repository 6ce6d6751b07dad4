"""Questions about what is on and what hangs on the notice board."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tussenruimte.agenda.models import Posting, PostingQuerySet
from tussenruimte.decisions.models import Meeting
from tussenruimte.decisions.reads.meetings import meetings_on
from tussenruimte.kit import clock
from tussenruimte.members.models import Cooperative, Person

AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Board:
    """What is on, soonest first, the notices, latest first, and members' meetings."""

    on: list[Posting]
    notices: list[Posting]
    meetings: list[Meeting]


def board(cooperative: Cooperative, now: dt.datetime) -> Board:
    """All that stands there now."""
    rows = standing(cooperative, clock.day(now))
    on = rows.filter(sort=Posting.Sort.ON).order_by("begins_at", "pk")
    notices = rows.filter(sort=Posting.Sort.NOTICE).order_by("-placed_at", "-pk")
    meetings = meetings_on(cooperative, now, AT_MOST)
    return Board(list(on[:AT_MOST]), list(notices[:AT_MOST]), meetings)


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
