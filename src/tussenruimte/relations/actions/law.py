"""A term of a law runs about a question: from a recorded report, for the person and whoever holds on.

With the yes of the person it is said to the seat of the municipality that has to act.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.matters.models import Permission
from tussenruimte.members.by import By
from tussenruimte.members.law import LAWS, Law, ends_on
from tussenruimte.members.models import Actor, Person, Seat
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.actions import note
from tussenruimte.record.reads import years_before
from tussenruimte.relations.models import LegalClock, Need
from tussenruimte.relations.moves import locked, refuse_closed
from tussenruimte.relations.reads.law import permission_to

YEARS_BACK = 5  # of an earlier day somebody wrote the wrong year


@transaction.atomic
def start_clock(
    need: Need, key: str, *, reported_on: dt.date, seat: Actor | None, by: Person, at: dt.datetime
) -> LegalClock:
    """From the day of the report until the last day of the law.

    Without a seat only the person and whoever holds on see it; it is said to a seat with a yes only,
    and as long as the day is to come: nobody is asked to do something by a day that was.
    """
    need = locked(need)
    refuse_closed(need)
    law = LAWS[key]
    last_day = _day_of(need, key, reported_on, at)
    if by.pk not in {need.holder_id, need.person_id}:
        raise Refused(_("Only the person, or whoever holds on, starts this."))
    _refuse_twice(need, key, at)
    row = LegalClock(
        cooperative_id=need.cooperative_id,
        need=need,
        law=key,
        reported_on=reported_on,
        last_day=last_day,
        started_by=by,
        started_at=at,
    )
    if seat is not None and not law.is_of_person and last_day >= clock.day(at):
        _say_it_to(row, law, seat, by, at)
    row.save()
    note("law.started", row, by=by, at=at, law=key, until=last_day.isoformat())
    return row


@transaction.atomic
def say_clock_to(row: LegalClock, seat: Actor, *, by: Person, at: dt.datetime) -> None:
    """What ran for the person and whoever holds on is said to the seat now, on the yes of the person."""
    need = locked(row.need)
    refuse_closed(need)
    row = LegalClock.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if by.pk not in {need.holder_id, need.person_id}:
        raise Refused(_("Only the person, or whoever holds on, says this to the municipality."))
    law = LAWS[row.law]
    if row.stopped_on or row.seat_id or law.is_of_person:
        raise Refused(_("There is nothing to say to the municipality any more."))
    _refuse_passed(need, row.last_day, clock.day(at))
    row.need = need
    _say_it_to(row, law, seat, by, at)
    row.save(update_fields=["seat", "permission", "promise"])
    note("law.said", row, by=by, at=at, law=row.law, seat=seat.code)


def _refuse_twice(need: Need, key: str, at: dt.datetime) -> None:
    """It runs once. What the person let go of at the promise itself runs no more."""
    rows = LegalClock.objects.filter(need=need, law=key, stopped_on=None)
    rows.filter(promise__state=State.RELEASED).update(stopped_on=clock.day(at))
    if rows.exists():
        raise Refused(_("This term of the law runs already."))


def _day_of(need: Need, key: str, reported_on: dt.date, at: dt.datetime) -> dt.date:
    today = clock.day(at)
    if reported_on > today:
        raise Refused(_("Write the day on which it was reported: today or earlier."))
    if reported_on < years_before(today, YEARS_BACK):
        raise Refused(_("Write a day of the last %(n)s years.") % {"n": YEARS_BACK})
    return ends_on(need.cooperative, key, reported_on)


def _refuse_passed(need: Need, last_day: dt.date, today: dt.date) -> None:
    if last_day < today:
        raise Refused(
            _(
                "The law said: by %(day)s. That day has passed. Ask whoever had to do it for a conversation, or help %(name)s to send a complaint."
            )
            % {"day": day_in_words(last_day, today), "name": need.person.first_name}
        )


def _say_it_to(row: LegalClock, law: Law, seat: Actor, by: Person, at: dt.datetime) -> None:
    """The seat reads it on the person's yes, and what the law says stands there for it as a promise."""
    need = row.need
    if not _is_of_municipality(seat):
        raise Refused(_("Choose the seat of the municipality that has to do this."))
    permission = permission_to(need, seat, clock.day(at))
    if permission is None:
        raise Refused(
            _(
                "First ask %(name)s whether %(seat)s may read this. Without that yes the municipality sees nothing."
            )
            % {"name": need.person.first_name, "seat": seat}
        )
    row.seat, row.permission = seat, permission
    row.promise = promises.make_promise(
        need.matter,
        maker=seat,
        receiver=need.person.actor,
        text=str(law.says) % {"who": seat, "name": need.person.first_name},
        due=row.last_day,
        purpose=Purpose.LAW,
        person_said_yes=True,
        by=by,
        at=at,
    )


def _is_of_municipality(actor: Actor) -> bool:
    rows = Seat.objects.filter(actor=actor, organisation__is_municipality=True, abolished_on=None)
    return rows.exists()


@transaction.atomic
def stop_clock(row: LegalClock, *, by: Person, at: dt.datetime) -> None:
    """It is not needed any more, says the person or whoever holds on."""
    need = locked(row.need)
    row = LegalClock.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if by.pk not in {need.holder_id, need.person_id}:
        raise Refused(_("Only the person, or whoever holds on, stops this."))
    if row.stopped_on:
        raise Refused(_("This term was stopped already."))
    _stop(row, by, at)
    note("law.stopped", row, by=by, at=at)


@transaction.atomic
def follow_permission(permission: Permission, *, by: By, at: dt.datetime) -> int:
    """A yes ended: what ran on it stops, unless another yes of the person to the same seat stands."""
    rows = LegalClock.objects.filter(permission=permission, stopped_on=None)
    stopped = 0
    for row in rows.select_related("need", "seat").order_by("pk"):
        assert row.seat is not None  # noqa: S101 - the database holds it
        other = permission_to(row.need, row.seat, clock.day(at))
        if other is not None:
            row.permission = other
            row.save(update_fields=["permission"])
            continue
        _stop(row, by, at)
        stopped += 1
    if stopped:
        note("law.stopped-without-yes", permission, by=by, at=at, n=stopped)
    return stopped


def _stop(row: LegalClock, by: By, at: dt.datetime) -> None:
    row.stopped_on = clock.day(at)
    row.save(update_fields=["stopped_on"])
    waiting = Promise.objects.filter(legal_clock=row, state__in=[State.OPEN, State.DONE])
    for promise in waiting:
        promises.release(promise, by=by, at=at)
