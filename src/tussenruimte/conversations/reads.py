"""Questions about conversations: of a matter, of today, who waits for an answer."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from tussenruimte.conversations.models import (
    HELD,
    SETTLED,
    Attendance,
    Conversation,
    ConversationQuerySet,
    Sort,
    Stage,
)
from tussenruimte.kit import clock
from tussenruimte.matters.models import Matter, Reader
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, ActsFor, Cooperative, Kind, Person
from tussenruimte.members.reads import actors_of, who_promises
from tussenruimte.methods.days import which_of
from tussenruimte.promises.models import Promise

# ---- of one matter ---------------------------------------------------------------------------------


def conversations_of(matter: Matter) -> list[Conversation]:
    """All conversations about a matter, the latest first, with who was there (`guests`)."""
    rows = Conversation.objects.whole().filter(matter=matter).prefetch_related(_guests())
    return sorted(rows, key=_moment_of, reverse=True)


def with_guests(conversation: Conversation) -> Conversation:
    """The same conversation with `guests`, each with the name at hand."""
    conversation.guests = attendance_of(conversation)  # type: ignore[attr-defined]
    return conversation


def attendance_of(conversation: Conversation) -> list[Attendance]:
    """Everybody who was asked to come, in the order in which they were."""
    rows = list(_attendance().filter(conversation=conversation))
    for row in rows:
        row.conversation = conversation  # so that their words open with the key at hand
    return rows


def _attendance() -> QuerySet[Attendance]:
    return Attendance.objects.select_related("actor").order_by("pk")


def _guests() -> Any:
    return Prefetch("attendance", queryset=_attendance(), to_attr="guests")


def _moment_of(conversation: Conversation) -> tuple[dt.date, dt.datetime]:
    day = conversation.held_on or clock.day(conversation.planned_at or conversation.asked_at)
    return day, conversation.noted_at or conversation.asked_at


def outcomes_of(conversation: Conversation) -> list[Promise]:
    """The promises that came out of it."""
    rows = Promise.objects.whole().filter(came_from__conversation=conversation)
    return list(rows.order_by("came_from__pk"))


def talk_with_person(matter: Matter) -> Conversation | None:
    """The last held conversation with the person. One tap for a short chat is no such conversation."""
    return _with_person(matter).order_by("-held_on", "-noted_at", "-pk").first()


def talks_with_person(matter: Matter) -> list[Conversation]:
    """Every conversation with the person that was held and that nobody disputes, the latest first."""
    rows = _with_person(matter).filter(stage__in=SETTLED).select_related("host")
    return list(rows.order_by("-held_on", "-noted_at", "-pk"))


def was_held_with_person(matter: Matter) -> bool:
    """The key to a no: the last conversation with the person was held, and nobody disputes it."""
    talk = talk_with_person(matter)
    return talk is not None and talk.stage in SETTLED


def still_stands(matter: Matter, talk: Conversation | None) -> bool:
    """Whether nobody disputes this conversation with the person, or one that was held after it.

    An earlier one, undisputed, says nothing about what this one decided.
    """
    rows = _with_person(matter).filter(stage__in=SETTLED)
    if talk is not None:
        after = Q(held_on__gte=talk.held_on, noted_at__gt=talk.noted_at)
        rows = rows.filter(Q(pk=talk.pk) | after)
    return rows.exists()


def _with_person(matter: Matter) -> ConversationQuerySet:
    rows: ConversationQuerySet = Conversation.objects.filter(
        matter=matter, stage__in=HELD, was_person_there=True
    )
    return rows.exclude(sort=Sort.MOMENT)


def disputes_of(conversation: Conversation) -> bool:
    """Whether somebody says that it was otherwise."""
    return Attendance.objects.filter(conversation=conversation, agreed=False).exists()


def moment_today(matter: Matter, by: Person, day: dt.date) -> Conversation | None:
    """The short chat that this person had already today."""
    rows = Conversation.objects.whole().filter(
        matter=matter, sort=Sort.MOMENT, noted_by=by, held_on=day
    )
    return rows.first()


def place_at(conversation: Conversation, person: Person, at: dt.datetime) -> Attendance | None:
    """The row of this person, or of a seat or circle for which they were there."""
    mine = actors_of(person, clock.day(at))
    rows = [row for row in attendance_of(conversation) if row.actor_id in mine]
    return min(rows, key=lambda row: row.actor_id != person.pk, default=None)


@dataclass(frozen=True, slots=True)
class Around:
    """People one can choose from: who belongs to the matter already, and others."""

    inside: list[Actor]
    outside: list[Actor]
    answering: frozenset[
        int
    ]  # those for whom somebody acts today: an empty seat speaks with nobody

    def can_answer(self, actor: Actor) -> bool:
        """Whether somebody can sit down for them: a person, or a seat in which somebody sits."""
        return actor.kind != Kind.ORGANISATION and actor.pk in self.answering


def around(matter: Matter, on: dt.date, *, also: Iterable[Actor] = ()) -> Around:
    """Inside: who may read a private matter today, and `also`. Outside: whom else one can ask."""
    added = {actor.pk for actor in also}
    people = _around(matter, on, added)
    inside = [actor for actor in people if actor.reads_it or actor.pk in added]
    inside.sort(key=lambda actor: (actor.name.casefold(), actor.pk))
    outside = [actor for actor in people if not (actor.reads_it or actor.pk in added)]
    return Around(inside, outside, frozenset(actor.pk for actor in people if actor.is_acted_for))


def _around(matter: Matter, on: dt.date, added: Collection[int]) -> list[Any]:
    """All of them in one question, by name, with whether they read it and whether somebody acts for them."""
    readers = Reader.objects.current(on).filter(matter=matter)
    acting = ActsFor.objects.current(on)
    keys = readers.values("actor").union(
        who_promises(matter.cooperative_id).values("pk"),
        Actor.objects.filter(pk__in=added).values("pk"),
    )
    rows = Actor.objects.filter(pk__in=keys).annotate(
        reads_it=Exists(readers.filter(actor=OuterRef("pk"))),
        is_acted_for=Exists(acting.filter(actor=OuterRef("pk"))),
    )
    return list(rows.order_by("name", "pk"))


def plan_as_it_is(conversation: Conversation, guests: Iterable[Attendance]) -> dict[str, Any]:
    """What a form for planning begins with."""
    known: dict[str, Any] = {
        "way": conversation.way,
        "place": conversation.read("place"),
        "guests": [row.actor.code for row in guests],
    }
    if conversation.planned_at is not None:
        here = conversation.planned_at.astimezone(clock.AMSTERDAM)
        known |= {"day": here.date(), "time": here.time(), "which": which_of(here)}
    return known


def note_as_planned(conversation: Conversation, guests: Iterable[Attendance]) -> dict[str, Any]:
    """What a form for writing down begins with: everybody came, on the day that was planned."""
    known: dict[str, Any] = {
        "way": conversation.way,
        "present": [row.actor.code for row in guests],
    }
    if conversation.planned_at is not None:
        known["held_on"] = min(clock.day(conversation.planned_at), clock.today())
    return known


def addressee(guests: list[Attendance], conversation: Conversation, code: str) -> Actor:
    """To whom a letter is: the one that was asked for, the person, or else the host."""
    chosen = [guest.actor for guest in guests if guest.actor.code == code]
    person = conversation.matter.person
    return chosen[0] if chosen else person.actor if person else conversation.host


# ---- reading along ---------------------------------------------------------------------------------


def joins_until(matter: Matter, actor: Actor) -> list[dt.date | None]:
    """Until when this actor reads along, once per conversation that lasts; None has no end yet."""
    rows = Attendance.objects.filter(
        conversation__matter=matter, actor=actor, reads_along=True
    ).exclude(conversation__stage=Stage.NOT_HELD)
    found = rows.select_related("conversation__cooperative")
    return [_reads_until(row.conversation) for row in found]


def _reads_until(conversation: Conversation) -> dt.date | None:
    if conversation.stage == Stage.PLANNED and conversation.planned_at:
        days = dt.timedelta(conversation.days_to_answer)
        return clock.day(conversation.planned_at) + days
    if conversation.stage in SETTLED:
        return conversation.answer_until
    return None  # asked for, or in dispute: until it is planned or talked over


# ---- of somebody's day -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meeting:
    """A conversation as it stands on somebody's day: no words, only when and with whom."""

    conversation: Conversation
    others: list[Actor]


