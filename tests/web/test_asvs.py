"""The list of what a safe web application has to do: each row once, and nothing said that is not so."""

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# How many requirements of level 1 and 2 each chapter of ASVS 5.0.0 has.
CHAPTERS = (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7)
LEVELS = {"1": 70, "2": 183}
A_TEST = re.compile(r"tests/[\w/]+/test_\w+\.py::test_\w+")
with (ROOT / "docs" / "asvs.csv").open(newline="") as file:
    ROWS = list(csv.DictReader(file))


@cache
def named_in(path):
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_requirement_stands_there_once_and_in_order():
    ids = [tuple(map(int, row["id"].removeprefix("V").split("."))) for row in ROWS]
    assert ids == sorted(set(ids))
    counted = Counter(chapter for chapter, *_rest in ids)
    assert [counted[n] for n in range(1, len(CHAPTERS) + 1)] == list(CHAPTERS)
    assert Counter(row["level"] for row in ROWS) == LEVELS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_whatever_shows_it_exists(row):
    for place in row["shown by"].split():
        path, _colons, name = place.partition("::")
        assert (ROOT / path).is_file(), path
        assert not name or name in named_in(path), place


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["holds"] == "yes"], ids=lambda row: row["id"]
)
def test_what_is_said_to_hold_is_shown_by_a_test(row):
    """Code and a document say what is meant; only a test says that it is still so."""
    assert [place for place in row["shown by"].split() if A_TEST.fullmatch(place)], row["asks"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_says_what_shows_it_or_what_is_missing(row):
    holds, why = row["holds"], row["why, or what is missing"]
    assert holds in {"yes", "partly", "no", "nothing here"}
    assert holds not in {"yes", "partly"} or row["shown by"]
    assert holds == "yes" or why
    assert row["asks"]
    assert not re.search(r"verify that", row["asks"], re.IGNORECASE)
