"""`verify` counts every vote again, and finds what is left of a secret one."""
# ruff: noqa: S608 - harm is done by hand here

from datetime import timedelta

import pytest

from tests.decisions.voting import FOR, cast, cast_secretly, closed
from tests.record.planting import without_locks
from tussenruimte.cli.verifying import Scope, decisions, votes
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.models import UNDERWAY, BallotKey, SecretBallot

CHECKS = (
    votes.votes_close_with_a_result,
    votes.what_a_vote_decided_stands,
    decisions.everybody_who_was_asked_spoke,
    votes.nothing_is_left_of_secret_ballots,
    votes.votes_count_again,
)


def found():
    return [line for check in CHECKS for line in check(Scope())]


@pytest.fixture
def over(vote, amina, week):
    """Amina alone voted, for."""
    cast(vote, amina, FOR, vote.opens_at)
    closed(vote, week)
    return vote


def test_nothing_is_wrong_with_votes_that_are_open_or_over(over, talked):
    assert found() == []


def test_nothing_is_wrong_when_nobody_voted_or_all_passed(vote, amina, at, week, idris, talked):
    cast(vote, amina, [], at)
    closed(vote, week)
    later = week + timedelta(7)
    closed(actions.open_vote(talked, Ask("yes-no", later), by=idris, at=week + UNDERWAY), later)
    assert found() == []


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("decisions_result", "verdict = 'not-adopted'", "does not count again"),
        ("decisions_result", "file = replace(file, '1;1', '1;2')", "does not count again"),
        ("decisions_result", "file = 'x'", "does not count again"),
        ("decisions_roll", "has_voted = NOT has_voted", "does not count again"),
        ("decisions_proposal", "is_adopted = NOT is_adopted", "does not stand as that vote"),
        ("decisions_result", "verdict = 'tie'", "does not carry it"),
        ("decisions_vote", "closed_at = NULL", "has one while it is open"),
        ("decisions_round", "closed_at = NULL WHERE sort = 'vote'", "together"),
    ],
)
def test_what_was_altered_is_found(over, table, change, said):
    with without_locks(table) as cursor:
        cursor.execute(f"UPDATE {table} SET {change}")
        assert said in " ".join(found())


def test_what_is_left_of_a_secret_vote_is_found(talked, idris, amina, at, week):
    vote = actions.open_vote(talked, Ask("yes-no", week, is_secret=True), by=idris, at=at)
    cast_secretly(vote, amina, FOR, at)
    assert found() == []
    home = {"cooperative_id": vote.cooperative_id, "vote": vote}
    SecretBallot.objects.create(sealed=b"x", **home)
    assert "not as many ballots" in " ".join(found())
    SecretBallot.objects.filter(sealed=b"x").delete()
    closed(vote, week)
    BallotKey.objects.create(wrapped=b"x", master="x", **home)
    assert "something is left" in " ".join(found())
