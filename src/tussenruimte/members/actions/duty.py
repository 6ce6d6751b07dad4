"""Whose days it is to take in what comes, and who stands in for somebody who is away."""

import datetime as dt

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.by import By
from tussenruimte.members.models import Absence, Cooperative, Duty, DutyOffer, Person, Standing
from tussenruimte.members.reads import free_days
from tussenruimte.record.actions import note

SIX_DAYS = dt.timedelta(days=6)


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
        Duty.objects.select_for_update(of=("self",), no_key=True)
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
    if until < clock.day(at):
        raise Refused(_("These days have passed. Choose today or a later day."))
    _standing(stand_in)
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
    absence = Absence.objects.select_for_update(of=("self",), no_key=True).get(pk=absence.pk)
    if absence.said_yes is not None:
        raise Refused(_("You have answered this already."))
    if says_yes and absence.until < clock.day(at):
        raise Refused(_("These days have passed."))
    absence.said_yes, absence.answered_at = says_yes, at
    absence.save(update_fields=["said_yes", "answered_at"])
    note("absence.answered", absence, by=by, at=at, yes=says_yes)


@transaction.atomic
def come_back(absence: Absence, *, by: Person, at: dt.datetime) -> None:
    """Back sooner, or not leaving after all: from today on nobody stands in."""
    absence = Absence.objects.select_for_update(of=("self",), no_key=True).get(pk=absence.pk)
    if absence.until < clock.day(at):
        raise Refused(_("You were back already."))
    absence.until = clock.day(at) - dt.timedelta(days=1)
    absence.save(update_fields=["until"])
    note("absence.ended", absence, by=by, at=at, until=absence.until.isoformat())


@transaction.atomic
def take_weeks(person: Person, mondays: list[dt.date], *, by: Person, at: dt.datetime) -> None:
    """A standing yes for whole weeks, as far as nobody said it yet and the days are to come."""
    if not mondays:
        raise Refused(_("Choose at least one week."))
    _one_after_the_other(person.cooperative_id)
    for monday in mondays:
        days = free_days(person.cooperative_id, max(monday, clock.day(at)), monday + SIX_DAYS)
        if not days:
            raise Refused(
                _("Somebody took the week of %(day)s just now. Look again.")
                % {"day": date_format(monday, "j F")}
            )
        for since, until in days:
            take_duty(person, since=since, until=until, by=by, at=at)


@transaction.atomic
def offer_days(
    duty: Duty, *, to: Person, since: dt.date, until: dt.date, by: Person, at: dt.datetime
) -> DutyOffer:
    """Ask somebody else to take days of one's duty. Until they say yes it stays yours."""
    duty = Duty.objects.select_for_update(of=("self",), no_key=True).get(pk=duty.pk)
    since, until = max(since, duty.since, clock.day(at)), min(until, duty.until)
    if since > until:
        raise Refused(_("These days have passed, or are not yours. Look again."))
    taker = _standing(to)
    if taker.pk == duty.person_id:
        raise Refused(_("These days are yours already. Ask somebody else."))
    waiting = DutyOffer.objects.filter(
        duty=duty, answered_at=None, since__lte=until, until__gte=since
    )
    if waiting.exists():
        raise Refused(_("You have asked somebody already. Take that back first, or wait."))
    offer = DutyOffer.objects.create(
        cooperative_id=duty.cooperative_id,
        duty=duty,
        taker=taker,
        since=since,
        until=until,
        asked_at=at,
    )
    note("duty.offered", offer, by=by, at=at, to=to.code)
    return offer


@transaction.atomic
def answer_days(offer: DutyOffer, *, says_yes: bool, by: Person, at: dt.datetime) -> None:
    """The other says yes, and has the duty on those days; or no, and nothing changes."""
    _one_after_the_other(offer.cooperative_id)  # a yes moves what else was asked about this duty
    offer = DutyOffer.objects.select_for_update(of=("self",), no_key=True).get(pk=offer.pk)
    if offer.answered_at:
        raise Refused(_("This was answered or taken back already."))
    if says_yes and offer.until < clock.day(at):
        raise Refused(_("These days have passed."))
    offer.said_yes, offer.answered_at = says_yes, at
    offer.save(update_fields=["said_yes", "answered_at"])
    if says_yes:
        _change_hands(offer)
    note("duty.taken-over" if says_yes else "duty.offer-refused", offer, by=by, at=at)


@transaction.atomic
def take_back_days(offer: DutyOffer, *, by: Person, at: dt.datetime) -> None:
    """The giver keeps the days after all."""
    offer = DutyOffer.objects.select_for_update(of=("self",), no_key=True).get(pk=offer.pk)
    if offer.answered_at:
        raise Refused(_("This was answered or taken back already."))
    offer.said_yes, offer.answered_at = False, at
    offer.save(update_fields=["said_yes", "answered_at"])
    note("duty.offer-taken-back", offer, by=by, at=at)


def _change_hands(offer: DutyOffer) -> None:
    """The days go over; what lies before and after them stays with the giver, and so do their offers."""
    duty = Duty.objects.select_for_update(of=("self",), no_key=True).get(pk=offer.duty_id)
    if offer.since < duty.since or offer.until > duty.until:
        raise Refused(_("This duty has ended meanwhile. There are no days to take over."))
    a_day = dt.timedelta(days=1)
    for since, until in ((duty.since, offer.since - a_day), (offer.until + a_day, duty.until)):
        if since <= until:
            rest = Duty.objects.create(
                cooperative_id=duty.cooperative_id,
                person_id=duty.person_id,
                stand_in_id=duty.stand_in_id,
                since=since,
                until=until,
            )
            waiting = DutyOffer.objects.filter(duty=duty, answered_at=None)
            waiting.filter(since__gte=since, until__lte=until).update(duty=rest)
    duty.since, duty.until, duty.person_id, duty.stand_in = (
        offer.since,
        offer.until,
        offer.taker_id,
        None,
    )
    duty.save(update_fields=["since", "until", "person", "stand_in"])


def _one_after_the_other(cooperative_id: int) -> None:
    """Of two changes of the duty at once the second sees what the first did."""
    Cooperative.objects.select_for_update(no_key=True).get(pk=cooperative_id)


def _standing(person: Person) -> Standing:
    standing = Standing.objects.filter(person=person, person__forgotten_at=None).first()
    if standing is None:
        raise Refused(_("%(name)s may not hold on to questions yet.") % {"name": person.first_name})
    return standing
