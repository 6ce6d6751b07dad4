"""What the clock does at night in this room."""

import datetime as dt

from django.db import connection

from tussenruimte.belonging.forgetting import finish
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.members.models import Cooperative

NIGHT = range(1, 5)  # hours in which a table may be shut for a moment


def finish_what_was_forgotten(cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> None:
    """Nothing of whoever was forgotten is left in files; on PostgreSQL that shuts tables, so at night."""
    if connection.vendor == "postgresql" and at.astimezone(AMSTERDAM).hour not in NIGHT:
        return
    finish(cooperative, by="klok", at=at, patience=0)
