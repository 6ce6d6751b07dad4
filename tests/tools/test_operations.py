"""Whoever follows the book finds every command, setting, page and chapter that it names."""

import importlib.util
import re
import subprocess

import pytest
from django.urls import resolve

from tests.texts import ROOT, place
from tests.tools.book import BOOKS, OPERATIONS, Block, blocks, chapter, named, titles, typed
from tools.commands import parser
from tools.place import Stop

HELP = "--help"
SET = re.compile(r"^(?:export |echo )?([A-Z][A-Z_]+)=", re.MULTILINE)
FOR_OPERATORS = [OPERATIONS, ROOT / "docs" / "high-availability.md", ROOT / "README.md"]


def is_understood(words):
    """Whether our command does something with these words."""
    if words == [HELP]:
        return True
    whole, names = parser()
    try:
        return words[0] in names and bool(whole.parse_args(words).do)
    except Stop:
        return False


@pytest.mark.parametrize("book", BOOKS, ids=place)
def test_what_is_typed_is_understood(book):
    assert [words for words in typed(book) if not is_understood(words)] == []


@pytest.mark.parametrize("book", BOOKS, ids=place)
def test_what_is_named_is_there(book):
    _whole, names = parser()
    found = [words for words in named(book) if words != [HELP]]
    assert [w for w in found if w[0] not in names or (w[1:] and not is_understood(w))] == []


def test_wrong_words_are_seen():
    assert not is_understood(["backup"])
    assert not is_understood(["verify", "--twice"])
    assert not is_understood(["open"])


def test_every_command_of_an_operator_is_in_the_book():
    """The others are for who builds the house, or count something out of a file without one."""
    _whole, names = parser()
    without_a_house = {"demo", "test", "bench", "tally", "budget", "common-ground"}
    assert set(names) - without_a_house == {words[0] for words in typed(OPERATIONS)}


@pytest.mark.parametrize("book", FOR_OPERATORS, ids=place)
def test_what_is_typed_is_shell(book):
    for block in blocks(book.read_text()):
        if block.kind == "sh":
            subprocess.run(["bash", "-n"], input=block.text, text=True, check=True)


@pytest.mark.parametrize("book", FOR_OPERATORS, ids=place)
def test_every_setting_that_is_set_is_explained(book):
    explained = (ROOT / "docs" / "settings.md").read_text()
    found = {name for block in blocks(book.read_text()) for name in SET.findall(block.text)}
    assert [name for name in found if f"`{name}`" not in explained] == []


def test_settings_are_set_in_the_book():
    found = {name for block in blocks(OPERATIONS.read_text()) for name in SET.findall(block.text)}
    assert {"TUSSENRUIMTE_DATA", "TUSSENRUIMTE_URL", "DATABASE_URL", "EMAIL_URL"} <= found


def test_every_page_that_is_named_is_there():
    paths = re.findall(r"(?:house\.example|:8000)(/[\w/-]+)", OPERATIONS.read_text())
    assert {"/healthz", "/begin/"} <= set(paths)
    assert [resolve(path) for path in paths]


@pytest.mark.parametrize("book", BOOKS, ids=place)
def test_every_chapter_that_is_named_is_there(book):
    links = re.findall(r"\]\(((?!https?:)[^)\s#]*)#([^)\s]+)\)", book.read_text())
    missing = [
        f"{file}#{title}"
        for file, title in links
        if title not in titles((book.parent / file) if file else book)
    ]
    assert missing == []


@pytest.mark.parametrize("book", BOOKS, ids=place)
def test_every_program_of_ours_is_there(book):
    modules = re.findall(r"python3? -m ((?:tools|faults|benchmarks)[.\w]*)", book.read_text())
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


def units():
    """The files for systemd, by what they do."""
    found = [one.text for one in blocks(OPERATIONS.read_text()) if one.kind == "ini"]
    return [text for text in found if "[" in text]


def test_each_program_of_the_house_has_its_unit():
    text = chapter(OPERATIONS, "It starts by itself")
    started = re.findall(r"^ExecStart=/\S+/tussenruimte (\S+)", text, re.MULTILINE)
    assert started == ["serve", "worker", "tick"]


def test_units_are_whole():
    for text in units():
        sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
        assert "Unit" in sections
        assert {"Service", "Timer"} & set(sections)
        assert all(re.fullmatch(r"\[\w+\]|[A-Za-z]+=.*|", line) for line in text.splitlines())


def test_a_block_is_read_as_it_stands():
    text = "Do:\n\n```sh\n./tussenruimte check\n```\n\n```\nplain\n```\n"
    assert blocks(text) == [Block("sh", "./tussenruimte check\n"), Block("", "plain\n")]
