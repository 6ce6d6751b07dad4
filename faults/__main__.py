"""`python3 -m faults [NAME]`: exit 1 when the house did not come through."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.houses import DATABASES
from faults import away, backup, full, full_server, kill, mail, power, rotate, shared, standby
from faults.sown import kept_in
from tools import postgres
from tools.place import Stop

FAULTS = ("kill", "power", "full", "standby", "away", "mail", "shared", "backup", "rotate")
SQLITE, SERVER = DATABASES


def main(words: list[str]) -> int:
    """Break what is asked; everything when nothing is."""
    parser = argparse.ArgumentParser(prog="python3 -m faults", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*FAULTS, []], help="all when none is said")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    asked = parser.parse_args(words)
    names = asked.names or FAULTS
    runs = [
        (name, kind, run)
        for name, kind, run in known(asked.times)
        if name in names and kind in asked.databases
    ]
    if not postgres.is_there() and any(kind == SERVER for _name, kind, _run in runs):
        raise Stop(postgres.ADVICE)
    with tempfile.TemporaryDirectory(prefix="tr-sown-") as folder, kept_in(Path(folder)):
        right = [run() for _name, _kind, run in runs]
    return 0 if all(right) else 1


def known(times: int) -> Iterator[tuple[str, str, Callable[[], bool]]]:
    """Each fault, on which database, and whether the house came through."""
    yield "kill", SQLITE, lambda: kill.run(SQLITE, times).is_right
    yield "kill", SERVER, lambda: kill.run(SERVER, times).is_right
    yield "power", SQLITE, lambda: power.run(times).is_right
    yield "full", SQLITE, lambda: full.run().is_right
    yield "full", SERVER, lambda: full_server.run().is_right
    yield "standby", SERVER, lambda: standby.run().is_right
    yield "away", SERVER, lambda: away.run().is_right
    yield "mail", SQLITE, lambda: mail.run().is_right
    yield "shared", SERVER, lambda: shared.run().is_right
    yield "backup", SQLITE, lambda: backup.run(SQLITE, min(times, 20)).is_right
    yield "backup", SERVER, lambda: backup.run(SERVER, min(times, 20)).is_right
    yield "rotate", SQLITE, lambda: rotate.run(SQLITE, min(times, 20)).is_right
    yield "rotate", SERVER, lambda: rotate.run(SERVER, min(times, 20)).is_right


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as no:
        print(no, file=sys.stderr)
        sys.exit(2)
