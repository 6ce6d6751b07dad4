"""Most votes first: it never overspends, and passes over only what does not fit."""

from hypothesis import given, strategies as st

from tests.methods.sharing import budget, listed, names, plans
from tussenruimte.methods.greedy import most_votes_first

PLAN = (100, {"a": 90, "b": 20, "c": 10, "d": 10}, [["a"]] * 5 + [["b"]] * 4 + [["c", "d"]] * 3)


def test_what_does_not_fit_is_passed_over():
    shared = budget(PLAN)
    filled = most_votes_first(shared, [3, 2, 1, 0])
    assert names(shared, filled.funded) == ["a", "d"]
    assert filled.left_at == {1: 10, 2: 0}
    assert [tie.between for tie in filled.ties] == [(3, 2)]


def test_by_votes_for_the_money():
    shared = budget(PLAN)
    assert names(shared, most_votes_first(shared, range(4), by_cost=False).funded) == [
        "c",
        "d",
        "b",
    ]


def test_free_goes_first_for_the_money_and_without_votes_nothing_goes():
    shared = budget((10, {"a": 10, "free": 0, "void": 0}, [["a"], ["a", "free"]]))
    assert names(shared, most_votes_first(shared, range(3), by_cost=False).funded) == ["free", "a"]


@given(plan=plans(), by_cost=st.booleans(), before=st.booleans())
def test_it_never_overspends_and_leaves_nothing_that_fits(plan, by_cost, before):
    shared = budget(plan)
    had = [0] if before and shared.costs[0] <= shared.total else []
    filled = most_votes_first(shared, listed(shared), by_cost=by_cost, funded=had)
    left = shared.total - sum(shared.costs[idea] for idea in [*had, *filled.funded])
    assert left >= 0
    for idea in set(listed(shared)) - {*had, *filled.funded}:
        assert not shared.votes[idea] or shared.costs[idea] > filled.left_at[idea] >= left
