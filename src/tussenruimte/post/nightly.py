"""What the clock does for the outbox: nothing in it is forgotten, nothing stale is read aloud."""

import datetime as dt
from typing import Any

from tussenruimte.kit import clock
from tussenruimte.post.actions import let_go
from tussenruimte.post.kinds import make_letters
from tussenruimte.post.models import Way
from tussenruimte.post.reads import waiting
from tussenruimte.post.tasks import send_outbox

LONG = dt.timedelta(minutes=10)


def look_after_the_outbox(cooperative: Any, today: dt.date, at: dt.datetime) -> None:
    """Wake the worker for mail that should have gone; take from the list to phone what is over."""
    if waiting(cooperative.pk, Way.MAIL, until=at - LONG).exists():
        send_outbox.enqueue(cooperative.pk)
    old = list(waiting(cooperative.pk, Way.PHONE, until=clock.midnight(today))[:200])
    let_go(make_letters(old).over(old), by="klok", at=at)
