"""Pabulib files are read as they are; what is wrong is told with its line."""

import pytest
from hypothesis import given

from tests.methods.sharing import plans
from tussenruimte.methods.pabulib import BadFile, named_twice, read_pabulib

FILE = """META
key;value
description;Made up
num_projects;3
num_votes;4
budget;1000
vote_type;approval

PROJECTS
project_id;cost;name
p1;400;A bench
p2;250.50;"Lamps; and a tree"
p3;900;Party

VOTES
voter_id;vote;age
v1;p1,p2;31
v2;p2,p1;
v3;;70
v4;p1,p2;44
"""


def read(text=FILE):
    return read_pabulib(text if isinstance(text, bytes) else text.encode())


def test_a_file_becomes_a_budget():
    published = read()
    budget = published.budget
    assert budget.ids == ("p1", "p2", "p3")
    assert (budget.total, budget.costs, budget.scale) == (100_000, (40_000, 25_050, 90_000), 100)
    assert (budget.votes, budget.ballots.voters) == ([3, 3, 0], 4)
    assert published.meta["description"] == "Made up"
    assert published.voters == ["v1", "v2", "v3", "v4"]
    assert published.written == ["p1,p2", "p2,p1", ""]
    assert budget.ballots.weights.tolist() == [2, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        FILE.replace("\n", "\r\n"),
        FILE.replace("\n", "\r\n", 3),
        "\ufeff" + FILE,
        FILE.rstrip("\n"),
        FILE + "\n\n",
        FILE.replace("v2;p2,p1;", '"v2";"p2,p1";'),
        FILE.replace("v2;p2,p1;", "v2;p2, p1;"),
        FILE.replace("v2", "\nv2"),
        FILE.replace("VOTES", "votes"),
        FILE.replace("num_votes;4\n", ""),
        FILE.replace("Made up", "Świecie"),
        FILE.replace("v3", "ż3"),
    ],
)
def test_other_ways_to_write_it(text):
    budget = read(text).budget
    assert (budget.votes, budget.ballots.voters, budget.scale) == ([3, 3, 0], 4, 100)


def test_who_names_an_idea_twice_counts_once_and_is_told():
    published = read(FILE.replace("v2;p2,p1;", "v2;p2,p1,p2;"))
    assert published.budget.votes == [3, 3, 0]
    assert named_twice(published) == ["v2"]
    assert named_twice(read()) == []


BAD = {
    "the section META should have begun": ("META\n", "\n", 9),
    "should have begun": ("PROJECTS", "IDEAS", 15),
    "VOTES should have begun": ("VOTES", "VOICES", 20),
    "begins for the second time": ("v4;", "META\nv4;", 20),
    "tells no budget": ("budget;1000\n", "", 1),
    "no budget to share": ("budget;1000", "budget;0", 6),
    "'1.000,-' is no amount": ("budget;1000", "budget;1.000,-", 6),
    "'-5' is no amount": ("p1;400", "p1;-5", 11),
    "a key and a value": ("vote_type;approval", "approval", 7),
    "told twice": ("key;value", "budget;5", 6),
    "votes of the type 'ordinal'": ("type;approval", "type;ordinal", 7),
    "tells of 5 votes and holds 4": ("num_votes;4", "num_votes;5", 5),
    "tells of 2 ideas and holds 3": ("num_projects;3", "num_projects;2", 4),
    "a column 'cost' is missing": (";cost;", ";price;", 10),
    "a column 'vote' is missing": (";vote;", ";voice;", 16),
    "idea 'p1' stands twice": ("p2;2", "p1;2", 12),
    "no name": ("p2;2", ";2", 12),
    "4 fields, where 3": ("p3;900;Party", "p3;900;Party;5", 13),
    "2 fields, where 3": ("v2;p2,p1;", "v2;p2,p1", 18),
    "voter 'v1' voted twice": ("v4;", "v1;", 20),
    "no idea 'p9'": ("v4;p1", "v4;p9", 20),
    "no idea ''": ("v4;p1,", "v4;p1,,", 20),
}


@pytest.mark.parametrize(("what", "change"), BAD.items())
def test_what_is_wrong_is_told_with_its_line(what, change):
    old, new, line = change
    assert FILE.count(old) == 1
    with pytest.raises(BadFile) as told:
        read(FILE.replace(old, new))
    assert what in str(told.value)
    assert str(told.value).startswith(f"Line {line}: ")


def test_nobody_voted_or_there_is_nothing():
    head = FILE[: FILE.index("v1;")].replace("num_votes;4\n", "")
    for text, what in ((head, "nobody voted"), ("", "META should"), (head[:-20], "VOTES")):
        with pytest.raises(BadFile, match=what):
            read(text)


def test_no_text_is_told_with_its_line():
    with pytest.raises(BadFile, match="Line 3: this is no UTF-8"):
        read(FILE.encode().replace(b"Made", b"\xff"))
    with pytest.raises(BadFile, match="Line 18: this is no UTF-8"):
        read(FILE.encode().replace(b"v2", b"\xff"))
    with pytest.raises(BadFile, match="Line 22: there is no idea 'p9'"):
        read(FILE.replace("v2;p2,p1;", '\n"v2";p2,p1;\n').replace("v4;p1", "v4;p9"))
    with pytest.raises(BadFile, match="Line 22: voter 'v1' voted twice"):
        read(FILE.replace("v2;p2,p1;", '\n"v2";p2,p1;\n').replace("v4;p1", "v1;p1"))
    with pytest.raises(BadFile, match="Line 12: this cannot be read as fields"):
        read(FILE.replace("Lamps", "L" * 200_000))


@given(plan=plans())
def test_what_is_written_is_read(plan):
    total, costs, choices = plan
    ideas = "".join(f"{name};{cost}\n" for name, cost in costs.items())
    votes = "".join(f"{number};{','.join(chosen)}\n" for number, chosen in enumerate(choices))
    text = f"META\nbudget;{total}\nPROJECTS\nproject_id;cost\n{ideas}VOTES\nvoter_id;vote\n{votes}"
    budget = read(text).budget
    assert (budget.total, budget.costs) == (total, tuple(costs.values()))
    assert budget.votes == [sum(name in chosen for chosen in choices) for name in costs]
    assert budget.ballots.voters == len(choices)
