"""Who comes first of those who have the same: never in silence.

First an earlier round of the count, when the method looks back; then the lot, or the order in
which candidates are listed. The lot of one count is drawn once, for all candidates, and favours
the same people each time: who stands higher in it is elected first and excluded last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tussenruimte.methods.lots import order_by_lot

Votes = Sequence[int]


@dataclass(frozen=True, slots=True)
class Tie:
    """A question that the votes of the moment did not answer, and how it was answered."""

    round: int
    about: str
    candidates: tuple[str, ...]
    chosen: str
    by: str  # "round N", "lot" or "listed"


@dataclass(slots=True)
class Ties:
    """Answers between equals, in one count, and keeps what was asked. Without a seed: as listed."""

    names: Sequence[str]
    seed: str | None = None
    found: list[Tie] = field(default_factory=list)
    order: list[int] = field(init=False)

    def __post_init__(self) -> None:
        place = {name: number for number, name in enumerate(self.names)}
        drawn = self.names if self.seed is None else order_by_lot(self.names, self.seed)
        self.order = [place[name] for name in drawn]

    def highest(
        self, among: Iterable[int], votes: Votes, about: str, before: Sequence[Votes] = ()
    ) -> int:
        """The one with most votes; `before` are the votes after each earlier round."""
        return self._pick(list(among), votes, about, before, is_highest=True)

    def lowest(
        self, among: Iterable[int], votes: Votes, about: str, before: Sequence[Votes] = ()
    ) -> int:
        """The one with fewest votes."""
        return self._pick(list(among), votes, about, before, is_highest=False)

    def _pick(
        self,
        among: list[int],
        votes: Votes,
        about: str,
        before: Sequence[Votes],
        *,
        is_highest: bool,
    ) -> int:
        tied = left = _outermost(among, votes, is_highest=is_highest)
        if len(tied) == 1:
            return tied[0]
        by = "listed" if self.seed is None else "lot"
        for number in range(len(before), 0, -1):
            left = _outermost(left, before[number - 1], is_highest=is_highest)
            if len(left) == 1:
                by = f"round {number}"
                break
        wanted = self.order if is_highest else self.order[::-1]
        chosen = next(candidate for candidate in wanted if candidate in left)
        names = tuple(self.names[candidate] for candidate in self.order if candidate in tied)
        self.found.append(Tie(len(before) + 1, about, names, self.names[chosen], by))
        return chosen


def _outermost(among: list[int], votes: Votes, *, is_highest: bool) -> list[int]:
    wanted = (max if is_highest else min)(votes[candidate] for candidate in among)
    return [candidate for candidate in among if votes[candidate] == wanted]
