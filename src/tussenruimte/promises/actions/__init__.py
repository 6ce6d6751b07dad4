"""What can be done with a promise: make, keep, confirm, move, fail, hand over. Never delete."""

from tussenruimte.promises.actions.again import look_again, still_stands
from tussenruimte.promises.actions.handover import answer_offer, offer
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
from tussenruimte.promises.actions.make import make_promise

__all__ = [
    "answer_offer",
    "confirm",
    "deny",
    "fail",
    "look_again",
    "make_promise",
    "move",
    "offer",
    "open_released",
    "release",
    "release_all",
    "say_done",
    "still_stands",
]
