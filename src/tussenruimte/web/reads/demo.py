"""Who one can be in the demo."""

from dataclasses import dataclass

from django.utils.translation import get_language

from tussenruimte.kit.tenancy import within
from tussenruimte.members import reads as members
from tussenruimte.members.models import Cooperative, Person


@dataclass(frozen=True, slots=True)
class House:
    """A made-up cooperative, who one can be in it, and a card to look with."""

    cooperative: Cooperative
    cast: list[tuple[Person, str]]
    card: dict[str, str]


def houses() -> list[House]:
    """Every cooperative with the people whom one can be."""
    found = []
    for cooperative in members.everywhere():
        with within(cooperative.pk):
            cast = members.cast_of(cooperative, get_language() or "nl")
        found.append(House(cooperative, cast, cooperative.setting("demo", {}).get("card", {})))
    return found


def somebody(slug: str, code: str) -> Person | None:
    """The person of the cast with this code."""
    cooperative = members.enter(slug)
    if cooperative is None:
        return None
    cast = members.cast_of(cooperative, "nl")
    return next((person for person, _who in cast if person.code == code), None)
