"""Letters to people go into the outbox with the change they tell about."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from tussenruimte.members.by import By
from tussenruimte.members.models import Person
from tussenruimte.post.actions import put_many_in_outbox
from tussenruimte.post.models import Dispatch, Way


@transaction.atomic
def send(  # noqa: PLR0913 - a letter is what, about what, to whom, how often and when
    kind: str,
    about: str,
    to: Iterable[Person],
    *,
    once: str = "",
    due_at: dt.datetime | None = None,
    by: By,
    at: dt.datetime,
) -> int:
    """By mail to who signs in with it, to anybody else by phone; never to whoever did it.

    Everybody hears the same once: this kind about this, or what `once` names. Returns how many were
    not told yet.
    """
    rows = [
        Dispatch(
            cooperative_id=person.cooperative_id,
            kind=kind,
            to=person.code,
            about=about,
            once=f"{once or f'{kind}|{about}'}|{person.code}",
            way=Way.MAIL if person.user_id else Way.PHONE,
            due_at=due_at or at,
        )
        for person in {one.pk: one for one in to}.values()
        if person != by
    ]
    return put_many_in_outbox(rows, by=by, at=at)
