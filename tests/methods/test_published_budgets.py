"""Budgets that cities shared, against what pabutools made of them and what was funded.

The files carry no licence, so they are not here: see `published` in conftest.
"""

import json

import pytest

from tests.methods.sharing import names
from tussenruimte.methods.completing import raise_shares
from tussenruimte.methods.equal_shares import share_equally
from tussenruimte.methods.greedy import most_votes_first
from tussenruimte.methods.pabulib import read_pabulib


@pytest.fixture(scope="module")
def cities(published):
    """Each file with what pabutools answered."""
    told = json.loads(next((published / "peer-results").glob("pb-*.json")).read_text())
    assert len(told) == 27
    return {
        name: (read_pabulib((published / "pabulib" / name).read_bytes()).budget, answer)
        for name, answer in told.items()
    }


def by_name(budget):
    """Pabutools settles ties so."""
    return [budget.ids.index(name) for name in sorted(budget.ids)]


def funded(budget, outcome):
    return sorted(names(budget, outcome.funded))


@pytest.mark.parametrize(("by_cost", "theirs"), [(True, "plain"), (False, "plain_card")])
def test_equal_shares_as_pabutools(cities, by_cost, theirs):
    ours = {
        name: funded(budget, share_equally(budget, by_name(budget), by_cost=by_cost))
        for name, (budget, _) in cities.items()
    }
    assert ours == {name: answer[theirs]["winners"] for name, (_, answer) in cities.items()}


def test_most_votes_first_as_pabutools(cities):
    ours = {
        name: funded(budget, most_votes_first(budget, by_name(budget)))
        for name, (budget, _) in cities.items()
    }
    assert ours == {name: answer["greedy"]["winners"] for name, (_, answer) in cities.items()}


def test_what_the_districts_of_warsaw_funded(cities):
    districts = {name: city for name, city in cities.items() if "Warszawa" in name}
    assert len(districts) == 6
    for budget, answer in districts.values():
        for order in (by_name(budget), by_name(budget)[::-1]):  # nor does any tie matter here
            assert funded(budget, most_votes_first(budget, order)) == answer["official"]


def test_what_swiecie_funded(cities):
    budget, answer = cities["Poland_Swiecie_2023.pb"]
    raised = raise_shares(budget, by_name(budget))
    assert funded(budget, raised.shares) == answer["official"]
    assert answer["meta"]["rule"] == "equalshares/add1"


def test_raised_shares_as_pabutools_which_stops_when_nothing_more_fits(cities):
    """Of two outcomes that differ from ours both are right: ours goes on as the cities do."""
    theirs, ours, ends = {}, {}, {}
    for name, (budget, answer) in cities.items():
        if "winners" in answer["add1"]:
            theirs[name] = answer["add1"]["winners"]
            ours[name] = funded(budget, until_nothing_fits(budget))
            ends[name] = funded(budget, raise_shares(budget, by_name(budget)).shares)
    assert len(ours) == 21
    assert ours == theirs
    assert [name for name in ends if ends[name] != theirs[name]] == [
        "Netherlands_Amsterdam_522.pb",
        "Netherlands_Amsterdam_622.pb",
    ]


def until_nothing_fits(budget):
    """The same steps, stopped earlier."""
    best, step = share_equally(budget, by_name(budget)), 0
    while True:
        left = budget.total - sum(budget.costs[idea] for idea in best.funded)
        others = set(range(len(budget.ids))) - set(best.funded)
        if not any(budget.costs[idea] <= left for idea in others):
            return best
        step += 1
        tried = share_equally(budget, by_name(budget), raised=step * budget.scale)
        if sum(budget.costs[idea] for idea in tried.funded) > budget.total:
            return best
        best = tried
