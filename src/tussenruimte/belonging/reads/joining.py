"""Questions about who wants to join, and who is a member."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from tussenruimte.belonging.models import Expulsion, Joining, Phase
from tussenruimte.conversations.models import HELD, SETTLED, Conversation, Sort, Stage
from tussenruimte.kit.leaves import Leaf, leaf_of
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import Actor, ActsFor, Cooperative, Member, Person
from tussenruimte.members.reads import on_duty

PAGE = 50


def who_decides(cooperative: Cooperative, on: dt.date) -> frozenset[int]:
    """The board; when nobody sits there, whoever hears in its place."""
    return hearing_in(cooperative, on).of_boards


def who_talks(cooperative: Cooperative, person: Person, on: dt.date) -> Actor | None:
    """Who promises the conversation: whoever has the duty, else who decides; never themselves."""
    duty = on_duty(cooperative, on)
    if duty is not None and duty.pk != person.pk:
        return duty.actor
    return who_answers(cooperative, person, on)


def who_answers(cooperative: Cooperative, person: Person, on: dt.date) -> Actor | None:
    """Who owes an answer."""
    able = who_decides(cooperative, on) - {person.pk}
    return Actor.objects.filter(pk__in=able).order_by("pk").first()


def held_talk(matter: Matter) -> Conversation | None:
    """The latest conversation that was held with the person there, unless that is disputed."""
    rows = Conversation.objects.filter(matter=matter, stage__in=HELD, was_person_there=True)
    latest = rows.exclude(sort=Sort.MOMENT).order_by("-held_on", "-pk").first()
    return latest if latest is not None and latest.stage in SETTLED else None


def talks_of(matter: Matter) -> list[Conversation]:
    """Every conversation about it, latest first; not those that nobody had to sit down for any more."""
    rows = Conversation.objects.whole().filter(matter=matter)
    return list(rows.exclude(stage=Stage.NOT_HELD, planned_at=None).order_by("-asked_at", "-pk"))


def joining_of(person: Person) -> Joining | None:
    """The latest time that somebody asked to join."""
    rows = Joining.objects.whole().filter(cooperative=person.cooperative_id, person=person)
    return rows.order_by("-asked_at", "-pk").first()


def is_expulsion(cooperative: Cooperative, code: str) -> bool:
    """Whether this is about somebody who may not stay, rather than about somebody who wants to join."""
    return Expulsion.objects.filter(cooperative=cooperative, code=code).exists()


def joinings_to_see(
    cooperative: Cooperative, actors: Collection[int], on: dt.date
) -> list[Joining]:
    """Who wants to join, for whoever talks with them or decides: oldest first."""
    mine = Matter.objects.filter(cooperative=cooperative, subject=Subject.MEMBER)
    rows = Joining.objects.whole().filter(
        cooperative=cooperative, matter__in=mine.readable_by(actors, on), withdrawn_at=None
    )
    waits = (Phase.ASKED, Phase.SUSPENDED, Phase.OBJECTED)
    found = rows.filter(admitted_at=None, meeting_admits=None).order_by("asked_at", "pk")
    return [row for row in found if row.phase in waits and row.person_id not in actors]


def for_the_meeting(cooperative: Cooperative) -> list[Joining | Expulsion]:
    """What somebody took to the members' meeting, and waits there; the first day first."""
    joins = Q(joining__objected_at__isnull=False, joining__met_on=None, joining__admitted_at=None)
    stays = Q(
        expulsion__objected_at__isnull=False, expulsion__met_on=None, expulsion__stays_at=None
    )
    rows = Matter.objects.filter(joins | stays, cooperative=cooperative, subject=Subject.MEMBER)
    rows = rows.select_related(
        "joining__answer", "joining__person__actor", "expulsion__answer", "expulsion__member__actor"
    )
    due = Coalesce("joining__answer__due", "expulsion__answer__due")
    return [getattr(row, "joining", None) or row.expulsion for row in rows.order_by(due, "pk")]


# ---- members ---------------------------------------------------------------------------------------


def membership_of(person: Person) -> Member | None:
    """Their own membership, also one that ended."""
    return Member.objects.filter(actor=person.pk).select_related("actor", "cooperative").first()


def members_list(cooperative: Cooperative, number: int) -> Leaf[Member]:
    """Members by name, organisations first.

    Names stand in order in an index of actors: of a page only that page is looked up.
    """
    member = Member.objects.filter(actor=OuterRef("pk"), until=None)
    actors = Actor.objects.filter(Exists(member), cooperative=cooperative)
    keys = actors.order_by("kind", "name", "pk").values_list("pk", flat=True)
    return leaf_of(keys, number, PAGE).turned_into(_members_of)


def _members_of(keys: list[int]) -> list[Member]:
    rows = Member.objects.filter(actor__in=keys).select_related("actor")
    found = {row.actor_id: row for row in rows}
    return [found[key] for key in keys if key in found]


def how_many(cooperative: Cooperative) -> int:
    """How many members there are."""
    return Member.objects.filter(cooperative=cooperative, until=None).count()


def organisation_called(cooperative: Cooperative, name: str) -> Actor | None:
    """An organisation that is known by this name."""
    rows = Actor.objects.filter(cooperative=cooperative, organisation__isnull=False)
    return rows.filter(name__iexact=name.strip()).order_by("pk").first()


def member_now(actor: Actor) -> Member | None:
    """As which member they take part today, if they do."""
    return Member.objects.filter(actor=actor, until=None).select_related("actor").first()


def is_spoken_for(actor: Actor, on: dt.date) -> bool:
    """Whether somebody speaks for this organisation, or sits in one of its seats."""
    rows = ActsFor.objects.current(on).filter(person__forgotten_at=None)
    return rows.filter(Q(actor=actor) | Q(actor__seat__organisation=actor.pk)).exists()
