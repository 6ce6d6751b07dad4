"""Where people can be reached. Rooms above know that; they say so at start-up."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """How somebody can be reached, and in which language."""

    code: str
    name: str
    email: str = ""
    phone: str = ""
    reach: str = ""
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class House:
    """The cooperative that sends: replies go to a person or to its own place."""

    name: str
    slug: str
    phone: str
    reply_to: str = ""


Find = Callable[[int, Collection[str], bool], Mapping[str, Address]]
FindHouse = Callable[[int], House]


@dataclass(slots=True)
class _Known:
    find: Find | None = None
    house: FindHouse | None = None


_known = _Known()


def register(find: Find, house: FindHouse) -> None:
    """Say who finds people by code (also how to reach them, when asked), and who a cooperative is."""
    _known.find, _known.house = find, house


def addresses_of(
    cooperative_id: int, codes: Collection[str], *, with_reach: bool = False
) -> Mapping[str, Address]:
    """The addresses of these people; nobody who was forgotten."""
    assert _known.find is not None  # noqa: S101 - said at start-up
    return _known.find(cooperative_id, codes, with_reach)


def house_of(cooperative_id: int) -> House:
    """Who sends."""
    assert _known.house is not None  # noqa: S101 - said at start-up
    return _known.house(cooperative_id)
