"""A page of ours as a PDF/UA file: with headings, lists and links that a screen reader finds.

The page stays the one place where the words stand. Its headings, paragraphs, lists and facts are read
from the HTML that our own templates make, and set by Typst (`press.py`), which itself refuses to write a
file that breaks what a machine can check of PDF/UA-1 (ISO 14289-1). What it cannot check, nobody here claims.
"""

import json
import logging
import os
import re
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import get_language, gettext as _

from tussenruimte.kit.press import BROKEN
from tussenruimte.kit.refusal import Refused

log = logging.getLogger(__name__)

PRESS = Path(__file__).with_name("press.py")
PATIENCE = 30  # seconds; thirty long proposals take less than one
AT_ONCE = threading.BoundedSemaphore(2)  # each takes 150 MB for a moment, and visitors may ask too
# All that the press gets to know of the house: where this machine keeps its libraries.
TOLD_TO_THE_PRESS = ("PATH", "LD_LIBRARY_PATH")
BLOCKS = {"h2": "heading", "h3": "heading", "h4": "heading", "p": "paragraph", "li": "item"} | {
    "dt": "name",
    "dd": "fact",
}
VOID = {"br", "hr", "img", "input", "wbr"}
NOT_ON_PAPER = {"no-print", "hide"}
# What the two typefaces inside Typst can show. Without a shape for a letter there would be no file at all.
SHOWN = (
    r"\n -~\u00a0-\u00ac\u00ae-\u0377\u0391-\u03a1\u03a3-\u0482\u048a-\u04ff\u05d0-\u05ea\u0621-\u063a"
    r"\u0640-\u0655\u0660-\u066d\u06f0-\u06f9\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u20a0-\u20c0\u2190-\u23ff"
)
NO_SHAPE = re.compile(f"[^{SHOWN}]")
INSTEAD = "□"


@dataclass(slots=True)
class Run:
    """Some words in one way: strong, or a link to somewhere."""

    text: str
    strong: bool = False
    to: str = ""


@dataclass(slots=True)
class Block:
    """A heading, a paragraph, an item of a list, or a fact with its name."""

    kind: str
    level: int = 0
    is_numbered: bool = False
    runs: list[Run] = field(default_factory=list)


def as_pdf(html: str, *, title: str, by: str, base: str, is_large: bool = False) -> bytes:
    """This HTML of ours on A4, in the language of the reader; `base`: what its links begin with,
    `is_large`: in large letters.

    A letter that no typeface here has becomes a small box, and the file says so. Raises Refused with
    what to do instead when there can be no file.
    """
    blocks = read_blocks(html, base)
    for shown in (_shown, _shown_without_marks):
        page = {
            "title": shown(title),
            "by": shown(by),
            "language": (get_language() or "nl")[:2],
            "points": 18 if is_large else 12,
            "blocks": list(_together(_on_paper(blocks, shown))),
        }
        if made := _pressed(page):
            return made
    raise Refused(_no_file())


def _no_file() -> str:
    return _("This file cannot be made now. Print the page itself instead.")


def _pressed(page: dict[str, Any]) -> bytes:
    """The file; nothing when it would break the standard."""
    env = {name: os.environ[name] for name in TOLD_TO_THE_PRESS if name in os.environ}
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603 - our own words
                [sys.executable, "-I", str(PRESS)],
                input=json.dumps(page).encode(),
                env=env, capture_output=True, timeout=PATIENCE, check=False,
            )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as no:
        log.warning("the press did not answer: %s", type(no).__name__)
        raise Refused(_no_file()) from no
    if done.returncode not in {0, BROKEN}:
        log.warning("the press stopped with %s", done.returncode)
    return b"" if done.returncode else done.stdout


def read_blocks(html: str, base: str) -> list[Block]:
    """What stands in this HTML, in order; nothing of what is not for paper."""
    reader = _Reader(base)
    reader.feed(html)
    reader.close()
    return [block for block in reader.blocks if any(run.text.strip() for run in block.runs)]


def _shown(text: str) -> str:
    return NO_SHAPE.sub(INSTEAD, text)


def _shown_without_marks(text: str) -> str:
    """For when a mark stands on a letter that it never stands on, and no typeface has the two together."""
    whole = unicodedata.normalize("NFC", _shown(text))
    return "".join(INSTEAD if unicodedata.category(one)[0] == "M" else one for one in whole)


