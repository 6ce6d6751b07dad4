"""How many raises of everybody's share change nothing, so that they can be leapt over.

As long as no comparison turns out otherwise, every purse and every price is a line: so much now, so
much more with each raise. Two lines cross once. So equal shares are run once in such lines, and of
each comparison on the way it is asked after how many raises it turns out otherwise. Before the first
of those the same ideas are funded in the same order, with the same ties.

All lines are whole numbers over one denominator, which grows when an idea is paid.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tussenruimte.methods.budgets import Budget


class Line(NamedTuple):
    """So much now, and so much more with each raise."""

    now: int
    more: int

    def less(self, other: "Line", times: int = 1) -> "Line":
        """This one without so many of the other."""
        return Line(self.now - other.now * times, self.more - other.more * times)

    def times(self, by: int) -> "Line":
        """So many of these."""
        return Line(self.now * by, self.more * by)

    @property
    def until(self) -> int | None:
        """After how many raises it is above, at or below nought otherwise than now; None is never."""
        if not self.more or (self.now and (self.now > 0) == (self.more > 0)):
            return None
        return max(1, -(self.now // self.more))


class Level(NamedTuple):
    """The most that one supporter pays: `left` of the cost, divided by so many who can."""

    left: Line
    rich: int


NOTHING = Line(0, 0)


@dataclass
class _Run:
    """Equal shares in lines; `first` is the first raise at which a comparison turns out otherwise."""

    budget: Budget
    by_cost: bool
    unit: int
    purses: list[Line]
    first: int | None = None
    supporters: list[list[int]] = field(init=False)
    weights: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.supporters = [who.tolist() for who in self.budget.supporters]
        self.weights = self.budget.ballots.weights.tolist()

    def compare(self, line: Line) -> None:
        """This was above, at or below nought: remember until when."""
        until = line.until
        if until is not None and (self.first is None or until < self.first):
            self.first = until

    def purses_of(self, idea: int) -> list[tuple[Line, int]]:
        """The different purses of its supporters, the emptiest first, each with how many have it."""
        found: dict[Line, int] = {}
        for ballot in self.supporters[idea]:
            purse = self.purses[ballot]
            found[purse] = found.get(purse, 0) + self.weights[ballot]
        return sorted(found.items())

    def level(self, idea: int) -> Level | None:
        """The most that one of its supporters pays, or None when they lack money."""
        purses, left = self.purses_of(idea), Line(self.budget.costs[idea] * self.unit, 0)
        lacking, rich = left, self.budget.votes[idea]
        for purse, many in purses:
            lacking = lacking.less(purse, many)
        self.compare(lacking)
        if lacking.now > 0:
            return None
        for purse, many in purses:
            if left.now <= purse.now * rich:
                break
            left, rich = left.less(purse, many), rich - many
        for purse, _many in purses:
            self.compare(purse.times(rich).less(left))
        return Level(left, rich)

    def cheapest(self, ideas: Sequence[int]) -> tuple[int, Level] | None:
        """The idea that goes first of these, which stand as the lot drew them, and its level."""
        best: tuple[int, Level] | None = None
        found = [(idea, level) for idea in ideas if (level := self.level(idea)) is not None]
        for one in found:
            if best is None or self.dearer(best, one).now > 0:
                best = one
        for one in found:
            if best is not None and one != best:
                self.compare(self.dearer(one, best))
        return best

    def dearer(self, one: tuple[int, Level], other: tuple[int, Level]) -> Line:
        """Above nought when who pays most pays more for what they get of the one than of the other."""
        (idea, level), (rival, its) = one, other
        mine, theirs = level.rich, its.rich
        if self.by_cost:
            mine, theirs = mine * self.budget.costs[idea], theirs * self.budget.costs[rival]
        return level.left.times(theirs).less(its.left, mine)

    def pay(self, idea: int, level: Level) -> None:
        """Take it out of the purses."""
        self.unit *= level.rich
        self.purses = [purse.times(level.rich) for purse in self.purses]
        for ballot in self.supporters[idea]:
            purse = self.purses[ballot]
            self.purses[ballot] = purse.less(level.left) if purse.now > level.left.now else NOTHING


def first_change(budget: Budget, order: Sequence[int], *, by_cost: bool, raised: int) -> int:
    """After how many raises, of a euro each, something may change; before that nothing does."""
    voters = budget.ballots.voters
    full = Line(budget.total + raised * voters, budget.scale * voters)
    run = _Run(budget, by_cost, voters, [full] * len(budget.ballots.weights))
    left = [idea for idea in order if budget.votes[idea] and budget.costs[idea]]
    while found := run.cheapest(left):
        idea, level = found
        run.pay(idea, level)
        left.remove(idea)
    return run.first or 1
