"""Ballots, grouped: who stands, and how many people wrote down the same order.

A candidate is a number here, its place among the names. Whoever a ballot does not name stands
below everybody it does name, all of them alike.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

Ranking = tuple[int, ...]
"""Candidates, the first choice first."""
Ranks = tuple[Ranking, ...]
"""The same, where candidates may share a rank."""


class Uncountable(ValueError):  # noqa: N818 - it is an answer, no error
    """What cannot be counted in this way; the text says why in one plain sentence."""


@dataclass(frozen=True, slots=True)
class Profile:
    """All ballots of one vote. No ballot stands in both: `shared` has a shared rank somewhere."""

    candidates: tuple[str, ...]
    strict: Mapping[Ranking, int]
    shared: Mapping[Ranks, int] = field(default_factory=dict)
    seats: int | None = None  # when the file says it

    @property
    def voters(self) -> int:
        """How many ballots there are."""
        return sum(self.strict.values()) + sum(self.shared.values())


def profile_of(
    candidates: Sequence[str], ballots: Iterable[Ranks], *, seats: int | None = None
) -> Profile:
    """One ballot for each voter, as ranks of candidates.

    Raises Uncountable for candidates or ballots that cannot be.
    """
    strict, shared = Counter[Ranking](), Counter[Ranks]()
    for ranks in ballots:
        if wrong := wrong_with(tuple(chain.from_iterable(ranks)), len(candidates)):
            raise Uncountable(f"A ballot {wrong}.")
        if all(len(rank) == 1 for rank in ranks):
            strict[tuple(rank[0] for rank in ranks)] += 1
        else:
            shared[tuple(tuple(sorted(rank)) for rank in ranks)] += 1
    return Profile(told_apart(candidates), strict, shared, seats)


def wrong_with(named: Ranking, candidates: int) -> str:
    """What is wrong with a ballot that names these; nothing when nothing is."""
    if not named:
        return "names nobody"
    if strangers := [number for number in named if not 0 <= number < candidates]:
        return f"names candidate {strangers[0] + 1}, and there are {candidates}"
    return "names somebody twice" if len(set(named)) < len(named) else ""


def told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """The names; who is called as somebody before gets their own place behind it."""
    seen: dict[str, None] = {}
    for place, given in enumerate(names, 1):
        name = given or f"({place})"
        while name in seen:
            name = f"{name} ({place})"
        seen[name] = None
    return tuple(seen)


def without_shared_ranks(profile: Profile, method: str) -> Mapping[Ranking, int]:
    """The ballots, for a method that has to know who comes next.

    Raises Uncountable when a ballot puts two at the same rank.
    """
    if profile.shared:
        together = next(rank for rank in next(iter(profile.shared)) if len(rank) > 1)
        names = " and ".join(profile.candidates[candidate] for candidate in together[:2])
        raise Uncountable(
            f"{method} has to know who comes next, and a ballot puts {names} at the same rank."
        )
    return profile.strict
