"""Questions about who leaves: what they hold, who could take it, what waits for a yes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from tussenruimte.belonging.models import Departure, Expulsion
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import (
    Actor,
    ActsFor,
    Circle,
    Duty,
    Kind,
    Member,
    Person,
    Seat,
    Tenure,
)
from tussenruimte.members.reads import on_duty, who_may_hold_besides
from tussenruimte.promises.models import Handover, Promise, PromiseQuerySet, State
from tussenruimte.relations.models import Need, NeedHandover
from tussenruimte.relations.promised import OF_HOLDING


def memberships_of(person: Person, on: dt.date) -> list[Member]:
    """Their own membership, and those of organisations for which they speak."""
    acts = ActsFor.objects.current(on).filter(
        person=person, actor__kind__in=[Kind.PERSON, Kind.ORGANISATION]
    )
    rows = Member.objects.filter(
        cooperative=person.cooperative_id, actor__in=acts.values("actor"), until=None
    )
    return list(rows.select_related("actor").order_by("-actor__kind", "actor__name"))


def needs_held(person: Person) -> list[Need]:
    """The open questions that they hold on to."""
    rows = Need.objects.filter(cooperative=person.cooperative_id, holder=person.pk, closed_at=None)
    return list(rows.select_related("matter", "person__actor").order_by("pk"))


def promises_left(person: Person) -> PromiseQuerySet:
    """What they still have to do for others; what goes with holding on goes with the question."""
    rows = Promise.objects.whole().filter(
        cooperative=person.cooperative_id, maker=person.pk, state=State.OPEN
    )
    held = Need.objects.filter(cooperative=person.cooperative_id, holder=person.pk)
    goes_along = Q(matter__in=held.values("matter"), purpose__in=OF_HOLDING)
    own = Q(matter__person=person.pk)
    return rows.exclude(goes_along).exclude(own).order_by("due", "pk")


def who_could_hold(person: Person, on: dt.date) -> Iterator[Person]:
    """Who is asked to hold on instead: whoever has the duty first."""
    duty = on_duty(person.cooperative, on)
    others = who_may_hold_besides(person)
    yield from (one for one in others if duty is not None and one.pk == duty.pk)
    yield from (one for one in others if duty is None or one.pk != duty.pk)


def who_could_take(promise: Promise, person: Person, on: dt.date) -> list[Actor]:
    """Who is asked to do this instead: whoever holds on to it, the duty, then the board."""
    holder = Actor.objects.filter(
        person__standing__holds__matter=promise.matter_id, person__standing__holds__closed_at=None
    )
    found = list(holder) if promise.matter.is_private else []
    duty = on_duty(person.cooperative, on)
    found += [duty.actor] if duty else []
    hearing = hearing_in(person.cooperative, on)
    found += Actor.objects.filter(pk__in=hearing.of_boards | hearing.of_area).order_by("pk")
    gone = {person.pk, promise.receiver_id, promise.maker_id}
    return list({one.pk: one for one in found if one.pk not in gone}.values())


def duties_ahead(person: Person, on: dt.date) -> list[Duty]:
    """Days of duty that are still to come."""
    return list(Duty.objects.filter(person=person.pk, until__gt=on).order_by("since"))


def seats_of_the_house(person: Person) -> list[Seat]:
    """Seats of the cooperative itself in which they sit; those of an organisation are its own."""
    rows = Tenure.objects.filter(person=person, until=None, seat__organisation=None)
    return [row.seat for row in rows.select_related("seat__actor").order_by("pk")]


def circles_of(person: Person) -> list[Circle]:
    """Circles in which they sit."""
    acts = ActsFor.objects.filter(person=person, until=None, actor__kind=Kind.CIRCLE)
    rows = Circle.objects.filter(actor__in=acts.values("actor")).select_related("actor")
    return list(rows.order_by("actor__name"))


def circles_left(departure: Departure, on: dt.date) -> list[Circle]:
    """Circles that they left with it."""
    acts = ActsFor.objects.filter(
        person=departure.person, until=on, since__lt=on, actor__kind=Kind.CIRCLE
    )
    return list(Circle.objects.filter(actor__in=acts.values("actor")).select_related("actor"))


def latest_departure(person: Person) -> Departure | None:
    """When they left last, or an organisation for which they speak; not once they are back."""
    acts = ActsFor.objects.filter(person=person, until=None)
    rows = Departure.objects.filter(
        cooperative=person.cooperative_id,
        member__actor__in=acts.values("actor"),
        taken_back_at=None,
        member__until__isnull=False,
    )
    rows = rows.select_related("member__actor", "cooperative", "person__actor")
    return rows.order_by("left_at", "pk").last()


def needs_asked_over(departure: Departure) -> list[NeedHandover]:
    """Offers of questions that were made by leaving and have no answer yet."""
    rows = NeedHandover.objects.filter(
        giver=departure.person, asked_at=departure.left_at, done_at=None, ended_at=None
    )
    return list(rows.select_related("need__person__actor", "taker__person__actor").order_by("pk"))


def promises_asked_over(departure: Departure) -> list[Handover]:
    """The same of promises."""
    rows = Handover.objects.filter(
        giver=departure.person_id, asked_at=departure.left_at, answered_at=None, is_from_taker=False
    )
    return list(rows.select_related("promise__matter", "taker").order_by("pk"))


def needs_alone(departure: Departure) -> list[Need]:
    """Questions that they still hold and for which nobody could be asked."""
    asked = {row.need_id for row in needs_asked_over(departure)}
    return [need for need in needs_held(departure.person) if need.pk not in asked]


def promises_alone(departure: Departure) -> list[Promise]:
    """What they still have to do and for which nobody could be asked."""
    waits = Handover.objects.filter(promise=OuterRef("pk"), answered_at=None)
    return list(promises_left(departure.person).exclude(Exists(waits)))


@dataclass(frozen=True, slots=True)
class Holds:
    """What somebody holds, in numbers: it is asked over, and stays with them until somebody says yes."""

    needs: int
    promises: int
    duties: int
    seats: list[Seat]
    circles: list[Circle]


def holds(person: Person, on: dt.date) -> Holds:
    """What goes over when they leave."""
    return Holds(
        len(needs_held(person)),
        promises_left(person).count(),
        len(duties_ahead(person, on)),
        seats_of_the_house(person),
        circles_of(person),
    )


def expulsion_of(person: Person) -> Expulsion | None:
    """The latest time that the board talked with them about staying."""
    rows = Expulsion.objects.whole().filter(cooperative=person.cooperative_id, person=person)
    return rows.order_by("-begun_at", "-pk").first()


def who_speaks_for(member: Member) -> Person | None:
    """With whom one talks: the member, or whoever speaks for it."""
    rows = Person.objects.with_key().filter(acts_for__actor=member.actor_id, forgotten_at=None)
    return rows.filter(acts_for__until=None).order_by("acts_for__since", "pk").first()
