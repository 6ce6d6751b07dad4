"""Questions about promises: lists, how one stands, the ladder, and what everybody may see."""

from tussenruimte.promises.reads.ladder import (
    first_open_due,
    is_anything_new,
    ladder_in,
    ladder_of,
    next_edge,
    rungs_missed,
)
from tussenruimte.promises.reads.lists import (
    Moved,
    Outside,
    handovers_of,
    late_outside,
    moves_of,
    offers_to,
    promises_of,
)
from tussenruimte.promises.reads.one_by_one import Public, late_first, one_by_one, open_of
from tussenruimte.promises.reads.pages import (
    account_of,
    everything_of,
    page_of,
    who_could_promise,
    who_could_take,
    whose_yes,
    yes_for_taker,
)
from tussenruimte.promises.reads.passing import mandate_of, waiting_in_words
from tussenruimte.promises.reads.public import (
    closed_period,
    count_period,
    is_counted,
    people_total,
    quarter_before,
    seat_promises,
)
from tussenruimte.promises.reads.standing import (
    View,
    inside_view,
    law_in_words,
    over_in_words,
    view,
    views,
    with_what_stands_beside,
)

__all__ = [
    "Moved",
    "Outside",
    "Public",
    "View",
    "account_of",
    "closed_period",
    "count_period",
    "everything_of",
    "first_open_due",
    "handovers_of",
    "inside_view",
    "is_anything_new",
    "is_counted",
    "ladder_in",
    "ladder_of",
    "late_first",
    "late_outside",
    "law_in_words",
    "mandate_of",
    "moves_of",
    "next_edge",
    "offers_to",
    "one_by_one",
    "open_of",
    "over_in_words",
    "page_of",
    "people_total",
    "promises_of",
    "quarter_before",
    "rungs_missed",
    "seat_promises",
    "view",
    "views",
    "waiting_in_words",
    "who_could_promise",
    "who_could_take",
    "whose_yes",
    "with_what_stands_beside",
    "yes_for_taker",
]
