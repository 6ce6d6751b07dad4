"""`bench crowd`: three hundred signed-in people who click and read, against the plain page under the
same load; and what the web server weighs, and how soon it answers.
"""

import random
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from benchmarks import figures
from benchmarks.figures import Report, load
from benchmarks.houses import Place, Server, call, inside, place, served, sow
from benchmarks.load import Page, WrongAnswer, open_page

MOST = 2.5  # × the plain page
PAUSE = (2.0, 8.0)  # seconds in which somebody reads
SLOT = 10.0  # seconds in which all open the house's pages; then as long the plain one, and so on
SLOTS = 3  # of each, in a round
WEIGHT = 250.0  # MB for each process of the web
FIRST_PAGE = 10.0  # seconds after which the web server answers


@dataclass
class Crowd:
    """How long each page took, in milliseconds, and what went wrong."""

    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def open(self, line: socket.socket, page: Page) -> None:
        """Somebody opens this page."""
        begun = time.perf_counter()
        try:
            open_page(line, page.request)
        except (OSError, WrongAnswer) as problem:
            self.wrong.append(str(problem))
        else:
            self.times.append((time.perf_counter() - begun) * 1_000)


def run(report: Report, kinds: Sequence[str], members: int, *, people: int, rounds: int) -> None:
    """Each kind of database in turn."""
    for kind in kinds:
        with place(kind) as there:
            _one_kind(report, there, members, people, rounds)


def _one_kind(report: Report, there: Place, members: int, people: int, rounds: int) -> None:
    plain, env = there.room("plain"), there.room(f"crowd{members}")
    cookie = call(plain, "benchmarks.plain.fill").split()[-1]
    report.say(f"\n{there.kind}, {sow(env, members)} {load()}")
    crowd = inside(env, "crowd", str(people))
    with ExitStack() as stack:
        floor = stack.enter_context(served(plain, "benchmarks.plain.wsgi:application"))
        begun = time.monotonic()
        house = stack.enter_context(served(env, "tussenruimte.wsgi:application"))
        pages = [[Page("a page", house, p, one["cookie"]) for p in one["paths"]] for one in crowd]
        _open(pages[0][0])
        report.check(
            f"{there.kind}: the first page", time.monotonic() - begun, FIRST_PAGE, unit="s"
        )
        beside = [[Page("plain", floor, "/items/", cookie)]] * len(pages)
        both = list(zip(pages, beside, strict=True))
        turns = click(both, slots=2 + 2 * SLOTS * rounds)[2:]  # after two everybody has come in
        _tell(report, there.kind, list(_in_rounds(turns)))
        _weigh(report, there.kind, house)


def _open(page: Page) -> None:
    with _line([page]) as line:
        open_page(line, page.request)


def click(people: Sequence[Sequence[Sequence[Page]]], slots: int) -> list[Crowd]:
    """Everybody opens a page, reads for a while, and opens another: in turns of the house and the plain one.

    Each person comes with the pages of both. The turns are short, since a shared machine is quicker in
    one minute than in the next. Gives each turn by itself.
    """
    crowds, begun = [Crowd() for _slot in range(slots)], time.monotonic()

    def visit(sides: Sequence[Sequence[Page]], dice: random.Random) -> None:
        time.sleep(dice.uniform(0, PAUSE[1]))  # not all at the same moment
        with ExitStack() as stack:
            lines = [stack.enter_context(_line(pages)) for pages in sides]
            while (slot := int((time.monotonic() - begun) / SLOT)) < slots:
                side = slot % len(sides)
                crowds[slot].open(lines[side], dice.choice(sides[side]))
                time.sleep(dice.uniform(*PAUSE))

    threads = [
        threading.Thread(target=visit, args=(sides, random.Random(number)))  # noqa: S311 - people
        for number, sides in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return crowds


def _in_rounds(turns: Sequence[Crowd]) -> Iterator[tuple[Crowd, Crowd]]:
    """The house and the plain one, each with its turns of one round together."""
    size = 2 * SLOTS
    for start in range(0, len(turns), size):
        of_round = turns[start : start + size]
        yield _together(of_round[::2]), _together(of_round[1::2])


def _together(turns: Sequence[Crowd]) -> Crowd:
    return Crowd(
        [one for turn in turns for one in turn.times], [one for turn in turns for one in turn.wrong]
    )


def _line(pages: Sequence[Page]) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", pages[0].server.port), timeout=30)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def _tell(report: Report, kind: str, pairs: Sequence[tuple[Crowd, Crowd]]) -> None:
    """Ratios first; then the milliseconds, and whether anybody got no page."""
    for name, share in (("p50", figures.p50), ("p95", figures.p95)):
        both = [(share(page.times), share(plain.times)) for page, plain in pairs]
        report.check(f"{kind} crowd: {name} against plain", figures.ratio(both), MOST)
        page, plain = (median(pair[side] for pair in both) for side in (0, 1))
        report.say(f"    {page:.1f} ms, plain {plain:.1f} ms; {load()}")
    opened = sum(len(page.times) for page, _plain in pairs)
    wrong = [text for page, _plain in pairs for text in page.wrong]
    report.check(f"{kind} crowd: of {opened} pages not answered", len(wrong), 0, unit=" ")
    if wrong:
        report.say(f"    {wrong[0]}")


def _weigh(report: Report, kind: str, house: Server) -> None:
    weights = house.weight()
    said = ", ".join(f"{one:.0f}" for one in weights)
    report.check(f"{kind}: the heaviest process of the web", weights[0], WEIGHT, unit="MB")
    report.say(f"    MB of each of its processes: {said}")
