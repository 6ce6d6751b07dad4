"""Letters about a judgement go into the outbox with the change they tell about."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from tussenruimte.conversations.reads import people_behind
from tussenruimte.kit import clock
from tussenruimte.members.models import Actor, Person
from tussenruimte.post.actions import put_many_in_outbox
from tussenruimte.post.models import Dispatch, Way
from tussenruimte.reflections.models import Judgement


@transaction.atomic
def send(
    what: str, judgement: Judgement, to: Iterable[Actor], *, by: Person, at: dt.datetime
) -> None:
    """To everybody who acts for these actors, but not to whoever did it. `what` ends in a number when it can come again."""
    rows = [
        Dispatch(
            cooperative_id=judgement.cooperative_id,
            kind=f"reflections.{what.rstrip('0123456789').rstrip('-')}",
            to=person.code,
            about=judgement.code,
            once=f"{what}|{judgement.code}|{person.code}",
            way=Way.MAIL if person.user_id else Way.PHONE,
            due_at=at,
        )
        for person in people_behind(to, clock.day(at))
        if person.pk != by.pk
    ]
    put_many_in_outbox(rows, by=by, at=at)
