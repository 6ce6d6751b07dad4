"""Reading shared budgets as Pabulib writes them down: META, PROJECTS and VOTES, with semicolons.

Stolicki, Szufa and Talmon, "Pabulib: a participatory budgeting library", 2020. Only approval
votes can be shared here: who chose what, without order or points.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat

import numpy as np

from tussenruimte.methods.budgets import (
    Ballots,
    Budget,
    Numbers,
    kind_of_number,
)

AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")
SECTIONS = ("META", "PROJECTS", "VOTES")
VOTES = re.compile(rb"\n[ \t]*votes[ \t]*\r?\n", re.IGNORECASE)
LONGEST = 12
"""No line with the name of a section is as long as this."""


class BadFile(ValueError):  # noqa: N818 - the file is bad, not the program
    """The file says something that cannot be counted; the text says where and what."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"Line {line}: {what}.")


@dataclass(frozen=True)
class Published:
    """A budget out of a file, with who voted and what each of them wrote."""

    budget: Budget
    meta: dict[str, str]
    voters: Sequence[str]
    votes: Sequence[str]
    written: list[str]
    """Every different vote as it was written, in the order of the ballots."""
    has_repeats: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """One section: its columns, its rows, and the number of the line on which each begins."""

    line: int
    columns: list[str]
    rows: list[list[str]]
    lines: list[int]

    def place(self, name: str) -> int:
        if name not in self.columns:
            raise BadFile(self.line, f"a column '{name}' is missing")
        return self.columns.index(name)


def read_pabulib(content: bytes) -> Published:
    """Read one file. Raises BadFile with the number of the line that cannot be understood."""
    lines = _lines(content)
    first, second, third = _sections(lines)
    meta = _meta(lines, first, second)
    ids, costs, cost_lines = _projects(_part(lines, second, third))
    _agree(meta, "num_projects", len(ids), "ideas")
    total, line = meta.get("budget", ("", first + 1))
    amounts = [_amount(total, line), *map(_amount, costs, cost_lines)]
    if not amounts[0]:
        raise BadFile(line, "there is no budget to share")
    scale = 10 ** max(-min(0, int(amount.as_tuple().exponent)) for amount in amounts)
    units = [int(amount * scale) for amount in amounts]
    voters, votes, where = _votes(lines, third)
    _agree(meta, "num_votes", len(votes), "votes")
    ballots, written = _ballots(ids, votes, where)
    budget = Budget(tuple(ids), tuple(units[1:]), units[0], ballots, scale)
    twice = any((who[1:] == who[:-1]).any() for who in budget.supporters)
    if twice:  # in published files some name an idea twice: it counts once
        budget = replace(budget, ballots=_once(ballots, len(ids)))
    told = {name: value for name, (value, _) in meta.items()}
    return Published(budget, told, voters, votes, written, twice)


def _lines(content: bytes) -> list[str]:
    """The lines, the votes read apart: they go quicker when only the names have accents."""
    split = VOTES.search(content)
    halfway = split.start() + 1 if split else 0
    lines: list[str] = []
    for start, part in (0, content[:halfway]), (halfway, content[halfway:]):
        try:
            text = part.decode("utf-8" if start else "utf-8-sig")
        except UnicodeDecodeError as no:
            line = content.count(b"\n", 0, start + no.start) + 1
            raise BadFile(line, "this is no UTF-8") from no
        if (ends := text.count("\r\n")) and ends != text.count("\n"):
            text = text.replace("\r\n", "\n")
            ends = 0
        lines[-1:] = text.split("\r\n" if ends else "\n")
    return lines


def _sections(lines: list[str]) -> list[int]:
    """Where each section begins, counted from nought."""
    found = [
        (number, line.strip().upper())
        for number, line in enumerate(lines)
        if len(line) < LONGEST and line.strip().upper() in SECTIONS
    ]
    names = [name for _, name in found]
    for place, name in enumerate(SECTIONS):
        if names[place : place + 1] != [name]:
            line = found[place][0] + 1 if place < len(found) else max(1, len(lines) - 1)
            raise BadFile(line, f"here the section {name} should have begun")
    if len(found) > len(SECTIONS):
        raise BadFile(found[3][0] + 1, "a section begins for the second time")
    return [number for number, _ in found]


def _part(lines: list[str], start: int, end: int) -> _Part:
    """The rows of a section, each as wide as its heading."""
    reader = csv.reader(lines[start + 1 : end], delimiter=";", strict=False)
    rows, numbers, before = [], [], start + 2
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                numbers.append(before)
            before = start + 2 + reader.line_num
    except csv.Error as no:
        raise BadFile(before, f"this cannot be read as fields: {no}") from no
    if not rows:
        raise BadFile(start + 1, f"the section {lines[start].strip()} is empty")
    columns = [cell.strip() for cell in rows[0]]
    for row, number in zip(rows, numbers, strict=True):
        if len(row) != len(columns):
            raise BadFile(number, f"here are {len(row)} fields, where {len(columns)} are expected")
    return _Part(start + 2, columns, rows[1:], numbers[1:])


