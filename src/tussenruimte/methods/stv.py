"""The single transferable vote, as Scotland counts its councils: weighted inclusive Gregory.

After the Scottish Local Government Elections Order 2007, schedule 1, rules 45 to 52. Votes are
counted in hundred-thousandths, whole numbers, because a transfer is cut off after five decimals.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tussenruimte.methods.ballots import Profile, Ranking, without_shared_ranks
from tussenruimte.methods.outcome import Outcome, by_name, fitting_seats, named
from tussenruimte.methods.ties import Ties

ONE = 100_000
"""One whole vote."""
Papers = list[tuple[Ranking, int]]


def stv(profile: Profile, seats: int, ties: Ties) -> Outcome:
    """Fill the seats in shares: a group with a quota of votes gets one. Raises Uncountable."""
    fitting_seats(profile, seats)
    count = Count(profile, seats, ties)
    count.first_stage(without_shared_ranks(profile, "STV"))
    while len(count.elected) < seats:
        if any(count.surplus(candidate) for candidate in count.elected):
            count.transfer_surplus()
        else:
            count.exclude()
    return Outcome(
        named(profile, count.elected), count.rounds, ties.found, {"quota": written(count.quota)}
    )


def written(votes: int) -> str:
    """Votes with their five decimals."""
    return f"{votes // ONE}.{votes % ONE:05d}"


@dataclass(slots=True)
class Count:
    """A count on its way. `piles` are the papers of each candidate, by what a paper is worth."""

    profile: Profile
    seats: int
    ties: Ties
    quota: int = 0
    votes: list[int] = field(init=False)
    piles: list[defaultdict[int, Papers]] = field(init=False)
    standing: set[int] = field(init=False)
    elected: list[int] = field(default_factory=list)
    stages: list[list[int]] = field(default_factory=list)  # the votes at the end of each
    rounds: list[dict[str, object]] = field(default_factory=list)
    not_transferable: int = 0
    lost: int = 0  # cut off after five decimals

    def __post_init__(self) -> None:
        everybody = range(len(self.profile.candidates))
        self.votes = [0 for _ in everybody]
        self.piles = [defaultdict(list) for _ in everybody]
        self.standing = set(everybody)

    def first_stage(self, rankings: Mapping[Ranking, int]) -> None:
        """Rules 45 and 46: the first choices, and the quota."""
        firsts = [pile[ONE] for pile in self.piles]
        for paper in rankings.items():
            firsts[paper[0][0]].append(paper)
        self.votes = [sum(times for _ranking, times in papers) * ONE for papers in firsts]
        self.quota = (sum(self.votes) // ONE // (self.seats + 1) + 1) * ONE
        self.end_stage(step="first choices")

    def surplus(self, candidate: int) -> int:
        """What somebody has above the quota."""
        return max(self.votes[candidate] - self.quota, 0)

    def transfer_surplus(self) -> None:
        """Rules 48 and 49: the largest surplus goes on, in the share that is left over."""
        surpluses = [candidate for candidate in self.elected if self.surplus(candidate)]
        giver = self.ties.highest(surpluses, self.votes, "whose surplus goes first", self.stages)
        surplus, total = self.surplus(giver), self.votes[giver]
        given = self.hand_on(
            giver, {worth: worth * surplus // total for worth in self.piles[giver]}
        )
        self.lost += surplus - given
        self.votes[giver] = self.quota
        self.end_stage(step="surplus", of=giver)

    def exclude(self) -> None:
        """Rules 50 and 51: whoever has fewest votes; their papers keep what they are worth."""
        loser = self.ties.lowest(self.standing, self.votes, "who is excluded", self.stages)
        self.standing.remove(loser)
        self.hand_on(loser, {worth: worth for worth in self.piles[loser]})
        self.votes[loser] = 0
        self.end_stage(step="excluded", of=loser)

    def hand_on(self, giver: int, becomes: Mapping[int, int]) -> int:
        """Each paper goes to its next candidate who still stands; return what all became worth."""
        standing, handed = self.standing, 0
        for worth, papers in self.piles[giver].items():
            worth_now = becomes[worth]
            for paper in papers:
                ranking, times = paper
                handed += worth_now * times
                for candidate in ranking:
                    if candidate in standing:
                        self.piles[candidate][worth_now].append(paper)
                        self.votes[candidate] += worth_now * times
                        break
                else:
                    self.not_transferable += worth_now * times
        self.piles[giver].clear()
        return handed

    def end_stage(self, step: str, of: int | None = None) -> None:
        """Rules 47 and 52: whoever has the quota is elected, and whoever is left when all fit."""
        before, elected = len(self.elected), self.elected
        self.elect(candidate for candidate in self.standing if self.votes[candidate] >= self.quota)
        if len(self.standing) <= self.seats - len(elected):
            self.elect(self.standing)
        self.stages.append(list(self.votes))
        one = {} if of is None else {"of": self.profile.candidates[of]}
        self.rounds.append(
            {
                "round": len(self.stages),
                "step": step,
                **one,
                "votes": by_name(self.profile, map(written, self.votes)),
                "elected": named(self.profile, elected[before:]),
                "not_transferable": written(self.not_transferable),
                "lost_to_rounding": written(self.lost),
            }
        )

    def elect(self, candidates: Iterable[int]) -> None:
        """Most votes first."""
        left = set(candidates)
        while left:
            one = self.ties.highest(left, self.votes, "who is elected first", self.stages)
            left.remove(one)
            self.standing.remove(one)
            self.elected.append(one)
