"""Where kinds of members must agree: in each kind enough people spoke, and the majority is there too.

A kind of which fewer people have a voice than the number that must speak is asked as a whole. A kind of
which nobody has a voice is not asked. Whoever passes has spoken, and does not count as for.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tussenruimte.methods.deciding import least_for


@dataclass(frozen=True, slots=True)
class Voices:
    """What people of one kind did: how many have a voice, spoke, and were for and against."""

    roll: int
    spoken: int
    in_favour: int = 0
    against: int = 0


def that_were_silent(kinds: Mapping[str, Voices], least: int) -> list[str]:
    """Kinds of which fewer than `least` people spoke, and not all of them either."""
    return [kind for kind, one in kinds.items() if one.spoken < min(least, one.roll)]


def without_majority(kinds: Mapping[str, Voices], needed: str) -> list[str]:
    """Kinds in which not enough of the votes for and against were for."""
    return [
        kind
        for kind, one in kinds.items()
        if one.roll and one.in_favour < least_for(needed, one.in_favour + one.against)
    ]
