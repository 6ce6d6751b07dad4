"""Letters about a conversation go into the outbox with the change they tell about."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.reads import attendance_of
from tussenruimte.kit import clock
from tussenruimte.members.actions import post
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor
from tussenruimte.members.reads import people_behind


@transaction.atomic
def send(
    kind: str, conversation: Conversation, to: Iterable[Actor], *, by: By, at: dt.datetime
) -> None:
    """To everybody who acts for these actors, but not to whoever did it; never the same twice."""
    post.send(
        f"conversations.{kind}",
        conversation.code,
        people_behind(to, clock.day(at)),
        once=f"{kind}|{conversation.code}|{conversation.invitation}",
        by=by,
        at=at,
    )


@transaction.atomic
def send_all(kind: str, conversation: Conversation, *, by: By, at: dt.datetime) -> None:
    """To everybody who is expected or was there."""
    guests = [row.actor for row in attendance_of(conversation)]
    send(kind, conversation, guests, by=by, at=at)
