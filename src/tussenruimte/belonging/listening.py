"""What seats and being a member hear of conversations, and of what is no longer needed."""

import datetime as dt

from tussenruimte.belonging.actions import asking, expelling, joining
from tussenruimte.belonging.models import Expulsion, Joining
from tussenruimte.conversations.models import Conversation
from tussenruimte.matters.models import Subject
from tussenruimte.members.by import By
from tussenruimte.members.models import Person
from tussenruimte.promises.models import Promise, Purpose


def hear_conversation(conversation: Conversation, by: Person, at: dt.datetime) -> None:
    """A conversation was held: with a seat, which owes it no more; about being a member, then an answer is owed."""
    if conversation.matter.subject == Subject.SEAT:
        asking.hear_of_talk(conversation, by=by, at=at)
    asked, doubted = _of(conversation)
    if asked is not None:
        joining.hear_of_talk(asked, conversation, by=by, at=at)
    if doubted is not None:
        expelling.hear_of_talk(doubted, conversation, by=by, at=at)


def hear_release(promise: Promise, by: By, at: dt.datetime) -> None:
    """What a seat owed to whoever asked it is no longer needed."""
    if promise.matter.subject == Subject.SEAT and promise.purpose == Purpose.ANSWER:
        asking.hear_of_release(promise, by=by, at=at)


def hear_dispute(conversation: Conversation, by: Person, at: dt.datetime) -> None:
    """Somebody says that such a conversation was otherwise: what rests on it does not count."""
    asked, doubted = _of(conversation)
    if asked is not None:
        joining.hear_of_dispute(asked, by=by, at=at)
    if doubted is not None:
        expelling.hear_of_dispute(doubted, conversation, by=by, at=at)


def _of(conversation: Conversation) -> tuple[Joining | None, Expulsion | None]:
    if conversation.matter.subject != Subject.MEMBER:
        return None, None
    matter = conversation.matter_id
    return (
        Joining.objects.filter(matter=matter).first(),
        Expulsion.objects.filter(matter=matter).first(),
    )
