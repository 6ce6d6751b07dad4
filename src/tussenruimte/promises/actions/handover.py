"""A promise goes to somebody else, when both said yes."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import let_read
from tussenruimte.matters.hooks import refuse_kept_out
from tussenruimte.matters.models import Ground
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor, Person
from tussenruimte.promises.access import who_answers
from tussenruimte.promises.actions.make import _ask_the_person
from tussenruimte.promises.actions.shared import (
    _end_without_promise,
    _locked,
    _refuse_ended,
    _refuse_law_to_another,
)
from tussenruimte.promises.actions.telling import _tell_of_handover, _tell_people
from tussenruimte.promises.models import Handover, Promise, State
from tussenruimte.promises.reads import over_in_words
from tussenruimte.record.actions import note


@transaction.atomic
def offer(
    promise: Promise, *, to: Actor, by: Person, at: dt.datetime, person_said_yes: bool = False
) -> Handover:
    """Ask somebody else to take a promise over. Until they accept it stays yours."""
    promise = _locked(promise)
    _refuse_ended(promise)
    _refuse_law_to_another(promise)
    if to.pk in {promise.maker_id, promise.receiver_id}:
        raise Refused(_("Offer it to somebody who is not in this promise yet."))
    waiting = Handover.objects.filter(promise=promise, answered_at=None).first()
    if waiting is not None and waiting.is_from_taker:
        raise Refused(
            _("%(name)s offers to take it over. Answer that first.") % {"name": waiting.taker}
        )
    if waiting is not None:
        raise Refused(_("This promise is offered to somebody already. Wait for their answer."))
    refuse_kept_out(promise.matter, to, by, at)
    _ask_the_person(promise.matter, (to, to), by, at, said_yes=person_said_yes)
    row = Handover.objects.create(
        cooperative_id=promise.cooperative_id,
        promise=promise,
        giver=promise.maker,
        taker=to,
        asked_at=at,
    )
    note("promise.offered", promise, by=by, at=at, to=to.code)
    return row


@transaction.atomic
def hand_on(
    promise: Promise,
    *,
    to: Actor,
    text: str = "",
    is_heard: bool = False,
    by: By,
    at: dt.datetime,
) -> None:
    """What goes with holding on is from now on for whoever holds on: the day stays, also a late one.

    What was still asked about it goes along; what was asked of them is no question any more.
    `is_heard`: whoever it was promised to said yes to it, or was told.
    """
    promise = _locked(promise)
    giver, promise.maker = promise.maker, to
    sealed = promise.put(text=text) if text else []
    promise.save(update_fields=["maker", "text"])
    _ask_whoever_has_it(promise, by, at)
    row = Handover.objects.create(
        cooperative_id=promise.cooperative_id,
        promise=promise,
        giver=giver,
        taker=to,
        asked_at=at,
        answered_at=at,
        accepted=True,
    )
    if promise.matter.is_private:
        let_read(promise.matter, to, ground=Ground.PROMISE, by=by, at=at)
        _end_without_promise(promise, giver, by, at)
    if promise.state == State.OPEN and not is_heard:
        _tell_of_handover("taken-over", row, [promise.receiver], by, at)
    note("promise.handed-on", promise, by=by, at=at, sealed=sealed, to=to.code)


def _ask_whoever_has_it(promise: Promise, by: By, at: dt.datetime) -> None:
    """What waits for an answer of the maker waits for that of whoever it is now; they hear so."""
    waiting = Handover.objects.filter(promise=promise, answered_at=None)
    waiting.filter(taker=promise.maker).update(answered_at=at, accepted=False)
    waiting.update(giver=promise.maker)
    offers = list(waiting.filter(is_from_taker=True).select_related("promise__cooperative"))
    answers = who_answers(offers, clock.day(at))
    for row in offers:
        _tell_people("take-over", row, answers[row.code], by, at)


@transaction.atomic
def answer_offer(row: Handover, *, accepts: bool, by: Person, at: dt.datetime) -> None:
    """The other says yes, and holds it from now on; or no, and nothing changes."""
    promise, row = _lock_waiting(row)
    if accepts:
        _refuse_ended(promise)
    _answer(promise, row, accepts=accepts, by=by, at=at)


def _lock_waiting(row: Handover) -> tuple[Promise, Handover]:
    promise = _locked(row.promise)
    rows = Handover.objects.select_for_update(of=("self",), no_key=True).select_related(
        "giver", "taker"
    )
    row = rows.get(pk=row.pk)
    row.promise = promise
    if row.answered_at:
        raise Refused(over_in_words(row))
    return promise, row


def _answer(promise: Promise, row: Handover, *, accepts: bool, by: By, at: dt.datetime) -> None:
    """Yes: it is the other's from now on, and whoever it was promised to hears so."""
    row.accepted, row.answered_at = accepts, at
    row.save(update_fields=["accepted", "answered_at"])
    if accepts:
        promise.maker = row.taker
        promise.save(update_fields=["maker"])
        if promise.matter.is_private:
            let_read(promise.matter, row.taker, ground=Ground.PROMISE, by=by, at=at)
            _end_without_promise(promise, row.giver, by, at)
        _tell_of_handover("taken-over", row, [promise.receiver], by, at)
    note(
        "promise.taken-over" if accepts else "promise.offer-refused",
        promise,
        by=by,
        at=at,
        to=row.taker.code,
    )
