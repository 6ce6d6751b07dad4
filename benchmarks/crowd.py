"""`bench crowd`: three hundred signed-in people who click and read, against the plain page under the
same load; and what the web server weighs, and how soon it answers.
"""

import random
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from statistics import median

from benchmarks import figures
from benchmarks.figures import Report, load
from benchmarks.houses import Place, Server, call, inside, place, served, sow, weight_of
from benchmarks.load import Page, WrongAnswer, open_page
from tools.supervise import clock, worker

MOST = 2.5  # × the plain page
PAUSE = (2.0, 8.0)  # seconds in which somebody reads
SLOT = 10.0  # seconds in which all open the house's pages; then as long the plain one, and so on
SLOTS = 3  # of each, in a round
BETWEEN = 1.0  # seconds at its beginning that do not count: whoever waited from before is answered by then
WEIGHT = 250.0  # MB for each process of the web
SETTLED = 8.0  # seconds after which the worker and the clock have loaded what they need
FIRST_PAGE = 10.0  # seconds after which the web server answers


@dataclass
class Crowd:
    """How long each page took, in milliseconds, and what went wrong."""

    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Browser:
    """Of one person: a line to each server, made anew after a fault."""

    def __init__(self) -> None:
        self.lines: dict[int, socket.socket] = {}

    def open(self, page: Page, turn: Crowd, *, counts: bool) -> None:
        """A page; how long it took is noted where it counts, and a fault always."""
        begun = time.perf_counter()
        try:
            open_page(self._line(page.server.port), page.request)
        except (OSError, WrongAnswer) as problem:
            turn.wrong.append(str(problem))
            self._let_go(page.server.port)
        else:
            if counts:
                turn.times.append((time.perf_counter() - begun) * 1_000)

    def close(self) -> None:
        """All lines."""
        for port in list(self.lines):
            self._let_go(port)

    def _line(self, port: int) -> socket.socket:
        if port not in self.lines:
            self.lines[port] = socket.create_connection(("127.0.0.1", port), timeout=30)
            self.lines[port].setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.lines[port]

    def _let_go(self, port: int) -> None:
        if line := self.lines.pop(port, None):
            line.close()


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
        report.say(f"    MB of each of its processes at the start: {_in_mb(house.weight())}")
        beside = [[Page("plain", floor, "/items/", cookie)]] * len(pages)
        both = list(zip(pages, beside, strict=True))
        turns = click(both, slots=2 + 2 * SLOTS * rounds)
        _tell(report, there.kind, list(_in_rounds(turns[2:])))  # by then everybody has come in
        _tell_wrong(report, there.kind, turns)
        _weigh(report, there.kind, house)
    for name, words in (("the worker", worker(quiet=True)), ("the clock", clock())):
        report.say(f"    MB of {name}: {weight_of(env, words, SETTLED):.0f}")


def _open(page: Page) -> None:
    with closing(Browser()) as browser:
        browser.open(page, first := Crowd(), counts=True)
    if first.wrong:
        raise WrongAnswer(first.wrong[0])


def click(people: Sequence[Sequence[Sequence[Page]]], slots: int) -> list[Crowd]:
    """Everybody opens a page, reads for a while, and opens another: in turns of the house and the plain one.

    Each person comes with the pages of both. The turns are short, since a shared machine is quicker in
    one minute than in the next. Gives each turn by itself.
    """
    turns, begun = [Crowd() for _slot in range(slots)], time.monotonic()

    def visit(sides: Sequence[Sequence[Page]], dice: random.Random) -> None:
        time.sleep(dice.uniform(0, PAUSE[1]))  # not all at the same moment
        with closing(Browser()) as browser:
            while (so_far := time.monotonic() - begun) < slots * SLOT:
                slot, into = int(so_far / SLOT), so_far % SLOT
                page = dice.choice(sides[slot % len(sides)])
                browser.open(page, turns[slot], counts=into >= BETWEEN)
                time.sleep(dice.uniform(*PAUSE))

    threads = [
        threading.Thread(target=visit, args=(sides, random.Random(number)))  # noqa: S311 - people
        for number, sides in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return turns


def _in_rounds(turns: Sequence[Crowd]) -> Iterator[tuple[Crowd, Crowd]]:
    """The house and the plain one, each with its turns of one round together."""
    size = 2 * SLOTS
    for start in range(0, len(turns), size):
        of_round = turns[start : start + size]
        yield _together(of_round[::2]), _together(of_round[1::2])


def _together(turns: Sequence[Crowd]) -> Crowd:
    return Crowd([took for turn in turns for took in turn.times])


def _tell(report: Report, kind: str, pairs: Sequence[tuple[Crowd, Crowd]]) -> None:
    """Ratios first; then the milliseconds, and whether anybody got no page."""
    for name, share in (("p50", figures.p50), ("p95", figures.p95)):
        both = [(share(page.times), share(plain.times)) for page, plain in pairs]
        report.check(f"{kind} crowd: {name} against plain", figures.ratio(both), MOST)
        page, plain = (median(pair[side] for pair in both) for side in (0, 1))
        report.say(f"    {page:.1f} ms, plain {plain:.1f} ms; {load()}")


def _tell_wrong(report: Report, kind: str, turns: Sequence[Crowd]) -> None:
    """Of both, also before and between what counts."""
    wrong = [text for turn in turns for text in turn.wrong]
    opened = sum(len(turn.times) for turn in turns[2::2])
    report.check(f"{kind} crowd: of {opened} pages not answered", len(wrong), 0, unit=" ")
    if wrong:
        report.say(f"    {wrong[0]}")


def _weigh(report: Report, kind: str, house: Server) -> None:
    weights = house.weight()
    report.check(f"{kind}: the heaviest process of the web", weights[0], WEIGHT, unit="MB")
    report.say(f"    MB of each of its processes afterwards: {_in_mb(weights)}")


def _in_mb(weights: Sequence[float]) -> str:
    return ", ".join(f"{one:.0f}" for one in weights)
