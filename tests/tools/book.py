"""The documents as somebody reads them who follows the book: chapters, what they type, what they write down."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.texts import ROOT

OPERATIONS = ROOT / "docs" / "operations.md"
BOOKS = sorted(
    p
    for p in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    if p.relative_to(ROOT).parts[1:2] != ("adr",)
)
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
CALLED = re.compile(r"(?:\./|tussenruimte/)tussenruimte(?= )([^;|&'#\n]*)")


@dataclass(frozen=True)
class Block:
    """What stands between two fences."""

    kind: str
    text: str


def blocks(text: str) -> list[Block]:
    """All that is fenced, in order."""
    return [Block(*found) for found in FENCED.findall(text)]


def chapter(book: Path, title: str) -> str:
    """What stands under a title, up to the next one of the same size."""
    _before, found, rest = book.read_text().partition(f"\n## {title}\n")
    assert found, f"{book.name} has no chapter “{title}”"
    return rest.partition("\n## ")[0]


def table(text: str) -> list[list[str]]:
    """The cells of the first table that stands there, row by row, without its head."""
    found = re.search(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE)
    assert found, "no table"
    _head, _rule, *rows = found[0].splitlines()
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows]


def titles(book: Path) -> set[str]:
    """How the titles of a book are named in a link."""
    text = FENCED.sub("", book.read_text())
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in found}


def typed(book: Path) -> Iterator[list[str]]:
    """Each time that our command is called in a block, as its words."""
    for block in blocks(book.read_text()):
        plain = block.text.replace("$(date +%F)", "today").replace("$$(date +%%F-%%H%%M)", "now")
        for words in CALLED.findall(plain.replace("%i", "8000")):
            yield shlex.split(words)


def named(book: Path) -> Iterator[list[str]]:
    """Each time that our command is named in a sentence."""
    for inline in INLINE.findall(FENCED.sub("", book.read_text())):
        for words in CALLED.findall(inline):
            yield shlex.split(words)
