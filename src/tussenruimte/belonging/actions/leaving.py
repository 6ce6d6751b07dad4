"""Somebody leaves a seat, and somebody may stand in. Nothing that the seat promised moves."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.belonging.actions.shared import _hold_matter_of, _locked, _send
from tussenruimte.belonging.models import StandInAsked
from tussenruimte.conversations.actions import hand_hosting
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Person, Seat
from tussenruimte.record.actions import note


@transaction.atomic
def leave(
    seat: Seat, *, stand_in: Person | None = None, by: Person, at: dt.datetime
) -> StandInAsked | None:
    """Whoever sits there leaves today. Whoever is asked to stand in still has to say yes."""
    members.leave_seat(seat, until=clock.day(at), by=by, at=at)
    return ask_stand_in(seat, stand_in, by=by, at=at) if stand_in else None


@transaction.atomic
def ask_stand_in(seat: Seat, person: Person, *, by: Person, at: dt.datetime) -> StandInAsked:
    """Ask somebody to stand in for an empty seat. Whoever offers themselves says yes by that."""
    _hold_matter_of(seat)
    seat = _locked(seat)
    if seat.vacant_since is None:
        raise Refused(_("This seat is not empty. Nobody has to stand in."))
    if StandInAsked.objects.filter(seat=seat, answered_at=None).exists():
        raise Refused(_("Somebody was asked already. Wait for their answer."))
    row = StandInAsked.objects.create(
        cooperative_id=seat.cooperative_id, seat=seat, person=person, asked_by=by, asked_at=at
    )
    _send("stand-in", row, [person], by, at)
    note("seat.stand-in-asked", row, by=by, at=at, seat=seat.actor.code, person=person.code)
    if person.pk == by.pk:
        answer_stand_in(row, says_yes=True, by=by, at=at)
    return row


@transaction.atomic
def answer_stand_in(row: StandInAsked, *, says_yes: bool, by: Person, at: dt.datetime) -> None:
    """Yes: from now on they answer for the seat in public, and sit down with who asked it. No: it stands empty."""
    matter = _hold_matter_of(row.seat)
    seat = _locked(row.seat)
    rows = StandInAsked.objects.select_for_update(of=("self",), no_key=True).select_related(
        "person__actor"
    )
    row = rows.get(pk=row.pk)
    if row.answered_at:
        raise Refused(_("This question was answered already."))
    if seat.vacant_since is None and says_yes:
        raise Refused(_("Somebody sits in this seat by now. Nobody has to stand in."))
    row.answered_at, row.said_yes = at, says_yes
    row.save(update_fields=["answered_at", "said_yes"])
    if says_yes:
        members.stand_in_for_seat(seat, row.person, by=by, at=at)
        if matter is not None:
            hand_hosting(matter, before=seat.actor, to=row.person.actor, by=by, at=at)
    note("seat.stand-in-answered", row, by=by, at=at, seat=seat.actor.code, yes=says_yes)
