"""The method of equal shares: everybody gets an equal part of the money, and pays with it.

Peters, Pierczyński and Skowron, "Proportional participatory budgeting with additive utilities",
2021. In each round the idea is funded whose supporters pay least for what they get, counting by
who pays most; they pay it together, equally, who has less pays all they have. It ends when no
supporters can pay an idea any more.

Floats only say what cannot be first. What could be first is compared exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from tussenruimte.methods.budgets import Budget, Tie
from tussenruimte.methods.purses import ULP, Level, Purses


@dataclass(frozen=True)
class Shares:
    """What was funded, in order, what is left in the purses, and where a tie was broken."""

    funded: list[int]
    purses: Purses
    ties: list[Tie]


@dataclass
class _Race:
    """Ideas that may still be funded, each with a price that its exact price is never below."""

    budget: Budget
    purses: Purses
    by_cost: bool
    place: Sequence[int]
    round: int = 0
    heap: list[tuple[float, int, float, int]] = field(default_factory=list)
    """(price at least, idea, level at least, the round in which that was seen)"""

    def __post_init__(self) -> None:
        full = self.purses.share / self.purses.unit
        for idea, votes in enumerate(self.budget.votes):
            if not votes or not self.budget.costs[idea]:
                continue
            level = self.budget.costs[idea] / votes * (1 - 4 * ULP)
            if level <= full:
                self.heap.append((self.price(idea, level), idea, level, 0))
        heapify(self.heap)

    def price(self, idea: int, level: float) -> float:
        """What who pays most pays for what they get."""
        return level / self.budget.costs[idea] * (1 - 4 * ULP) if self.by_cost else level

    def first(self) -> tuple[list[int], Level] | None:
        """All ideas with the exactly lowest price, as drawn, and the level of the first."""
        best: list[tuple[int, Level]] = []
        seen = []
        while self.heap and (not best or self.heap[0][0] <= self.price(*_near(best[0]))):
            price, idea, known, when = heappop(self.heap)
            if when != self.round:
                at_least = self.purses.at_least(idea, known)
                if at_least is not None:
                    heappush(self.heap, (self.price(idea, at_least), idea, at_least, self.round))
                continue
            level = self.purses.level(idea, known)
            if level is None:
                continue
            seen.append((price, idea, known, when))
            order = self.compare(idea, level, best[0]) if best else -1
            best = [(idea, level)] if order < 0 else [*best, (idea, level)] if not order else best
        if not best:
            return None
        best.sort(key=lambda one: self.place[one[0]])
        for entry in seen:
            if entry[1] != best[0][0]:
                heappush(self.heap, entry)
        return [idea for idea, _ in best], best[0][1]

    def compare(self, idea: int, level: Level, other: tuple[int, Level]) -> int:
        """Below nought when this one is cheaper, nought when they are exactly equal."""
        rival, its = other
        mine, theirs = level.amount * its.unit, its.amount * level.unit
        if self.by_cost:
            mine, theirs = mine * self.budget.costs[rival], theirs * self.budget.costs[idea]
        return (mine > theirs) - (mine < theirs)


def _near(one: tuple[int, Level]) -> tuple[int, float]:
    """An idea with a level that its exact one is never above."""
    return one[0], float(one[1]) * (1 + 16 * ULP)


def share_equally(
    budget: Budget, order: Sequence[int], *, by_cost: bool = True, raised: int = 0
) -> Shares:
    """Share the money in equal parts, each raised by so many units.

    `order` names all ideas as the lot drew them, or as they are listed: it decides ties. With
    `by_cost` an idea is worth to its supporters what it costs, without it each idea counts one.
    """
    place = {idea: number for number, idea in enumerate(order)}
    purses = Purses(budget, budget.total + raised * budget.ballots.voters)
    funded = [idea for idea in order if budget.votes[idea] and not budget.costs[idea]]
    race = _Race(budget, purses, by_cost, [place[idea] for idea in range(len(order))])
    ties = []
    while found := race.first():
        equal, level = found
        purses.pay(equal[0], level)
        funded.append(equal[0])
        race.round += 1
        if len(equal) > 1:
            ties.append(Tie(tuple(equal)))
    return Shares(funded, purses, ties)
