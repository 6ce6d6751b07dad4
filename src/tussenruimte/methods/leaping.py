"""How many raises of everybody's share change nothing, so that they can be leapt over.

As long as no comparison turns out otherwise, every purse and every price is a line: so much now, so
much more with each raise. Two lines cross once. So equal shares are run once in such lines, and of
each comparison on the way it is asked after how many raises it turns out otherwise. Before the first
of those the same ideas are funded in the same order, with the same ties.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from tussenruimte.methods.budgets import Budget


class Line(NamedTuple):
    """So much now, and so much more with each raise."""

    now: Fraction
    more: Fraction

    def less(self, other: "Line") -> "Line":
        """This one without the other."""
        return Line(self.now - other.now, self.more - other.more)

    def times(self, by: Fraction | int) -> "Line":
        """So many of these."""
        return Line(self.now * by, self.more * by)

    @property
    def until(self) -> int | None:
        """After how many raises it is above, at or below nought otherwise than now; None is never."""
        if not self.more or self.now * self.more > 0:
            return None
        return max(1, -(self.now // self.more))


NOTHING = Line(Fraction(0), Fraction(0))


@dataclass
class _Run:
    """Equal shares in lines; `first` is the first raise at which a comparison turns out otherwise."""

    budget: Budget
    by_cost: bool
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

    def level(self, idea: int) -> Line | None:
        """The most that one of its supporters pays, or None when they lack money."""
        who, cost = self.supporters[idea], Line(Fraction(self.budget.costs[idea]), Fraction(0))
        lacking, rich = cost, self.budget.votes[idea]
        for ballot in who:
            lacking = lacking.less(self.purses[ballot].times(self.weights[ballot]))
        self.compare(lacking)
        if lacking.now > 0:
            return None
        left, found = cost, NOTHING
        for ballot in sorted(who, key=lambda one: self.purses[one].now):
            found = left.times(Fraction(1, rich))
            if found.now <= self.purses[ballot].now:
                break
            left = left.less(self.purses[ballot].times(self.weights[ballot]))
            rich -= self.weights[ballot]
        for ballot in who:
            self.compare(self.purses[ballot].less(found))
        return found

    def cheapest(self, ideas: Sequence[int]) -> tuple[int, Line] | None:
        """The idea that goes first of these, which stand as the lot drew them, and its level."""
        found = {idea: level for idea in ideas if (level := self.level(idea)) is not None}
        prices = {idea: self.price(idea, level) for idea, level in found.items()}
        if not prices:
            return None
        best = min(prices, key=lambda idea: prices[idea].now)
        for idea, price in prices.items():
            if idea != best:
                self.compare(price.less(prices[best]))
        return best, found[best]

    def price(self, idea: int, level: Line) -> Line:
        """What who pays most pays for what they get."""
        return level.times(Fraction(1, self.budget.costs[idea])) if self.by_cost else level

    def pay(self, idea: int, level: Line) -> None:
        """Take it out of the purses."""
        for ballot in self.supporters[idea]:
            purse = self.purses[ballot]
            self.purses[ballot] = purse.less(level) if purse.now > level.now else NOTHING


def first_change(budget: Budget, order: Sequence[int], *, by_cost: bool, raised: int) -> int:
    """After how many raises, of a euro each, something may change; before that nothing does."""
    voters = budget.ballots.voters
    full = Line(Fraction(budget.total, voters) + raised, Fraction(budget.scale))
    run = _Run(budget, by_cost, [full] * len(budget.ballots.weights))
    left = [idea for idea in order if budget.votes[idea] and budget.costs[idea]]
    while found := run.cheapest(left):
        idea, level = found
        run.pay(idea, level)
        left.remove(idea)
    return run.first or 1