def today_of(actors: Iterable[int], day: dt.date) -> list[Meeting]:
    """Whom these actors speak on this day, in the order of the clock."""
    begin, end = clock.midnight(day), clock.midnight(day + dt.timedelta(days=1))
    rows = _mine(actors, planned_at__gte=begin, planned_at__lt=end)
    return _meetings(rows.filter(stage=Stage.PLANNED), actors)


def to_write_down(actors: Iterable[int], at: dt.datetime) -> list[Meeting]:
    """Planned, past, and nobody wrote yet what was said or why it did not take place."""
    return _meetings(_mine(actors, planned_at__lt=at).filter(stage=Stage.PLANNED), actors)


def asked_of(actors: Iterable[int]) -> list[Meeting]:
    """Who asked these actors for a conversation that has no moment yet."""
    mine = list(actors)
    rows = Conversation.objects.filter(cooperative__in=_home(mine), host__in=mine)
    return _meetings(rows.filter(stage=Stage.ASKED), mine)


def to_answer(actors: Iterable[int], today: dt.date) -> list[Meeting]:
    """Written down by somebody else, and these actors can still say in time whether it was so."""
    mine = list(actors)
    home = Cooperative.objects.filter(pk__in=_home(mine)).first()
    if home is None:
        return []
    days = term(home, "confirm_conversation")
    since = clock.midnight(today - dt.timedelta(days))
    rows = _mine(mine, agreed=None).filter(stage__in=HELD, noted_at__gte=since)
    return _meetings(rows.exclude(noted_by__in=mine).exclude(sort=Sort.MOMENT), mine)


