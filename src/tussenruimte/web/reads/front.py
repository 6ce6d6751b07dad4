"""What stands on the front of a cooperative: only what everybody may know."""

import datetime as dt
from dataclasses import dataclass

from tussenruimte.agenda import reads as agenda
from tussenruimte.agenda.models import Posting
from tussenruimte.matters import reads as matters
from tussenruimte.members import reads as members
from tussenruimte.members.models import Cooperative, Person, Tenure
from tussenruimte.promises.models import Period
from tussenruimte.promises.reads import quarter_before, seat_promises
from tussenruimte.relations.reads.public import set_aside_in

SOONEST = 3


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody you meet here: as what, and under which number."""

    person: Person
    seats: list[str]
    phone: str


@dataclass(frozen=True, slots=True)
class Front:
    """The front, ready to be shown."""

    interest: str
    more: str
    on_duty: Person | None
    met: list[Met]
    on: list[Posting]  # what is on soonest
    promised: dict[str, int]  # of seats and organisations, for the quarter that is over
    set_aside: int | None  # messages in that quarter, rounded; nothing when there were few


def front(cooperative: Cooperative, today: dt.date) -> Front:
    """All of it."""
    bond = matters.bond_of(cooperative)
    interest, _dot, more = (bond.title if bond else "").partition(". ")
    return Front(
        interest=f"{interest}." if more else interest,
        more=more,
        on_duty=members.on_duty(cooperative, today),
        met=whom_you_meet(cooperative),
        on=agenda.coming(cooperative, today, SOONEST),
        promised=promised(cooperative, today),
        set_aside=set_aside_in(cooperative, *quarter_before(today)).total,
    )


def promised(cooperative: Cooperative, today: dt.date) -> dict[str, int]:
    """How much, and what came of it; the page behind it says more."""
    first, last = quarter_before(today)
    period = Period(cooperative=cooperative, first=first, last=last)
    seats = seat_promises(cooperative, period, today)
    words = ("total", "kept", "moved", "late")
    return {word: sum(getattr(seat, word) for seat in seats) for word in words}


def whom_you_meet(cooperative: Cooperative) -> list[Met]:
    """Those who hold on to questions and have a number for everybody, in the order of the alphabet."""
    people = [p for p in members.people_who_may_hold(cooperative) if p.actor.phone]
    rows = Tenure.objects.filter(cooperative=cooperative, until=None, person__in=people)
    seats: dict[int, list[str]] = {}
    for person, name in rows.order_by("since").values_list("person", "seat__actor__name"):
        seats.setdefault(person, []).append(name)
    return [Met(p, seats.get(p.pk, []), p.actor.phone) for p in people]
