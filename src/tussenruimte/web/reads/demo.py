"""Who one can be in the demo."""

import datetime as dt
from dataclasses import dataclass

from tussenruimte.kit.tenancy import within
from tussenruimte.members import reads as members
from tussenruimte.members.models import Cooperative, Person


@dataclass(frozen=True, slots=True)
class House:
    """A made-up cooperative, who one can be in it, and a card to look with."""

    cooperative: Cooperative
    cast: list[tuple[Person, str]]
    card: dict[str, str]


def houses(today: dt.date) -> list[House]:
    """Every cooperative with the people whom one can be."""
    found = []
    for cooperative in members.everywhere():
        with within(cooperative.pk):
            cast = members.cast_of(cooperative, today)
        found.append(House(cooperative, cast, members.card_of_demo(cooperative)))
    return found


def somebody(slug: str, code: str) -> Person | None:
    """The person of the cast with this code."""
    cooperative = members.enter(slug)
    if cooperative is None:
        return None
    rows = Person.objects.select_related("user").filter(cooperative=cooperative, code=code)
    return rows.filter(user__isnull=False, forgotten_at=None).first()
