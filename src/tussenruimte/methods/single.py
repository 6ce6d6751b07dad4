"""Three plain ways to count: instant run-off, approval, and a majority of first choices."""

from collections.abc import Mapping, Set as AbstractSet

from tussenruimte.methods.ballots import Profile, Ranking, without_shared_ranks
from tussenruimte.methods.outcome import Outcome, by_name, first_choices, fitting_seats, named
from tussenruimte.methods.ties import Ties


def irv(profile: Profile, seats: int, ties: Ties) -> Outcome:
    """Whoever has least falls out, until somebody has more than half of the ballots that count.

    Raises Uncountable.
    """
    fitting_seats(profile, seats, most=1)
    rankings = without_shared_ranks(profile, "Instant run-off")
    standing = set(range(len(profile.candidates)))
    stages: list[list[int]] = []
    rounds: list[dict[str, object]] = []
    while True:
        votes = _next_choices(rankings, standing, len(profile.candidates))
        row = {"round": len(rounds) + 1, "votes": by_name(profile, votes)}
        rounds.append({**row, "not_transferable": profile.voters - sum(votes)})
        leader = max(standing, key=votes.__getitem__)
        if len(standing) == 1 or votes[leader] * 2 > sum(votes):
            return Outcome(named(profile, [leader]), rounds, ties.found)
        loser = ties.lowest(standing, votes, "who is excluded", stages)
        rounds[-1]["excluded"] = profile.candidates[loser]
        stages.append(votes)
        standing.remove(loser)


def _next_choices(
    rankings: Mapping[Ranking, int], standing: AbstractSet[int], candidates: int
) -> list[int]:
    votes = [0] * candidates
    for ranking, times in rankings.items():
        for candidate in ranking:
            if candidate in standing:
                votes[candidate] += times
                break
    return votes


def approval(profile: Profile, seats: int, ties: Ties) -> Outcome:
    """Whoever is named on most ballots, in whatever place. Raises Uncountable."""
    fitting_seats(profile, seats)
    votes = [0] * len(profile.candidates)
    for ranking, times in profile.strict.items():
        for candidate in ranking:
            votes[candidate] += times
    for ranks, times in profile.shared.items():
        for rank in ranks:
            for candidate in rank:
                votes[candidate] += times
    left = set(range(len(profile.candidates)))
    winners: list[int] = []
    while len(winners) < seats:
        winners.append(ties.highest(left, votes, "who is elected first"))
        left.remove(winners[-1])
    rounds: list[dict[str, object]] = [{"round": 1, "votes": by_name(profile, votes)}]
    return Outcome(named(profile, winners), rounds, ties.found)


def majority(profile: Profile, seats: int, ties: Ties) -> Outcome:
    """Whoever is the first choice on more than half of the ballots; often that is nobody.

    Raises Uncountable.
    """
    fitting_seats(profile, seats, most=1)
    rankings = without_shared_ranks(profile, "A majority")
    votes = first_choices(rankings, len(profile.candidates))
    needed = profile.voters // 2 + 1
    winners = [candidate for candidate, own in enumerate(votes) if own >= needed]
    rounds: list[dict[str, object]] = [{"round": 1, "votes": by_name(profile, votes)}]
    return Outcome(named(profile, winners), rounds, ties.found, {"needed": needed})
