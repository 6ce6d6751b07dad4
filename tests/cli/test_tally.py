"""`./tussenruimte tally`: counting for anyone to check."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from tools import commands
from tools.place import ROOT

BALLOTS = """ballots;1
seats;2
candidate;1;Anna
candidate;2;Bram
candidate;3;Chris
candidate;4;Doris
9;1;2
5;3
4;2
2;4;3
"""
EQUALS = "ballots;1\ncandidate;1;Anna\ncandidate;2;Bram\n1;1\n1;2\n"


@pytest.fixture
def count(tmp_path, capsys):
    def counted(text, *words):
        file = tmp_path / "ballots.csv"
        file.write_text(text)
        code = commands.main(["tally", str(file), *words])
        said = capsys.readouterr()
        return code, said.out, said.err.replace(str(file), "FILE")

    return counted


def test_a_count_with_all_its_rounds(count):
    code, out, err = count(BALLOTS, "--method", "stv", "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert (told["method"], told["seats"], told["ballots"]) == ("stv", 2, 20)
    assert told["candidates"] == ["Anna", "Bram", "Chris", "Doris"]
    assert told["winners"] == ["Anna", "Chris"]
    assert told["quota"] == "7.00000"
    assert [row["step"] for row in told["rounds"]] == ["first choices", "surplus", "excluded"]
    assert (told["ties"], told["ties_by"]) == ([], "lot")
    assert told["seed"] == hashlib.sha256(BALLOTS.encode()).hexdigest()


@pytest.mark.parametrize(
    ("method", "winners"),
    [("irv", ["Anna"]), ("schulze", ["Anna", "Bram"]), ("approval", ["Bram", "Anna"])],
)
def test_other_methods(count, method, winners):
    code, out, _err = count(BALLOTS, "--method", method, "--json")
    assert (code, json.loads(out)["winners"]) == (0, winners)


def test_the_answer_may_be_nobody(count):
    code, out, _err = count(BALLOTS, "--method", "majority")
    assert (code, out.splitlines()[-1]) == (1, "Nobody is elected.")
    assert count(BALLOTS, "--method", "majority", "--json")[0] == 1


def test_seats_of_the_command_go_before_those_of_the_file(count):
    _code, out, _err = count(BALLOTS, "--method", "stv", "--seats", "1")
    assert out.splitlines()[1:] == ["1. Anna"]


def test_a_tie_is_told_with_how_it_was_settled(count):
    _code, out, _err = count(EQUALS, "--method", "approval", "--ties", "listed", "--json")
    told = json.loads(out)
    assert (told["winners"], told["ties_by"], told["seed"]) == (["Anna"], "listed", None)
    [tie] = told["ties"]
    assert (tie["candidates"], tie["chosen"], tie["by"]) == (["Anna", "Bram"], "Anna", "listed")


def test_the_seed_decides_and_is_named(count):
    def winner(seed):
        told = json.loads(count(EQUALS, "--method", "stv", "--seed", seed, "--json")[1])
        assert (told["seed"], told["ties"][0]["by"]) == (seed, "lot")
        lots = {n: hashlib.sha256(f"{seed}\n{n}".encode()).hexdigest() for n in ("Anna", "Bram")}
        assert told["winners"] == [min(lots, key=lots.get)]
        return told["winners"][0]

    assert {winner(f"draw {number}") for number in range(9)} == {"Anna", "Bram"}
    assert "The seed of the lot: dice" in count(EQUALS, "--method", "irv", "--seed", "dice")[1]


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (BALLOTS.replace("4;2\n", "4;5\n"), ["stv"], "Line 9 of FILE names '5'"),
        (BALLOTS.replace("2;4;3", "2;4=3"), ["stv"], "Chris and Doris at the same rank"),
        (BALLOTS.replace("2;4;3", "2;4=3"), ["irv"], "Chris and Doris at the same rank"),
        (BALLOTS, ["irv", "--seats", "2"], "This method elects 1, not 2"),
        (BALLOTS, ["stv", "--seats", "5"], "There are 5 seats and only 4 candidates."),
        (BALLOTS, ["stv", "--seats", "0"], "There has to be at least one seat."),
        ("", ["stv"], "Line 1 of FILE"),
    ],
)
def test_what_cannot_be_counted_is_told_in_one_sentence(count, text, words, sentence):
    code, out, err = count(text, "--method", *words, "--json")
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.endswith(".\n")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_it_starts_without_django_and_knows_more_letters_than_the_terminal(tmp_path, more):
    """With a Python that sees no packages at all."""
    file = tmp_path / "ballots.csv"
    file.write_text(BALLOTS.replace("Chris", "Chloë Šmit"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-S", ROOT / "tussenruimte", "tally", file, "--method", "stv", *more],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Chloë Šmit" in done.stdout
