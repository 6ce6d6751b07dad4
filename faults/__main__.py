"""`python3 -m faults kill power full`: exit 1 when the house did not come through."""

import argparse
import sys

from benchmarks.houses import DATABASES
from faults import full, kill, power
from tools import postgres
from tools.place import Stop

FAULTS = ("kill", "power", "full")


def main(words: list[str]) -> int:
    """Break what is asked; everything when nothing is."""
    parser = argparse.ArgumentParser(prog="python3 -m faults", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*FAULTS, []], help="all when none is said")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    asked = parser.parse_args(words)
    names = asked.names or FAULTS
    if "kill" in names and "postgresql" in asked.databases and not postgres.is_there():
        raise Stop(postgres.ADVICE)
    right = []
    if "kill" in names:
        right += [kill.run(kind, asked.times).is_right for kind in asked.databases]
    if "power" in names and "sqlite" in asked.databases:
        right.append(power.run(asked.times).is_right)
    if "full" in names and "sqlite" in asked.databases:
        right.append(full.run().is_right)
    return 0 if all(right) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as no:
        print(no, file=sys.stderr)
        sys.exit(2)
