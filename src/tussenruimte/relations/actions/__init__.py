"""Everything that happens to a need and around it: one file per step of its way."""

from tussenruimte.relations.actions.cards import new_card
from tussenruimte.relations.actions.closing import close, close_for, reopen
from tussenruimte.relations.actions.emptying import empty_needs
from tussenruimte.relations.actions.for_them import act_for
from tussenruimte.relations.actions.handing import (
    hold_instead,
    offer_need,
    person_answers,
    take_back_offer,
    taker_answers,
    tell_person,
    wish_for_another,
)
from tussenruimte.relations.actions.holding import (
    add_words,
    agree_to_holder,
    begin_quiet,
    end_quiet,
    find_again,
    hear,
    lose,
    reach_me,
    tell_them,
)
from tussenruimte.relations.actions.law import (
    follow_permission,
    say_clock_to,
    start_clock,
    stop_clock,
)
from tussenruimte.relations.actions.origins import forget_origins
from tussenruimte.relations.actions.passing import lose_ground, note_bounce
from tussenruimte.relations.actions.people import (
    answer_relation,
    ask_relation,
    end_relation,
    note_yes,
)
from tussenruimte.relations.actions.setting_aside import (
    agree_to_all,
    agree_to_set_aside,
    ask_to_set_all_aside,
    ask_to_set_aside,
    join_messages,
    keep_message,
    restore,
)
from tussenruimte.relations.actions.silence import notice_chunk, tell_of_silence
from tussenruimte.relations.actions.stopping import invoke_stop, lift_stop, person_was_told
from tussenruimte.relations.actions.telling import Told, tell

__all__ = [
    "Told",
    "act_for",
    "add_words",
    "agree_to_all",
    "agree_to_holder",
    "agree_to_set_aside",
    "answer_relation",
    "ask_relation",
    "ask_to_set_all_aside",
    "ask_to_set_aside",
    "begin_quiet",
    "close",
    "close_for",
    "empty_needs",
    "end_quiet",
    "end_relation",
    "find_again",
    "follow_permission",
    "forget_origins",
    "hear",
    "hold_instead",
    "invoke_stop",
    "join_messages",
    "keep_message",
    "lift_stop",
    "lose",
    "lose_ground",
    "new_card",
    "note_bounce",
    "note_yes",
    "notice_chunk",
    "offer_need",
    "person_answers",
    "person_was_told",
    "reach_me",
    "reopen",
    "restore",
    "say_clock_to",
    "start_clock",
    "stop_clock",
    "take_back_offer",
    "taker_answers",
    "tell",
    "tell_of_silence",
    "tell_person",
    "tell_them",
    "wish_for_another",
]
