"""What the clock does in this room."""

import datetime as dt

from django.db import connection

from tussenruimte.belonging.actions.emptying import empty_names
from tussenruimte.belonging.actions.expiring import ask_over, empty_ended, end_expired
from tussenruimte.belonging.forgetting import finish
from tussenruimte.belonging.reads.gone import days_named, gone_before
from tussenruimte.belonging.reads.over import KEPT, days_of, over_before
from tussenruimte.kit import clock
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.kit.clockwork import is_first_turn
from tussenruimte.members.models import Cooperative
from tussenruimte.relations.actions.emptying import empty_rows

AT_ONCE = 500
A_DAY = dt.timedelta(days=1)
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


def empty_old_texts(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """What was told to join or leave, asked of a seat or said in public, once its time is over."""
    if not is_first_turn(cooperative, today):
        return
    for kept in KEPT:
        before = clock.midnight(today - days_of(kept, cooperative) * A_DAY)
        while keys := over_before(kept, cooperative, before, AT_ONCE):
            empty_rows(cooperative, kept.texts, keys, clock=kept.clock, by="klok", at=at)


def empty_old_names(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """Of whoever left and has nothing here any more, once that is long enough ago."""
    if not is_first_turn(cooperative, today):
        return
    before = today - days_named(cooperative) * A_DAY
    for people in gone_before(cooperative, before, AT_ONCE):
        if people:
            empty_names(cooperative, people, by="klok", at=at)
