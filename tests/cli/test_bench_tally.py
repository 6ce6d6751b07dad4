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


def test_a_program_tells_its_time_answer_and_memory(tmp_path):
    file = tmp_path / "ward.csv"
    file.write_text(WARD)
    told = tally.counted(Path(sys.executable), "us", "ward", [file, file], 2)
    assert told["answer"] == [["Bram"], ["Bram"]]
    assert 0 < told["seconds"] < 60
    assert told["memory"] > 1


def test_a_program_that_falls_over_stops_the_measuring(tmp_path):
    with pytest.raises(Stop, match=r"Counting by us did not work: .*none"):
        tally.counted(Path(sys.executable), "us", "ward", [tmp_path / "none.csv"], 1)


def test_ratios_and_answers_that_differ():
    ours = {"seconds": 2.0, "answer": [["Anna"], ["Bram"]]}
    theirs = {"seconds": 7.0, "answer": [["Anna"], ["Chris"]]}
    assert tally.ratio(theirs, ours) == 3.5
    assert tally.others(ours, theirs) == 1
    assert tally.slower(ours, theirs) is tally.slower(theirs, ours) is theirs
