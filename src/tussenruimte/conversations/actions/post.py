"""Letters about a conversation go into the outbox with the change they tell about."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.reads import attendance_of, people_behind
from tussenruimte.kit import clock
from tussenruimte.members.models import Actor, Person
from tussenruimte.post.actions import put_many_in_outbox
from tussenruimte.post.models import Dispatch, Way


@transaction.atomic
def send(
    kind: str, conversation: Conversation, to: Iterable[Actor], *, by: Person, at: dt.datetime
) -> None:
    """To everybody who acts for these actors, but not to whoever did it; never the same twice.

    Who signs in gets mail, the others are called.
    """
    people = people_behind(to, clock.day(at))
    rows = [
        Dispatch(
            cooperative_id=conversation.cooperative_id,
            kind=f"conversations.{kind}",
            to=person.code,
            about=conversation.code,
            once=f"{kind}|{conversation.code}|{conversation.invitation}|{person.code}",
            way=Way.MAIL if person.user_id else Way.PHONE,
            due_at=at,
        )
        for person in people
        if person.pk != by.pk
    ]
    put_many_in_outbox(rows, by=by, at=at)


@transaction.atomic
def send_all(kind: str, conversation: Conversation, *, by: Person, at: dt.datetime) -> None:
    """To everybody who is expected or was there."""
    guests = [row.actor for row in attendance_of(conversation)]
    send(kind, conversation, guests, by=by, at=at)
