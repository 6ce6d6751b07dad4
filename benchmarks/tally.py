"""`bench tally`: counting votes beside three programs that are made for it."""

import json
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.counting.million import write_million
from benchmarks.figures import Report
from benchmarks.peers import published, python_with
from tools.place import PYTHON, ROOT, Stop, surroundings

HERE = Path(__file__).parent / "counting"
PACKAGES = ("votekit==3.5.0", "pyrankvote==2.0.6", "pref_voting==1.18.2")
LONGEST = 3_600  # seconds that one program may take


def run(report: Report, *, rounds: int) -> None:
    """Wards of councils, when they are here, and a million made-up ballots."""
    peers = python_with("tally", PACKAGES)
    report.say(f"\nCounting votes: the best of {rounds}, reading included, one process each.")
    wards = sorted((published() / "scot-elex").glob("*.csv"))
    if wards:
        measure_wards(report, peers, wards, rounds)
    else:
        report.say(f"NOT MEASURED: there are no wards in {published()}; see docs/counting.md.")
    measure_million(report, peers, rounds)


def measure_wards(report: Report, peers: Path, wards: list[Path], rounds: int) -> None:
    """Elections of Scottish councils."""
    ours = counted(PYTHON, "us", "ward", wards, rounds)
    votekit = counted(peers, "votekit", "ward", wards, rounds)
    quick = counted(peers, "votekit", "quick", wards, rounds)
    pyrankvote = counted(peers, "pyrankvote", "ward", wards, rounds)
    ours = slower(ours, counted(PYTHON, "us", "ward", wards, rounds))
    told = {"we": ours, "votekit": votekit, "votekit, quick": quick, "pyrankvote": pyrankvote}
    for name, one in told.items():
        report.say(f"{len(wards)} wards, {name}: {in_short(one)}")
    report.check("wards, STV, votekit against us", ratio(votekit, ours), 100, least=True)
    report.check("wards, STV, pyrankvote against us", ratio(pyrankvote, ours), 3, least=True)
    report.say(f"wards, STV, votekit's quick way against us: {ratio(quick, ours):.1f} ×, no bound")
    report.check("wards with other winners than votekit", others(ours, votekit), 0, unit=" ")
    for name in ("votekit, quick", "pyrankvote"):
        report.say(f"wards with other winners than {name}: {others(ours, told[name])}, no bound")


def measure_million(report: Report, peers: Path, rounds: int) -> None:
    """A million made-up ballots, STV and Schulze together."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "million.soi"
        write_million(file)
        ours = counted(PYTHON, "us", "both", [file], rounds)
        theirs = counted(peers, "pref_voting", "both", [file], rounds)
        ours = slower(ours, counted(PYTHON, "us", "both", [file], rounds))
    report.say(f"a million ballots, we: {in_short(ours)}")
    report.say(f"a million ballots, pref_voting: {in_short(theirs)}")
    report.check("a million ballots, STV and Schulze", ours["seconds"], 3, unit="s")
    report.check("a million ballots, pref_voting against us", ratio(theirs, ours), 5, least=True)
    report.check("answers other than pref_voting's", others(ours, theirs), 0, unit=" ")


def counted(
    python: Path, program: str, way: str, files: Iterable[Path], rounds: int
) -> dict[str, Any]:
    """What one program says of its own time, answer and memory."""
    words = [python, "-W", "ignore", HERE / f"by_{program}.py", way, str(rounds), *files]
    env = surroundings(ROOT / "build", PYTHONPATH=str(ROOT / "src") if program == "us" else "")
    done = subprocess.run(
        words, env=env, capture_output=True, text=True, check=False, timeout=LONGEST
    )
    if done.returncode:
        last = (done.stderr.strip() or "it said nothing").splitlines()[-1]
        raise Stop(f"Counting by {program} did not work: {last}.")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def slower(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Ours is measured before and after the others: a quiet minute of the machine is no merit."""
    return max(before, after, key=lambda told: float(told["seconds"]))


def ratio(theirs: dict[str, Any], ours: dict[str, Any]) -> float:
    """How many times as long they took."""
    return float(theirs["seconds"] / ours["seconds"])


def others(ours: dict[str, Any], theirs: dict[str, Any]) -> int:
    """How many answers differ."""
    pairs = zip(ours["answer"], theirs["answer"], strict=True)
    return sum(one != other for one, other in pairs)


def in_short(told: dict[str, Any]) -> str:
    """Time and memory."""
    return f"{told['seconds']:.3f} s, {told['memory']:.0f} MB"
