"""Raising shares by one until a step would overspend: not further, and not less far."""

from itertools import combinations, islice
from time import perf_counter

import pytest
from hypothesis import given, settings, strategies as st

from tests.methods.sharing import budget, in_fractions, listed, names, plans
from tussenruimte.methods.budgets import budget_of
from tussenruimte.methods.completing import Raised, raise_shares
from tussenruimte.methods.equal_shares import share_equally
from tussenruimte.methods.leaping import first_change


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


def step_by_step(shared, order, *, by_cost):
    """The same without a leap: every single euro."""
    wanted = sum(1 for votes in shared.votes if votes)
    best = share_equally(shared, order, by_cost=by_cost)
    ties, steps = dict.fromkeys(best.ties), 0
    while len(best.funded) < wanted:
        raised = (steps + 1) * shared.scale
        tried = share_equally(shared, order, by_cost=by_cost, raised=raised)
        ties |= dict.fromkeys(tried.ties)
        if sum(shared.costs[idea] for idea in tried.funded) > shared.total:
            break
        best, steps = tried, steps + 1
    return Raised(best, steps, list(ties))


def told(raised):
    purses = raised.shares.purses
    share = (purses.share * 1_000_000) // purses.unit
    return raised.shares.funded, raised.steps, raised.ties, raised.shares.ties, share


@settings(max_examples=150)
@given(plan=plans(ideas=5, voters=6), by_cost=st.booleans(), scale=st.sampled_from([1, 100]))
def test_leaping_comes_to_what_every_single_step_comes_to(plan, by_cost, scale):
    shared = budget_of(*plan, scale=scale)
    order = listed(shared)
    leapt = raise_shares(shared, order, by_cost=by_cost)
    assert told(leapt) == told(step_by_step(shared, order, by_cost=by_cost))


@settings(max_examples=80)
@given(plan=plans(ideas=5, voters=6), by_cost=st.booleans(), raised=st.integers(0, 40))
def test_nothing_changes_before_the_first_change(plan, by_cost, raised):
    shared = budget(plan)
    order = listed(shared)
    found = first_change(shared, order, by_cost=by_cost, raised=raised)
    now = share_equally(shared, order, by_cost=by_cost, raised=raised)
    for step in range(1, min(found, 60)):
        later = share_equally(shared, order, by_cost=by_cost, raised=raised + step)
        assert (later.funded, later.ties) == (now.funded, now.ties)


def test_a_leap_is_as_long_as_it_can_be():
    shared = budget((100, {"a": 60, "b": 60, "c": 35}, [["a"]] * 5 + [["b"]] * 3 + [["c"]] * 2))
    leaps, raised = [], 0
    while raised < 10:
        leaps.append(first_change(shared, listed(shared), by_cost=True, raised=raised))
        raised += leaps[-1]
    assert raised == 10  # at 20 each, b can be paid too
    assert max(leaps) > 1


@pytest.mark.parametrize("scale", [1, 100])
def test_few_people_with_much_money_are_done_within_a_second(scale):
    million = 1_000_000 * scale
    costs = {"a": 4 * million, "b": 9 * million, "c": 3 * million + 7, "d": 1_000 * scale}
    choices = [["a", "d"], ["b"], ["b", "c"], ["a", "c"], ["d", "c"]]
    began = perf_counter()
    raised = raise_shares(budget_of(10 * million, costs, choices, scale=scale), range(4))
    assert perf_counter() - began < 1
    assert raised.steps > 100_000
    assert sum(costs[f"{'abcd'[one]}"] for one in raised.shares.funded) <= 10 * million


def test_hundreds_of_different_ballots_about_millions_are_done_within_seconds():
    costs = {f"{idea}": 211_007 + 97_391 * (3 * idea % 10) for idea in range(10)}
    every = (some for many in (1, 2, 3, 4) for some in combinations(costs, many))
    choices = [list(some) for some in islice(every, 231)]
    began = perf_counter()
    raised = raise_shares(budget_of(5_000_000, costs, choices), range(10))
    assert perf_counter() - began < 5
    assert raised.steps > 5_000
