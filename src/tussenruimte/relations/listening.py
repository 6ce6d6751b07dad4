"""What needs hear of the rooms below and of the clock, and tell them."""

import datetime as dt
from typing import Any

from django.db.models import Q

from tussenruimte.conversations.models import Conversation
from tussenruimte.kit import clock
from tussenruimte.matters.hooks import Keys
from tussenruimte.matters.models import Matter, Permission, Subject
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.relations.actions import (
    follow_permission,
    forget_origins,
    hear,
    tell_of_silence,
)
from tussenruimte.relations.models import AddedWords, Bounce, Need, NeedHandover, Relation
from tussenruimte.relations.silence import notice


def hear_conversation(conversation: Conversation, by: Person, at: dt.datetime) -> None:
    """A conversation about a need is a sign of life; with the person it may be the first contact."""
    if conversation.matter.subject != Subject.NEED:
        return
    need = Need.objects.get(matter=conversation.matter_id)
    on = conversation.held_on or clock.day(at)
    hear(
        need,
        with_person=bool(conversation.was_person_there),
        with_holder=conversation.host_id == need.holder_id,
        on=on,
        by=by,
        at=at,
    )


def hear_permission_end(permission: Permission, by: By, at: dt.datetime) -> None:
    """What a law says is shown to a seat as long as the person allows it."""
    follow_permission(permission, by=by, at=at)


# Whose words stand in which rows of a need, also of one that was joined with it.
WROTE = (
    (Need, "pk", "matter__code", "told_by"),
    (Need, "pk", "matter__code", "person"),
    (AddedWords, "need", "code", "by"),
    (Bounce, "need", "code", "noted_by"),
    (NeedHandover, "need", "code", "giver"),
    (Relation, "need", "code", "other"),
)


def who_wrote(matter: Matter, code: str) -> list[Keys]:
    """Who told a need for the person, added words, sent them on, handed them over or stands beside them."""
    if matter.subject != Subject.NEED:
        return []
    return [_wrote(matter, code, *where) for where in WROTE]


def _wrote(matter: Matter, code: str, model: Any, need: str, its_code: str, by: str) -> Keys:
    is_here = Q(**{need: matter.pk})
    was_joined = Q(**{"joined_to" if need == "pk" else f"{need}__joined_to": matter.pk})
    rows = model.objects.filter(is_here | was_joined, **{its_code: code})
    keys: Keys = rows.values_list(by, flat=True)
    return keys


def count_silence(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> int:
    """Every day: which needs have had no sign of life."""
    added = notice(cooperative, today=today, at=at)
    tell_of_silence(cooperative, today=today, by="klok", at=at)
    return added


def forget_where_it_came_from(cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> int:
    """Every day: the network of what was told a day ago."""
    return forget_origins(cooperative, by="klok", at=at)
