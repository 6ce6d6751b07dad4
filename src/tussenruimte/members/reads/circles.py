"""Questions about circles that rooms above share: who sits in one, and who may."""

import datetime as dt

from django.db.models import Q

from tussenruimte.members.models import ActsFor, Circle, Person


def sitting_in(circle: Circle) -> list[Person]:
    """Who sits there."""
    rows = Person.objects.named().filter(
        acts_for__actor=circle.actor_id, acts_for__until=None, forgotten_at=None
    )
    return list(rows.distinct().order_by("actor__name", "pk"))


def may_sit_in(circle: Circle, person: Person, on: dt.date) -> bool:
    """Anybody; but whoever speaks for the municipality on this day does not sit in the board."""
    return circle.sort != Circle.Sort.BOARD or not _of_municipality(person, on)


def _of_municipality(person: Person, on: dt.date) -> bool:
    """Whether they speak for the municipality, or sit in one of its seats."""
    acts = ActsFor.objects.current(on).filter(person=person)
    town = Q(actor__organisation__is_municipality=True)
    return acts.filter(town | Q(actor__seat__organisation__is_municipality=True)).exists()
