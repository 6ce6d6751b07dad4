"""One cooperative that is being sown: its tables, its chain, its dice and its calendar."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

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
A_DAY = dt.timedelta(days=1)


class Who(NamedTuple):
    """Somebody who promises or holds; a person has a key under which texts about them stand."""

    id: int
    code: str
    first: str
    key: bytes = b""


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
        self.noon = dt.datetime.combine(self.today, dt.time(12), AMSTERDAM).astimezone(dt.UTC)
        self.facts = self.tables.of(Fact)
        self.seq, self.hash = 0, b""

    # ---- the calendar ------------------------------------------------------------------------

    def moment(self, days_ago: int) -> dt.datetime:
        """Some moment during that day."""
        seconds = int(self.dice.random() * 14_400) - 7_200
        return self.noon - dt.timedelta(days=days_ago, seconds=seconds)

    def day(self, days_ago: int) -> dt.date:
        """The date of that day."""
        return self.today - dt.timedelta(days=days_ago)

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
        return seal(whose.key, text, f"{model._meta.db_table}|{code}|{name}")

    def take_up_the_chain(self) -> None:
        """Go on where the actions stopped."""
        self.seq, self.hash = head_of(self.id) or (0, START)

    def note(
        self, kind: str, about: str, by: str, at: dt.datetime, *sealed: bytes, **also: Any
    ) -> None:
        """The same fact that the action of this kind would note."""
        self.seq += 1
        body = _fact(kind, about, by, at, sealed, also)
        self.hash = link(self.hash, self.seq, body)
        self.facts.add(cooperative_id=self.id, seq=self.seq, body=body, hash=self.hash)
        if len(self.facts.rows) >= AT_ONCE:
            self.tables.flush()

    def hand_back_the_chain(self) -> None:
        """Write what waits; from here on actions note facts again."""
        self.tables.flush()
        follow_import(self.cooperative, by="invoer", at=self.noon)


def _fact(
    kind: str,
    about: str,
    by: str,
    at: dt.datetime,
    sealed: tuple[bytes, ...],
    also: dict[str, Any],
) -> str:
    """What `record.facts.written` writes, for values without quotes: four times as quick."""
    body = {
        "kind": f'"{kind}"',
        "about": f'"{about}"',
        "by": f'"{by}"',
        "at": f'"{at.isoformat()}"',
    }
    for key, value in also.items():
        body[key] = str(value).lower() if isinstance(value, bool) else f'"{value}"'
    if sealed:
        body["sealed"] = str(digests(sealed)).replace("'", '"').replace(" ", "")
    return "{" + ",".join([f'"{key}":{body[key]}' for key in sorted(body)]) + "}"
