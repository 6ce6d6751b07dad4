"""Ballots as they are kept: who is who, and what no ballot can be."""

import pytest

from tests.methods.counting import of_words
from tussenruimte.methods.ballots import Uncountable, profile_of, told_apart


def test_equal_ballots_are_one_row():
    profile = of_words("2 AB, 1 B, 3 AB, 1 B=A", "AB", seats=1)
    assert profile.strict == {(0, 1): 5, (1,): 1}
    assert profile.shared == {((0, 1),): 1}
    assert (profile.voters, profile.seats) == (7, 1)


@pytest.mark.parametrize(
    ("ballot", "what"),
    [
        ((), "names nobody"),
        (((0,), (1, 0)), "names somebody twice"),
        (((0,), (2,)), "names candidate 3, and there are 2"),
        (((-1,),), "names candidate 0"),
    ],
)
def test_what_no_ballot_can_be(ballot, what):
    with pytest.raises(Uncountable, match=what):
        profile_of(["Anna", "Bram"], [((0,), (1,)), ballot])


def test_who_is_called_the_same_is_told_apart():
    names = ("Anna", "Anna", "", "Anna", "Anna (2)")
    assert told_apart(names) == ("Anna", "Anna (2)", "(3)", "Anna (4)", "Anna (2) (5)")
