"""What the clock does at night in this room."""

import datetime as dt

from tussenruimte.members.actions import forget_tries
from tussenruimte.members.models import Cooperative


def forget_old_tries(_cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> None:
    """Of wrong tries at cards nothing is left after a day; they are of no cooperative."""
    forget_tries(by="klok", at=at)
