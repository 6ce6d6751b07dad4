"""Questions about promises: lists, how one stands, the ladder, and what everybody may see."""

from tussenruimte.promises.reads.ladder import (
    days_of,
    first_open_due,
    is_anything_new,
    ladder_of,
    next_edge,
    rungs_of,
)
from tussenruimte.promises.reads.lists import (
    Moved,
    Outside,
    ended_with,
    handovers_of,
    late_outside,
    made_by,
    made_to,
    moves_of,
    offers_to,
    promises_of,
    to_confirm,
)
from tussenruimte.promises.reads.one_by_one import Public, late_first, one_by_one
from tussenruimte.promises.reads.pages import (
    account_of,
    everything_of,
    page_of,
    who_could_promise,
    who_could_take,
    whose_yes,
)
from tussenruimte.promises.reads.public import (
    closed_period,
    count_period,
    is_counted,
    people_total,
    quarter_before,
    seat_promises,
)
from tussenruimte.promises.reads.standing import View, view, views

__all__ = [
    "Moved",
    "Outside",
    "Public",
    "View",
    "account_of",
    "closed_period",
    "count_period",
    "days_of",
    "ended_with",
    "everything_of",
    "first_open_due",
    "handovers_of",
    "is_anything_new",
    "is_counted",
    "ladder_of",
    "late_first",
    "late_outside",
    "made_by",
    "made_to",
    "moves_of",
    "next_edge",
    "offers_to",
    "one_by_one",
    "page_of",
    "people_total",
    "promises_of",
    "quarter_before",
    "rungs_of",
    "seat_promises",
    "to_confirm",
    "view",
    "views",
    "who_could_promise",
    "who_could_take",
    "whose_yes",
]
