"""Of whoever left, and has nothing here any more, the name goes, and every way to reach them or come in."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from tussenruimte.members.by import By
from tussenruimte.members.models import (
    Actor,
    Card,
    CardDirectory,
    Cooperative,
    Login,
    Member,
    Person,
    User,
)
from tussenruimte.record.actions import note


@transaction.atomic
def empty_names(
    cooperative: Cooperative, people: Collection[int], *, by: By, at: dt.datetime
) -> int:
    """That they were here, and what they did, stays under their code. Again, or twice at once, does no harm."""
    here = Person.objects.filter(cooperative=cooperative, pk__in=people)
    _end_ways_in(cooperative, list(here.values_list("pk", flat=True)), at)
    Actor.objects.filter(cooperative=cooperative, pk__in=people).update(name="", phone="", hat=None)
    Member.objects.filter(cooperative=cooperative, pk__in=people).update(why="", interest="")
    here.update(
        reach=None,
        interpreter=None,
        language="nl",
        is_reachable=False,
        likes_paper=False,
        large_print=False,
    )
    note("people.emptied", cooperative, by=by, at=at, n=len(people))
    return len(people)


def _end_ways_in(cooperative: Cooperative, people: list[int], at: dt.datetime) -> None:
    """Cards, and the log-in unless it is somebody elsewhere."""
    cards = Card.objects.filter(cooperative=cooperative, person__in=people)
    CardDirectory.objects.filter(card__in=list(cards.values_list("code", flat=True))).delete()
    cards.filter(ended_at=None).update(ended_at=at)
    cards.update(word="", sealed_code=b"")
    rows = Person.objects.filter(cooperative=cooperative, pk__in=people, user__isnull=False)
    users = list(rows.values_list("user", flat=True))
    rows.update(user=None)
    Login.objects.filter(user__in=users, in_cooperative=cooperative.pk).delete()
    User.objects.filter(pk__in=users, logins=None).delete()
