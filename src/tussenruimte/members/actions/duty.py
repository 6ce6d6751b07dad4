"""Whose days it is to take in what comes, and who stands in for somebody who is away."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.by import By
from tussenruimte.members.models import Absence, Duty, Person, Standing
from tussenruimte.record.actions import note


@transaction.atomic
def take_duty(
    person: Person,
    *,
    since: dt.date,
    until: dt.date,
    by: By,
    at: dt.datetime,
    stand_in: Person | None = None,
) -> Duty:
    """A standing yes: on these days this person holds on to everything that comes in."""
    if until < since:
        raise Refused(_("The last day of the duty comes before the first. Turn them round."))
    standing = _standing(person)
    duty = Duty.objects.create(
        cooperative_id=person.cooperative_id,
        person=standing,
        stand_in=_standing(stand_in) if stand_in else None,
        since=since,
        until=until,
    )
    note("duty.taken", person, by=by, at=at, since=since.isoformat(), until=until.isoformat())
    return duty


@transaction.atomic
def end_duty(duty: Duty, *, by: By, at: dt.datetime) -> None:
    """From tomorrow on it is no longer this person's duty; what came in stays with them."""
    duty = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("person__person")
        .get(pk=duty.pk)
    )
    if duty.until <= clock.day(at):
        raise Refused(_("This duty has ended already, or ends today."))
    duty.until = max(duty.since, clock.day(at))
    duty.save(update_fields=["until"])
    note("duty.ended", duty.person.person, by=by, at=at, until=duty.until.isoformat())


@transaction.atomic
def ask_stand_in(
    person: Person, stand_in: Person, *, since: dt.date, until: dt.date, by: By, at: dt.datetime
) -> Absence:
    """ "Ik ben weg tot …": it counts from the moment the other says yes."""
    if stand_in.pk == person.pk:
        raise Refused(_("You cannot stand in for yourself. Ask somebody else."))
    if until < since:
        raise Refused(_("You are back before you leave. Turn the days round."))
    absence = Absence.objects.create(
        cooperative_id=person.cooperative_id,
        person=person,
        stand_in=stand_in,
        since=since,
        until=until,
        asked_at=at,
    )
    note("absence.asked", absence, by=by, at=at, stand_in=stand_in.code)
    return absence


@transaction.atomic
def answer_stand_in(absence: Absence, *, says_yes: bool, by: Person, at: dt.datetime) -> None:
    """The stand-in says yes or no; only once."""
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    if absence.said_yes is not None:
        raise Refused(_("You have answered this already."))
    absence.said_yes, absence.answered_at = says_yes, at
    absence.save(update_fields=["said_yes", "answered_at"])
    note("absence.answered", absence, by=by, at=at, yes=says_yes)


def _standing(person: Person) -> Standing:
    standing = Standing.objects.filter(person=person).first()
    if standing is None:
        raise Refused(_("%(name)s may not hold on to questions yet.") % {"name": person.first_name})
    return standing
