"""The glossary names things as the code does."""

import re

from tests.texts import ROOT, SOURCE

NAME = re.compile(r"`([\w.]+)`")


def names_that_should_stand():
    """The third column of each row that is not in italics: those are still to be built."""
    for line in (ROOT / "docs" / "glossary.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 4 and not cells[1].startswith("*"):
            yield from NAME.findall(cells[3])


def test_every_name_of_the_glossary_stands_in_the_code():
    code = "\n".join(path.read_text() for path in SOURCE.rglob("*.py"))
    last_parts = {name.split(".")[-1] for name in names_that_should_stand()}
    assert {name for name in last_parts if not re.search(rf"\b{name}\b", code)} == set()
