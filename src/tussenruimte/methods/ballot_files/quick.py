"""All ballots at once, as long as nothing is odd about any of them.

It takes two thirds of the time that line by line takes. Whatever is not plain, such as a shared
rank, a number too high or a space, is left to the reader of single lines: it knows what to say.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from tussenruimte.methods.ballot_files.lines import Odd, whole
from tussenruimte.methods.ballots import Ranking

MOST = 60  # candidates; each above nine is looked for in the whole text
NINE = 9
ABOVE_NINE = 128  # with the number, what stands for a candidate above nine
END = b"\xff"


@dataclass(frozen=True, slots=True)
class Form:
    """How a line is written: `7,2,1,` or `7:2,1` or `7;2;1`."""

    candidates: int
    sign: str  # after how many ballots
    between: str  # one candidate and the next
    tail: str = ""  # after the last one
    least: int = 1  # whom each ballot has to name


def all_at_once(lines: Counter[str], form: Form) -> Mapping[Ranking, int] | None:
    """The ballots of these lines; None when a line has to be looked at."""
    counts = [line.partition(form.sign)[0] for line in lines]
    orders = [line.partition(form.sign)[2] for line in lines]
    try:
        number = {count: whole(count) for count in set(counts)}
    except Odd:
        return None
    rankings = _rankings(orders, form)
    if rankings is None:
        return None
    times = map(mul, map(number.__getitem__, counts), lines.values())
    found = dict(zip(rankings, times, strict=True))
    return found if len(found) == len(rankings) else None


def _rankings(orders: Sequence[str], form: Form) -> list[Ranking] | None:
    """Each order as candidates. In the text every other letter is a candidate, or it is not plain."""
    text = "\n".join(orders).replace(f"{form.tail}\n", "\n").removesuffix(form.tail)
    if form.candidates > MOST or not text.isascii():
        return None
    written = text.encode()
    codes = bytearray(b"123456789"[: form.candidates])
    for number in range(form.candidates, NINE, -1):
        written = written.replace(b"%d" % number, bytes([ABOVE_NINE + number]))
    codes += bytes(range(ABOVE_NINE + NINE + 1, ABOVE_NINE + form.candidates + 1))
    between = form.between.encode()
    names, signs = written[0::2], written[1::2]
    if (
        names.translate(None, codes)
        or signs.translate(None, between + b"\n")
        or not len(written) % 2
    ):
        return None
    table = bytes.maketrans(codes + b"\n", bytes(range(form.candidates)) + END)
    rankings = list(map(tuple, written.translate(table, between).split(END)))
    if min(map(len, rankings)) < form.least or sum(map(len, map(set, rankings))) < len(names):
        return None
    return rankings
