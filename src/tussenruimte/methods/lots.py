"""Drawing lots in the open: one seed, told beforehand, gives everybody the same order.

Each name gets the sha256 of the seed, a line break and the name; the lowest goes first. So the
order hangs on the seed and the names only, not on how they were listed, and anybody can draw it
again: `printf 'the seed\\nAnna' | sha256sum`.
"""

import hashlib
import itertools
from collections.abc import Iterable


def order_by_lot(names: Iterable[str], seed: str) -> list[str]:
    """The names in the order that this seed draws.

    Raises ValueError for an empty seed and for two names that are the same: a lot cannot tell
    them apart.
    """
    if not seed:
        raise ValueError("a lot is drawn with a seed")
    drawn = sorted(names, key=lambda name: (lot(name, seed), name))
    for one, other in itertools.pairwise(drawn):
        if one == other:
            raise ValueError(f"{one!r} stands twice in one lot")
    return drawn


def lot(name: str, seed: str) -> str:
    """What this name draws, as sha256sum writes it."""
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()


def seed_of(content: bytes) -> str:
    """The seed of a file for which none was told: its sha256."""
    return hashlib.sha256(content).hexdigest()
