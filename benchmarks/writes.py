"""`bench writes`: acknowledged promises of eight people, against plain rows in the same run."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks.figures import Report, load, p50, p95
from benchmarks.houses import call, place, sow
from tools.place import PYTHON, ROOT, Stop

MEMBERS = 1_000
LEAST = 1 / 3  # of plain `create()` of as many rows
WORST = 1.0  # s, when people pause as people do
PROCESSES = 2
PATIENCE = 20.0  # s: how long people who pause are watched


def run(report: Report, kinds: Sequence[str], *, seconds: float, rounds: int) -> None:
    """Each kind of database in turn."""
    for kind in kinds:
        with place(kind) as there:
            plain, env = there.room("plain"), there.room("writes")
            call(plain, "benchmarks.plain.fill")
            sow(env, MEMBERS)
            env["TUSSENRUIMTE_ROLE"] = "web"
            rows = int(call(env, "benchmarks.promising", "rows"))
            report.say(f"\n{kind}, {rows} rows for one promise, {load()}")
            shares, counts = [], []
            for _ in range(rounds):
                bare = len(write(plain, "benchmarks.plain.write", seconds, rows)) / seconds
                promises = len(write(env, "benchmarks.promising", seconds)) / seconds
                shares.append(promises / bare)
                counts.append((promises, bare))
            report.check(
                f"{kind}: promises against create() × {rows}", median(shares), LEAST, least=True
            )
            promises, bare = (median(pair[side] for pair in counts) for side in (0, 1))
            report.say(f"    {promises:.0f} promises a second, {bare:.0f} plain; {load()}")
            waits = write(env, "benchmarks.promising", PATIENCE, pauses=True)
            report.check(f"{kind}: the worst wait with pauses", waits[-1], WORST, unit="s")
            report.say(
                f"    {len(waits)} promises, p50 {p50(waits) * 1_000:.1f} ms, "
                f"p95 {p95(waits) * 1_000:.1f} ms; {load()}"
            )


def write(
    env: Mapping[str, str], module: str, seconds: float, rows: int = 0, *, pauses: bool = False
) -> list[float]:
    """Eight writers in two processes that begin together; gives how long each write took."""
    writers = [
        subprocess.Popen(
            [PYTHON, "-m", module, str(seconds), "pauses" if pauses else "none", str(rows or part)],
            env=dict(env),
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for part in range(PROCESSES)
    ]
    for writer in writers:
        if writer.stdout is None or writer.stdout.readline() != "ready\n":
            raise Stop(f"{module} did not start; its own words are above.")
    for writer in writers:
        if writer.stdin is not None:
            writer.stdin.write("\n")
            writer.stdin.flush()
    answers = [writer.communicate()[0] for writer in writers]
    return sorted(wait for answer in answers for wait in json.loads(answer))
