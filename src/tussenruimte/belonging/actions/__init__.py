"""Everything that happens to a seat and what is asked of it; to members, and to circles."""

from tussenruimte.belonging.actions.abolishing import abolish
from tussenruimte.belonging.actions.asking import (
    answer_question,
    ask_for_talk,
    ask_question,
    come_for_talk,
    come_with_question,
)
from tussenruimte.belonging.actions.being_forgotten import (
    ask_to_be_forgotten,
    forget_as_asked,
    stay_after_all,
)
from tussenruimte.belonging.actions.circles import (
    answer_circle,
    ask_into_circle,
    give_backing,
    go_on,
    go_out,
    sit_with,
    start_circle,
    talk_about_circle,
)
from tussenruimte.belonging.actions.coming import (
    accept,
    call_off,
    give_back,
    name_successor,
    take_seat,
)
from tussenruimte.belonging.actions.departing import leave_membership, take_back_departure
from tussenruimte.belonging.actions.expelling import (
    begin_expulsion,
    dispute_expulsion_talk,
    expel,
    let_stay,
)
from tussenruimte.belonging.actions.forgetting import forget_again, forget_person, note_scrubbed
from tussenruimte.belonging.actions.joining import (
    admit,
    ask_to_join,
    come_and_ask,
    dispute_talk,
    object_to,
    refuse,
    withdraw,
    write_meeting,
)
from tussenruimte.belonging.actions.leaving import answer_stand_in, ask_stand_in, leave
from tussenruimte.belonging.actions.meeting import take_to_members, write_what_members_said

__all__ = [
    "abolish",
    "accept",
    "admit",
    "answer_circle",
    "answer_question",
    "answer_stand_in",
    "ask_for_talk",
    "ask_into_circle",
    "ask_question",
    "ask_stand_in",
    "ask_to_be_forgotten",
    "ask_to_join",
    "begin_expulsion",
    "call_off",
    "come_and_ask",
    "come_for_talk",
    "come_with_question",
    "dispute_expulsion_talk",
    "dispute_talk",
    "expel",
    "forget_again",
    "forget_as_asked",
    "forget_person",
    "give_back",
    "give_backing",
    "go_on",
    "go_out",
    "leave",
    "leave_membership",
    "let_stay",
    "name_successor",
    "note_scrubbed",
    "object_to",
    "refuse",
    "sit_with",
    "start_circle",
    "stay_after_all",
    "take_back_departure",
    "take_seat",
    "take_to_members",
    "talk_about_circle",
    "withdraw",
    "write_meeting",
    "write_what_members_said",
]
