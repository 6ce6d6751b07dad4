"""A budget shared by a rule, with the reason why each other idea was not funded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tussenruimte.methods.budgets import Budget, Tie
from tussenruimte.methods.completing import raise_shares
from tussenruimte.methods.equal_shares import Shares, share_equally
from tussenruimte.methods.greedy import Filled, most_votes_first
from tussenruimte.methods.purses import Purses

Completion = Literal["none", "add1", "add1-greedy"]


@dataclass(frozen=True)
class Refusal:
    """A word, and the amounts and numbers of a sentence that says it to whoever had the idea."""

    word: str
    money: dict[str, float | int] = field(default_factory=dict)
    votes: int = 0


@dataclass(frozen=True)
class Outcome:
    """What was funded: from the purses, and after that from what was left of the money."""

    from_purses: list[int]
    from_rest: list[int]
    refused: dict[int, Refusal]
    ties: list[Tie]
    purses: Purses | None = None
    steps: int = 0

    @property
    def funded(self) -> list[int]:
        """All of them, in order."""
        return self.from_purses + self.from_rest


def share_by_votes(budget: Budget, order: Sequence[int], *, by_cost: bool = True) -> Outcome:
    """Most votes first."""
    filled = most_votes_first(budget, order, by_cost=by_cost)
    refused = {
        idea: _no_support(budget, idea) or _does_not_fit(budget, idea, filled)
        for idea in range(len(budget.ids))
        if idea not in filled.funded
    }
    return Outcome([], filled.funded, refused, filled.ties)


def share_by_purse(
    budget: Budget,
    order: Sequence[int],
    *,
    by_cost: bool = True,
    completion: Completion = "none",
) -> Outcome:
    """Equal shares, completed as asked."""
    steps = 0
    if completion == "none":
        shares = share_equally(budget, order, by_cost=by_cost)
        ties = shares.ties
    else:
        raised = raise_shares(budget, order, by_cost=by_cost)
        shares, steps, ties = raised.shares, raised.steps, raised.ties
    filled = Filled([], {}, [])
    if completion == "add1-greedy":
        filled = most_votes_first(budget, order, by_cost=by_cost, funded=shares.funded)
    refused = {
        idea: _no_support(budget, idea)
        or (_does_not_fit(budget, idea, filled) if filled.left_at else _lack(budget, idea, shares))
        for idea in range(len(budget.ids))
        if idea not in {*shares.funded, *filled.funded}
    }
    all_ties = list(dict.fromkeys([*ties, *filled.ties]))
    return Outcome(shares.funded, filled.funded, refused, all_ties, shares.purses, steps)


def _no_support(budget: Budget, idea: int) -> Refusal | None:
    cost = budget.costs[idea]
    if not budget.votes[idea]:
        return Refusal("no_support", {"cost": cost})
    if cost > budget.total:
        money: dict[str, float | int] = {"cost": cost, "budget": budget.total}
        return Refusal("more_than_the_budget", money, budget.votes[idea])
    return None


def _does_not_fit(budget: Budget, idea: int, filled: Filled) -> Refusal:
    cost, left = budget.costs[idea], filled.left_at[idea]
    money: dict[str, float | int] = {"cost": cost, "left": left, "lacking": cost - left}
    return Refusal("does_not_fit", money, budget.votes[idea])


def _lack(budget: Budget, idea: int, shares: Shares) -> Refusal:
    """Its supporters had paid for other ideas, or are few."""
    have = shares.purses.money[budget.supporters[idea]]
    left = float((have * budget.weights[idea]).sum())
    cost = budget.costs[idea]
    money = {"cost": cost, "left": left, "lacking": cost - left}
    return Refusal("supporters_lack", money, budget.votes[idea])
