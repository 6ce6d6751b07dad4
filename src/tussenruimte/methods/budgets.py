"""What a shared budget is made of: money, ideas with a cost, and ballots that name ideas.

Money is counted in whole units of the smallest coin that somebody wrote down, so that nothing is
rounded. Voters who chose the same are one row with a weight.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.intp]
Amounts: TypeAlias = npt.NDArray[np.float64]
Marks: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tie:
    """Ideas that were exactly equal when one had to go first, in the order in which they went."""

    between: tuple[int, ...]


@dataclass(frozen=True)
class Ballots:
    """Every different ballot once: ballot `b` names `ideas[starts[b]:starts[b + 1]]`."""

    ideas: npt.NDArray[np.unsignedinteger]
    starts: Numbers
    weights: Numbers

    @property
    def voters(self) -> int:
        """How many people voted, also those who chose nothing."""
        return int(self.weights.sum())

    def row(self, ballot: int) -> list[int]:
        """The ideas on one ballot."""
        return self.ideas[self.starts[ballot] : self.starts[ballot + 1]].tolist()  # type: ignore[no-any-return]

    def weight_by_idea(self, ballots: Numbers, ideas: int) -> list[int]:
        """How many of the voters with these ballots chose each idea."""
        lengths = self.starts[ballots + 1] - self.starts[ballots]
        ends = lengths.cumsum()
        if not len(ends) or not ends[-1]:
            return [0] * ideas
        where = np.arange(ends[-1]) + np.repeat(self.starts[ballots] - ends + lengths, lengths)
        weights = np.repeat(self.weights[ballots], lengths)
        counted = np.bincount(self.ideas[where], weights=weights, minlength=ideas)
        return counted.astype(np.int64).tolist()  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Budget:
    """Ideas with what they cost, the money there is, and the ballots; `scale` units are one euro."""

    ids: tuple[str, ...]
    costs: tuple[int, ...]
    total: int
    ballots: Ballots
    scale: int = 1

    @cached_property
    def supporters(self) -> list[Numbers]:
        """Of each idea, the ballots that name it, in order."""
        return split_by_idea(self.ballots, len(self.ids))

    @cached_property
    def weights(self) -> list[Amounts]:
        """How many voters each of those ballots stands for."""
        weights = self.ballots.weights.astype(np.float64)
        return [weights[who] for who in self.supporters]

    @cached_property
    def votes(self) -> list[int]:
        """How many voters chose each idea."""
        return [int(weights.sum()) for weights in self.weights]


def split_by_idea(ballots: Ballots, ideas: int) -> list[Numbers]:
    """Of each idea, the ballots that name it, in order."""
    order = np.argsort(ballots.ideas, kind="stable")
    lengths = np.diff(ballots.starts)
    rows = np.repeat(np.arange(len(lengths)), lengths)[order]
    ends = np.bincount(ballots.ideas, minlength=ideas).cumsum()
    return np.split(rows, ends[:-1])


def kind_of_number(ideas: int) -> npt.DTypeLike:
    """The smallest kind of number that can name so many ideas."""
    return np.min_scalar_type(max(ideas - 1, 0))


def budget_of(
    total: int, costs: Mapping[str, int], choices: Iterable[Sequence[str]], *, scale: int = 1
) -> Budget:
    """A budget from plain values: what there is, what each idea costs, and what each voter chose.

    Raises ValueError for a choice that names an idea twice, KeyError for one that is not there.
    """
    place = {name: number for number, name in enumerate(costs)}
    rows = Counter(tuple(sorted(place[name] for name in chosen)) for chosen in choices)
    if any(len(set(row)) < len(row) for row in rows):
        raise ValueError("a ballot names an idea twice")
    flat = np.array([idea for row in rows for idea in row], dtype=kind_of_number(len(place)))
    starts = np.cumsum([0, *map(len, rows)], dtype=np.intp)
    weights = np.fromiter(rows.values(), np.intp, len(rows))
    ballots = Ballots(flat, starts, weights)
    return Budget(tuple(costs), tuple(costs.values()), total, ballots, scale)
