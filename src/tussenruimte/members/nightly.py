"""What the clock does at night in this room."""

import datetime as dt

from tussenruimte.members.actions import forget_sent_forms, forget_tries
from tussenruimte.members.models import Cooperative


def forget_old_tries(_cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> None:
    """Of wrong tries at cards nothing is left after a day; they are of no cooperative."""
    forget_tries(by="klok", at=at)


def forget_old_forms(cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> None:
    """Forms that were sent longer than a day ago."""
    forget_sent_forms(cooperative, by="klok", at=at)
