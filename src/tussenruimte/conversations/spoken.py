"""What people fill in about a conversation, on its way to an action."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tussenruimte.conversations.models import Sort, Way
from tussenruimte.members.models import Actor


@dataclass(frozen=True, slots=True)
class Plan:
    """When, where, how and with whom. None leaves a part as it was."""

    when: dt.datetime
    place: str | None = None
    way: str | None = None
    invited: Sequence[Actor] | None = None
    person_said_yes: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Who does what, by when: it becomes a promise in the same change."""

    maker: Actor
    what: str
    due: dt.date


@dataclass(frozen=True, slots=True)
class Telling:
    """Why the person was not there, and who tells them by when."""

    why: str
    maker: Actor
    due: dt.date


@dataclass(frozen=True, slots=True)
class Noted:
    """What was said, with whom, and what comes of it. `held_on=None` is today."""

    said: str = ""
    goes_well: str = ""
    was_person_there: bool = True
    telling: Telling | None = None
    present: Sequence[Actor] = ()
    lines: Sequence[Line] = ()
    held_on: dt.date | None = None
    sort: str = Sort.TALK
    way: str = Way.TOGETHER
    person_said_yes: bool = False

    @property
    def words(self) -> list[str]:
        """Everything that was typed."""
        typed = [self.said, self.goes_well, *(line.what for line in self.lines)]
        return [*typed, self.telling.why] if self.telling else typed
