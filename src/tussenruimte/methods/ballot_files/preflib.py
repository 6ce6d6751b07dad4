"""Files of PrefLib with orders: .soc, .soi, .toc and .toi.

    # DATA TYPE: toi
    # NUMBER ALTERNATIVES: 3
    # NUMBER VOTERS: 12
    # ALTERNATIVE NAME 1: Anna
    # ALTERNATIVE NAME 2: Bram
    # ALTERNATIVE NAME 3: Chris
    8: 1,3,2
    4: 2,{1,3}

Braces hold who shares a rank. `so` has none; `c` names everybody on each ballot.
"""

import re
from collections.abc import Callable

from tussenruimte.methods.ballot_files.grouping import grouped
from tussenruimte.methods.ballot_files.lines import (
    Numbers,
    Odd,
    Unreadable,
    from_one,
    whole,
)
from tussenruimte.methods.ballot_files.quick import Form
from tussenruimte.methods.ballots import Profile, Ranking, Ranks, told_apart, wrong_with

NAME = "ALTERNATIVE NAME "
TYPES = ("soc", "soi", "toc", "toi")
_TOLD = re.compile(r"# *([A-Z ]+?)(?: (\d{1,9}))? *: *(.*)")
_RANK = re.compile(r"\{([^{}]*)\}|([^,{}]+)")
_RANKS = re.compile(rf"({_RANK.pattern})(,({_RANK.pattern}))*")


def is_it(lines: list[str]) -> bool:
    """The first line tells something about the file."""
    return lines[0].startswith("#")


def read(lines: list[str]) -> Profile:
    """The ballots and the candidates. Raises Unreadable."""
    end = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    told = _told(lines[:end])
    kind = told.get("DATA TYPE", (1, ""))
    if kind[1] not in TYPES:
        raise Unreadable(kind[0], f"has to tell a data type that we count: {', '.join(TYPES)}")
    names = _names(told)
    ballot = _ballot_of(Numbers(list(names)), kind[1])
    form = None
    if list(names) == from_one(len(names)):
        form = Form(len(names), ":", ",", least=len(names) if kind[1].endswith("c") else 1)
    plain = [line.replace(" ", "") for line in lines[end:]]
    strict, shared = grouped(plain, ballot, end + 1, form)
    profile = Profile(told_apart(names.values()), strict, shared)
    line, voters = told.get("NUMBER VOTERS", (1, str(profile.voters)))
    if voters != str(profile.voters):
        raise Unreadable(line, f"tells of {voters[:40]} voters, and there are {profile.voters}")
    return profile


def _told(lines: list[str]) -> dict[str, tuple[int, str]]:
    """What the file tells of itself, with the line that tells it."""
    told: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines, 1):
        if found := _TOLD.match(line):
            name = f"{found[1]} {found[2]}" if found[2] else found[1]
            told[name] = (number, found[3].strip())
    return told


def _names(told: dict[str, tuple[int, str]]) -> dict[str, str]:
    """Who stands, by number; most files begin with one, some with nought."""
    line, alternatives = told.get("NUMBER ALTERNATIVES", (1, ""))
    try:
        number = whole(alternatives)
    except Odd as odd:
        raise Unreadable(line, "has to tell the number of alternatives") from odd
    names = {key.removeprefix(NAME): name for key, (_, name) in told.items() if NAME in key}
    if len(names) != number or not all(map(str.isdecimal, names)):
        raise Unreadable(line, f"tells of {number} alternatives, and {len(names)} have a name")
    return dict(sorted(names.items(), key=lambda pair: int(pair[0])))


def _ballot_of(numbers: Numbers, kind: str) -> Callable[[str], tuple[int, Ranking | Ranks]]:
    """How a line is read in a file of this kind."""
    is_complete, may_share = kind.endswith("c"), kind.startswith("t")

    def ballot(line: str) -> tuple[int, Ranking | Ranks]:
        times, colon, order = line.partition(":")
        if not colon:
            raise Odd("has to be how many ballots, a colon, and their order")
        if "{" in order or "}" in order:
            if not may_share:
                raise Odd(f"shares a rank, which a file of type {kind} cannot")
            named, found = _ranks(numbers, order)
        else:
            named = found = numbers.ranking(order.split(","))
        if is_complete and len(named) < numbers.candidates:
            raise Odd(f"names {len(named)} of {numbers.candidates}; type {kind} names everybody")
        return whole(times), found

    return ballot


def _ranks(numbers: Numbers, order: str) -> tuple[Ranking, Ranking | Ranks]:
    """Whom a ballot names, and in which ranks."""
    if not _RANKS.fullmatch(order):
        raise Odd("has a brace or a comma too many")
    ranks = tuple(
        numbers.ranking((inside or alone).split(",")) for inside, alone in _RANK.findall(order)
    )
    named = tuple(candidate for rank in ranks for candidate in rank)
    if wrong := wrong_with(named, numbers.candidates):
        raise Odd(wrong)
    if len(named) == len(ranks):
        return named, named
    return named, tuple(tuple(sorted(rank)) for rank in ranks)
