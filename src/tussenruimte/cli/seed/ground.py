"""One cooperative that is being sown: its tables, its chain, its dice and its calendar."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from tussenruimte.cli.seed.chance import Chance
from tussenruimte.cli.seed.codes import Codes
from tussenruimte.cli.seed.loading import AT_ONCE, Table, Tables
from tussenruimte.cli.seed.words import Words
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.kit.sealing import digests, seal
from tussenruimte.members.models import Actor, Cooperative, Person, person_key
from tussenruimte.methods.chain import START, link
from tussenruimte.methods.initials import first_name
from tussenruimte.record.actions import follow_import
from tussenruimte.record.models import Fact
from tussenruimte.record.reads import head_of

BEGAN = 730  # days ago
AHEAD = 100  # days
NOON = dt.time(12)
# Every second of the hours in which it is day in the Netherlands, in winter and in summer.
TIMES = [f"T{n // 3_600:02}:{n // 60 % 60:02}:{n % 60:02}+00:00" for n in range(28_800, 57_600)]


class Who(NamedTuple):
    """Somebody who promises or holds; a person has a key under which texts about them stand."""

    id: int
    code: str
    first: str
    key: bytes = b""
    since: int = BEGAN  # days ago


def who(person: Person) -> Who:
    """A person who came in by the front door."""
    return Who(person.actor_id, person.code, person.first_name, person_key(person))


def office(actor: Actor) -> Who:
    """A seat, circle or organisation."""
    return Who(actor.pk, actor.code, first_name(actor.name))


@dataclass
class Ground:
    """Everything that sowing one cooperative shares."""

    cooperative: Cooperative
    tables: Tables
    dice: Random
    today: dt.date
    words: Words = field(init=False)
    codes: Codes = field(init=False)
    facts: Table = field(init=False)

    def __post_init__(self) -> None:
        self.words, self.codes = Words(self.dice), Codes(self.dice)
        self.id = self.cooperative.pk
        self._days = {n: self.date(n).isoformat() for n in range(-AHEAD, BEGAN + AHEAD)}
        self.facts = self.tables.of(Fact)
        self.seq, self.hash = 0, b""
        self.chance = Chance()

    # ---- the calendar: for actions real days and moments, for rows and facts their text -----------

    def date(self, days_ago: int) -> dt.date:
        """The date of that day."""
        return self.today - dt.timedelta(days=days_ago)

    def noon(self, days_ago: int) -> dt.datetime:
        """The middle of that day."""
        return dt.datetime.combine(self.date(days_ago), NOON, AMSTERDAM).astimezone(dt.UTC)

    def day(self, days_ago: int) -> str:
        """The date of that day, as rows and facts have it."""
        return self._days[days_ago]

    def moment(self, days_ago: int) -> str:
        """Some moment during that day, in UTC, as facts have it."""
        return self._days[days_ago] + TIMES[int(self.dice.random() * len(TIMES))]

    # ---- the dice ----------------------------------------------------------------------------

    def below(self, number: int) -> int:
        """A whole number below this one."""
        return int(self.dice.random() * number)

    def one_in(self, number: float) -> bool:
        """True once in so many times."""
        return self.dice.random() * number < 1

    # ---- rows, sealed texts, facts -----------------------------------------------------------

    def add(self, model: Any, **values: Any) -> int:
        """A row in the table of this model, in this cooperative."""
        return self.tables.of(model).add(cooperative_id=self.id, **values)

    def seal(self, whose: Who, text: str, model: Any, code: str, name: str) -> bytes:
        """A text as `WithWords.put` would seal it."""
        return seal(whose.key, text, f"{model._meta.db_table}|{code}|{name}", self.chance.draw)

    def take_up_the_chain(self) -> None:
        """Go on where the actions stopped."""
        self.seq, self.hash = head_of(self.id) or (0, START)

    def note(self, kind: str, about: str, by: str, at: str, *sealed: bytes, **also: Any) -> None:
        """The same fact that the action of this kind would note."""
        self.seq += 1
        body = _fact(kind, about, by, at, sealed, also)
        self.hash = link(self.hash, self.seq, body)
        self.facts.rows.append((self.id, self.seq, body, self.hash))  # they are half of all rows
        if len(self.facts.rows) >= AT_ONCE:
            self.tables.pour()

    def hand_back_the_chain(self) -> None:
        """Write what waits; from here on actions note facts again."""
        self.tables.flush()
        follow_import(self.cooperative, by="invoer", at=self.noon(0))


def _fact(
    kind: str,
    about: str,
    by: str,
    at: str,
    sealed: tuple[bytes, ...],
    also: dict[str, Any],
) -> str:
    """What `record.facts.written` writes, for values without quotes: many times as quick."""
    values = {"kind": kind, "about": about, "by": by, "at": at} | also
    if sealed:
        values["sealed"] = '","'.join(digests(sealed))
    names = tuple(values)
    if names not in _SHAPES:
        _SHAPES[names] = _shape(values)
    shape, order = _SHAPES[names]
    return shape % tuple([values[name] for name in order])


_SHAPES: dict[tuple[str, ...], tuple[str, list[str]]] = {}


def _shape(values: dict[str, Any]) -> tuple[str, list[str]]:
    """The text of a fact with these names, with places for what they say; names stand in order."""
    order = sorted(values)
    parts = []
    for name in order:
        place = '["%s"]' if name == "sealed" else '"%s"'
        is_bare = name in NUMBERS or values[name] in YES_NO
        parts.append(f'"{name}":{"%s" if is_bare else place}')
    return "{" + ",".join(parts) + "}", order


YES_NO = ("true", "false")
NUMBERS = ("against", "number", "voices", "euros")
