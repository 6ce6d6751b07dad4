"""The papers about privacy: as much in Dutch as in English, and as the house does it."""

import re

import pytest

from tests.belonging.test_kept import clocks_of_fields
from tests.texts import ROOT
from tests.tools.book import chapter, table
from tussenruimte.members.clocks import CLOCKS
from tussenruimte.web.reads.terms import GROUPS

PRIVACY = ROOT / "docs" / "privacy"
ENGLISH, DUTCH = "processing-register.md", "verwerkingsregister.md"
PAIRS = ((ENGLISH, DUTCH), ("dpia.md", "dpia-nl.md"))
WHAT = {ENGLISH: "What, for what, on which ground, and how long"}
WHAT[DUTCH] = "Wat, waarvoor, op welke grond en hoe lang"


def shape(name):
    """Each heading by its size, and under it how many cells each row of a table has."""
    lines = (PRIVACY / name).read_text().splitlines()
    heads = (re.match(r"#+", line) for line in lines if line.startswith(("#", "|")))
    rows = (line for line in lines if line.startswith(("#", "|")))
    return [
        head[0] if head else len(re.split(r"(?<!\\)\|", row))
        for head, row in zip(heads, rows, strict=True)
    ]


def blanks(name):
    """How many answers only the cooperative can give."""
    return (PRIVACY / name).read_text().count("‹")


def terms(name):
    return {word for word in re.findall(r"`(\w+)`", (PRIVACY / name).read_text()) if word in CLOCKS}


@pytest.mark.parametrize(("english", "dutch"), PAIRS)
def test_both_languages_say_as_much(english, dutch):
    assert shape(english) == shape(dutch)
    assert blanks(english) == blanks(dutch)
    assert terms(english) == terms(dutch)
    assert f"]({dutch})" in (PRIVACY / english).read_text()
    assert f"]({english})" in (PRIVACY / dutch).read_text()


@pytest.mark.parametrize("name", [ENGLISH, DUTCH])
def test_the_register_names_every_clock_by_which_texts_go(name):
    wanted = set().union(*clocks_of_fields().values()) | set(GROUPS["kept"][1])
    assert wanted - terms(name) == set()


@pytest.mark.parametrize("name", [ENGLISH, DUTCH])
def test_of_each_sort_it_says_what_for_on_which_ground_who_sees_it_and_how_long(name):
    rows = table(chapter(PRIVACY / name, WHAT[name]))
    assert len(rows) >= 20
    for row in rows:
        assert len(row) == 7, row[0]
        assert all(row), row[0]


def test_the_processor_agreement_has_each_point_of_the_law():
    told = (PRIVACY / "verwerkersovereenkomst.md").read_text()
    named = re.findall(r"^\*Artikel 28, (?:lid 2, )?lid 3,? onder (\w)", told, re.MULTILINE)
    assert named == [*"abcdefgh"]
    for what in (
        "security-model.md",
        "verwerkingsregister.md",
        "dpia-nl.md",
        "#forgetting-somebody",
    ):
        assert f"{what})" in told
    for name in (ENGLISH, DUTCH, "dpia.md", "dpia-nl.md"):
        assert "](verwerkersovereenkomst.md)" in (PRIVACY / name).read_text()
    for name in ("operations.md", "security-model.md", "settings.md"):
        assert "](privacy/verwerkersovereenkomst.md)" in (PRIVACY.parent / name).read_text()
