"""Stop-rules that were invoked: who hears of them, how they stand, and what ends them early."""

import datetime as dt
from dataclasses import dataclass

from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.reads import talks_with_person
from tussenruimte.kit import clock
from tussenruimte.matters.models import Invocation
from tussenruimte.matters.stop_rules import chosen
from tussenruimte.members.models import Actor, Circle, Cooperative, Person
from tussenruimte.methods.initials import short_name
from tussenruimte.promises.models import Promise
from tussenruimte.promises.reads import View, views
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.line import Line
from tussenruimte.relations.reads.page import NeedPage

HEAR = (Circle.Sort.TRUST, Circle.Sort.BOARD)  # the first that is there


def who_hears_of_stops(cooperative: Cooperative) -> Actor | None:
    """The trust circle, or else the board."""
    rows = Circle.objects.filter(cooperative=cooperative, sort__in=HEAR, until=None)
    found = sorted(rows.select_related("actor"), key=lambda row: (HEAR.index(row.sort), row.pk))
    return found[0].actor if found else None


def talk_since(row: Invocation) -> Conversation | None:
    """The last conversation with the person since it was invoked, held and not disputed."""
    return next(
        (
            talk
            for talk in talks_with_person(row.matter)
            if talk.held_on
            and talk.noted_at
            and talk.held_on >= clock.day(row.at)
            and talk.noted_at >= row.at
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Stop:
    """One that was invoked, as it stands today."""

    code: str
    rule: str
    title: str
    who: str
    who_code: str
    at: dt.datetime
    ends_on: dt.date
    is_told: bool
    is_in_force: bool
    told_to: list[str]
    done: list[str]

    @property
    def called(self) -> str:
        """Whoever invoked it, by first name, with their hat."""
        return short_name(self.who)


def stops_of(page: NeedPage, person: Person, today: dt.date) -> list[Stop]:
    """Those on the page that this person may know of: their own, and what the person was told of."""
    lines = [line for line in page.stops if line.n or line.who_code == person.code]
    return [_stop(line, today) for line in reversed(lines)]


def _stop(line: Line, today: dt.date) -> Stop:
    assert line.day is not None  # noqa: S101 - every one has an end
    return Stop(
        code=line.code,
        rule=line.beside,
        title=line.whom,
        who=line.who,
        who_code=line.who_code,
        at=line.at,
        ends_on=line.day,
        is_told=bool(line.n),
        is_in_force=not line.flag and line.day >= today,
        told_to=chosen(line.who_phone, line.sort),
        done=chosen(line.way, line.state),
    )


def promised_by(row: Invocation, today: dt.date) -> list[View]:
    """What was promised when it was invoked: telling the person, looking back."""
    found = Promise.objects.whole().filter(matter=row.own_id).order_by("due", "pk")
    return views(found, today, row.by.cooperative)


def need_named(cooperative: Cooperative, name: str) -> Need | None:
    """The open question of whoever has exactly this name; nothing when there is none, or more than one."""
    rows = Need.objects.whole().filter(
        cooperative=cooperative, closed_at=None, person__actor__name__iexact=name.strip()
    )
    found = list(rows[:2]) if name.strip() else []
    return found[0] if len(found) == 1 else None
