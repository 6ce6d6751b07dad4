"""Schulze's method: his own example, who beats everybody, and more support never harms."""

import itertools

import pytest
from hypothesis import assume, given, strategies as st

from tests.methods.counting import of_words, profiles, renumbered, ties_of
from tussenruimte.methods.ballots import Profile, Uncountable
from tussenruimte.methods.schulze import margins, schulze, strongest_paths


def count(profile, seats=1):
    return schulze(profile, seats, ties_of(profile))


def test_the_example_of_the_paper():
    """45 voters, nobody beats everybody; E wins, then A, C, B and D."""
    profile = of_words(
        "5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC", "ABCDE"
    )
    outcome = count(profile, 5)
    assert "".join(outcome.winners) == "EACBD"
    assert outcome.ties == []
    assert outcome.more == {"measure": "margins"}
    assert outcome.rounds[0]["margins"][0] == [0, -5, 7, 15, -1]


def test_whoever_is_not_named_stands_below_and_a_shared_rank_says_nothing():
    assert margins(of_words("3 A, 2 B=CA", "ABC")) == [[0, 1, 1], [-1, 0, 0], [-1, 0, 0]]


def test_a_tie_is_told():
    outcome = count(of_words("1 AB, 1 BA", "AB"))
    assert [(set(tie.candidates), tie.by) for tie in outcome.ties] == [({"A", "B"}, "lot")]
    assert outcome.ties[0].chosen == outcome.winners[0]


def test_seats_have_to_fit():
    with pytest.raises(Uncountable, match="3 seats and only 2"):
        count(of_words("1 AB", "AB"), 3)


@given(profile=profiles())
def test_margins_are_as_counted_pair_by_pair(profile):
    def place(kind, one):
        return kind.index(one) if one in kind else len(kind)

    for one, two in itertools.permutations(range(len(profile.candidates)), 2):
        ballots = profile.strict.items()
        above = sum(n for kind, n in ballots if place(kind, one) < place(kind, two))
        below = sum(n for kind, n in ballots if place(kind, one) > place(kind, two))
        assert margins(profile)[one][two] == above - below


@given(profile=profiles(most_candidates=5))
def test_a_path_is_as_strong_as_the_weakest_link_of_the_best_chain(profile):
    against = margins(profile)
    paths = strongest_paths(against)
    everybody = range(len(profile.candidates))
    for one, two in itertools.permutations(everybody, 2):
        others = [other for other in everybody if other not in {one, two}]
        chains = (
            (one, *middle, two)
            for length in range(len(others) + 1)
            for middle in itertools.permutations(others, length)
        )
        links = ([against[a][b] for a, b in itertools.pairwise(chain)] for chain in chains)
        assert paths[one][two] == max(0, *map(min, links))


@given(profile=profiles())
def test_whoever_beats_everybody_wins(profile):
    against = margins(profile)
    everybody = range(len(profile.candidates))
    best = [
        one for one in everybody if all(against[one][two] > 0 for two in everybody if two != one)
    ]
    if best:
        assert count(profile).winners == [profile.candidates[best[0]]]


@given(profile=profiles(), data=st.data())
def test_more_support_never_harms(profile, data):
    outcome = count(profile)
    assume(not outcome.ties)
    winner = profile.candidates.index(outcome.winners[0])
    kind = data.draw(st.sampled_from(sorted(profile.strict)))
    higher = data.draw(st.integers(0, kind.index(winner) if winner in kind else len(kind)))
    others = [one for one in kind if one != winner]
    strict = dict(profile.strict)
    moved = strict.pop(kind)
    raised = (*others[:higher], winner, *others[higher:])
    strict[raised] = strict.get(raised, 0) + moved
    assert count(Profile(profile.candidates, strict)).winners == outcome.winners


@given(profile=profiles(), data=st.data())
def test_how_voters_and_candidates_are_listed_changes_nothing(profile, data):
    order = data.draw(st.permutations(range(len(profile.candidates))))
    seats = data.draw(st.integers(1, len(profile.candidates)))
    listed, other = count(profile, seats), count(renumbered(profile, order), seats)
    assert (listed.winners, listed.ties) == (other.winners, other.ties)
