"""Rooms above say what waits for the members' meeting, and what the members said (docs/adr/0007-rooms-above-hear.md).

Who asks to join or to stay takes a refusal to the members; only the room that keeps it knows of it. It
registers a callable once, in the `ready` of its app: with matters it tells of those, without of all
that waits now.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from tussenruimte.members.models import Cooperative


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits for the members, or of which they said something: in a sentence for members."""

    matter: int
    asks: str
    said: str = ""
    url: str = ""


Tells = Callable[[Cooperative, Collection[int] | None], list[Waits]]

_known: list[Tells] = []


def waits_for_members(tells: Tells) -> Tells:
    """From now on this is asked: (cooperative, keys of matters or None)."""
    if tells not in _known:
        _known.append(tells)
    return tells


def what_waits(cooperative: Cooperative) -> list[Waits]:
    """All that waits for the members now."""
    return [one for tells in _known for one in tells(cooperative, None)]


def of_matters(cooperative: Cooperative, matters: Collection[int]) -> dict[int, Waits]:
    """Those about these matters, waiting or not."""
    found = (one for tells in _known for one in tells(cooperative, matters)) if matters else ()
    return {one.matter: one for one in found}
