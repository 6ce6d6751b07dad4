"""Instant run-off, approval and a majority."""

import pytest
from hypothesis import given, strategies as st

from tests.methods.counting import of_words, profiles, renumbered, ties_of
from tussenruimte.methods.ballots import Uncountable
from tussenruimte.methods.single import approval, irv, majority
from tussenruimte.methods.ties import Ties


def count(method, text, letters, seats=1):
    profile = of_words(text, letters)
    return method(profile, seats, ties_of(profile))


def test_the_run_off_stops_when_more_than_half_of_what_counts_is_for_one():
    outcome = count(irv, "4 A, 3 B, 2 CB", "ABC")
    assert outcome.winners == ["B"]
    assert [row["votes"] for row in outcome.rounds] == [
        {"A": 4, "B": 3, "C": 2},
        {"A": 4, "B": 5, "C": 0},
    ]
    assert outcome.rounds[0]["excluded"] == "C"


def test_a_ballot_that_names_nobody_who_stands_counts_no_more():
    outcome = count(irv, "4 A, 3 B, 2 C", "ABC")
    assert outcome.winners == ["A"]
    assert outcome.rounds[1]["not_transferable"] == 2


def test_approval_counts_whoever_is_named():
    outcome = count(approval, "4 A, 3 BC, 2 C=BA", "ABC", seats=2)
    assert outcome.rounds[0]["votes"] == {"A": 6, "B": 5, "C": 5}
    assert outcome.winners[0] == "A"
    assert [set(tie.candidates) for tie in outcome.ties] == [{"B", "C"}]


def test_a_majority_is_more_than_half_and_often_nobody():
    assert count(majority, "3 AB, 2 B", "AB").winners == ["A"]
    half = count(majority, "2 AB, 2 B", "AB")
    assert (half.winners, half.ties, half.more) == ([], [], {"needed": 3})


@pytest.mark.parametrize("method", [irv, majority])
def test_what_elects_one_elects_no_two_and_knows_no_shared_ranks(method):
    with pytest.raises(Uncountable, match="elects 1, not 2"):
        count(method, "3 AB", "AB", seats=2)
    with pytest.raises(Uncountable, match="A and B at the same rank"):
        count(method, "3 A=B", "AB")


@pytest.mark.parametrize("method", [irv, approval, majority])
@given(profile=profiles(), data=st.data())
def test_how_voters_and_candidates_are_listed_changes_nothing(method, profile, data):
    other = renumbered(profile, data.draw(st.permutations(range(len(profile.candidates)))))
    assert method(other, 1, ties_of(other)) == method(profile, 1, ties_of(profile))


def test_without_a_lot_the_list_decides_and_says_so():
    profile = of_words("1 B, 1 A, 1 C", "ABC")
    outcome = approval(profile, 1, Ties(profile.candidates))
    assert outcome.winners == ["A"]
    assert [(tie.candidates, tie.by) for tie in outcome.ties] == [(("A", "B", "C"), "listed")]
    assert irv(profile, 1, Ties(profile.candidates)).ties[0].chosen == "C"  # the last one falls out


def test_the_lot_favours_the_same_in_election_and_exclusion():
    profile = of_words("1 B, 1 A, 1 C", "ABC")
    ties = ties_of(profile, "another seed")
    elected = approval(profile, 3, ties).winners
    assert elected == [profile.candidates[one] for one in ties.order]
    assert irv(profile, 1, ties_of(profile, "another seed")).winners == elected[:1]
