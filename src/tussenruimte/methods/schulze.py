"""Schulze's method: who wins, or is held up against, everybody else along the strongest chain.

After M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
Condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011). How
strong one is against another is the margin: ballots for, less ballots against.
"""

from collections import defaultdict
from collections.abc import Sequence

from tussenruimte.methods.ballots import Profile
from tussenruimte.methods.outcome import Outcome, fitting_seats, named
from tussenruimte.methods.ties import Ties

Table = list[list[int]]


def schulze(profile: Profile, seats: int, ties: Ties) -> Outcome:
    """The first of Schulze's order; more seats go to who comes next in it. Raises Uncountable."""
    fitting_seats(profile, seats)
    against = margins(profile)
    paths = strongest_paths(against)
    left = set(range(len(profile.candidates)))
    winners: list[int] = []
    while len(winners) < seats:
        unbeaten = [one for one in left if all(paths[one][two] >= paths[two][one] for two in left)]
        about = "who comes first of those whom nobody beats"
        winners.append(ties.highest(unbeaten, [0] * len(profile.candidates), about))
        left.remove(winners[-1])
    rounds: list[dict[str, object]] = [{"round": 1, "margins": against, "strongest_paths": paths}]
    return Outcome(named(profile, winners), rounds, ties.found, {"measure": "margins"})


def margins(profile: Profile) -> Table:
    """For each pair how many more ballots set the first above the second than below it."""
    wins = _wins(profile)
    everybody = range(len(profile.candidates))
    return [[wins[one][two] - wins[two][one] for two in everybody] for one in everybody]


def _wins(profile: Profile) -> Table:
    """How many ballots set the one above the other.

    A ballot says of each candidate only whom it set at least as high, as bits of one number; most
    ballots say the same of somebody as others do, and the pairs are written out once for all.
    """
    everybody = range(len(profile.candidates))
    bits = [1 << candidate for candidate in everybody]
    said: list[defaultdict[int, int]] = [defaultdict(int) for _ in everybody]
    for ranking, times in profile.strict.items():
        not_below = 0
        for candidate in ranking:
            not_below |= bits[candidate]
            said[candidate][not_below] += times
    for ranks, times in profile.shared.items():
        not_below = 0
        for rank in ranks:
            not_below |= sum(bits[candidate] for candidate in rank)
            for candidate in rank:
                said[candidate][not_below] += times
    wins = [[0] * len(bits) for _ in everybody]
    for candidate, sayings in enumerate(said):
        _write_out(wins[candidate], sayings, (1 << len(bits)) - 1)
    return wins


def _write_out(row: list[int], sayings: dict[int, int], everybody: int) -> None:
    for not_below, times in sayings.items():
        below = everybody & ~not_below
        while below:
            lowest = below & -below
            row[lowest.bit_length() - 1] += times
            below ^= lowest


def strongest_paths(against: Sequence[Sequence[int]]) -> Table:
    """For each pair the strongest chain from one to the other: as strong as its weakest link."""
    everybody = range(len(against))
    paths = [[max(margin, 0) for margin in row] for row in against]
    for middle in everybody:
        onward = paths[middle]
        for row in paths:
            so_far = row[middle]
            if so_far:
                for last in everybody:
                    through = min(so_far, onward[last])
                    row[last] = max(row[last], through)
    for one in everybody:
        paths[one][one] = 0
    return paths
