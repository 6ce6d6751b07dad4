"""What a vote decides, counted in another way."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods.ballot_files import read
from tussenruimte.methods.ballot_files.own import written
from tussenruimte.methods.deciding import COUNTED_AS, Vote, decided, least_for
from tussenruimte.methods.schulze import schulze
from tussenruimte.methods.single import approval, majority
from tussenruimte.methods.ties import Ties

YES_NO = Vote("yes-no", ("Voor", "Tegen"), 2, "zaad")
METHODS = {"majority": majority, "approval": approval, "schulze": schulze}


def of_options(method):
    return Vote(method, ("Zondag", "Maandag", "Zoals het is"), 3, "zaad")


orders = st.lists(
    st.permutations([1, 2, 3]).flatmap(lambda p: st.integers(0, 3).map(lambda n: p[:n]))
)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 20), st.booleans())
def test_for_and_against_as_fractions_say(in_favour, against, passed, is_two_thirds):
    needed = "two-thirds" if is_two_thirds else "half"
    vote = Vote("yes-no", ("Voor", "Tegen"), 2, "zaad", needed)
    found = decided(vote, [[1]] * in_favour + [[2]] * against + [[]] * passed)
    if in_favour + against == 0 or (not is_two_thirds and in_favour == against):
        assert found.verdict == "tie"
        return
    part = Fraction(in_favour, in_favour + against)
    is_enough = part >= Fraction(2, 3) if is_two_thirds else part > Fraction(1, 2)
    assert found.verdict == ("adopted" if is_enough else "not-adopted")
    assert (found.voices, found.passed) == (in_favour + against + passed, passed)


@pytest.mark.parametrize(("cast", "half", "thirds"), [(1, 1, 1), (2, 2, 2), (3, 2, 2), (10, 6, 7)])
def test_how_many_are_needed(cast, half, thirds):
    assert (least_for("half", cast), least_for("two-thirds", cast)) == (half, thirds)


def test_who_passes_counts_for_the_quorum():
    asked = Vote("yes-no", ("Voor", "Tegen"), 2, "zaad", quorum=3)
    assert decided(asked, [[1], [2], [1]]).verdict == "adopted"
    assert decided(asked, [[1], []]).verdict == "quorum"
    assert decided(asked, [[1], [], []]).verdict == "adopted"


@given(orders, st.randoms(use_true_random=False))
@pytest.mark.parametrize("method", ["approval", "ranked"])
def test_the_order_of_ballots_changes_nothing(method, ballots, random):
    shuffled = list(ballots)
    random.shuffle(shuffled)
    one, other = decided(of_options(method), ballots), decided(of_options(method), shuffled)
    assert (one.verdict, one.winner, one.votes) == (other.verdict, other.winner, other.votes)


@given(orders)
@pytest.mark.parametrize("method", ["approval", "ranked"])
def test_the_file_gives_the_same_winner(method, ballots):
    found = decided(of_options(method), ballots)
    if found.counted is None:
        return
    profile = read(written(found.profile).encode())
    again = METHODS[COUNTED_AS[method]](profile, 1, Ties(profile.candidates, "zaad"))
    assert again.winners == found.counted.winners
    assert (found.verdict == "tie") == bool(again.ties)


def test_what_beats_all_others_wins_and_nothing_changing_can_win():
    ballots = [[1, 2, 3]] * 4 + [[3, 2, 1]] * 3 + [[2, 3, 1]] * 2
    assert decided(of_options("ranked"), ballots).winner == 2
    assert decided(of_options("ranked"), [[3, 1]]).verdict == "not-adopted"
    assert decided(of_options("approval"), [[1, 3], [3], [2]]).verdict == "not-adopted"
    assert decided(of_options("approval"), [[1], [2]]).verdict == "tie"
