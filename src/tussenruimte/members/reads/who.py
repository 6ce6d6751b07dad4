"""Who is here: people by name, seats, and the work area with its table."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tussenruimte.members.models import (
    Actor,
    ActsFor,
    Circle,
    Cooperative,
    Kind,
    Person,
    Seat,
)
from tussenruimte.methods.names import as_name


def people_behind(actors: Iterable[Actor | int], on: dt.date) -> list[Person]:
    """Who hears what these hear on this day: themselves, or whoever sits in the seat or circle."""
    acting = ActsFor.objects.current(on).filter(actor__in=list(actors))
    rows = Person.objects.filter(pk__in=acting.values("person"), forgotten_at=None)
    return list(rows.select_related("actor").order_by("pk"))


def people_called(cooperative: Cooperative, words: str, limit: int = 20) -> list[Person]:
    """People whose name has these words in it."""
    if words and not as_name(words):
        return []
    rows = Person.objects.named().filter(
        cooperative=cooperative, actor__name__icontains=words, forgotten_at=None
    )
    return list(rows.order_by("actor__name")[:limit])


def people_named(cooperative: Cooperative, name: str) -> list[Person]:
    """People with exactly this name, capitals aside."""
    name = as_name(name)
    if not name:
        return []
    rows = Person.objects.named().filter(
        cooperative=cooperative, actor__name__iexact=name, forgotten_at=None
    )
    return list(rows.order_by("pk")[:8])


def promisers(cooperative: Cooperative) -> list[Actor]:
    """Those one can promise to or ask from, by name."""
    return list(who_promises(cooperative.pk).order_by("name"))


def who_promises(cooperative_id: int) -> QuerySet[Actor]:
    """The question for them: seats, organisations and people who may hold."""
    rows = Actor.objects.filter(cooperative=cooperative_id).filter(
        Q(kind__in=[Kind.SEAT, Kind.ORGANISATION])
        | Q(person__standing__isnull=False, person__forgotten_at=None)
    )
    return rows.exclude(seat__abolished_on__isnull=False)


def seats(cooperative: Cooperative) -> QuerySet[Seat]:
    """All seats that are there, with who stands in."""
    rows = Seat.objects.filter(cooperative=cooperative, abolished_on=None)
    return rows.select_related("actor", "organisation__actor", "stand_in__actor")


def work_area(cooperative: Cooperative) -> Circle | None:
    """The work area of the cooperative; its first one, until there are more."""
    rows = Circle.objects.filter(cooperative=cooperative, sort=Circle.Sort.AREA)
    return rows.select_related("actor").order_by("pk").first()


def table_of(cooperative: Cooperative, today: dt.date) -> dt.date | None:
    """The day of the next table of the work area, when one is planned."""
    rows = Circle.objects.filter(cooperative=cooperative, sort=Circle.Sort.AREA)
    return (
        rows.filter(next_table_on__gte=today)
        .order_by("next_table_on")
        .values_list("next_table_on", flat=True)
        .first()
    )
