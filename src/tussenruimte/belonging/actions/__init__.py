"""Everything that happens to a seat and what is asked of it."""

from tussenruimte.belonging.actions.abolishing import abolish
from tussenruimte.belonging.actions.asking import answer_question, ask_for_talk, ask_question
from tussenruimte.belonging.actions.coming import (
    accept,
    call_off,
    give_back,
    name_successor,
    take_seat,
)
from tussenruimte.belonging.actions.forgetting import forget_again, forget_person, note_scrubbed
from tussenruimte.belonging.actions.leaving import answer_stand_in, ask_stand_in, leave

__all__ = [
    "abolish",
    "accept",
    "answer_question",
    "answer_stand_in",
    "ask_for_talk",
    "ask_question",
    "ask_stand_in",
    "call_off",
    "forget_again",
    "forget_person",
    "give_back",
    "leave",
    "name_successor",
    "note_scrubbed",
    "take_seat",
]
