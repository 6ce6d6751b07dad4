"""People who were there, and the person it is about, say whether it was so."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations import hooks
from tussenruimte.conversations.actions.guests import settle_all
from tussenruimte.conversations.actions.post import send
from tussenruimte.conversations.models import Attendance, Conversation, Stage
from tussenruimte.conversations.moves import locked, move_to
from tussenruimte.conversations.reads import disputes_of, place_at
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Person
from tussenruimte.record.actions import note


@transaction.atomic
def confirm(
    conversation: Conversation, *, whose: Person | None = None, by: Person, at: dt.datetime
) -> None:
    """ "Klopt": it was so. Whoever disputed it can say this too; then nothing is in dispute.

    `whose`: of whom it is the answer, where the room above knows that `by` may give it for them. That
    it was otherwise is said in own words, so only who said it takes it back.
    """
    conversation, row = _to_answer(conversation, by, at, whose=whose)
    if whose is not None:
        _refuse_over(row, whose)
    if row.agreed:
        raise Refused(_("You have said already that it is right."))
    row.agreed, row.agreed_at = True, at
    row.save(update_fields=["agreed", "agreed_at"])
    if conversation.stage != Stage.CONFIRMED and not disputes_of(conversation):
        move_to(conversation, Stage.CONFIRMED)
        conversation.save(update_fields=["stage"])
        settle_all(conversation, by=by, at=at)
    note("conversation.confirmed", conversation, by=by, at=at)


def _refuse_over(row: Attendance, whose: Person) -> None:
    """Nobody answers for somebody over what was answered already."""
    name = {"name": whose.first_name}
    if row.agreed:
        raise Refused(_("It was said already that this is right, for %(name)s.") % name)
    if row.agreed is False:
        raise Refused(
            _(
                "%(name)s says that it was otherwise. Only %(name)s can say that it is right after all."
            )
            % name
        )


@transaction.atomic
def dispute(conversation: Conversation, words: str, *, by: Person, at: dt.datetime) -> None:
    """ "Dit klopt niet", in own words. What rests on this conversation waits until it is talked over."""
    conversation, row = _to_answer(conversation, by, at)
    if not words.strip():
        raise Refused(_("Write in your own words what is not right."))
    if row.agreed is False:
        raise Refused(_("You have said already that it is not right. Your words stand beside it."))
    refuse_bsn(words)
    row.agreed, row.agreed_at = False, at
    sealed = row.put(own_words=words.strip())
    row.save(update_fields=["agreed", "agreed_at", "own_words"])
    if conversation.stage != Stage.DISPUTED:
        move_to(conversation, Stage.DISPUTED)
        conversation.save(update_fields=["stage"])
        settle_all(conversation, by=by, at=at)
    if conversation.noted_by is not None:
        send("disputed", conversation, [conversation.noted_by.actor], by=by, at=at)
    hooks.tell_of_dispute(conversation, by, at)
    note("conversation.disputed", conversation, by=by, at=at, sealed=sealed)


def _to_answer(
    conversation: Conversation, by: Person, at: dt.datetime, *, whose: Person | None = None
) -> tuple[Conversation, Attendance]:
    conversation = locked(conversation)
    if not conversation.was_held:
        raise Refused(_("This conversation has not been held yet."))
    if conversation.noted_by_id in {by.pk, (whose or by).pk}:
        raise Refused(_("You wrote this down. The others say whether it is right."))
    row = place_at(conversation, whose or by, at)
    if row is None:
        raise Refused(_("You were not in this conversation, so this is for the others to say."))
    return conversation, row
