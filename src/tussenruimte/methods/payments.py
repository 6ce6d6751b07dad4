"""What each supporter paid for what was funded, exactly: so that everybody can be told theirs."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from tussenruimte.methods.budgets import Numbers
from tussenruimte.methods.purses import Purses


class Part(NamedTuple):
    """What each voter with one of these ballots paid: `amount / purses.unit`."""

    amount: int
    ballots: Numbers


def payments(purses: Purses) -> Iterator[tuple[int, list[Part]]]:
    """Of each idea that was paid, in order, what who paid. Together that is what it cost."""
    budget = purses.budget
    emptied_in = np.full(len(budget.ballots.weights), len(purses.amounts), dtype=np.intp)
    for number, idea in enumerate(purses.amounts):
        emptied_in[purses.emptied[idea]] = number
    before: dict[int, int] = {}
    for number, (idea, level) in enumerate(purses.amounts.items()):
        who = budget.supporters[idea]
        parts = [Part(level, who[emptied_in[who] > number])]
        rests: dict[int, list[int]] = {}
        for ballot in purses.emptied[idea].tolist():
            paid = sum(before.get(one, 0) for one in budget.ballots.row(ballot))
            rests.setdefault(purses.share - paid, []).append(ballot)
        parts += [Part(rest, np.array(some)) for rest, some in sorted(rests.items(), reverse=True)]
        yield idea, [part for part in parts if len(part.ballots)]
        before[idea] = level


def voters_of(purses: Purses, part: Part) -> int:
    """How many people paid this."""
    return int(purses.budget.ballots.weights[part.ballots].sum())
