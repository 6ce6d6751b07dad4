"""Our own sharing."""

import time
from pathlib import Path

import best

from tussenruimte.methods.completing import raise_shares
from tussenruimte.methods.equal_shares import share_equally
from tussenruimte.methods.pabulib import read_pabulib


def plain(file):
    """What is funded by equal shares."""
    budget = read_pabulib(Path(file).read_bytes()).budget
    return sorted(budget.ids[idea] for idea in share_equally(budget, by_name(budget)).funded)


def add1(file):
    """What is funded when shares are raised."""
    budget = read_pabulib(Path(file).read_bytes()).budget
    raised = raise_shares(budget, by_name(budget))
    return [raised.steps, sorted(budget.ids[idea] for idea in raised.shares.funded)]


def apart(file):
    """How long sharing alone took after reading, and how many ideas were funded."""
    budget = read_pabulib(Path(file).read_bytes()).budget
    started = time.perf_counter()
    funded = share_equally(budget, by_name(budget)).funded
    return [time.perf_counter() - started, len(funded), len(budget.ballots.weights)]


def by_name(budget):
    """Ties as pabutools settles them."""
    return [budget.ids.index(name) for name in sorted(budget.ids)]


best.main({"plain": plain, "add1": add1, "apart": apart})
