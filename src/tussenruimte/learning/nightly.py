"""What the clock does with what was told to the trust circle."""

import datetime as dt

from tussenruimte.kit import clock
from tussenruimte.kit.clockwork import is_first_turn
from tussenruimte.learning.actions import close, look_who_hears
from tussenruimte.learning.reads import (
    TEXTS,
    answered_before,
    moved_today,
    needs_a_look,
    of_the_forgotten,
    over_before,
    still_open,
)
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative
from tussenruimte.relations.actions.emptying import empty_rows


def _ago(cooperative: Cooperative, name: str, today: dt.date) -> dt.datetime:
    """Midnight of the day on which a term that is over today began."""
    return clock.midnight(today - dt.timedelta(days=term(cooperative, name)))


def keep_two_hearing(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """Whoever left the trust circle or came too near hears it no more, and the next one does.

    Everything is looked at once a day; after that only on a day on which somebody came or went.
    """
    is_first = is_first_turn(cooperative, today)
    for complaint in still_open(cooperative) if is_first else moved_today(cooperative, today):
        if needs_a_look(complaint, today):
            look_who_hears(complaint, by="klok", at=at)


def close_what_was_answered(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """Whoever told it was answered and says nothing more, or was forgotten."""
    answered = answered_before(cooperative, _ago(cooperative, "complaint_closes", today))
    for complaint in (*answered, *of_the_forgotten(cooperative)):
        close(complaint, by="klok", at=at)


def empty_old_complaints(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """The words of what was closed long ago go."""
    name = "complaint_texts"
    if keys := over_before(cooperative, _ago(cooperative, name, today)):
        empty_rows(cooperative, TEXTS, keys, clock=name, by="klok", at=at)
