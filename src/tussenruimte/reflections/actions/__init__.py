"""Weighing, looking along, and looking back."""

from tussenruimte.reflections.actions.judging import (
    answer,
    ask_another,
    say_whether_it_pinches,
    weigh,
    write_on,
)
from tussenruimte.reflections.actions.looking_back import add_ingredient, look_back, withdraw

__all__ = [
    "add_ingredient",
    "answer",
    "ask_another",
    "look_back",
    "say_whether_it_pinches",
    "weigh",
    "withdraw",
    "write_on",
]
