"""Raising shares by one until a step would overspend: not further, and not less far."""

from hypothesis import given, settings, strategies as st

from tests.methods.sharing import budget, in_fractions, listed, names, plans
from tussenruimte.methods.budgets import budget_of
from tussenruimte.methods.completing import raise_shares


def test_it_goes_on_until_a_step_would_overspend():
    plan = (100, {"a": 60, "b": 60, "c": 35}, [["a"]] * 5 + [["b"]] * 3 + [["c"]] * 2)
    shared = budget(plan)
    raised = raise_shares(shared, listed(shared))
    assert names(shared, raised.shares.funded) == ["a", "c"]
    assert raised.steps == 9  # at 20 each, b can be paid too


def test_it_ends_when_everything_is_funded():
    shared = budget((100, {"a": 20, "void": 10}, [["a"], [], [], [], [], [], []]))
    raised = raise_shares(shared, [0, 1])
    assert (raised.shares.funded, raised.steps) == ([0], 6)


def test_a_step_is_a_whole_euro_whatever_the_smallest_coin():
    shared = budget_of(10000, {"a": 2000, "void": 1000}, [["a"]] + [[]] * 6, scale=100)
    assert raise_shares(shared, [0, 1]).steps == 6


@settings(max_examples=60)
@given(plan=plans(ideas=5, voters=6), by_cost=st.booleans())
def test_the_last_step_that_can_be_paid(plan, by_cost):
    total, costs, choices = plan
    shared = budget(plan)
    raised = raise_shares(shared, listed(shared), by_cost=by_cost)
    has = names(shared, raised.shares.funded)
    assert has == in_fractions(plan, by_cost=by_cost, raised=raised.steps)
    assert sum(costs[name] for name in has) <= total
    if len(has) < len({name for chosen in choices for name in chosen}):
        more = in_fractions(plan, by_cost=by_cost, raised=raised.steps + 1)
        assert sum(costs[name] for name in more) > total
    for step in range(raised.steps):
        before = in_fractions(plan, by_cost=by_cost, raised=step)
        assert sum(costs[name] for name in before) <= total
