"""Rooms that a cooperative may leave shut: it begins small, and opens one when it wants to.

A room says so in its `ready`. Which are shut where we are now, the way in says, like the cooperative
itself (`kit.tenancy`); a page of a shut room is not there, and no page leads to one.
"""

from collections.abc import Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

SHUT = "shut"  # among the settings of a cooperative: the labels of its shut rooms


@dataclass(frozen=True, slots=True)
class Room:
    """A room that can be shut: its label in addresses, its name, and what one does there."""

    label: str
    name: Any
    what: Any


_ROOMS: dict[str, Room] = {}
_shut: ContextVar[frozenset[str]] = ContextVar("shut", default=frozenset())


def can_be_shut(room: Room) -> Room:
    """Have a cooperative open and shut this room."""
    _ROOMS[room.label] = room
    return room


def rooms() -> Mapping[str, Room]:
    """Every room that can be shut, by its label."""
    return dict(_ROOMS)


def shut_in(settings: Mapping[str, Any]) -> frozenset[str]:
    """The labels of the rooms that a cooperative with these settings has shut."""
    return frozenset(settings.get(SHUT, ())) & _ROOMS.keys()


def are_shut(labels: Collection[str]) -> None:
    """From here on, where we are now, these rooms are shut."""
    _shut.set(frozenset(labels))


def is_shut(label: str) -> bool:
    """Whether this room is shut where we are now."""
    return label in _shut.get()


def shut_here() -> frozenset[str]:
    """The labels of the rooms that are shut where we are now."""
    return _shut.get()
