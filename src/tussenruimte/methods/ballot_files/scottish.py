"""Files of Scottish council elections, as they are collected from the councils.

9,3,                                          candidates, seats
20,1,                                         how many ballots, and their order
1,1,2,
"Candidate 1","Anna de Wit","Garden (G)",
"Ward 3 - Kade",
"""

import re
from collections.abc import Callable

from tussenruimte.methods.ballot_files.grouping import grouped
from tussenruimte.methods.ballot_files.lines import (
    Numbers,
    Odd,
    Unreadable,
    cells_of,
    from_one,
    whole,
)
from tussenruimte.methods.ballot_files.quick import Form
from tussenruimte.methods.ballots import Profile, Ranking, told_apart

_FIRST = re.compile(r"\d+,\d+,?")
_CANDIDATE = re.compile(r"Candidate (\d+)")


def is_it(lines: list[str]) -> bool:
    """Two numbers and nothing else stand on the first line."""
    return _FIRST.fullmatch(lines[0]) is not None


def read(lines: list[str]) -> Profile:
    """The ballots, the candidates and the seats. Raises Unreadable."""
    try:
        candidates, seats = map(whole, lines[0].removesuffix(",").split(","))
    except Odd as odd:
        raise Unreadable(1, str(odd)) from odd
    end = len(lines)
    while end > 1 and lines[end - 1].startswith('"'):
        end -= 1
    names = _names(lines[end:], candidates, end + 1)
    form = Form(candidates, ",", ",", tail=",")
    strict, _none = grouped(lines[1:end], _ballot_of(Numbers(from_one(candidates))), 2, form)
    return Profile(told_apart(names), strict, seats=seats)


def _ballot_of(numbers: Numbers) -> Callable[[str], tuple[int, Ranking]]:
    def ballot(line: str) -> tuple[int, Ranking]:
        times, _comma, order = line.partition(",")
        return whole(times), numbers.ranking(order.removesuffix(",").split(","))

    return ballot


def _names(lines: list[str], candidates: int, first: int) -> list[str]:
    """Who stands, in the order of their numbers; the ward comes after them."""
    names: list[str] = []
    for number, line in enumerate(lines[:candidates], first):
        try:
            cells = cells_of(line, ",")
        except Odd as odd:
            raise Unreadable(number, str(odd)) from odd
        told = _CANDIDATE.fullmatch(cells[0]) if len(cells) > 1 else None
        if told is None or told[1] != str(len(names) + 1):
            raise Unreadable(number, f"has to name candidate {len(names) + 1}")
        names.append(cells[1].strip())
    if len(names) < candidates:
        told_of = f"ends the file after {len(names)} of {candidates} candidates"
        raise Unreadable(first + len(lines) - 1, told_of)
    if len(lines) > candidates + 1:
        raise Unreadable(first + candidates + 1, "stands after the name of the ward")
    return names
