"""What can be done with a promise: make, keep, confirm, move, fail, hand over. Never delete."""

from tussenruimte.promises.actions.again import look_again, still_stands
from tussenruimte.promises.actions.handover import answer_offer, hand_on, offer
from tussenruimte.promises.actions.keep import (
    confirm,
    deny,
    fail,
    move,
    open_released,
    release,
    release_all,
    say_done,
)
from tussenruimte.promises.actions.ladder import climb_chunk
from tussenruimte.promises.actions.make import make_promise
from tussenruimte.promises.actions.passing import must_pass, pass_elsewhere, say_passed
from tussenruimte.promises.actions.periods import close_period
from tussenruimte.promises.actions.taking_over import answer_taker, offer_to_take, take_back_offer
from tussenruimte.promises.actions.telling import everybody_told, tell_chunk
from tussenruimte.promises.actions.ticking import end_turn
from tussenruimte.promises.actions.unanswered import tell_unanswered

__all__ = [
    "answer_offer",
    "answer_taker",
    "climb_chunk",
    "close_period",
    "confirm",
    "deny",
    "end_turn",
    "everybody_told",
    "fail",
    "hand_on",
    "look_again",
    "make_promise",
    "move",
    "must_pass",
    "offer",
    "offer_to_take",
    "open_released",
    "pass_elsewhere",
    "release",
    "release_all",
    "say_done",
    "say_passed",
    "still_stands",
    "take_back_offer",
    "tell_chunk",
    "tell_unanswered",
]
