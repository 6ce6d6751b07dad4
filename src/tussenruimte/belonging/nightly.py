"""What the clock does in this room."""

import datetime as dt

from django.db import connection

from tussenruimte.belonging.actions.expiring import ask_over, empty_ended, end_expired
from tussenruimte.belonging.forgetting import finish
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.members.models import Cooperative

NIGHT = range(1, 5)  # hours in which a table may be shut for a moment


def end_circles(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> int:
    """Every day: circles end after their last day, and what is left is asked over."""
    ended = end_expired(cooperative, today=today, by="klok", at=at)
    ask_over(cooperative, today=today, by="klok", at=at)
    empty_ended(cooperative, today=today, by="klok", at=at)
    return ended


def finish_what_was_forgotten(cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> None:
    """Nothing of whoever was forgotten is left in files; on PostgreSQL that shuts tables, so at night."""
    if connection.vendor == "postgresql" and at.astimezone(AMSTERDAM).hour not in NIGHT:
        return
    finish(cooperative, by="klok", at=at, patience=0)
