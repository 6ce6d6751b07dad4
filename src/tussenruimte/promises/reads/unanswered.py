"""What should have gone past somebody by now, without an answer: which, and who has to know."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from tussenruimte.members.models import ActsFor, Cooperative, Person, Seat
from tussenruimte.promises.models import Passing, State

People = dict[int, list[Person]]  # by key of an actor, or of what has to go past somebody


def unanswered(cooperative: Cooperative, today: dt.date, at_most: int) -> list[Passing]:
    """Of which the day passed and nobody was told so yet; the first of them."""
    rows = Passing.objects.filter(
        cooperative=cooperative, answered_at=None, told_on=None, until__lt=today
    ).filter(promise__state=State.OPEN)
    return list(rows.select_related("promise").order_by("until", "pk")[:at_most])


def who_hears(rows: Collection[Passing], today: dt.date) -> tuple[People, People, People]:
    """Whoever acts for the maker, whoever stands in for an empty seat, and who acts for the receiver."""
    makers = {row.promise.maker_id for row in rows}
    actors = makers | {row.promise.receiver_id for row in rows}
    acting = ActsFor.objects.current(today).filter(actor__in=actors)
    empty = Seat.objects.filter(actor__in=makers, vacant_since__lte=today).exclude(stand_in=None)
    pairs = list(acting.values_list("actor", "person"))
    standing = list(empty.values_list("actor", "stand_in"))
    keys = {person for _actor, person in [*pairs, *standing]}
    people = Person.objects.filter(pk__in=keys, forgotten_at=None).in_bulk()
    mine, instead = _of_each(pairs, people), _of_each(standing, people)
    return (
        {row.pk: mine[row.promise.maker_id] for row in rows},
        {row.pk: instead[row.promise.maker_id] for row in rows},
        {row.pk: mine[row.promise.receiver_id] for row in rows},
    )


def _of_each(pairs: Iterable[tuple[int, int]], people: dict[int, Person]) -> People:
    found: People = defaultdict(list)
    for actor, key in pairs:
        if key in people:
            found[actor].append(people[key])
    return found
