"""Anybody asks for a conversation."""

import datetime as dt

from django.db import transaction

from tussenruimte.conversations.actions.guests import invite
from tussenruimte.conversations.actions.post import send
from tussenruimte.conversations.models import Conversation, Sort, Stage
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, Person
from tussenruimte.record.actions import note


@transaction.atomic
def ask(  # noqa: PLR0913 - one question with all that belongs to it
    matter: Matter,
    *,
    host: Actor,
    about: str = "",
    sort: str = Sort.TALK,
    person_said_yes: bool = False,
    by: Person,
    at: dt.datetime,
) -> Conversation:
    """Ask somebody to speak about a matter; they plan it. The person it is about is always invited."""
    refuse_bsn(about)
    hold(matter.pk)
    conversation = Conversation(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        of=matter.person or by,
        sort=sort,
        stage=Stage.ASKED,
        asked_by=by,
        host=host,
        asked_at=at,
    )
    sealed = conversation.put(about=about.strip())
    conversation.save()
    guests = [host, by.actor, *([matter.person.actor] if matter.person else [])]
    invite(conversation, guests, said_yes=person_said_yes, by=by, at=at)
    send("asked", conversation, [host], by=by, at=at)
    note("conversation.asked", conversation, by=by, at=at, sealed=sealed, matter=matter.code)
    return conversation
