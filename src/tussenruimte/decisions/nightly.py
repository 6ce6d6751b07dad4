"""What the clock does in this room."""

import datetime as dt

from tussenruimte.decisions.actions.turns import pass_by
from tussenruimte.decisions.reads.rounds import turns_that_passed
from tussenruimte.members.models import Cooperative


def pass_turns_by(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> int:
    """Every day: whoever let their turn pass is asked again after the others. How many that were."""
    late = turns_that_passed(cooperative, today)
    return sum(pass_by(turn, by="klok", at=at) for turn in late)
