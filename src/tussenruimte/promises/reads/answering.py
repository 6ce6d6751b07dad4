"""Who can say for the maker of a promise that somebody else takes it over."""

import datetime as dt

from tussenruimte.matters.models import Ground, Reader
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import ActsFor, Person
from tussenruimte.promises.models import Promise


def who_answers_for_maker(promise: Promise, today: dt.date) -> list[Person]:
    """The maker, or whoever acts for them; for an empty seat whoever stands in.

    Where nobody acts at all, whoever hears it instead, and whoever holds on to what it is about.
    Only who signs in can answer.
    """
    maker = promise.maker
    people = _acting({maker.pk}, today)
    if not people and hasattr(maker, "seat") and maker.seat.vacant_since:
        stand_in: int | None = maker.seat.stand_in_id
        people = _able({stand_in} if stand_in else set())
    if people:
        return people
    hearing = hearing_in(promise.cooperative, today)
    if maker.pk not in hearing.unheard:
        return []
    holders = Reader.objects.current(today).filter(matter=promise.matter_id, ground=Ground.HOLDER)
    return _acting(hearing.instead | set(holders.values_list("actor", flat=True)), today)


def _acting(actors: set[int] | frozenset[int], today: dt.date) -> list[Person]:
    rows = ActsFor.objects.current(today).filter(actor__in=actors)
    return _able(set(rows.values_list("person", flat=True)))


def _able(people: set[int]) -> list[Person]:
    rows = Person.objects.named().filter(pk__in=people, forgotten_at=None, user__isnull=False)
    return list(rows.order_by("pk"))
