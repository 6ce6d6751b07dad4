"""Somebody else holds on from now on: what was still to be talked about is with them."""

import datetime as dt

from django.db import transaction

from tussenruimte.conversations.actions.guests import invite, settle_all, uninvite
from tussenruimte.conversations.actions.post import send, send_all
from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.conversations.moves import locked, move_to
from tussenruimte.conversations.reads import attendance_of
from tussenruimte.matters.models import Matter
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor, Person
from tussenruimte.record.actions import note


@transaction.atomic
def hand_hosting(
    matter: Matter, *, before: Actor, to: Actor, by: Person, at: dt.datetime
) -> list[Conversation]:
    """Whatever was asked of somebody or planned with them is with the other, who reads it by now.

    What the other asked themselves in public stays: nobody sits down with themselves alone.
    """
    rows = Conversation.objects.whole().select_for_update(of=("self",), no_key=True)
    waiting = rows.filter(matter=matter, host=before, stage__in=[Stage.ASKED, Stage.PLANNED])
    if not matter.is_private:
        waiting = waiting.exclude(asked_by=to.pk)
    handed = list(waiting.order_by("pk"))
    for conversation in handed:
        _hand_on(conversation, before, to, by, at)
    return handed


def _hand_on(
    conversation: Conversation, before: Actor, to: Actor, by: Person, at: dt.datetime
) -> None:
    conversation.host = to
    conversation.invitation += 1
    conversation.save(update_fields=["host", "invitation"])
    invite(conversation, [to], said_yes=True, by=by, at=at)
    stay = [row.actor for row in attendance_of(conversation) if row.actor_id != before.pk]
    gone = uninvite(conversation, stay, by=by, at=at)
    if conversation.stage == Stage.PLANNED:
        send("without-you", conversation, gone, by=by, at=at)
        send_all("planned", conversation, by=by, at=at)
    else:
        send("asked", conversation, [to], by=by, at=at)
    note("conversation.handed-on", conversation, by=by, at=at, to=to.code)


@transaction.atomic
def call_off(conversation: Conversation, why: str, *, by: By, at: dt.datetime) -> None:
    """Nobody has to sit down for it any more; whoever had planned to hears that it is off."""
    conversation = locked(conversation)
    was_planned = conversation.stage == Stage.PLANNED
    move_to(conversation, Stage.NOT_HELD)
    conversation.invitation += 1
    sealed = conversation.put(why_not_held=why)
    conversation.save(update_fields=["stage", "invitation", "why_not_held"])
    if was_planned:
        send_all("not-held", conversation, by=by, at=at)
    settle_all(conversation, by=by, at=at)
    note("conversation.called-off", conversation, by=by, at=at, sealed=sealed)


@transaction.atomic
def leave_out(conversation: Conversation, guest: Actor, *, by: By, at: dt.datetime) -> None:
    """A guest need not come any more, and hears so when there was a moment."""
    conversation = locked(conversation)
    stay = [row.actor for row in attendance_of(conversation) if row.actor_id != guest.pk]
    uninvite(conversation, stay, by=by, at=at)
    if conversation.stage == Stage.PLANNED:
        send("without-you", conversation, [guest], by=by, at=at)
    note("conversation.left-out", conversation, by=by, at=at, guest=guest.code)
