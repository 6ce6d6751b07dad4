"""Rooms that a cooperative may leave shut: it begins small, and opens one when it wants to.

A room says so in its `ready`, with the pages that go along and why it cannot be shut now: while
something runs in it, or when everybody must be able to read what stands there. What is a right is in
no such room. Which are shut where we are now, the way in says, like the cooperative itself
(`kit.tenancy`); a page of a shut room says so, and no page leads to one.
"""

from collections.abc import Callable, Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

SHUT = "shut"  # among the settings of a cooperative: the labels of its shut rooms
SINCE = "rooms_since"  # and on which day each was opened or shut


def _nothing(_cooperative: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Room:
    """A room that can be shut: its label, its name, and what one does there.

    All pages of `app`, but for those that `stays` names. `busy` is given a cooperative, and says in one
    sentence why this room stays open there now; nothing when it can be shut.
    """

    label: str
    name: Any
    what: Any
    app: str
    stays: frozenset[str] = frozenset()
    busy: Callable[[Any], Any] = _nothing

    def has(self, page: str) -> bool:
        """Whether this page, as `agenda:posting`, is in it."""
        app, _colon, name = page.partition(":")
        return app == self.app and name not in self.stays


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


def shut_room_of(page: str) -> Room | None:
    """The room of this page when it is shut where we are now."""
    return next((_ROOMS[label] for label in _shut.get() if _ROOMS[label].has(page)), None)


def shut_here() -> frozenset[str]:
    """The labels of the rooms that are shut where we are now."""
    return _shut.get()
