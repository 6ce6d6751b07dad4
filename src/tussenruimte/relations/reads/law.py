"""What laws say about a question: which terms run, which seats they can be said to."""

import datetime as dt
from dataclasses import dataclass

from tussenruimte.matters.models import Permission
from tussenruimte.matters.reads import permissions_of
from tussenruimte.members.law import LAWS, Law
from tussenruimte.members.models import Actor
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.line import Line
from tussenruimte.relations.reads.page import NeedPage, PromiseLine


def permission_to(need: Need, seat: Actor, on: dt.date) -> Permission | None:
    """The yes of the person to this seat that lasts longest; nothing when there is none."""
    rows = [row for row in permissions_of(need.matter, on) if row.to_id == seat.pk]
    return max(rows, key=lambda row: row.until or dt.date.max, default=None)


def seats_with_yes(need: Need, on: dt.date) -> list[Actor]:
    """Seats of the municipality that may read this with the yes of the person."""
    allowed = {row.to_id for row in permissions_of(need.matter, on)}
    rows = Actor.objects.filter(
        pk__in=allowed, seat__organisation__is_municipality=True, seat__abolished_on=None
    )
    return list(rows.order_by("name"))


@dataclass(frozen=True, slots=True)
class Says:
    """What a law says here: until when, who acts, how that stands, and where it can be read."""

    code: str
    law: Law
    reported_on: dt.date
    last_day: dt.date
    seat: str
    is_stopped: bool
    promise: PromiseLine | None
    has_passed: bool

    @property
    def can_be_said(self) -> bool:
        """Whether the municipality has to act, can do so in time, and does not see it yet."""
        return not (self.is_stopped or self.has_passed or self.seat or self.law.is_of_person)

    @property
    def was_nobodys(self) -> bool:
        """Whether the day passed and no seat has it on its list: somebody else has to speak of it."""
        return self.has_passed and not (self.seat or self.law.is_of_person)


def _is_stopped(line: Line, promise: PromiseLine | None) -> bool:
    return bool(line.flag) or (promise is not None and promise.state == "released")


def _says(line: Line, promise: PromiseLine | None, today: dt.date) -> Says:
    last_day = line.day or dt.date.fromisoformat(line.state)
    return Says(
        line.code,
        LAWS[line.sort],
        dt.date.fromisoformat(line.state),
        last_day,
        line.who,
        _is_stopped(line, promise),
        promise,
        has_passed=last_day < today and (promise is None or promise.state == "late"),
    )


def laws_of(page: NeedPage, today: dt.date) -> list[Says]:
    """Every term on the page, the ones that run first."""
    promises = {promise.line.code: promise for promise in page.promises}
    laws = [line for line in page.laws if line.sort in LAWS]
    found = [_says(line, promises.get(line.beside), today) for line in laws]
    return sorted(found, key=lambda one: (one.is_stopped, one.last_day))
