"""Our own export: one row of cells for each order, with semicolons, so that a spreadsheet opens it.

ballots;1                the form, and its number
seats;2                  may be left out
candidate;1;Anna
candidate;2;Bram
candidate;3;"Chris; of number 4"
40;1;2                   how many ballots, first choice, second choice
3;2=3;1                  = stands between those who share a rank
"""

import csv
import io
from collections.abc import Callable, Iterator

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
from tussenruimte.methods.ballots import Profile, Ranking, Ranks, told_apart, wrong_with

FORM = "ballots;1"


def is_it(lines: list[str]) -> bool:
    """The first line says so."""
    return lines[0].rstrip("; ") == FORM


def read(lines: list[str]) -> Profile:
    """The ballots, the candidates and, when it is told, the seats. Raises Unreadable."""
    names: list[str] = []
    seats = None
    end = len(lines)
    for at, line in enumerate(lines[1:], 1):
        if not line.startswith(("seats;", "candidate;")):
            end = at
            break
        try:
            cells = cells_of(line, ";")
            if cells[0] == "seats":
                seats = whole(cells[1])
            else:
                names.append(_name(cells, len(names) + 1))
        except Odd as odd:
            raise Unreadable(at + 1, str(odd)) from odd
    if not names:
        raise Unreadable(min(end + 1, len(lines)), "stands where a candidate has to be named")
    form = Form(len(names), ";", ";")
    strict, shared = grouped(lines[end:], _ballot_of(Numbers(from_one(len(names)))), end + 1, form)
    return Profile(told_apart(names), strict, shared, seats)


def _name(cells: list[str], number: int) -> str:
    if len(cells) < len(("candidate", "number", "name")) or cells[1] != str(number):
        raise Odd(f"has to name candidate {number}")
    return cells[2].strip()


def _ballot_of(numbers: Numbers) -> Callable[[str], tuple[int, Ranking | Ranks]]:
    def ballot(line: str) -> tuple[int, Ranking | Ranks]:
        times, _sign, order = line.rstrip("; ").partition(";")
        words = order.split(";")
        if "=" not in line:
            return whole(times), numbers.ranking(words)
        ranks = tuple(tuple(sorted(numbers.ranking(word.split("=")))) for word in words)
        if wrong := wrong_with(tuple(one for rank in ranks for one in rank), numbers.candidates):
            raise Odd(wrong)
        return whole(times), ranks

    return ballot


def written(profile: Profile) -> str:
    """The ballots as a file: `read` gives them back, and the most frequent come first."""
    file = io.StringIO()
    sheet = csv.writer(file, delimiter=";", lineterminator="\n")
    sheet.writerow(FORM.split(";"))
    if profile.seats:
        sheet.writerow(["seats", profile.seats])
    for number, name in enumerate(profile.candidates, 1):
        sheet.writerow(["candidate", number, " ".join(name.split())])
    sheet.writerows(_rows(profile))
    return file.getvalue()


def _rows(profile: Profile) -> Iterator[list[str]]:
    ranked = {tuple((one,) for one in order): times for order, times in profile.strict.items()}
    both = [*ranked.items(), *profile.shared.items()]
    for ranks, times in sorted(both, key=lambda ballot: (-ballot[1], ballot[0])):
        cells = ["=".join(str(candidate + 1) for candidate in rank) for rank in ranks]
        yield [str(times), *cells]
