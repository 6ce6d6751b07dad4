"""What a round of the house comes to is what `budget` makes of its file."""

import argparse

import pytest
from hypothesis import given, settings, strategies as st

from tussenruimte.cli.budget import as_asked
from tussenruimte.methods.funding import COMPLETION, RULE, UTILITY, Money, as_pabulib, shared_out
from tussenruimte.methods.pabulib import read_pabulib

HOW = {"ties": "lot", "voters": True}


def counted_again(money, choices, **asked):
    content = as_pabulib(money, choices, "Een proef; met van alles").encode()
    how = {"rule": RULE, "utility": UTILITY, "completion": COMPLETION} | HOW | asked
    found = read_pabulib(content)
    return as_asked(argparse.Namespace(seed=money.seed, **how), found, content)


@st.composite
def rounds(draw):
    costs = draw(st.lists(st.integers(1, 200), min_size=1, max_size=6))
    places = st.lists(st.integers(1, len(costs)), min_size=1, unique=True)
    choices = draw(st.lists(places.map(lambda one: tuple(sorted(one))), min_size=1, max_size=9))
    ideas = [(f"Idee; {n}", cost) for n, cost in enumerate(costs)]
    return Money(draw(st.integers(1, 400)), ideas, draw(st.sampled_from("abc"))), choices


@settings(max_examples=60)
@given(one=rounds())
def test_the_file_comes_to_the_same(one):
    money, choices = one
    found = shared_out(money, choices)
    again = counted_again(money, choices)
    assert [str(place) for place in found.funded] == again["funded"]
    assert [(str(no.place), no.word) for no in found.refused] == [
        (no["id"], no["why"]) for no in again["not_funded"]
    ]
    assert (found.steps, len(choices)) == (again["steps"], again["voters"])
    assert found.share / 100 == pytest.approx(again["share"], abs=0.006)
    plain = counted_again(money, choices, rule="greedy", completion="none")
    assert [str(place) for place in found.by_most_votes] == plain["funded"]


@settings(max_examples=60)
@given(one=rounds())
def test_what_each_paid_adds_up_to_what_was_funded(one):
    money, choices = one
    found = shared_out(money, choices)
    for place in found.funded:
        paid = [each for chosen in choices for idea, each in found.paid[chosen] if idea == place]
        assert sum(paid) / 100 == pytest.approx(money.ideas[place - 1][1], abs=0.006 * len(choices))
    for chosen in choices:
        assert {idea for idea, _each in found.paid[chosen]} <= set(chosen)
        assert sum(each for _idea, each in found.paid[chosen]) <= found.share + len(chosen)


def test_the_order_of_voters_says_nothing():
    money = Money(100, [("a", 10), ("b", 20)], "zaad")
    choices = [(1,), (2,), (1, 2), (1,)]
    assert as_pabulib(money, choices, "x") == as_pabulib(money, choices[::-1], "x")
