"""`./tussenruimte budget`: sharing for anyone to check."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from tools import commands, setup
from tools.place import ROOT
from tussenruimte.cli.budget import budget

IDEAS = """META
budget;96
PROJECTS
project_id;cost
a;45
b;40
c;500
d;30
VOTES
voter_id;vote
Anna;a,b
Bram;a,c
Chris;b
"""


@pytest.fixture
def share(tmp_path, capsys):
    def shared(text, *words):
        file = tmp_path / "ideas.pb"
        file.write_text(text)
        whole, _names = commands.parser()
        code = budget(whole.parse_args(["budget", str(file), *words]))
        said = capsys.readouterr()
        return code, said.out, said.err.replace(str(file), "FILE")

    return shared


def told(shared):
    code, out, err = shared
    assert (code, err) == (0, "")
    return json.loads(out)


def test_equal_shares_with_every_reason_and_payment(share):
    answer = told(share(IDEAS, "--rule", "mes", "--json", "--voters"))
    assert answer == {
        "rule": "mes",
        "utility": "cost",
        "completion": "none",
        "budget": 96,
        "cost": 85,
        "voters": 3,
        "share": 32,
        "steps": 0,
        "funded": ["a", "b"],
        "not_funded": [
            {"id": "c", "why": "more_than_the_budget", "cost": 500, "budget": 96, "votes": 1},
            {"id": "d", "why": "no_support", "cost": 30, "votes": 0},
        ],
        "payments": {
            "a": {"from_shares": 45, "from_rest": 0, "paid": [{"each": 22.5, "voters": 2}]},
            "b": {
                "from_shares": 40,
                "from_rest": 0,
                "paid": [{"each": 30.5, "voters": 1}, {"each": 9.5, "voters": 1}],
            },
        },
        "ties": answer["ties"],
        "named_twice": [],
        "ties_by": "lot",
        "seed": hashlib.sha256(IDEAS.encode()).hexdigest(),
        "order_in_ties": answer["order_in_ties"],
        "voters_paid": {"Anna": {"a": 22.5, "b": 9.5}, "Bram": {"a": 22.5}, "Chris": {"b": 30.5}},
    }


def test_a_tie_is_told_and_the_same_seed_draws_the_same(share):
    listed = told(share(IDEAS, "--rule", "mes", "--ties", "listed", "--json"))
    assert (listed["ties"], listed["seed"]) == ([{"between": ["a", "b"]}], None)
    firsts = set()
    for seed in "123456":
        words = ("--rule", "mes", "--seed", seed)
        drawn = told(share(IDEAS, *words, "--json"))
        assert drawn["seed"] == seed
        order = [idea for idea in drawn["order_in_ties"] if idea in "ab"]
        assert drawn["ties"] == [{"between": order}]
        assert f"Tie, by lot, in this order: {order[0]}, {order[1]}." in share(IDEAS, *words)[1]
        firsts.add(order[0])
    assert firsts == {"a", "b"}


def test_why_supporters_could_not_pay(share):
    poorer = IDEAS.replace("budget;96", "budget;90")
    answer = told(share(poorer, "--rule", "mes", "--ties", "listed", "--json"))
    assert answer["not_funded"][0] == {
        "id": "b",
        "why": "supporters_lack",
        "cost": 40,
        "left": 37.5,
        "lacking": 2.5,
        "votes": 2,
    }


def test_greedy_tells_what_was_left(share):
    answer = told(
        share(IDEAS.replace("96", "80"), "--rule", "greedy", "--ties", "listed", "--json")
    )
    assert (answer["funded"], answer["share"]) == (["a"], None)
    assert answer["payments"] == {"a": {"from_shares": 0, "from_rest": 45, "paid": []}}
    why = {"why": "does_not_fit", "cost": 40, "left": 35, "lacking": 5, "votes": 2}
    assert answer["not_funded"][0] == {"id": "b", **why}


STREET = """META
budget;100
PROJECTS
project_id;cost
a;60
b;60
c;35
d;5
VOTES
voter_id;vote
1;a
2;a
3;a
4;a
5;a
6;b
7;b
8;b
9;c
10;c,d
"""


@pytest.mark.parametrize(
    ("completion", "funded", "steps", "share_of_each"),
    [("none", ["d"], 0, 10), ("add1", ["a", "c"], 9, 19), ("add1-greedy", ["a", "c", "d"], 9, 19)],
)
def test_completions(share, completion, funded, steps, share_of_each):
    words = ("--rule", "mes", "--completion", completion, "--ties", "listed", "--json")
    code, out, _err = share(STREET, *words)
    answer = json.loads(out)
    assert (code, answer["funded"], answer["steps"]) == (0, funded, steps)
    assert (answer["share"], answer["completion"]) == (share_of_each, completion)


def test_what_fits_in_the_rest_is_paid_by_nobody(share):
    words = ("--rule", "mes", "--completion", "add1-greedy", "--ties", "listed", "--json")
    answer = told(share(STREET, *words))
    assert answer["payments"]["d"] == {"from_shares": 0, "from_rest": 5, "paid": []}
    why = {"why": "does_not_fit", "cost": 60, "left": 5, "lacking": 55, "votes": 3}
    assert answer["not_funded"] == [{"id": "b", **why}]


def test_nothing_is_funded(share):
    assert share(IDEAS.replace("96", "1"), "--rule", "mes")[0] == 1


def test_what_cannot_be_shared_is_told_in_one_sentence(share, tmp_path):
    for text, words, sentence in (
        ("", ["--rule", "mes"], "Line 1: here the section META should have begun."),
        (IDEAS.replace("a,c", "a,x"), ["--rule", "mes"], "Line 12: there is no idea 'x'."),
        (
            IDEAS,
            ["--rule", "greedy", "--completion", "add1"],
            "A completion goes with --rule mes; greedy leaves nothing to complete.",
        ),
    ):
        assert share(text, *words) == (2, "", f"{sentence}\n")
    whole, _names = commands.parser()
    asked = whole.parse_args(["budget", str(tmp_path / "none"), "--rule", "mes"])
    assert budget(asked) == 2


def test_it_starts_without_django(tmp_path):
    file = tmp_path / "ideas.pb"
    file.write_text(IDEAS)
    whole, _names = commands.parser()
    asked = vars(whole.parse_args(["budget", str(file), "--rule", "mes", "--json"]))
    asked.pop("do")
    code = (
        "import argparse, json, sys; from tussenruimte.cli.budget import budget;"
        "budget(argparse.Namespace(**json.loads(sys.argv[1]))); sys.exit('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(asked)],
        env={"PYTHONPATH": ":".join([str(ROOT / "src"), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["cost"] == 85


def test_the_command_goes_on_with_the_locked_packages(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    seen = []
    monkeypatch.setattr(setup, "BUILD", tmp_path)
    monkeypatch.setattr(setup, "install_packages", lambda **_how: setup.say("installing"))
    monkeypatch.setattr(commands, "run", lambda words, _env: seen.append(words) or 0)
    assert commands.main(["budget", "ideas.pb", "--rule", "mes"]) == 0
    assert seen[0][1:3] == ["-m", "tussenruimte.cli.budget"]
    assert json.loads(seen[0][3])["file"] == str(tmp_path / "ideas.pb")
    assert capsys.readouterr() == ("", "installing\n")


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_it_knows_more_letters_than_the_terminal(tmp_path, more):
    file = tmp_path / "ideas.pb"
    file.write_text(IDEAS.replace("a;45", "świe;45").replace("a,", "świe,"), encoding="utf-8")
    words = (
        "import sys; from tussenruimte.cli.budget import budget; from tools.commands import parser"
    )
    run = f"{words}; sys.exit(budget(parser()[0].parse_args(sys.argv[1:])))"
    done = subprocess.run(
        [sys.executable, "-c", run, "budget", str(file), "--rule", "mes", *more],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "świe" in done.stdout
