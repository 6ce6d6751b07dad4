"""`bench budget`: sharing a budget beside pabutools, which is made for it."""

import json
import subprocess
import tempfile
from itertools import combinations, islice
from pathlib import Path
from typing import Any

from benchmarks.figures import Report
from benchmarks.peers import published, python_with
from benchmarks.sharing.million import write_million
from tools.place import PYTHON, ROOT, Stop, surroundings

HERE = Path(__file__).parent / "sharing"
BEST = Path(__file__).parent / "counting"
PACKAGES = ("pabutools==1.2.3",)
CITIES = (
    "Netherlands_Amsterdam_621.pb",
    "Netherlands_Amsterdam_509.pb",
    "Poland_Warszawa_2023_Mokotow.pb",
)
DISTRICT = "Poland_Warszawa_2023_Bialoleka.pb"
WAYS = 231  # voters who all choose otherwise
LONGEST = 120  # seconds that pabutools may take over the district


def run(report: Report, *, rounds: int) -> None:
    """Budgets of cities, when they are here, and a million made-up voters."""
    folder = published() / "pabulib"
    report.say(f"\nSharing a budget: the best of {rounds}, reading included, one process each.")
    if (folder / DISTRICT).exists():
        peer = python_with("budget", PACKAGES)
        for city in CITIES:
            measure_city(report, peer, folder / city, rounds)
        measure_district(report, peer, folder / DISTRICT, rounds)
    else:
        report.say(f"NOT MEASURED: there are no budgets in {folder}; see docs/budgets.md.")
    measure_many_ways(report, rounds)
    measure_million(report)


def measure_city(report: Report, peer: Path, file: Path, rounds: int) -> None:
    """Equal shares, as they are."""
    ours = shared(PYTHON, "us", "plain", file, rounds)
    theirs = shared(peer, "pabutools", "plain", file, rounds)
    report.say(f"{file.stem}, we: {in_short(ours)}; pabutools: {in_short(theirs)}")
    quicker = theirs["seconds"] / ours["seconds"]
    report.check(f"{file.stem}, pabutools against us", quicker, 40, least=True)
    report.check("ideas funded by one only", others(ours["answer"], theirs["answer"]), 0, unit=" ")


def measure_district(report: Report, peer: Path, file: Path, rounds: int) -> None:
    """Equal shares, raised until a step would overspend."""
    ours = shared(PYTHON, "us", "add1", file, rounds)
    steps, funded = ours["answer"][0]
    report.say(f"{file.stem}, add1, we: {in_short(ours)}, {steps} steps, {len(funded)} funded")
    report.check(f"{file.stem}, add1", ours["seconds"], 3, unit="s")
    try:
        theirs = shared(peer, "pabutools", "add1", file, 1)
    except subprocess.TimeoutExpired:
        report.say(f"{file.stem}, add1, pabutools: not ready after {LONGEST} s")
        return
    report.say(f"{file.stem}, add1, pabutools, once: {in_short(theirs)}")


def measure_many_ways(report: Report, rounds: int) -> None:
    """As many different ballots as voters, and millions to share: many steps, and much to reckon in each."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ways.pb"
        write_ways(file)
        ours = shared(PYTHON, "us", "add1", file, rounds)
    steps, funded = ours["answer"][0]
    report.say(
        f"{WAYS} ballots, all different: {in_short(ours)}, {steps} steps, {len(funded)} funded"
    )
    report.check("different ballots about millions, add1", ours["seconds"], 3, unit="s")


def write_ways(file: Path) -> None:
    """Ten ideas, and everybody chooses otherwise."""
    costs = {str(idea): 211_007 + 97_391 * (3 * idea % 10) for idea in range(10)}
    every = (some for many in range(1, 5) for some in combinations(costs, many))
    voters = enumerate(islice(every, WAYS))
    head = f"META\nkey;value\nnum_votes;{WAYS}\nbudget;5000000\nvote_type;approval\n"
    ideas = "".join(f"{idea};{cost}\n" for idea, cost in costs.items())
    votes = "".join(f"{voter};{','.join(some)}\n" for voter, some in voters)
    file.write_text(f"{head}PROJECTS\nproject_id;cost\n{ideas}VOTES\nvoter_id;vote\n{votes}")


def measure_million(report: Report) -> None:
    """A million voters and two hundred ideas; reading is told apart."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "million.pb"
        write_million(file)
        runs = [shared(PYTHON, "us", "apart", file, 1) for _ in range(3)]
    best = min(runs, key=lambda one: float(one["answer"][0][0]))
    seconds, funded, ballots = best["answer"][0]
    reading = best["seconds"] - seconds
    told = f"{ballots:,} different ballots, {funded} of 200 ideas funded"
    report.say(f"a million voters: {told}, read in {reading:.1f} s, {best['memory']:.0f} MB")
    report.check("a million voters, after reading", seconds, 1, unit="s")


def shared(python: Path, program: str, way: str, file: Path, rounds: int) -> dict[str, Any]:
    """What one program says of its own time, answer and memory: the best of so many rounds."""
    words = [python, "-W", "ignore", HERE / f"by_{program}.py", way, file]
    paths = [str(BEST), str(ROOT / "src")] if program == "us" else [str(BEST)]
    env = surroundings(ROOT / "build", PYTHONPATH=":".join(paths))
    done = subprocess.run(
        words,
        env=env,
        input="\n" * rounds,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    if done.returncode:
        last = (done.stderr.strip() or "it said nothing").splitlines()[-1]
        raise Stop(f"Sharing by {program} did not work: {last}.")
    answers: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    return min(answers, key=lambda one: float(one["seconds"]))


def others(ours: list[list[str]], theirs: list[list[str]]) -> int:
    """How many ideas only one of the two funds."""
    return sum(len(set(one) ^ set(other)) for one, other in zip(ours, theirs, strict=True))


def in_short(told: dict[str, Any]) -> str:
    """Time and memory."""
    return f"{told['seconds']:.3f} s, {told['memory']:.0f} MB"
