"""What the clock does at night in this room."""

import datetime as dt

from tussenruimte.kit.clockwork import is_first_turn
from tussenruimte.members.actions import (
    forget_door_tries,
    forget_sent_forms,
    forget_tries,
    forget_unused_logins,
)
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative
from tussenruimte.post.actions import forget_finished_work, forget_sent


def forget_old_tries(_cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> None:
    """Of what was tried or asked from a network nothing is left after a day; it is of no cooperative."""
    forget_tries(by="klok", at=at)
    forget_door_tries(by="klok", at=at)


def forget_old_forms(cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> None:
    """Forms that were sent longer than a day ago."""
    forget_sent_forms(cooperative, by="klok", at=at)


def forget_old_post(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """What left the house long ago, and what the worker did; once a day."""
    if is_first_turn(cooperative, today):
        before = at - dt.timedelta(days=term(cooperative, "outbox_days"))
        forget_sent(cooperative.pk, before, by="klok", at=at)
        forget_finished_work(by="klok", at=at)


def forget_logins_of_nobody(cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> None:
    """Log-ins that were made ready for an invitation that is over."""
    forget_unused_logins(cooperative, by="klok", at=at)
