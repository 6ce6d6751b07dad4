"""Most votes first: whatever fits in what is left is funded, whoever voted for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from tussenruimte.methods.budgets import Budget, Tie


@dataclass(frozen=True)
class Filled:
    """What was funded, in order, what was left when its turn came for what was not, and ties."""

    funded: list[int]
    left_at: dict[int, int]
    ties: list[Tie]


def most_votes_first(
    budget: Budget,
    order: Sequence[int],
    *,
    by_cost: bool = True,
    funded: Collection[int] = (),
) -> Filled:
    """Fill what is left after `funded`: by votes, or with `by_cost` false by votes for the money.

    `order` decides between equals. What nobody chose is never funded.
    """
    wanted = [idea for idea in order if budget.votes[idea] and idea not in funded]
    wanted.sort(key=lambda idea: -_worth(budget, idea, by_cost=by_cost))
    left = budget.total - sum(budget.costs[idea] for idea in funded)
    filled = Filled([], {}, [])
    for _, equals in groupby(wanted, key=lambda idea: _worth(budget, idea, by_cost=by_cost)):
        equal = tuple(equals)
        if len(equal) > 1:
            filled.ties.append(Tie(equal))
        for idea in equal:
            if budget.costs[idea] <= left:
                filled.funded.append(idea)
                left -= budget.costs[idea]
            else:
                filled.left_at[idea] = left
    return filled


def _worth(budget: Budget, idea: int, *, by_cost: bool) -> Fraction:
    """Votes, or votes for each unit of money; what is free comes before everything."""
    votes, cost = budget.votes[idea], budget.costs[idea]
    if by_cost:
        return Fraction(votes)
    return Fraction(votes, cost) if cost else Fraction(votes * (budget.total + 1) ** 2 + 1)
