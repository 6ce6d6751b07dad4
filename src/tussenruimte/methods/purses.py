"""What every voter has left of their share: quickly as floats, exactly where that decides.

The level of an idea is the most that one of its supporters pays: who has less pays all they have,
and together they pay what it costs. All exact amounts are numerators over one denominator, `unit`.
"""

from dataclasses import dataclass
from math import gcd, inf

import numpy as np

from tussenruimte.methods.budgets import Amounts, Budget, Marks, Numbers

ULP = 2.0**-52
SHORT = 8_000
MANY = 20_000
SMALLEST = 1e-300
"""A purse that is not exactly empty never looks empty, whatever a float makes of it."""


def together(amounts: Amounts, marks: Marks) -> float:
    """The sum of what is marked. Long rows not by `dot`: that would take every core there is."""
    chosen = marks.astype(np.float64)
    return float(amounts.dot(chosen) if len(amounts) < SHORT else np.einsum("i,i", amounts, chosen))


@dataclass(frozen=True, slots=True)
class Level:
    """What those who can, pay: `amount / unit`; `emptied` marks who pays all they have."""

    amount: int
    unit: int
    emptied: Marks

    def __float__(self) -> float:
        return self.amount / self.unit


class Purses:
    """The purses of everybody, equally filled at the start."""

    def __init__(self, budget: Budget, share: int) -> None:
        """`share` is the numerator of everybody's share; its denominator is the number of voters."""
        self.budget = budget
        self.unit = budget.ballots.voters
        self.share = share
        self.amounts: dict[int, int] = {}
        self.emptied: dict[int, Numbers] = {}
        self._full = share / self.unit
        self._total = float(share)
        self.money = np.full(len(budget.ballots.weights), self._full)

    @property
    def slack(self) -> float:
        """How far a purse in floats may be from what is in it exactly."""
        return self._full * 2 * ULP * (len(self.amounts) + 2)

    @property
    def doubt(self) -> float:
        """How far a sum over many purses may be from the exact one."""
        return self._total * 4 * ULP * (len(self.money) + len(self.amounts) + 2)

    def at_least(self, idea: int, known: float) -> float | None:
        """A level that the exact one is never below, or None when its supporters lack money.

        `known` is what this was before: levels only rise. Newton's way from below.
        """
        cost, votes = self.budget.costs[idea], self.budget.votes[idea]
        near, weights = self.money[self.budget.supporters[idea]], self.budget.weights[idea]
        level, reach = known, inf
        if len(near) > MANY:  # who has far more than the level need not be looked at each time
            reach = 4 * level
            close = near < reach
            near, weights = near[close], weights[close]
        worth = near * weights
        while True:
            poor = near < level
            rich = votes - together(weights, poor)
            held = together(worth, poor)
            if not rich:
                return None if held < cost - self.doubt else known
            before, level = level, (cost - held) / rich
            if level <= before * (1 + 1e-12) or level > reach:
                return max(known, before * (1 - 1e-11) - 2 * self.doubt / rich)

    def level(self, idea: int, guess: float) -> Level | None:
        """The exact level of an idea, or None when its supporters lack money."""
        cost, votes = self.budget.costs[idea], self.budget.votes[idea]
        who, weights = self.budget.supporters[idea], self.budget.weights[idea]
        have = self.money[who]
        poor = have < min(guess, have.max() - self.slack)
        while rich := votes - round(together(weights, poor)):
            amount = cost * self.unit - self.held(who[poor])
            unit = self.unit * rich
            near = amount / unit
            unclear = np.abs(have - near) <= self.slack
            right = have < near - self.slack
            emptied = right.copy()
            for spot in np.flatnonzero(unclear).tolist():
                exact = self.left(int(who[spot])) * rich
                right[spot], emptied[spot] = exact < amount, exact <= amount
            if not (right ^ poor).any():
                return Level(amount, unit, emptied)
            poor = right
        return None

    def held(self, ballots: Numbers) -> int:
        """What these voters have together, exactly."""
        some = ballots[self.money[ballots] > 0]
        if not len(some):
            return 0
        whole = int(self.budget.ballots.weights[some].sum()) * self.share
        chosen = self.budget.ballots.weight_by_idea(some, len(self.budget.ids))
        return whole - sum(amount * chosen[idea] for idea, amount in self.amounts.items())

    def left(self, ballot: int) -> int:
        """What one voter has, exactly."""
        if not self.money[ballot]:
            return 0
        paid = (self.amounts.get(idea, 0) for idea in self.budget.ballots.row(ballot))
        return self.share - sum(paid)

    def pay(self, idea: int, level: Level) -> None:
        """Take it out of the purses."""
        who = self.budget.supporters[idea]
        rich, spent = who[~level.emptied], who[level.emptied]
        self.emptied[idea] = spent[self.money[spent] > 0]
        self.money[rich] = np.maximum(self.money[rich] - float(level), SMALLEST)
        self.money[spent] = 0.0
        common = gcd(level.amount, level.unit // self.unit)
        finer = level.unit // self.unit // common
        if finer > 1:
            self.amounts = {one: amount * finer for one, amount in self.amounts.items()}
            self.share *= finer
            self.unit *= finer
        self.amounts[idea] = level.amount // common
