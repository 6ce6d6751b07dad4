"""A conversation gets a moment, another one, or is off."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations.actions.guests import invite, settle_all, uninvite
from tussenruimte.conversations.actions.noting import keep_lines
from tussenruimte.conversations.actions.post import send, send_all
from tussenruimte.conversations.models import Attendance, Conversation, Stage
from tussenruimte.conversations.moves import locked, move_to
from tussenruimte.conversations.spoken import Line, Plan
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Actor, Person
from tussenruimte.record.actions import note


@transaction.atomic
def plan(conversation: Conversation, plan: Plan, *, by: Person, at: dt.datetime) -> None:
    """When, where, how and with whom; the first time or again. Everybody gets an invitation."""
    conversation = locked(conversation)
    move_to(conversation, Stage.PLANNED)
    if plan.when <= at:
        raise Refused(_("That moment has passed. Choose a later one."))
    refuse_bsn(plan.place or "")
    conversation.planned_at = plan.when
    conversation.way = plan.way or conversation.way
    conversation.invitation += 1
    sealed = [] if plan.place is None else conversation.put(place=plan.place.strip())
    conversation.save(update_fields=["stage", "planned_at", "way", "invitation", "place"])
    Attendance.objects.filter(conversation=conversation).update(planned_at=plan.when)
    if plan.invited is not None:
        _change_guests(conversation, plan, by=by, at=at)
    settle_all(conversation, by=by, at=at)
    send_all("planned", conversation, by=by, at=at)
    note("conversation.planned", conversation, by=by, at=at, sealed=sealed, on=_moment(plan.when))


def _change_guests(conversation: Conversation, plan: Plan, *, by: Person, at: dt.datetime) -> None:
    stay = [*_always(conversation), *(plan.invited or ())]
    gone = uninvite(conversation, stay, by=by, at=at)
    send("without-you", conversation, gone, by=by, at=at)
    invite(conversation, stay, said_yes=plan.person_said_yes, by=by, at=at)


def _always(conversation: Conversation) -> list[Actor]:
    """Nobody is talked about without being asked to come."""
    person = conversation.matter.person
    return [conversation.host, *([person.actor] if person else [])]


def _moment(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).isoformat()


@transaction.atomic
def did_not_go_on(
    conversation: Conversation,
    *,
    why: str,
    again: Plan | None = None,
    instead: Line | None = None,
    by: Person,
    at: dt.datetime,
) -> None:
    """It was not held: why, and then a new moment or a promise. It does not end here."""
    conversation = locked(conversation)
    move_to(conversation, Stage.NOT_HELD)
    if not why.strip():
        raise Refused(_("Write why it did not take place."))
    if again is None and instead is None:
        raise Refused(_("Choose a new moment, or who promises what instead."))
    refuse_bsn(why)
    conversation.invitation += 1
    sealed = conversation.put(why_not_held=why.strip())
    conversation.save(update_fields=["stage", "invitation", "why_not_held"])
    if instead is not None:
        keep_lines(conversation, [instead], said_yes=False, by=by, at=at)
    if again is None:
        send_all("not-held", conversation, by=by, at=at)
    settle_all(conversation, by=by, at=at)
    note("conversation.not-held", conversation, by=by, at=at, sealed=sealed)
    if again is not None:
        plan(conversation, again, by=by, at=at)
