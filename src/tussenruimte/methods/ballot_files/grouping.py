"""Ballots out of lines: each different line is read once, however often it stands there."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeGuard

from tussenruimte.methods.ballot_files.lines import Odd, Unreadable
from tussenruimte.methods.ballot_files.quick import Form, all_at_once
from tussenruimte.methods.ballots import Ranking, Ranks

Ballots = tuple[Mapping[Ranking, int], Mapping[Ranks, int]]
Reader = Callable[[str], tuple[int, Ranking | Ranks]]


def grouped(lines: Sequence[str], read: Reader, first: int, form: Form | None) -> Ballots:
    """The ballots of these lines, of which the first has this number. Raises Unreadable.

    Without a form they are read one by one.
    """
    if not lines:
        raise Unreadable(first, "is where ballots have to begin, and there are none")
    counted = Counter(lines)
    quick = all_at_once(counted, form) if form else None
    if quick is not None:
        return quick, {}
    found = defaultdict[Ranking | Ranks, int](int)
    line = ""
    try:
        for line, times in counted.items():
            count, ballot = read(line)
            found[ballot] += count * times
    except Odd as odd:
        raise Unreadable(lines.index(line) + first, str(odd)) from odd
    shared = {ballot: times for ballot, times in found.items() if _has_ranks(ballot)}
    return {ballot: times for ballot, times in found.items() if _is_strict(ballot)}, shared


def _has_ranks(ballot: Ranking | Ranks) -> TypeGuard[Ranks]:
    return isinstance(ballot[0], tuple)


def _is_strict(ballot: Ranking | Ranks) -> TypeGuard[Ranking]:
    return not isinstance(ballot[0], tuple)