def _on_paper(blocks: list[Block], shown: Callable[[str], str]) -> list[Block]:
    """The same with what can be shown; at the end what a small box means, when there is one."""

    def boxes(rows: list[Block]) -> int:
        return sum(run.text.count(INSTEAD) for row in rows for run in row.runs)

    found = [
        replace(row, runs=[replace(run, text=shown(run.text)) for run in row.runs])
        for row in blocks
    ]
    if boxes(found) > boxes(blocks):
        note = _("Some signs, such as small pictures, cannot be shown here. They became: %(sign)s")
        found.append(Block("paragraph", runs=[Run(note % {"sign": INSTEAD})]))
    return found


def _told(block: Block) -> list[dict[str, Any]]:
    return [asdict(run) for run in block.runs]


def _together(blocks: list[Block]) -> Iterator[dict[str, Any]]:
    """Items of one list together, and names with their facts."""

    def of_list(block: Block) -> str:
        if block.kind == "item":
            return "numbers" if block.is_numbered else "points"
        return "facts" if block.kind in {"name", "fact"} else ""

    for kind, group in groupby(blocks, of_list):
        rows = list(group)
        if kind == "facts":
            yield {"kind": kind, "items": list(_pairs(rows))}
        elif kind:
            yield {"kind": kind, "items": [_told(row) for row in rows]}
        else:
            yield from ({"kind": row.kind, "level": row.level, "runs": _told(row)} for row in rows)


def _pairs(rows: list[Block]) -> Iterator[list[list[dict[str, Any]]]]:
    name: list[dict[str, Any]] = []
    for row in rows:
        if row.kind == "name":
            name = _told(row)
        else:
            yield [name, _told(row)]


class _Reader(HTMLParser):
    """Walks through the HTML and keeps what is for paper."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.blocks: list[Block] = []
        self.within: list[str] = []  # the elements that are open
        self.hidden_from = 0  # how deep we are in what is not for paper
        self.address = self.link = ""  # of where we are: as it stands there, and whole

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new block, a link, or only a place within."""
        said = dict(attrs)
        if tag == "br":
            self._say("\n")
        if tag in VOID:
            return
        self.within.append(tag)
        if not self.hidden_from and NOT_ON_PAPER & set((said.get("class") or "").split()):
            self.hidden_from = len(self.within)
        if self.hidden_from:
            return
        if tag == "a":
            self.address = said.get("href") or ""
            self.link = urljoin(self.base, self.address)
        if tag in BLOCKS:
            level = int(tag[1]) - 1 if tag[0] == "h" else 0
            lists = [one for one in self.within if one in {"ol", "ul"}]
            self.blocks.append(Block(BLOCKS[tag], level, lists[-1:] == ["ol"]))

    def handle_endtag(self, tag: str) -> None:
        """Our own templates close what they open."""
        if tag in VOID or tag not in self.within:
            return
        while self.within.pop() != tag:
            pass
        if len(self.within) < self.hidden_from:
            self.hidden_from = 0
        if tag == "a":
            self.link = ""
        if tag in BLOCKS and self.blocks:
            _trim(self.blocks[-1])

    def handle_data(self, data: str) -> None:
        """Words; white space in HTML is one space."""
        self._say(re.sub(r"\s+", " ", data))

    def _say(self, words: str) -> None:
        if self.hidden_from or not any(tag in BLOCKS for tag in self.within):
            return
        run = Run(
            self.link if self.link and words == self.address else words,
            "strong" in self.within,
            self.link,
        )
        runs = self.blocks[-1].runs
        if runs and runs[-1].text.endswith(" "):
            run.text = run.text.lstrip(" ")
        if runs and (runs[-1].strong, runs[-1].to) == (run.strong, run.to):
            runs[-1].text += run.text
        else:
            runs.append(run)


def _trim(block: Block) -> None:
    """No white space around, nor beside the end of a line."""
    if block.runs:
        block.runs[0].text = block.runs[0].text.lstrip()
        block.runs[-1].text = block.runs[-1].text.rstrip()
    for run in block.runs:
        run.text = re.sub(r" *\n *", "\n", run.text)
