"""Equal shares leave money over: raising everybody's share by one until a step would overspend.

So the official Polish rounds do it. Shares then count for more than there is; what is spent is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tussenruimte.methods.budgets import Budget, Tie
from tussenruimte.methods.equal_shares import Shares, share_equally
from tussenruimte.methods.leaping import first_change

QUICKER = 1_000
"""A leap is looked for once in so many steps that looking takes no longer than taking those steps:
about one step for each thousand that (ideas) times (choices on all different ballots) comes to.
After a leap that was longer than that it is looked for again at once."""


@dataclass(frozen=True)
class Raised:
    """The last outcome that did not overspend, by how many steps, and the ties of all steps."""

    shares: Shares
    steps: int
    ties: list[Tie]


def raise_shares(budget: Budget, order: Sequence[int], *, by_cost: bool = True) -> Raised:
    """Raise every share by one euro at a time, for as long as what is funded can be paid.

    It ends too when everything that somebody chose is funded: then no step changes anything. Steps
    that change nothing are leapt over.
    """
    wanted = sum(1 for votes in budget.votes if votes)
    patience = len(budget.ids) * len(budget.ballots.ideas) // QUICKER
    best = share_equally(budget, order, by_cost=by_cost)
    ties, steps, since = dict.fromkeys(best.ties), 0, 0
    while len(best.funded) < wanted:
        leap = 1
        if since >= patience:
            leap = first_change(budget, order, by_cost=by_cost, raised=steps * budget.scale)
            since = patience if leap > patience else 0
        raised = (steps + leap) * budget.scale
        tried = share_equally(budget, order, by_cost=by_cost, raised=raised)
        ties |= dict.fromkeys(tried.ties)
        if sum(budget.costs[idea] for idea in tried.funded) > budget.total:
            if leap > 1:
                raised -= budget.scale
                best = share_equally(budget, order, by_cost=by_cost, raised=raised)
            steps += leap - 1
            break
        best, steps, since = tried, steps + leap, since + 1
    return Raised(best, steps, list(ties))
