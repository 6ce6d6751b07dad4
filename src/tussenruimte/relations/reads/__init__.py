"""Questions about needs."""

from tussenruimte.relations.reads.lists import (
    asked_to_look,
    holders_so_far,
    offered_to,
    offered_with_why,
    relations_of,
    set_asides,
    silent_needs,
    what_i_hold,
)
from tussenruimte.relations.reads.page import NeedPage, need_page
from tussenruimte.relations.reads.turn import whose_turn

__all__ = [
    "NeedPage",
    "asked_to_look",
    "holders_so_far",
    "need_page",
    "offered_to",
    "offered_with_why",
    "relations_of",
    "set_asides",
    "silent_needs",
    "what_i_hold",
    "whose_turn",
]
