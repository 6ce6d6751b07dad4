"""Two seats of a cooperative itself, with two people in them: with their keys private texts leave."""

import sys
from collections.abc import Iterable
from datetime import datetime

from tussenruimte.kit import clock
from tussenruimte.kit.tenancy import within
from tussenruimte.members.actions import make_seat, sit_down
from tussenruimte.members.models import Cooperative, Member, Person, Tenure


def two_seats(slug: str) -> list[str]:
    """The codes of two in which different people sit."""
    sits = Tenure.objects.filter(
        cooperative__slug=slug, until=None, seat__organisation=None, seat__abolished_on=None
    )
    found: dict[int, str] = {}
    for tenure in sits.select_related("seat__actor").order_by("pk"):
        found.setdefault(tenure.person_id, tenure.seat.actor.code)
    return list(found.values())[:2]


def sit_in_two_seats(cooperative: Cooperative, people: Iterable[Person], at: datetime) -> None:
    """Each of two in a seat of their own."""
    for name, person in zip(("voorzitter", "secretaris"), people, strict=True):
        seat = make_seat(cooperative, name, by="beheer", at=at)
        sit_down(seat, person, since=clock.day(at), by="beheer", at=at)


def have_two_seats(slug: str) -> None:
    """Where nobody sits anywhere: two members sit down. Says which codes the seats have."""
    cooperative = Cooperative.objects.get(slug=slug)
    with within(cooperative.pk):
        members = Member.objects.filter(cooperative=cooperative, until=None, actor__kind="person")
        people = Person.objects.filter(pk__in=members.values("actor"), forgotten_at=None)
        sit_in_two_seats(cooperative, people.order_by("pk")[:2], clock.now())
    sys.stdout.write(" ".join(two_seats(slug)))
