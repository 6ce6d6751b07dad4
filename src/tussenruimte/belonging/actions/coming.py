"""Somebody comes next: named, talked over, each promise taken or given back, and then seated."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _, ngettext

from tussenruimte.belonging import reads
from tussenruimte.belonging.actions.shared import _held_matter, _locked, _send
from tussenruimte.belonging.models import Inherited, Succession
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.actions.guests import invite
from tussenruimte.conversations.models import Sort
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.held import hold
from tussenruimte.members import actions as members
from tussenruimte.members.models import Person, Seat
from tussenruimte.promises.actions import offer
from tussenruimte.promises.models import Promise, State
from tussenruimte.record.actions import note


@transaction.atomic
def name_successor(seat: Seat, person: Person, *, by: Person, at: dt.datetime) -> Succession:
    """Somebody is named for an empty seat. A conversation about handing over is asked for at once."""
    matter = _held_matter(seat, by, at)
    seat = _locked(seat)
    if seat.vacant_since is None:
        raise Refused(_("Somebody sits in this seat. They have to leave it first."))
    if Succession.objects.filter(seat=seat, seated_at=None, called_off_at=None).exists():
        raise Refused(_("Somebody was named already. First call that off."))
    talk = conversations.ask(matter, host=by.actor, sort=Sort.HANDOVER, by=by, at=at)
    invite(talk, [person.actor], said_yes=True, by=by, at=at)
    succession = Succession.objects.create(
        cooperative_id=seat.cooperative_id,
        seat=seat,
        person=person,
        named_by=by,
        named_at=at,
        talk=talk,
    )
    _send("named", succession, [person], by, at)
    note("seat.named", succession, by=by, at=at, seat=seat.actor.code, person=person.code)
    return succession


@transaction.atomic
def accept(succession: Succession, promise: Promise, *, by: Person, at: dt.datetime) -> Inherited:
    """The successor takes this promise as it is, with its day."""
    succession, promise = _still_to_say(succession, promise)
    row = Inherited.objects.create(
        cooperative_id=succession.cooperative_id,
        succession=succession,
        promise=promise,
        accepted=True,
        at=at,
    )
    note("seat.inherited", row, by=by, at=at, promise=promise.code)
    return row


@transaction.atomic
def give_back(
    succession: Succession,
    promise: Promise,
    reason: str,
    *,
    person_said_yes: bool = False,
    by: Person,
    at: dt.datetime,
) -> Inherited:
    """The successor does not take it, and says why. It is offered on, and stays with the seat until then."""
    succession, promise = _still_to_say(succession, promise)
    if not reason.strip():
        raise Refused(_("Say why you give it back."))
    if promise.matter.is_private and not person_said_yes:
        raise Refused(_("First ask whoever it is about whether somebody else may read along."))
    to = reads.whom_to_offer(succession.seat, promise, clock.day(at))
    if to is None:
        raise Refused(_("Nobody else can be asked to do this now. Take it, or talk it over first."))
    offered = offer(promise, to=to, person_said_yes=person_said_yes, by=by, at=at)
    row = Inherited(
        cooperative_id=succession.cooperative_id,
        succession=succession,
        promise=promise,
        accepted=False,
        offer=offered,
        at=at,
    )
    sealed = row.put(reason=reason.strip())
    row.save()
    _send("given-back", row, reads.people_told(promise, clock.day(at)), by, at)
    note("seat.given-back", row, by=by, at=at, sealed=sealed, promise=promise.code, to=to.code)
    return row


def _still_to_say(succession: Succession, promise: Promise) -> tuple[Succession, Promise]:
    hold(promise.matter_id)
    succession = _locked_succession(succession)
    promise = Promise.objects.whole().get(pk=promise.pk)
    if promise.maker_id != succession.seat_id or promise.state != State.OPEN:
        raise Refused(_("The seat does not owe this any more. You need not say anything."))
    if Inherited.objects.filter(succession=succession, promise=promise).exists():
        raise Refused(_("You said already what you do with this promise."))
    return succession, promise


def _locked_succession(succession: Succession) -> Succession:
    rows = Succession.objects.whole().select_for_update(of=("self",), no_key=True)
    succession = rows.get(pk=succession.pk)
    if succession.seated_at:
        raise Refused(_("%(name)s sits there already.") % {"name": succession.person})
    if succession.called_off_at:
        raise Refused(_("This was called off."))
    return succession


@transaction.atomic
def take_seat(succession: Succession, *, by: Person, at: dt.datetime) -> None:
    """It was talked over and everything was answered: now they sit there."""
    owed = reads.owed_by(succession.seat)
    hold(succession.talk.matter_id, *owed.values_list("matter", flat=True))
    succession = _locked_succession(succession)
    if not reads.was_talked_over(succession):
        raise Refused(
            _("First talk it over. The conversation has to be held, with %(name)s there.")
            % {"name": succession.person}
        )
    left = owed.exclude(inherited__succession=succession).count()
    if left:
        raise Refused(
            ngettext(
                "First say what you do with the one promise that is left.",
                "First say what you do with the %(left)s promises that are left.",
                left,
            )
            % {"left": left}
        )
    succession.seated_at = at
    succession.save(update_fields=["seated_at"])
    seat, matter = succession.seat, succession.talk.matter
    stands_in = seat.stand_in
    members.sit_down(seat, succession.person, since=clock.day(at), by=by, at=at)
    if stands_in is not None:
        conversations.hand_hosting(matter, before=stands_in.actor, to=seat.actor, by=by, at=at)
    note("seat.succeeded", succession, by=by, at=at)


@transaction.atomic
def call_off(succession: Succession, *, by: Person, at: dt.datetime) -> None:
    """It does not go on. What was offered to others stays offered; the seat stays empty."""
    hold(succession.talk.matter_id)
    succession = _locked_succession(succession)
    succession.called_off_at = at
    succession.save(update_fields=["called_off_at"])
    note("seat.called-off", succession, by=by, at=at)
