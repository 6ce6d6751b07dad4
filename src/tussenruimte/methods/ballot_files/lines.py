"""What the readers share: lines, numbers, and what is said of an odd one."""

import csv
from collections.abc import Sequence
from functools import lru_cache

from tussenruimte.methods.ballots import Ranking, wrong_with

MOST_DIGITS = 12  # of how often a ballot was cast


class Unreadable(ValueError):  # noqa: N818 - it is an answer, no error
    """A line that is not written as it should be; the text goes on after its number."""

    def __init__(self, line: int, what: str) -> None:
        self.line = line
        super().__init__(what)


class Odd(ValueError):  # noqa: N818 - it becomes Unreadable, with its line
    """What is wrong with a line."""


def text_of(content: bytes) -> list[str]:
    """The lines of a file, without their ends and without empty ones after the last."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "holds letters that are not written as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n \t").split("\n")


@lru_cache  # many ballots were cast as often as others
def whole(word: str) -> int:
    """A number of at least one, as it is written in a file."""
    if word.isascii() and word.isdecimal() and len(word) <= MOST_DIGITS and int(word):
        return int(word)
    raise Odd(f"has {word.strip()[:40]!r} where a whole number has to be")


def cells_of(line: str, sign: str) -> list[str]:
    """The cells of one row: at least one. Raises Odd."""
    try:
        return next(csv.reader([line], delimiter=sign), []) or [""]
    except csv.Error as error:
        raise Odd("is no row of cells that can be read") from error


def from_one(candidates: int) -> list[str]:
    """The numbers of so many candidates, as they are written."""
    return [str(number) for number in range(1, candidates + 1)]


class Numbers:
    """Who is meant by a number in a file."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.candidates = len(labels)
        self.known = f"the candidates are {labels[0]} to {labels[-1]}"
        self.index = {label: number for number, label in enumerate(labels)}

    def ranking(self, words: Sequence[str]) -> Ranking:
        """The candidates of these words, none of them twice. Raises Odd."""
        try:
            ranking = tuple(map(self.index.__getitem__, words))
        except KeyError as error:
            word = str(error.args[0]).strip()[:40]
            raise Odd(
                f"names {word!r}, and {self.known}" if word else "has an empty place"
            ) from error
        if len(set(ranking)) < len(ranking):
            raise Odd(wrong_with(ranking, self.candidates))
        return ranking
