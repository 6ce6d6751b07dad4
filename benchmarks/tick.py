"""`bench tick`: the clock over a million open promises, on a quiet day and on one on which they climb.

The floor is the steps of the day after, put into the same table by one plain INSERT … SELECT a rung.
"""

import json
from collections.abc import Sequence

from benchmarks.figures import Report, load
from benchmarks.houses import call, place, sow

COPIES = 100  # of what is open among made-up members
QUIET = 1.0  # s
CLIMB = 5  # × a bare INSERT … SELECT of the same steps
CHUNK = 0.5  # s
MEMORY = 50  # MB more than before


def run(report: Report, kinds: Sequence[str], promises: int) -> None:
    """Each kind of database in turn."""
    for kind in kinds:
        with place(kind) as there:
            env = there.room("tick")
            sow(env, max(promises // COPIES, 1))
            filled = json.loads(call(env, "benchmarks.ticking", "fill", str(promises)))
            env["TUSSENRUIMTE_ROLE"] = "web"
            found = json.loads(call(env, "benchmarks.ticking", "measure"))
        report.say(f"\n{kind}, {filled['open']:,} open promises, {load()}")
        report.check(
            f"{kind}: a climbing tick against bare",
            each(found, "climb", "steps") / each(found, "bare", "rows"),
            CLIMB,
        )
        report.check(f"{kind}: a quiet tick", found["quiet"], QUIET, unit="s")
        report.check(f"{kind}: the longest chunk", found["chunk"], CHUNK, unit="s")
        report.check(f"{kind}: more memory than before", found["memory"], MEMORY, unit="MB")
        report.say(
            f"    {found['steps']:,} steps in {found['climb']:.2f} s (bare: {found['rows']:,} in "
            f"{found['bare']:.2f} s); the first whole round, with letters, {found['letters']:.1f} s"
        )


def each(found: dict[str, float], seconds: str, rows: str) -> float:
    """How long one step took."""
    return found[seconds] / max(found[rows], 1)
