"""My day in one statement (docs/adr, way 1 of the house: a hot read has its twin in the tests).

Portable SQL: each part is a list of at most twelve rows with the same columns, and names are looked up
for all of them together; dates and moments are cast to text, as SQLite has them. Words are opened only in
promises of which somebody is a party and in conversations to which they are invited.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.questions import one_plan
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Kind, Person, bare_key, opened
from tussenruimte.methods.initials import short_name
from tussenruimte.promises.reads import ladder_in
from tussenruimte.web.reads.today_sql import STATEMENT

# Where the words of a line are sealed: table and column.
WORDS_OF = {
    "promised": "promises_promise|{}|text",
    "to-me": "promises_promise|{}|text",
    "said-done": "promises_promise|{}|text",
    "talk": "conversations_conversation|{}|about",
}


LATEST = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Someone:
    """A name and a code: all that a door needs. A seat or circle has no first name."""

    name: str
    code: str
    kind: str

    @property
    def first_name(self) -> str:
        """What to call them in a sentence, with for whom they speak when that is the municipality."""
        return short_name(self.name) if self.kind == Kind.PERSON else self.name


@dataclass(frozen=True, slots=True)
class Sealed:
    """Words that are opened where they are shown, and not before."""

    place: str
    words: bytes
    key: bytes | None
    key_of: str
    master: str

    def __str__(self) -> str:
        if self.key is None:
            return _("(forgotten)")
        if not self.words:
            return _("(no longer kept)")
        return opened(bare_key(self.key_of, self.key, self.master), self.words, self.place)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of my day, as it stands in the database."""

    kind: str
    code: str
    matter: str  # its code
    other: Someone  # who promised, asks or offers; or to whom I promised
    about: str  # name of the person of a private matter
    title: str  # of a public matter
    me: str  # as what I act, when not as myself: "wethouder sociaal"
    day: dt.date | None
    till: dt.date | None
    at: dt.datetime | None
    time: dt.time | None
    more: str
    words: Sealed | str
    purpose: str = ""  # of a promise


def lines_of(person: Person, at: dt.datetime) -> list[Line]:
    """Everything of somebody's day, each kind with its first twelve, first what is due first."""
    today = clock.day(at)
    silence, unconfirmed, noted = (
        dt.timedelta(days=term(person.cooperative, name))
        for name in ("silence", "unconfirmed", "confirm_conversation")
    )
    ladder = ladder_in(person.cooperative)
    asked = {
        "coop": person.cooperative_id,
        "person": person.pk,
        "today": today,
        "moment": _moment(at),
        "silent": today - silence,
        "unconfirmed": _moment(at - unconfirmed),
        "noted": _moment(clock.midnight(today - noted)),
        "from": _moment(clock.midnight(today)),
        "till": _moment(clock.midnight(today + dt.timedelta(days=1))),
        "recent": today - dt.timedelta(days=31),
        "last": dt.date.max,
        "never": dt.date.min,
        "circle": ladder.last_due(today, "circle"),
        "seat": ladder.last_due(today, "seat"),
        "me": person.code,
    }
    with one_plan(), connection.cursor() as cursor:
        cursor.execute(STATEMENT, asked)
        rows = cursor.fetchall()
    return sorted((_line(row) for row in sorted(rows, key=_made)), key=_order)


def _moment(at: dt.datetime) -> Any:
    """As this database keeps moments."""
    return connection.ops.adapt_datetimefield_value(at)


def _made(row: tuple[Any, ...]) -> tuple[int, str]:
    """First made, first told, of what is of one day and one moment."""
    _kind, nr, code, *_rest = row
    return (nr or 0, code or "")


def _order(line: Line) -> tuple[str, dt.date, dt.datetime]:
    return (line.kind, line.day or dt.date.max, line.at or LATEST)


def _line(row: tuple[Any, ...]) -> Line:
    kind, _nr, code, matter, other, other_code, other_kind, about, title, me, *rest = row
    day, till, at, time, more, purpose, words, *_keys = rest
    return Line(
        kind=kind,
        code=code or "",
        matter=matter or "",
        other=Someone(other or str(_("somebody")), other_code or "", other_kind or Kind.PERSON),
        about=about or "",
        title=title or "",
        me=me or "",
        day=dt.date.fromisoformat(day) if day else None,
        till=dt.date.fromisoformat(till) if till else None,
        at=_as_moment(at) if at else None,
        time=dt.time.fromisoformat(time) if time else None,
        more=more or "",
        purpose=purpose or "",
        words=_sealed(kind, code, rest[-4:]) if words is not None else "",
    )


def _as_moment(text: str) -> dt.datetime:
    at = dt.datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def _sealed(kind: str, code: str, rest: list[Any]) -> Sealed:
    words, key, key_of, master = rest
    opener = None if key is None else bytes(key)
    return Sealed(WORDS_OF[kind].format(code), bytes(words), opener, key_of, master)
