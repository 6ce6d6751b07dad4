"""Letters about a judgement go into the outbox with the change they tell about."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from tussenruimte.kit import clock
from tussenruimte.members.actions import post
from tussenruimte.members.models import Actor, Person
from tussenruimte.members.reads import people_behind
from tussenruimte.reflections.models import Judgement


@transaction.atomic
def send(
    what: str, judgement: Judgement, to: Iterable[Actor], *, by: Person, at: dt.datetime
) -> None:
    """To everybody who acts for these actors, but not to whoever did it. `what` ends in a number when it can come again."""
    post.send(
        f"reflections.{what.rstrip('0123456789').rstrip('-')}",
        judgement.code,
        people_behind(to, clock.day(at)),
        once=f"{what}|{judgement.code}",
        by=by,
        at=at,
    )
