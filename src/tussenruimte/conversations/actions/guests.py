"""Who comes: their rows, their yes to reading along, and the end of that."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations.models import Attendance, Conversation
from tussenruimte.conversations.reads import attendance_of, joins_until
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.matters.actions import end_reading, let_read
from tussenruimte.matters.models import Ground, Matter
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor, Person


@transaction.atomic
def invite(
    conversation: Conversation,
    guests: Iterable[Actor],
    *,
    said_yes: bool,
    by: Person,
    at: dt.datetime,
) -> None:
    """These come too. Who cannot read a private matter yet may from now on, with the person's yes."""
    there = {row.actor_id for row in attendance_of(conversation)}
    fresh = {actor.pk: actor for actor in guests if actor.pk not in there}
    along = _strangers(conversation.matter, fresh.values(), clock.day(at))
    if along and not said_yes and by.pk != conversation.matter.person_id:
        raise Refused(
            _("First ask %(person)s whether %(who)s may join and read along.")
            % {"person": conversation.of.first_name, "who": along[0]}
        )
    for actor in fresh.values():
        Attendance.objects.create(
            cooperative_id=conversation.cooperative_id,
            conversation=conversation,
            actor=actor,
            planned_at=conversation.planned_at,
            reads_along=actor in along,
        )
    settle_readers(conversation, along, by=by, at=at)


def _strangers(matter: Matter, actors: Iterable[Actor], today: dt.date) -> list[Actor]:
    if not matter.is_private:
        return []
    return [actor for actor in actors if not may_read(matter, [actor.pk], today)]


@transaction.atomic
def uninvite(
    conversation: Conversation, stay: Iterable[Actor], *, by: By, at: dt.datetime
) -> list[Actor]:
    """Only these are still expected. Returns who no longer is; they stop reading along."""
    keep = {actor.pk for actor in stay}
    gone = [row.actor for row in attendance_of(conversation) if row.actor_id not in keep]
    Attendance.objects.filter(conversation=conversation, actor__in=gone).delete()
    settle_readers(conversation, gone, by=by, at=at)
    return gone


@transaction.atomic
def settle_readers(
    conversation: Conversation, actors: Iterable[Actor], *, by: By, at: dt.datetime
) -> None:
    """Whoever reads along does so as long as their conversations about it last, and no longer."""
    _settle(conversation.matter, actors, by, at)


def _settle(matter: Matter, actors: Iterable[Actor], by: By, at: dt.datetime) -> None:
    for actor in actors if matter.is_private else ():
        ends = joins_until(matter, actor)
        if not ends:
            end_reading(matter, actor, ground=Ground.CONVERSATION, by=by, at=at)
            continue
        until = None if None in ends else max(end for end in ends if end)
        let_read(matter, actor, ground=Ground.CONVERSATION, until=until, by=by, at=at)


@transaction.atomic
def settle_matter(matter: Matter, *, by: Person, at: dt.datetime) -> None:
    """The same for everybody who joins a conversation about it, when it is open again."""
    rows = Attendance.objects.filter(conversation__matter=matter, reads_along=True)
    along = {row.actor_id: row.actor for row in rows.select_related("actor")}
    _settle(matter, along.values(), by, at)


@transaction.atomic
def no_longer_along(matter: Matter, actor: Actor, *, by: By, at: dt.datetime) -> None:
    """Whoever joined a conversation about it does not read on because of that any more."""
    rows = Attendance.objects.filter(conversation__matter=matter, actor=actor, reads_along=True)
    rows.update(reads_along=False)
    _settle(matter, [actor], by, at)


@transaction.atomic
def settle_all(conversation: Conversation, *, by: By, at: dt.datetime) -> None:
    """The same for everybody who reads along because of this conversation."""
    along = [row.actor for row in attendance_of(conversation) if row.reads_along]
    settle_readers(conversation, along, by=by, at=at)
