"""Everything that happens to a conversation: asked, planned, held, answered."""

from tussenruimte.conversations.actions.answering import confirm, dispute
from tussenruimte.conversations.actions.asking import ask
from tussenruimte.conversations.actions.guests import no_longer_along, settle_matter
from tussenruimte.conversations.actions.hosting import call_off, hand_hosting, leave_out
from tussenruimte.conversations.actions.noting import hold, moment, note_conversation
from tussenruimte.conversations.actions.planning import did_not_go_on, plan

__all__ = [
    "ask",
    "call_off",
    "confirm",
    "did_not_go_on",
    "dispute",
    "hand_hosting",
    "hold",
    "leave_out",
    "moment",
    "no_longer_along",
    "note_conversation",
    "plan",
    "settle_matter",
]
