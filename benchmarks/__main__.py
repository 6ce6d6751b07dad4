"""`bench [NAME]`: pages, tick, writes, crowd, closing, tally, budget. Exit 1 when a bound is not held."""

import argparse
import sys

from benchmarks import budget, closing, crowd, pages, tally, tick, writes
from benchmarks.figures import Report, load
from benchmarks.houses import DATABASES
from tools import postgres
from tools.place import Stop

SIZES = (100, 10_000, 100_000)


def main(words: list[str]) -> int:
    """Measure what is asked; everything when nothing is."""
    parser = argparse.ArgumentParser(prog="./tussenruimte bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="all when none is said")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    parser.add_argument("--members", nargs="+", type=int, default=list(SIZES), metavar="N")
    parser.add_argument("--cooperatives", type=int, default=1, help="they live in, for `pages`")
    parser.add_argument("--people", type=int, default=300, help="signed in, for `crowd`")
    parser.add_argument("--voices", type=int, default=5_000, help="for `closing`")
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--promises", type=int, default=1_000_000, help="open, for `tick`")
    asked = parser.parse_args(words)
    names = asked.names or BENCHES
    if set(names) - METHODS and "postgresql" in asked.databases and not postgres.is_there():
        raise Stop(postgres.ADVICE)
    report = Report()
    report.say(f"Ratios first; the floor is measured in the same run. {load()}.")
    for name in names:
        BENCHES[name](report, asked)
    report.say(f"\n{report.broken} bounds broken. {load()}.")
    return 1 if report.broken else 0


def bench_pages(report: Report, asked: argparse.Namespace) -> None:
    """The hot pages."""
    given = {"seconds": asked.seconds, "rounds": asked.rounds, "cooperatives": asked.cooperatives}
    pages.run(report, asked.databases, asked.members, **given)


def bench_tick(report: Report, asked: argparse.Namespace) -> None:
    """The clock."""
    tick.run(report, asked.databases, asked.promises)


def bench_writes(report: Report, asked: argparse.Namespace) -> None:
    """Promises that are acknowledged."""
    writes.run(report, asked.databases, seconds=asked.seconds, rounds=asked.rounds)


def bench_crowd(report: Report, asked: argparse.Namespace) -> None:
    """Many people at once, with the pauses that people make."""
    crowd.run(report, asked.databases, max(asked.members), people=asked.people, rounds=asked.rounds)


def bench_closing(report: Report, asked: argparse.Namespace) -> None:
    """Voices that arrive while a vote closes."""
    closing.run(report, asked.databases, voices=asked.voices)


def bench_tally(report: Report, asked: argparse.Namespace) -> None:
    """Counting votes; it needs no database."""
    tally.run(report, rounds=asked.rounds)


def bench_budget(report: Report, asked: argparse.Namespace) -> None:
    """Sharing a budget; it needs no database."""
    budget.run(report, rounds=asked.rounds)


BENCHES = {
    "pages": bench_pages,
    "tick": bench_tick,
    "writes": bench_writes,
    "crowd": bench_crowd,
    "closing": bench_closing,
    "tally": bench_tally,
    "budget": bench_budget,
}
METHODS = {"tally", "budget"}
"""These need no database."""

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as no:
        print(no, file=sys.stderr)
        sys.exit(2)
