"""What comes out of a count, the same for each method."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tussenruimte.methods.ballots import Profile, Ranking, Uncountable
from tussenruimte.methods.ties import Tie


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is elected, in the order of election, and everything that led there."""

    winners: list[str]
    rounds: list[dict[str, object]]
    ties: list[Tie]
    more: Mapping[str, object] = field(default_factory=dict)  # what one method says besides


def by_name(profile: Profile, values: Iterable[object]) -> dict[str, object]:
    """What each candidate has, under its name."""
    return dict(zip(profile.candidates, values, strict=True))


def named(profile: Profile, candidates: Iterable[int]) -> list[str]:
    """The names of these candidates."""
    return [profile.candidates[candidate] for candidate in candidates]


def fitting_seats(profile: Profile, seats: int, *, most: int | None = None) -> int:
    """The seats, when they can be filled. Raises Uncountable when not."""
    if seats < 1:
        raise Uncountable("There has to be at least one seat.")
    if most is not None and seats > most:
        raise Uncountable(f"This method elects {most}, not {seats}: leave the seats out.")
    if seats > len(profile.candidates):
        raise Uncountable(f"There are {seats} seats and only {len(profile.candidates)} candidates.")
    return seats


def first_choices(rankings: Mapping[Ranking, int], candidates: int) -> list[int]:
    """How many ballots name each candidate first."""
    votes = [0] * candidates
    for ranking, times in rankings.items():
        votes[ranking[0]] += times
    return votes
