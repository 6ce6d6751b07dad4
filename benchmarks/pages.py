"""`bench pages`: *Vandaag*, a need, promised-and-done, and what is decided together, at three sizes, against
a plain page.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from benchmarks import figures
from benchmarks.figures import Report
from benchmarks.houses import Place, call, inside, place, served, sow
from benchmarks.load import Page, Visits, measure

MOST = 2.5  # × the plain page
GROWTH = 1.5  # × from the smallest to the largest
FEW, SOME = 8, 12  # questions to the database
PAGES = {  # beside which plain page, and how much it may ask
    "today": ("items", FEW),
    "need": ("looked-at", FEW),
    "promised": ("items", FEW),
    "proposals": ("items", SOME),
    "proposal": ("items", FEW),
    "candidates": ("items", FEW),
    "vote": ("items", SOME),
    "cast": ("items", SOME),
    "result": ("items", SOME),
    "elected": ("items", SOME),
    "shared": ("items", SOME),
}


@dataclass
class Times:
    """What one page and the plain page beside it took, round by round."""

    p50: list[tuple[float, float]] = field(default_factory=list)
    p95: list[tuple[float, float]] = field(default_factory=list)
    work: list[tuple[float, float]] = field(default_factory=list)

    def add(self, page: Visits, plain: Visits) -> None:
        """One round of both."""
        self.p50.append((figures.p50(page.times), figures.p50(plain.times)))
        self.p95.append((figures.p95(page.times), figures.p95(plain.times)))
        self.work.append((page.work, plain.work))


def run(
    report: Report,
    kinds: Sequence[str],
    sizes: Sequence[int],
    *,
    cooperatives: int = 1,
    seconds: float,
    rounds: int,
) -> None:
    """Each kind of database in turn; with several cooperatives the members live in all of them."""
    for kind in kinds:
        with place(kind) as there:
            _one_kind(report, there, sizes, cooperatives, seconds=seconds, rounds=rounds)


def _one_kind(
    report: Report,
    there: Place,
    sizes: Sequence[int],
    cooperatives: int,
    *,
    seconds: float,
    rounds: int,
) -> None:
    plain = there.room("plain")
    cookie = call(plain, "benchmarks.plain.fill").split()[-1]
    middle: dict[str, list[float]] = {name: [] for name in PAGES}
    for members in sizes:
        env = there.room(f"members{members}")
        report.say(f"\n{there.kind}, {sow(env, members, cooperatives)} {figures.load()}")
        found = inside({**env, "TUSSENRUIMTE_ROLE": "owner"}, "pages")
        _queries(report, there.kind, members, env, found)
        with ExitStack() as stack:
            floor = stack.enter_context(served(plain, "benchmarks.plain.wsgi:application"))
            house = stack.enter_context(served(env, "tussenruimte.wsgi:application"))
            for name, (beside, _few) in PAGES.items():
                page = Page(name, house, found[name], found["cookie"])
                times = _rounds(page, Page("plain", floor, f"/{beside}/", cookie), seconds, rounds)
                middle[name].append(_tell(report, f"{there.kind} {members} {name}", times))
    for name, ratios in middle.items():
        if len(ratios) > 1:
            report.check(
                f"{there.kind} {name}: growth {sizes[0]} to {sizes[-1]} members",
                ratios[-1] / ratios[0],
                GROWTH,
            )


def _rounds(page: Page, plain: Page, seconds: float, rounds: int) -> Times:
    """In turn, so that a busy minute of the machine falls on both."""
    times = Times()
    for one in (page, plain):
        measure(one, 1.0)  # warm
    for _ in range(rounds):
        times.add(measure(page, seconds), measure(plain, seconds))
    return times


def _queries(
    report: Report, kind: str, members: int, env: dict[str, str], found: dict[str, str]
) -> None:
    paths = [found[name] for name in PAGES]
    asked = inside({**env, "TUSSENRUIMTE_ROLE": "web"}, "queries", found["cookie"], *paths)
    for name, (_beside, most) in PAGES.items():
        what = f"{kind} {members} {name}: questions to the database"
        report.check(what, asked[found[name]]["queries"], most, unit=" ")


def _tell(report: Report, name: str, times: Times) -> float:
    """Ratios first; then the milliseconds, for whoever wants to know what sort of machine it was."""
    middle = figures.ratio(times.p50)
    report.check(f"{name}: p50 against plain", middle, MOST)
    report.check(f"{name}: p95 against plain", figures.ratio(times.p95), MOST)
    page, plain = (median(pair[side] for pair in times.p50) for side in (0, 1))
    late, early = (median(pair[side] for pair in times.p95) for side in (0, 1))
    report.say(
        f"    p50 {page:.1f} ms (plain {plain:.1f}), p95 {late:.1f} ms (plain {early:.1f}), work of "
        f"the web server for one page {figures.ratio(times.work):.2f} ×, {figures.load()}"
    )
    return middle
