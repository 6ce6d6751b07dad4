"""Who one can be in the demo."""

import datetime as dt
from dataclasses import dataclass

from tussenruimte.kit.tenancy import within
from tussenruimte.members import reads as members
from tussenruimte.members.models import Cooperative, Person


@dataclass(frozen=True, slots=True)
class House:
    """A made-up cooperative, and who one can be in it."""

    cooperative: Cooperative
    cast: list[tuple[Person, str]]


def houses(today: dt.date) -> list[House]:
    """Every cooperative with the people whom one can be."""
    found = []
    for cooperative in members.everywhere():
        with within(cooperative.pk):
            found.append(House(cooperative, members.cast_of(cooperative, today)))
    return found


def somebody(slug: str, code: str) -> Person | None:
    """The person of the cast with this code."""
    cooperative = members.enter(slug)
    if cooperative is None:
        return None
    rows = Person.objects.select_related("user").filter(cooperative=cooperative, code=code)
    return rows.filter(user__isnull=False, forgotten_at=None).first()
