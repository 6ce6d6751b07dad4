"""What the clock does at night in this room."""

import datetime as dt

from tussenruimte.agenda.actions import clear_away
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative


def clear_old_postings(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """What was on, or hung on the board, and is over for a while."""
    kept = dt.timedelta(days=term(cooperative, "posting_kept"))
    clear_away(cooperative, today - kept, by="klok", at=at)
