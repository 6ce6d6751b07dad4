"""The measuring of counts: the same ballots each time, and answers that are compared."""

import sys
from pathlib import Path

import pytest

from benchmarks import tally
from benchmarks.counting.million import write_million
from tools.place import Stop
from tussenruimte.methods.ballot_files import read

WARD = '2,1,\n3,2,1,\n1,1,\n"Candidate 1","Anna","",\n"Candidate 2","Bram","",\n"Kade",'


def test_the_made_up_ballots_are_the_same_for_the_same_seed(tmp_path):
    one, two, other = (tmp_path / f"{name}.soi" for name in ("one", "one-again", "other"))
    for file, seed in ((one, 1), (two, 1), (other, 2)):
        write_million(file, seed, voters=2_000, different=300)
    profile = read(one.read_bytes())
    assert (len(profile.candidates), len(profile.strict), profile.voters) == (12, 300, 2_000)
    assert read(two.read_bytes()) == profile
    assert read(other.read_bytes()) != profile


def test_programs_count_in_turns_and_the_best_counts(tmp_path):
    file = tmp_path / "ward.csv"
    file.write_text(WARD)
    python = Path(sys.executable)
    programs = {name: tally.Program(python, "us", "ward", [file, file]) for name in "AB"}
    told = tally.in_turns(programs, 3)
    assert [one["answer"] for one in told.values()] == [[["Bram"], ["Bram"]]] * 2
    assert all(0 < one["seconds"] < 60 and one["memory"] > 1 for one in told.values())
    assert [program.process.returncode for program in programs.values()] == [0, 0]


def test_a_program_that_falls_over_stops_the_measuring(tmp_path):
    program = tally.Program(Path(sys.executable), "us", "ward", [tmp_path / "none.csv"])
    with pytest.raises(Stop, match="Counting by us did not work"):
        tally.in_turns({"we": program}, 1)
    assert program.process.returncode == 1


def test_ratios_and_answers_that_differ():
    ours = {"seconds": 2.0, "answer": [["Anna"], ["Bram"]]}
    theirs = {"seconds": 7.0, "answer": [["Anna"], ["Chris"]]}
    assert tally.ratio(theirs, ours) == 3.5
    assert tally.others(ours, theirs) == 1
