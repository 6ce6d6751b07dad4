"""Made-up budgets, and equal shares once more: slowly, in fractions, straight from the paper."""

from fractions import Fraction

from hypothesis import strategies as st

from tussenruimte.methods.budgets import budget_of


@st.composite
def plans(draw, *, ideas=6, voters=9):
    """What there is, what each idea costs, and what each voter chose. Round numbers make ties."""
    names = [f"i{number}" for number in range(draw(st.integers(1, ideas)))]
    cost = st.one_of(st.sampled_from([10, 20, 30, 60, 120]), st.integers(1, 200))
    costs = {name: draw(cost) for name in names}
    choice = st.lists(st.sampled_from(names), unique=True)
    return draw(st.integers(1, 400)), costs, draw(st.lists(choice, min_size=1, max_size=voters))


def budget(plan):
    return budget_of(*plan)


def listed(budget):
    return range(len(budget.ids))


def names(budget, ideas):
    return [budget.ids[idea] for idea in ideas]


def in_fractions(plan, *, by_cost=True, raised=0):
    """The funded ideas in order; of equals the first that is listed."""
    total, costs, choices = plan
    purses = [Fraction(total, len(choices)) + raised for _ in choices]
    funded = []
    while True:
        prices = []
        for name, cost in costs.items():
            who = [voter for voter, chosen in enumerate(choices) if name in chosen]
            if name not in funded and sum(purses[voter] for voter in who) >= cost:
                level = level_of(sorted(purses[voter] for voter in who), cost)
                prices.append((level / cost if by_cost else level, len(prices), name, level, who))
        if not prices:
            return funded
        _price, _place, name, level, who = min(prices)
        for voter in who:
            purses[voter] -= min(purses[voter], level)
        funded.append(name)


def level_of(purses, cost):
    """The most that one pays, when who has less pays all they have; the poorest come first."""
    left = Fraction(cost)
    for number, purse in enumerate(purses):
        level = left / (len(purses) - number)
        if level <= purse:
            return level
        left -= purse
    raise AssertionError("they can pay")
