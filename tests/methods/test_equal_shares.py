"""Equal shares: as the paper says it, exactly, and fair to groups."""

import random
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import example, given, strategies as st

from tests.methods.sharing import budget, in_fractions, listed, names, plans
from tussenruimte.methods.budgets import budget_of
from tussenruimte.methods.equal_shares import share_equally

KITCHEN = (100, {"lamp": 60, "bench": 40, "party": 50}, [["lamp"]] * 6 + [["bench", "party"]] * 4)


def funded(plan, **how):
    shared = budget(plan)
    return names(shared, share_equally(shared, listed(shared), **how).funded)


def test_six_of_ten_decide_over_six_tenths():
    assert funded(KITCHEN) == ["lamp", "bench"]


def test_who_has_less_pays_all_they_have():
    plan = (90, {"a": 45, "b": 40}, [["a", "b"], ["a"], ["b"]])
    shares = share_equally(budget(plan), range(2))
    assert shares.funded == [0]
    assert sorted(shares.purses.money) == [7.5, 7.5, 30]
    richer = (96, {"a": 45, "b": 40}, [["a", "b"], ["a"], ["b"]])
    assert funded(richer) == ["a", "b"]


@pytest.mark.parametrize(("by_cost", "first"), [(True, "dear"), (False, "cheap")])
def test_what_an_idea_is_worth_decides_who_goes_first(by_cost, first):
    plan = (200, {"dear": 80, "cheap": 30}, [["dear", "cheap"]] * 3 + [["dear"]])
    assert funded(plan, by_cost=by_cost)[0] == first


def test_what_nobody_chose_is_never_funded_and_what_is_free_at_once():
    assert funded((100, {"air": 0, "void": 0, "tree": 50}, [["tree", "air"]])) == ["air", "tree"]


def test_nobody_chose_anything():
    assert funded((100, {"tree": 50}, [[], []])) == []


def test_a_tie_is_told_and_broken_by_the_order_that_was_given():
    equal = budget((30, {"a": 30, "b": 30, "c": 30}, [["a", "b", "c"]] * 3))
    for order in ([0, 1, 2], [2, 0, 1]):
        shares = share_equally(equal, order)
        assert shares.funded == order[:1]
        assert [tie.between for tie in shares.ties] == [tuple(order)]


def test_a_hair_is_no_tie():
    """Floats cannot tell these apart: each costs what its supporters have, but for one unit."""
    much = 10**15
    plan = (2 * much, {"a": much, "b": much - 1}, [["a"], ["b"], ["a", "b"], ["a", "b"]])
    shares = share_equally(budget(plan), [0, 1], by_cost=False)
    assert (names(budget(plan), shares.funded)[0], shares.ties) == ("b", [])


def test_exactly_enough_is_enough_and_a_unit_less_is_not():
    for voters in (3, 7, 49):
        choices = [["a"]] * voters + [["b"]] * (voters + 1)
        total = 2 * voters + 1
        assert "a" in funded((total, {"a": voters, "b": 10**9}, choices))
        assert "a" not in funded((total, {"a": voters + 1, "b": 10**9}, choices))


@given(plan=plans(), by_cost=st.booleans(), raised=st.integers(0, 20))
@example(plan=(12, {"a": 12, "b": 12}, [["a", "b"], ["a", "b"]]), by_cost=True, raised=0)
def test_the_same_as_slowly_in_fractions(plan, by_cost, raised):
    assert funded(plan, by_cost=by_cost, raised=raised) == in_fractions(
        plan, by_cost=by_cost, raised=raised
    )


@given(plan=plans(ideas=12, voters=40), by_cost=st.booleans())
def test_the_same_with_more_people(plan, by_cost):
    assert funded(plan, by_cost=by_cost) == in_fractions(plan, by_cost=by_cost)


@pytest.mark.parametrize("seed", range(6))
def test_the_same_with_many(seed):
    """Hundreds of voters and dozens of rounds, with amounts that are no round numbers."""
    chance = random.Random(seed)  # noqa: S311 - made-up ballots, the same each time
    ideas = [f"i{number}" for number in range(30)]
    costs = {name: chance.choice([500, chance.randint(90, 3000)]) for name in ideas}
    choices = [chance.sample(ideas, chance.randint(1, 9)) for _ in range(300)]
    plan = (20_011, costs, choices)
    assert funded(plan) == in_fractions(plan)
    assert len(funded(plan)) > 10


@given(plan=plans(), chance=st.randoms(use_true_random=False))
def test_how_voters_and_ideas_are_listed_changes_nothing(plan, chance):
    total, costs, choices = plan
    order = list(costs)
    mixed_ideas = chance.sample(order, len(order))
    mixed = [chance.sample(chosen, len(chosen)) for chosen in chance.sample(choices, len(choices))]
    other = budget_of(total, {name: costs[name] for name in mixed_ideas}, mixed)
    lot = chance.sample(order, len(order))
    shared = budget(plan)
    both = [
        names(one, share_equally(one, [one.ids.index(name) for name in lot]).funded)
        for one in (shared, other)
    ]
    assert both[0] == both[1]


@given(plan=plans(), by_cost=st.booleans())
def test_it_never_overspends(plan, by_cost):
    total, costs, _ = plan
    assert sum(costs[name] for name in funded(plan, by_cost=by_cost)) <= total


@given(plan=plans(ideas=5, voters=7))
def test_a_group_large_enough_for_its_ideas_gets_one_up_to_one(plan):
    """EJR up to one idea, by cost: whoever deserves ideas together has, with one more, as much."""
    total, costs, choices = plan
    has = funded(plan)
    for size in range(1, len(costs) + 1):
        for wanted in combinations(costs, size):
            group = [chosen for chosen in choices if set(wanted) <= set(chosen)]
            worth = sum(costs[name] for name in wanted)
            if not group or Fraction(len(group) * total, len(choices)) < worth:
                continue
            assert any(
                sum(costs[n] for n in {*has, *([more] if more else [])} & set(chosen)) >= worth
                for chosen in group
                for more in (*wanted, None)
            )
