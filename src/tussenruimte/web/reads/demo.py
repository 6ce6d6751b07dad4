"""Who one can be in the demo, and what would have gone by mail."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string, policy
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

from tussenruimte.kit.tenancy import within
from tussenruimte.members import reads as members
from tussenruimte.members.models import Cooperative, Person

BETWEEN = f"{'-' * 79}\n"  # Django puts this between two letters in a file
LETTERS = 60


@dataclass(frozen=True, slots=True)
class House:
    """A made-up cooperative, who one can be in it, and a card to look with."""

    cooperative: Cooperative
    cast: list[tuple[Person, str]]
    card: dict[str, str]


def houses(today: dt.date) -> list[House]:
    """Every cooperative with the people whom one can be."""
    found = []
    for cooperative in members.everywhere():
        with within(cooperative.pk):
            cast = members.cast_of(cooperative, today)
        found.append(House(cooperative, cast, members.card_of_demo(cooperative)))
    return found


def somebody(slug: str, code: str) -> Person | None:
    """The person of the cast with this code."""
    cooperative = members.enter(slug)
    if cooperative is None:
        return None
    rows = Person.objects.select_related("user").filter(cooperative=cooperative, code=code)
    return rows.filter(user__isnull=False, forgotten_at=None).first()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it would have gone by mail."""

    to: str
    subject: str
    at: dt.datetime
    text: str

    @property
    def name(self) -> str:
        """To whom, short enough for a phone: all of them live at one made-up address."""
        return self.to.partition("@")[0]


def letters(folder: Path) -> list[Letter]:
    """The latest, the newest first; none before the first went."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    return list(islice((letter for file in files for letter in _in_file(file)), LETTERS))


def _in_file(file: Path) -> Iterator[Letter]:
    for source in reversed(file.read_text().split(BETWEEN)):
        if not source.strip():
            continue
        letter = message_from_string(source.lstrip(), policy=policy.default)
        body = letter.get_body(("plain",))
        yield Letter(
            to=str(letter["To"]),
            subject=str(letter["Subject"]),
            at=parsedate_to_datetime(str(letter["Date"])),
            text=body.get_content().strip() if body else "",
        )
