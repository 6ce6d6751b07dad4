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


def run(report: Report, *, rounds: int) -> None:
    """Wards of councils, when they are here, and a million made-up ballots."""
    peers = python_with("tally", PACKAGES)
    report.say(f"\nCounting votes: the best of {rounds}, turn by turn, reading included.")
    wards = sorted((published() / "scot-elex").glob("*.csv"))
    if wards:
        measure_wards(report, peers, wards, rounds)
    else:
        report.say(f"NOT MEASURED: there are no wards in {published()}; see docs/counting.md.")
    measure_million(report, peers, rounds)


def measure_wards(report: Report, peers: Path, wards: list[Path], rounds: int) -> None:
    """Elections of Scottish councils."""
    told = in_turns(
        {
            "we": Program(PYTHON, "us", "ward", wards),
            "pyrankvote": Program(peers, "pyrankvote", "ward", wards),
            "votekit, quick": Program(peers, "votekit", "quick", wards),
            "votekit": Program(peers, "votekit", "ward", wards),
        },
        rounds,
    )
    ours = told["we"]
    for name, one in told.items():
        report.say(f"{len(wards)} wards, {name}: {in_short(one)}")
    votekit, pyrankvote = ratio(told["votekit"], ours), ratio(told["pyrankvote"], ours)
    report.check("wards, STV, votekit against us", votekit, 100, least=True)
    report.check("wards, STV, pyrankvote against us", pyrankvote, 3, least=True)
    quick = ratio(told["votekit, quick"], ours)
    report.say(f"wards, STV, votekit's quick way against us: {quick:.1f} ×, no bound")
    different = others(ours, told["votekit"])
    report.check("wards with other winners than votekit", different, 0, unit=" ")
    for name in ("votekit, quick", "pyrankvote"):
        report.say(f"wards with other winners than {name}: {others(ours, told[name])}, no bound")


def measure_million(report: Report, peers: Path, rounds: int) -> None:
    """A million made-up ballots, STV and Schulze together."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "million.soi"
        write_million(file)
        us = Program(PYTHON, "us", "both", [file])
        pref_voting = Program(peers, "pref_voting", "both", [file])
        told = in_turns({"we": us, "pref_voting": pref_voting}, rounds)
    ours, theirs = told.values()
    for name, one in told.items():
        report.say(f"a million ballots, {name}: {in_short(one)}")
    report.check("a million ballots, STV and Schulze", ours["seconds"], 3, unit="s")
    report.check("a million ballots, pref_voting against us", ratio(theirs, ours), 5, least=True)
    report.check("answers other than pref_voting's", others(ours, theirs), 0, unit=" ")


class Program:
    """A program in a process of its own, that counts each time it is asked."""

    def __init__(self, python: Path, name: str, way: str, files: Iterable[Path]) -> None:
        self.name = name
        path = str(ROOT / "src") if name == "us" else ""
        self.process = subprocess.Popen(
            [python, "-W", "ignore", HERE / f"by_{name}.py", way, *files],
            env=surroundings(ROOT / "build", PYTHONPATH=path),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def count(self) -> dict[str, Any]:
        """What it says of one count: time, answer and memory."""
        assert self.process.stdin is not None  # noqa: S101 - both are pipes
        assert self.process.stdout is not None  # noqa: S101
        try:
            print(file=self.process.stdin, flush=True)
            answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError) as error:
            raise Stop(f"Counting by {self.name} did not work; its words are above.") from error
        return answer

    def stop(self) -> None:
        """It ends when nothing more is asked."""
        self.process.communicate()


def in_turns(programs: dict[str, Program], rounds: int) -> dict[str, dict[str, Any]]:
    """The best of each, turn by turn, so that a busy minute of the machine falls on all."""
    try:
        turns = [
            {name: program.count() for name, program in programs.items()} for _ in range(rounds)
        ]
    finally:
        for program in programs.values():
            program.stop()
    return {name: min((turn[name] for turn in turns), key=seconds) for name in programs}


def seconds(told: dict[str, Any]) -> float:
    """How long it took."""
    return float(told["seconds"])


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
