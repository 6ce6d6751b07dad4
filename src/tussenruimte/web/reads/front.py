"""What stands on the front of a cooperative: only what everybody may know."""

import datetime as dt
from dataclasses import dataclass

from tussenruimte.matters import reads as matters
from tussenruimte.members import reads as members
from tussenruimte.members.models import Cooperative, Person, Tenure


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


def front(cooperative: Cooperative, today: dt.date) -> Front:
    """All of it."""
    bond = matters.bond_of(cooperative)
    interest, _dot, more = (bond.title if bond else "").partition(". ")
    return Front(
        interest=f"{interest}." if more else interest,
        more=more,
        on_duty=members.on_duty(cooperative, today),
        met=whom_you_meet(cooperative),
    )


def whom_you_meet(cooperative: Cooperative) -> list[Met]:
    """Those who hold on to questions and have a number for everybody, in the order of the alphabet."""
    people = [p for p in members.people_who_may_hold(cooperative) if p.actor.phone]
    rows = Tenure.objects.filter(cooperative=cooperative, until=None, person__in=people)
    seats: dict[int, list[str]] = {}
    for person, name in rows.order_by("since").values_list("person", "seat__actor__name"):
        seats.setdefault(person, []).append(name)
    return [Met(p, seats.get(p.pk, []), p.actor.phone) for p in people]