def _meta(lines: list[str], start: int, end: int) -> dict[str, tuple[str, int]]:
    """What the file tells about itself, and on which line."""
    meta = {}
    for number in range(start + 1, end):
        name, found, value = lines[number].partition(";")
        if not lines[number].strip():
            continue
        if not found:
            raise BadFile(number + 1, "here a key and a value are expected, with ';' between")
        if name.strip() in meta:
            raise BadFile(number + 1, f"'{name.strip()}' is told twice")
        meta[name.strip()] = (value.strip(), number + 1)
    if "budget" not in meta:
        raise BadFile(start + 1, "the section META tells no budget")
    kind, line = meta.get("vote_type", ("approval", 0))
    if kind != "approval":
        raise BadFile(line, f"votes of the type '{kind}' cannot be shared, only 'approval'")
    return meta


def _agree(meta: dict[str, tuple[str, int]], name: str, counted: int, what: str) -> None:
    """What the file says that it holds is what it holds."""
    told, line = meta.get(name, (str(counted), 0))
    if told != str(counted):
        raise BadFile(line, f"the file tells of {told} {what} and holds {counted}")


def _projects(part: _Part) -> tuple[list[str], list[str], list[int]]:
    """The names of the ideas, what they cost as written, and their lines."""
    name, cost = part.place("project_id"), part.place("cost")
    ids = [row[name].strip() for row in part.rows]
    seen: set[str] = set()
    for one, line in zip(ids, part.lines, strict=True):
        if not one or "," in one:
            raise BadFile(line, "an idea has no name, or one with a comma")
        if one in seen:
            raise BadFile(line, f"idea '{one}' stands twice in the file")
        seen.add(one)
    return ids, [row[cost].strip() for row in part.rows], part.lines


def _amount(written: str, line: int) -> Decimal:
    if not AMOUNT.fullmatch(written):
        raise BadFile(line, f"'{written}' is no amount of money, such as 1500 or 1500.50")
    return Decimal(written)


def _votes(lines: list[str], start: int) -> tuple[list[str], list[str], Sequence[int]]:
    """Who voted, what they wrote, and on which lines. Without quotes this is quick."""
    end = len(lines)
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    rows = lines[start + 2 : end]
    head = lines[start + 1] if start + 1 < end else ""
    width = head.count(";") + 1
    whole = ";".join(rows)
    plain = '"' not in whole and "" not in rows and whole.count(";") == width * len(rows) - 1
    if plain and not set(map(str.count, rows, repeat(";"))) - {width - 1}:
        part = _part(lines, start, min(start + 2, end))
        cells = whole.split(";") if rows else []
        who, what = part.place("voter_id"), part.place("vote")
        voters, votes = cells[who::width], cells[what::width]
    else:
        part = _part(lines, start, end)
        who, what = part.place("voter_id"), part.place("vote")
        voters, votes = [row[who] for row in part.rows], [row[what] for row in part.rows]
    if not voters:
        raise BadFile(start + 1, "nobody voted")
    where = part.lines or range(start + 3, end + 1)
    if len(set(voters)) < len(voters):
        raise BadFile(*_voted_twice(voters, where))
    return voters, votes, where


def _voted_twice(voters: Sequence[str], lines: Sequence[int]) -> tuple[int, str]:
    seen: set[str] = set()
    for voter, line in zip(voters, lines, strict=True):
        if voter in seen:
            return line, f"voter '{voter}' voted twice"
        seen.add(voter)
    raise AssertionError("nobody voted twice")


def _ballots(
    ids: list[str], votes: Sequence[str], where: Sequence[int]
) -> tuple[Ballots, list[str]]:
    """Every different vote once, the ideas as numbers."""
    counted = Counter(votes)
    written = list(counted)
    place = {name: number for number, name in enumerate(ids)}
    kind = kind_of_number(len(ids))
    tokens = ",".join(filter(None, written)).split(",") if any(written) else []
    lengths = [vote.count(",") + 1 if vote else 0 for vote in written]
    try:
        numbers = np.fromiter(map(place.__getitem__, tokens), kind, len(tokens))
    except KeyError:
        tokens = [token.strip() for token in tokens]
        if unknown := set(tokens) - set(ids):
            raise BadFile(*_who_wrote(votes, where, unknown)) from None
        numbers = np.fromiter(map(place.__getitem__, tokens), kind, len(tokens))
    weights = np.fromiter(counted.values(), np.intp, len(counted))
    return Ballots(numbers, _starts(lengths), weights), written


def _once(ballots: Ballots, ideas: int) -> Ballots:
    """The same ballots, naming each idea once."""
    rows = [list(dict.fromkeys(ballots.row(row))) for row in range(len(ballots.weights))]
    numbers = np.array([idea for row in rows for idea in row], dtype=kind_of_number(ideas))
    return Ballots(numbers, _starts([len(row) for row in rows]), ballots.weights)


def _starts(lengths: list[int]) -> Numbers:
    """Where each ballot begins, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, np.intp)
    np.cumsum(lengths, out=starts[1:])
    return starts


def _who_wrote(votes: Sequence[str], where: Sequence[int], unknown: set[str]) -> tuple[int, str]:
    """The line of the first vote for an idea that is not there."""
    for line, vote in zip(where, votes, strict=True):
        for token in vote.split(",") if vote else ():
            if token.strip() in unknown:
                return line, f"there is no idea '{token.strip()}'"
    raise AssertionError("everybody voted for what is there")


def named_twice(published: Published) -> list[str]:
    """The voters who named an idea twice; it counted once."""
    if not published.has_repeats:
        return []
    pairs = zip(published.voters, published.votes, strict=True)
    names = ((voter, [name.strip() for name in vote.split(",")]) for voter, vote in pairs)
    return [voter for voter, named in names if len(set(named)) < len(named)]
