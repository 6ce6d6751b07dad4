"""Circles, and who sits in them."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.actions.seats import _actor
from tussenruimte.members.by import By
from tussenruimte.members.models import ActsFor, Circle, Cooperative, Kind, Person
from tussenruimte.record.actions import note


@transaction.atomic
def make_circle(
    cooperative: Cooperative, name: str, *, sort: str, by: By, at: dt.datetime, **more: Any
) -> Circle:
    """A circle. `more`: purpose, until, next_table_on."""
    refuse_bsn(more.get("purpose"))
    actor = _actor(cooperative, Kind.CIRCLE, name, "")
    circle = Circle.objects.create(cooperative=cooperative, actor=actor, sort=sort, **more)
    note("circle.made", actor, by=by, at=at)
    return circle


@transaction.atomic
def sit_in_circle(
    circle: Circle, person: Person, *, since: dt.date, by: By, at: dt.datetime
) -> None:
    """Somebody joins a circle and acts for it from that day on."""
    ActsFor.objects.get_or_create(
        cooperative_id=circle.cooperative_id,
        person=person,
        actor=circle.actor,
        until=None,
        defaults={"since": since},
    )
    note("circle.joined", circle.actor, by=by, at=at, person=person.code)


@transaction.atomic
def leave_circle(circle: Circle, person: Person, *, by: By, at: dt.datetime) -> None:
    """Somebody sits there no longer; what the circle promised stays with the circle."""
    today = clock.day(at)
    rows = ActsFor.objects.filter(actor=circle.actor_id, person=person, until=None)
    if not rows.update(until=today):
        raise Refused(_("You do not sit in this circle."))
    note("circle.left", circle.actor, by=by, at=at, person=person.code)


@transaction.atomic
def renew_circle(circle: Circle, *, until: dt.date, by: By, at: dt.datetime) -> None:
    """It goes on, with another last day."""
    Circle.objects.filter(pk=circle.pk).update(until=until)
    note("circle.renewed", circle.actor, by=by, at=at, until=until.isoformat())


@transaction.atomic
def end_circles(
    cooperative: Cooperative, circles: list[int], *, on: dt.date, by: By, at: dt.datetime
) -> int:
    """Their last day has passed: nothing new begins there. Returns how many there were."""
    rows = Circle.objects.filter(cooperative=cooperative, pk__in=circles, ended_on=None)
    ended = rows.update(ended_on=on)
    if ended:
        note("circles.ended", cooperative, by=by, at=at, on=on.isoformat(), n=ended)
    return ended


@transaction.atomic
def empty_circles(
    cooperative: Cooperative, circles: list[int], *, on: dt.date, by: By, at: dt.datetime
) -> int:
    """Nothing is left to do there, so nobody acts for them any more."""
    rows = ActsFor.objects.filter(cooperative=cooperative, actor__in=circles, until=None)
    gone = rows.update(until=on)
    if gone:
        note("circles.emptied", cooperative, by=by, at=at, on=on.isoformat(), n=gone)
    return gone
