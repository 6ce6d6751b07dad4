"""What a vote about a proposal decides: adopted or not, or nothing when it is equal or too few spoke.

One of the things to choose is that nothing changes; when that wins, the proposal is not adopted.
Whoever passes counts for the quorum, and not among the votes. When people are elected, nothing stays
as it is and a tie goes by the lot: its seed was told before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tussenruimte.methods.ballots import Profile, profile_of
from tussenruimte.methods.outcome import Outcome, first_choices
from tussenruimte.methods.schulze import schulze
from tussenruimte.methods.single import approval, majority
from tussenruimte.methods.stv import stv
from tussenruimte.methods.ties import Ties

COUNTED_AS = {"yes-no": "majority", "approval": "approval", "ranked": "schulze", "stv": "stv"}
"""What `tally` calls the way in which each of these votes is counted."""
_METHODS = {"yes-no": majority, "approval": approval, "ranked": schulze, "stv": stv}
_PARTS = {"half": (1, 2), "two-thirds": (2, 3)}

Chosen = Sequence[int]
"""Places of options, from 1, the best one first; nothing is passing."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What was asked: the options in their order, and which of them leaves everything as it is."""

    method: str
    options: tuple[str, ...]
    as_now: int  # place, from 1; nought when people are elected
    seed: str
    needed: str = "half"
    quorum: int = 0
    seats: int = 0  # for how many people; nought when it is no election


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of it. `votes` are of each option: first choices, and with approval all of them."""

    verdict: str  # "adopted", "not-adopted", "elected", "tie" or "quorum"
    winner: int  # place, from 1; 0 without a decision; of an election who came first
    voices: int
    passed: int
    votes: tuple[int, ...]
    needed: int  # of yes and no: how many votes have to be for
    profile: Profile
    counted: Outcome | None


def decided(vote: Vote, ballots: Sequence[Chosen]) -> Decided:
    """Count the ballots, and say what they decide."""
    filled = [tuple((place - 1,) for place in chosen) for chosen in ballots if chosen]
    profile = profile_of(vote.options, filled, seats=vote.seats or None)
    return counted_again(vote, profile, len(ballots) - len(filled))


def counted_again(vote: Vote, profile: Profile, passed: int) -> Decided:
    """The same of ballots as a file holds them, and how many passed besides."""
    ties = Ties(profile.candidates, vote.seed)
    cast = profile.voters
    counted = _METHODS[vote.method](profile, vote.seats or 1, ties) if cast else None
    votes, needed = _votes(vote, profile), least_for(vote.needed, cast)
    verdict, winner = _verdict(vote, counted, votes, needed, profile)
    if cast + passed < vote.quorum:
        verdict, winner = "quorum", 0
    return Decided(verdict, winner, cast + passed, passed, votes, needed, profile, counted)


def least_for(needed: str, cast: int) -> int:
    """How many of the votes cast have to be for: more than half, or at least two thirds."""
    part, whole = _PARTS[needed]
    return cast // 2 + 1 if needed == "half" else -(-cast * part // whole)


def _votes(vote: Vote, profile: Profile) -> tuple[int, ...]:
    if vote.method != "approval":
        return tuple(first_choices(profile.strict, len(vote.options)))
    votes = [0] * len(vote.options)
    for ranking, times in profile.strict.items():
        for candidate in ranking:
            votes[candidate] += times
    return tuple(votes)


def _verdict(
    vote: Vote, counted: Outcome | None, votes: Sequence[int], needed: int, profile: Profile
) -> tuple[str, int]:
    if counted is None:
        return "tie", 0
    if vote.method == "yes-no":
        in_favour, against = votes
        if vote.needed == "half" and in_favour == against:
            return "tie", 0
        return ("adopted", 1) if in_favour >= needed else ("not-adopted", 2)
    winner = profile.candidates.index(counted.winners[0]) + 1
    if vote.seats:
        return "elected", winner
    if counted.ties:
        return "tie", 0
    return ("not-adopted" if winner == vote.as_now else "adopted"), winner
