"""Equal shares leave money over: raising everybody's share by one until a step would overspend.

So the official Polish rounds do it. Shares then count for more than there is; what is spent is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tussenruimte.methods.budgets import Budget, Tie
from tussenruimte.methods.equal_shares import Shares, share_equally


@dataclass(frozen=True)
class Raised:
    """The last outcome that did not overspend, by how many steps, and the ties of all steps."""

    shares: Shares
    steps: int
    ties: list[Tie]


def raise_shares(budget: Budget, order: Sequence[int], *, by_cost: bool = True) -> Raised:
    """Raise every share by one euro at a time, for as long as what is funded can be paid.

    It ends too when everything that somebody chose is funded: then no step changes anything.
    """
    wanted = sum(1 for votes in budget.votes if votes)
    best = share_equally(budget, order, by_cost=by_cost)
    ties, steps = dict.fromkeys(best.ties), 0
    while len(best.funded) < wanted:
        raised = (steps + 1) * budget.scale
        tried = share_equally(budget, order, by_cost=by_cost, raised=raised)
        ties |= dict.fromkeys(tried.ties)
        if sum(budget.costs[idea] for idea in tried.funded) > budget.total:
            break
        best, steps = tried, steps + 1
    return Raised(best, steps, list(ties))
