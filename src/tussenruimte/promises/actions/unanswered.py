"""The day on which somebody was to say yes or no passed in silence: both sides hear so, once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from tussenruimte.members.by import By
from tussenruimte.members.clocks import in_the_morning
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.post.actions import put_many_in_outbox
from tussenruimte.post.models import Dispatch, Way
from tussenruimte.promises.models import Passing
from tussenruimte.promises.reads.unanswered import who_hears
from tussenruimte.record.actions import note


@transaction.atomic
def tell_unanswered(
    cooperative: Cooperative, rows: Sequence[Passing], *, today: dt.date, by: By, at: dt.datetime
) -> int:
    """Whoever promised it asks on, and whoever receives it knows that it is not certain yet.

    Whoever does both hears the one. Another day that passes in silence is told of again.
    """
    mine, empty, theirs = who_hears(rows, today)
    letters: dict[str, Dispatch] = {}
    for kind, people in (("unanswered", mine), ("unanswered-seat", empty), ("no-answer", theirs)):
        for key, row in _letters(cooperative, kind, rows, people, at):
            letters.setdefault(key, row)
    put_many_in_outbox(list(letters.values()), by=by, at=at)
    still = Passing.objects.filter(pk__in=[row.pk for row in rows], until__lt=today, told_on=None)
    still.update(told_on=today)
    note("promises.unanswered", cooperative, by=by, at=at, day=today.isoformat(), n=len(rows))
    return len(letters)


def _letters(
    cooperative: Cooperative,
    kind: str,
    rows: Iterable[Passing],
    people: dict[int, list[Person]],
    at: dt.datetime,
) -> Iterator[tuple[str, Dispatch]]:
    """One for each of them about each promise, by mail to who signs in with it; else by phone."""
    morning = in_the_morning(cooperative, at)
    for row in rows:
        for person in people.get(row.pk, ()):
            key = f"unanswered|{row.promise.code}|{row.until.isoformat()}|{person.code}"
            yield (
                key,
                Dispatch(
                    cooperative_id=cooperative.pk,
                    kind=kind,
                    to=person.code,
                    about=row.promise.code,
                    once=key,
                    way=Way.MAIL if person.user_id else Way.PHONE,
                    due_at=morning,
                ),
            )
