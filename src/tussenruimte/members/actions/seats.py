"""Organisations and seats, and who sits in them."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.by import By
from tussenruimte.members.models import (
    MANDATE,
    Actor,
    ActsFor,
    Cooperative,
    Kind,
    Mandate,
    Organisation,
    Person,
    Seat,
    Tenure,
)
from tussenruimte.record.actions import note


@transaction.atomic
def make_organisation(
    cooperative: Cooperative,
    name: str,
    *,
    phone: str = "",
    is_municipality: bool = False,
    by: By,
    at: dt.datetime,
) -> Organisation:
    """An organisation that can take part."""
    actor = _actor(cooperative, Kind.ORGANISATION, name, phone)
    organisation = Organisation.objects.create(
        cooperative=cooperative, actor=actor, is_municipality=is_municipality
    )
    note("organisation.made", actor, by=by, at=at)
    return organisation


@transaction.atomic
def make_seat(
    cooperative: Cooperative, name: str, *, by: By, at: dt.datetime, phone: str = "", **more: Any
) -> Seat:
    """A chair, empty until somebody sits down. `more`: organisation, mandate."""
    refuse_bsn(more.get("mandate"))
    _refuse_long(more.get("mandate", ""))
    actor = _actor(cooperative, Kind.SEAT, name, phone)
    town = more.get("organisation")
    if town is not None and town.is_municipality:
        actor.hat = town.actor.name
        actor.save(update_fields=["hat"])
    seat = Seat.objects.create(
        cooperative=cooperative, actor=actor, vacant_since=clock.day(at), **more
    )
    if seat.mandate:
        _add_version(seat, 1, at)
    note("seat.made", actor, by=by, at=at)
    return seat


@transaction.atomic
def write_mandate(seat: Seat, words: str, *, by: By, at: dt.datetime) -> None:
    """What can be promised from this seat, in new words; the older ones stay readable."""
    refuse_bsn(words)
    seat = _locked(seat)
    if seat.abolished_on:
        raise Refused(_("This seat is no longer there."))
    if not words.strip():
        raise Refused(_("Write what somebody can promise from this seat."))
    _refuse_long(words.strip())
    if words.strip() == seat.mandate:
        raise Refused(_("These are the words that stand there already."))
    seat.mandate = words.strip()
    seat.save(update_fields=["mandate"])
    number = Mandate.objects.filter(seat=seat).count() + 1
    _add_version(seat, number, at)
    note("seat.mandate", seat.actor, by=by, at=at, number=number, length=len(seat.mandate))


@transaction.atomic
def abolish_seat(seat: Seat, *, by: By, at: dt.datetime) -> None:
    """The seat is no longer there. That nothing is open there the room above has seen to."""
    seat = _locked(seat)
    if seat.abolished_on:
        raise Refused(_("This seat is no longer there."))
    if Tenure.objects.filter(seat=seat, until=None).exists():
        raise Refused(_("Somebody sits in this seat. They have to leave it first."))
    seat.abolished_on, seat.stand_in = clock.day(at), None
    seat.save(update_fields=["abolished_on", "stand_in"])
    note("seat.abolished", seat.actor, by=by, at=at)


def _locked(seat: Seat) -> Seat:
    return (
        Seat.objects.select_for_update(of=("self",), no_key=True)
        .select_related("actor")
        .get(pk=seat.pk)
    )


def _add_version(seat: Seat, number: int, at: dt.datetime) -> None:
    Mandate.objects.create(
        cooperative_id=seat.cooperative_id,
        seat=seat,
        number=number,
        words=seat.mandate,
        since=clock.day(at),
    )


@transaction.atomic
def sit_down(seat: Seat, person: Person, *, since: dt.date, by: By, at: dt.datetime) -> Tenure:
    """Somebody takes the seat; they see what the seat saw, from that day on."""
    seat = _locked(seat)
    if seat.abolished_on:
        raise Refused(_("This seat is no longer there."))
    if Tenure.objects.filter(seat=seat, until=None).exists():
        raise Refused(_("Somebody sits in this seat. They have to leave it first."))
    tenure = Tenure.objects.create(
        cooperative_id=seat.cooperative_id, seat=seat, person=person, since=since
    )
    ActsFor.objects.create(
        cooperative_id=seat.cooperative_id, person=person, actor=seat.actor, since=since
    )
    seat.vacant_since = seat.stand_in = None
    seat.save(update_fields=["vacant_since", "stand_in"])
    _wear_hat(person, since)
    note("seat.taken", seat.actor, by=by, at=at, person=person.code)
    return tenure


@transaction.atomic
def leave_seat(seat: Seat, *, until: dt.date, by: By, at: dt.datetime) -> None:
    """Whoever sits there leaves. Promises, questions and agreements stay with the seat."""
    seat = _locked(seat)
    tenure = Tenure.objects.filter(seat=seat, until=None).first()
    if tenure is None:
        raise Refused(_("Nobody sits in this seat."))
    tenure.until = until
    tenure.save(update_fields=["until"])
    ActsFor.objects.filter(actor=seat.actor, person=tenure.person_id, until=None).update(
        until=until
    )
    seat.vacant_since = until
    seat.save(update_fields=["vacant_since"])
    _wear_hat(tenure.person, until)
    note("seat.left", seat.actor, by=by, at=at)


@transaction.atomic
def stand_in_for_seat(seat: Seat, person: Person, *, by: By, at: dt.datetime) -> None:
    """Who answers for an empty seat until somebody sits down."""
    seat = _locked(seat)
    if seat.vacant_since is None or seat.abolished_on:
        raise Refused(_("This seat is not empty. Nobody has to stand in."))
    seat.stand_in = person
    seat.save(update_fields=["stand_in"])
    note("seat.stand-in", seat.actor, by=by, at=at, person=person.code)


@transaction.atomic
def speak_for(
    organisation: Organisation, person: Person, *, since: dt.date, by: By, at: dt.datetime
) -> None:
    """Somebody acts for an organisation itself, beside whoever sits in its seats."""
    ActsFor.objects.get_or_create(
        cooperative_id=organisation.cooperative_id,
        person=person,
        actor=organisation.actor,
        until=None,
        defaults={"since": since},
    )
    _wear_hat(person, since)
    note("organisation.spoken-for", organisation.actor, by=by, at=at, person=person.code)


def _wear_hat(person: Person, on: dt.date) -> None:
    """Whoever speaks for the municipality shows it behind their name; whoever does no more, does not.

    Of two changes of one person at once the second sees what the first did.
    """
    actor = Actor.objects.select_for_update(no_key=True).get(pk=person.pk)
    rows = ActsFor.objects.current(on).filter(person=person)
    of = Organisation.objects.filter(cooperative=person.cooperative_id, is_municipality=True)
    town = of.filter(Q(actor__in=rows.values("actor")) | Q(seats__in=rows.values("actor"))).first()
    actor.hat = person.actor.hat = town.actor.name if town else None
    actor.save(update_fields=["hat"])


def _refuse_long(mandate: str) -> None:
    """Whoever needs more words promises too many things from one seat."""
    if len(mandate) > MANDATE:
        raise Refused(
            _("Say in %(most)s characters what somebody can promise from this seat.")
            % {"most": MANDATE}
        )


def _actor(cooperative: Cooperative, kind: Kind, name: str, phone: str) -> Actor:
    refuse_bsn(name)
    return Actor.objects.create(
        cooperative=cooperative, code=new_code(), kind=kind, name=name, phone=phone
    )
