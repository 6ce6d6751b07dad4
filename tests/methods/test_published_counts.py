"""Eighty wards that Scotland counted, against what independent programs made of them.

The files carry no licence, so they are not here: see `published` in conftest.
"""

import json

import pytest

from tests.methods.counting import ties_of
from tussenruimte.methods.ballot_files import read
from tussenruimte.methods.schulze import margins, schulze
from tussenruimte.methods.stv import stv


@pytest.fixture(scope="module")
def wards(published):
    """Each ward with what votekit and pref_voting answered."""
    answers = next((published / "peer-results").glob("elections-*.json"))
    told = json.loads(answers.read_text())
    assert len(told) == 80
    return {
        name: (read((published / "scot-elex" / name).read_bytes()), answer)
        for name, answer in told.items()
    }


def test_everybody_is_read(wards):
    for profile, answer in wards.values():
        assert list(profile.candidates) == answer["names"]
        assert profile.seats == answer["seats"]
        assert (profile.voters, len(profile.strict)) == (answer["ballots"], answer["distinct"])


def test_the_same_people_are_elected_as_by_votekit(wards):
    elected = {
        name: sorted(stv(profile, profile.seats, ties_of(profile)).winners)
        for name, (profile, _answer) in wards.items()
    }
    theirs = {name: sorted(answer["votekit"]["winners"]) for name, (_, answer) in wards.items()}
    assert elected == theirs


def test_each_margin_is_that_of_pref_voting_and_so_is_the_winner(wards):
    for profile, answer in wards.values():
        assert margins(profile) == answer["pref_voting"]["margins"]
        winner = profile.candidates.index(schulze(profile, 1, ties_of(profile)).winners[0])
        assert winner in answer["pref_voting"]["schulze"]
