"""What the clock does at night in this room."""

import datetime as dt

from tussenruimte.matters.actions import tell_what_ran_out
from tussenruimte.members.models import Cooperative


def permissions_that_ran_out(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> int:
    """Whoever read with a permission that is over, and whoever gave it, hear so."""
    return tell_what_ran_out(cooperative, today=today, by="klok", at=at)
