"""Whoever knows from outside that something is late offers to take it over; the maker says yes or no.

Until that yes they hear nothing of what it is about: no sentence of refusal says more than they know.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Matter
from tussenruimte.members.by import By
from tussenruimte.members.models import Person
from tussenruimte.members.reads import actors_of
from tussenruimte.methods.phone import tidy
from tussenruimte.promises.access import is_inside, is_party, who_answers
from tussenruimte.promises.actions.handover import _answer, _lock_waiting
from tussenruimte.promises.actions.make import _ask_the_person
from tussenruimte.promises.actions.shared import _locked, _refuse_law_to_another
from tussenruimte.promises.actions.telling import _tell_of_handover, _tell_people
from tussenruimte.promises.models import Handover, Promise, State
from tussenruimte.promises.reads import over_in_words
from tussenruimte.record.actions import note


@transaction.atomic
def offer_to_take(promise: Promise, *, by: Person, at: dt.datetime) -> Handover:
    """ "Ik neem het over": it counts when the maker says yes. The same offer twice is one.

    Where only they could say that yes, it is theirs at once, if nobody new reads along by that.
    """
    promise, today = _locked(promise), clock.day(at)
    if is_party(promise, actors_of(by, today)):
        raise Refused(_("You are in this promise yourself. It stands with what was promised."))
    if promise.state != State.OPEN or promise.due >= today:
        raise Refused(_("This is not late any more. There is nothing to take over."))
    _refuse_law_to_another(promise)
    waiting = Handover.objects.filter(promise=promise, answered_at=None).first()
    if waiting is not None and waiting.is_from_taker and waiting.taker_id == by.pk:
        return waiting
    if waiting is not None:
        raise Refused(_("Somebody else was asked or has offered already. Wait for that answer."))
    row = Handover(promise=promise, giver=promise.maker, taker=by.actor, is_from_taker=True)
    row.cooperative, row.asked_at = promise.cooperative, at
    able = who_answers([row], today)[row.code]
    others = [person for person in able if person != by]
    if not others and not (by in able and may_read(promise.matter, [by.pk], today)):
        raise Refused(_call_instead(promise))
    row.save()
    _tell_people("take-over", row, others, by, at)
    note("promise.taker-offered", promise, by=by, at=at)
    if not others:
        _answer(promise, row, accepts=True, by=by, at=at)
    return row


def _call_instead(promise: Promise) -> str:
    phone = tidy(promise.maker.phone or promise.cooperative.phone)
    return _("Nobody can answer you here. Call %(phone)s, and ask what is needed.") % {
        "phone": phone
    }


@transaction.atomic
def answer_taker(
    row: Handover, *, accepts: bool, by: Person, at: dt.datetime, person_said_yes: bool = False
) -> None:
    """The maker gives it to whoever offered, or keeps it. Both hear so."""
    promise, row = _lock_waiting(row)
    if over := over_in_words(row):
        raise Refused(over)
    if accepts:
        _ask_for_taker(promise, row, by, at, said_yes=person_said_yes)
    _answer(promise, row, accepts=accepts, by=by, at=at)
    _tell_of_handover("take-over-answered", row, [row.taker], by, at)


def _ask_for_taker(
    promise: Promise, row: Handover, by: Person, at: dt.datetime, *, said_yes: bool
) -> None:
    """Somebody new reads along with the yes of the person; that is asked by who knows whose."""
    today = clock.day(at)
    if is_inside(promise, actors_of(by, today), today):
        _ask_the_person(promise.matter, (row.taker, row.taker), by, at, said_yes=said_yes)
    elif not may_read(promise.matter, [row.taker_id], today):
        raise Refused(
            _(
                "This is about somebody, whose yes is needed first. Whoever holds on to it was asked too, and can ask them."
            )
        )


@transaction.atomic
def take_back_offer(row: Handover, *, by: Person, at: dt.datetime) -> None:
    """Whoever offered does not do it after all. Nothing changes for anybody."""
    promise, row = _lock_waiting(row)
    row.accepted, row.answered_at = False, at
    row.save(update_fields=["accepted", "answered_at"])
    note("promise.offer-taken-back", promise, by=by, at=at)


def _end_offers(by: By, at: dt.datetime, **about: Promise | Matter) -> None:
    """What was offered about this promise, or this matter, is not needed any more: they hear so."""
    rows = Handover.objects.filter(is_from_taker=True, answered_at=None, **about)
    for row in rows.select_related("taker", "promise__cooperative").order_by("pk"):
        row.accepted, row.answered_at = False, at
        row.save(update_fields=["accepted", "answered_at"])
        _tell_of_handover("take-over-ended", row, [row.taker], by, at)
