"""Every term of the house, with where it comes from. A cooperative may choose another number.

No other place holds a number of days; the settings of a cooperative win over the defaults here.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _n

from tussenruimte.kit import clock
from tussenruimte.members.models import Cooperative


@dataclass(frozen=True, slots=True)
class Clock:
    """A term: how many, of what, and where it comes from."""

    number: int
    unit: str
    source: str


OWN = _n("our own choice")

CLOCKS = {
    "first_contact": Clock(2, _n("working days"), OWN),
    "silence": Clock(7, _n("days"), OWN),
    "unconfirmed": Clock(14, _n("days"), OWN),
    "card_undo": Clock(14, _n("days"), OWN),
    "set_aside": Clock(30, _n("days"), OWN),
    "set_aside_look": Clock(7, _n("days"), OWN),
    "search": Clock(2, _n("working days"), OWN),
    "another_holder": Clock(5, _n("working days"), OWN),
    "one_table": Clock(5, _n("working days"), OWN),
    "look_again": Clock(1, _n("working days"), OWN),
    "look_along": Clock(5, _n("working days"), OWN),
    "stay_along": Clock(14, _n("days"), OWN),
    "answer_working_days": Clock(10, _n("working days"), OWN),
    "confirm_conversation": Clock(7, _n("days"), OWN),
    "admission": Clock(14, _n("days"), OWN),
    "admission_answer": Clock(7, _n("days"), OWN),
    "members_meeting": Clock(28, _n("days"), OWN),
    "leaving_undo": Clock(14, _n("days"), OWN),
    "circle_at_most": Clock(365, _n("days"), OWN),
    "forget": Clock(30, _n("days"), _n("GDPR, article 12 paragraph 3: within one month")),
    "need_texts": Clock(365, _n("days"), OWN),  # after it ended; then only that it was there
    "outbox_days": Clock(90, _n("days"), OWN),  # of what left; the record keeps that it did
    "invitation": Clock(14, _n("days"), OWN),  # long enough for a letter and a week away
    "way_back": Clock(7, _n("days"), OWN),
    "stop_rule": Clock(7, _n("days"), OWN),
    "stop_look_back": Clock(14, _n("days"), OWN),
    "stop_rules_at_most": Clock(12, _n("rules"), OWN),
    "messages_an_hour": Clock(20, _n("messages"), OWN),
    "conversation_minutes": Clock(60, _n("minutes"), OWN),
    "notice_days": Clock(60, _n("days"), OWN),
    "posting_kept": Clock(30, _n("days"), OWN),
    "list_hours": Clock(4, _n("hours"), OWN),
    "letters_hour": Clock(8, _n("o’clock"), OWN),  # nobody is woken at night
}


def in_the_morning(cooperative: Cooperative, at: dt.datetime) -> dt.datetime:
    """Now, or the hour of today at which letters begin to leave: nobody is woken at night."""
    hour = dt.time(term(cooperative, "letters_hour"))
    return max(at, dt.datetime.combine(clock.day(at), hour, clock.AMSTERDAM))


def term(cooperative: Cooperative, name: str) -> int:
    """How long this is here."""
    return int(cooperative.setting(name, CLOCKS[name].number))