def _mine(actors: Iterable[int], **where: object) -> ConversationQuerySet:
    mine = list(actors)
    places = Attendance.objects.filter(cooperative__in=_home(mine), actor__in=mine, **where)
    rows: ConversationQuerySet = Conversation.objects.filter(pk__in=places.values("conversation"))
    return rows


def _home(actors: list[int]) -> QuerySet[Actor]:
    """In their own cooperative: the index begins with it."""
    return Actor.objects.filter(pk__in=actors).order_by().values("cooperative")  # type: ignore[return-value]


def _meetings(rows: ConversationQuerySet, actors: Iterable[int]) -> list[Meeting]:
    mine = set(actors)
    found = rows.select_related("matter__person__actor", "host", "cooperative").prefetch_related(
        _guests()
    )
    return [
        Meeting(row, [guest.actor for guest in row.guests if guest.actor_id not in mine])  # type: ignore[attr-defined]
        for row in found.order_by("planned_at", "noted_at", "pk")
    ]


# ---- of many matters -------------------------------------------------------------------------------


def last_spoken(matters: Iterable[Matter | int]) -> dict[int, dt.date]:
    """When somebody last spoke with the person, by key of the matter; those never spoken to are absent."""
    keys = [matter if isinstance(matter, int) else matter.pk for matter in matters]
    rows = Conversation.objects.filter(
        Q(was_person_there=True), matter__in=keys, stage__in=SETTLED
    ).values_list("matter")
    return {key: last for key, last in rows.annotate(last=Max("held_on")) if last}
