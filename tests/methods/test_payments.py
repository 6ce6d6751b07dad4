"""Who paid what: it adds up exactly, and nobody pays more than their share."""

from collections import Counter
from fractions import Fraction

from hypothesis import given, strategies as st

from tests.methods.sharing import budget, listed, plans
from tussenruimte.methods.equal_shares import share_equally
from tussenruimte.methods.payments import payments, voters_of


def test_who_could_paid_equally_and_who_had_less_paid_the_rest():
    plan = budget((96, {"a": 45, "b": 40}, [["a", "b"], ["a"], ["b"]]))
    purses = share_equally(plan, range(2)).purses
    told = {
        plan.ids[idea]: [
            (Fraction(part.amount, purses.unit), voters_of(purses, part)) for part in parts
        ]
        for idea, parts in payments(purses)
    }
    assert told == {"a": [(Fraction(45, 2), 2)], "b": [(Fraction(61, 2), 1), (Fraction(19, 2), 1)]}


@given(plan=plans(ideas=8, voters=20), by_cost=st.booleans(), raised=st.integers(0, 30))
def test_payments_add_up_and_nobody_pays_more_than_their_share(plan, by_cost, raised):
    shared = budget(plan)
    shares = share_equally(shared, listed(shared), by_cost=by_cost, raised=raised)
    spent = Counter()
    paid = dict(payments(shares.purses))
    assert [idea for idea in shares.funded if shared.costs[idea]] == list(paid)
    for idea, parts in paid.items():
        together = sum(part.amount * voters_of(shares.purses, part) for part in parts)
        assert together == shared.costs[idea] * shares.purses.unit
        for part in parts:
            assert 0 < part.amount <= parts[0].amount
            spent.update(dict.fromkeys(part.ballots.tolist(), part.amount))
    assert max(spent.values(), default=0) <= shares.purses.share
    for ballot, money in enumerate(shares.purses.money):
        left = Fraction(shares.purses.share - spent[ballot], shares.purses.unit)
        assert abs(left - Fraction(money)) < Fraction(1, 10**9)
        assert shares.purses.left(ballot) == shares.purses.share - spent[ballot]
