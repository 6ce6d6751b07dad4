"""Everything that happens to a proposal, and to a members' meeting."""

from tussenruimte.decisions.actions.advising import answer_adviser, give_advice, name_adviser
from tussenruimte.decisions.actions.again import open_again
from tussenruimte.decisions.actions.boxes import (
    count_box,
    put_in_box,
    take_out_of_box,
)
from tussenruimte.decisions.actions.budgeting import add_idea, open_budget, take_off
from tussenruimte.decisions.actions.closing import close_vote
from tussenruimte.decisions.actions.deciding import carry_out, conclude, look_back
from tussenruimte.decisions.actions.demanding import (
    ask_for_meeting,
    free_demand,
    join_in,
    look_at_demand,
    step_out,
    withdraw_demand,
)
from tussenruimte.decisions.actions.electing import open_election, stand, step_back
from tussenruimte.decisions.actions.meetings import (
    When,
    cancel_meeting,
    convene,
    move_meeting,
    move_up,
    plan_meeting,
    put_on_agenda,
    take_off_agenda,
)
from tussenruimte.decisions.actions.minutes import (
    There,
    approve_minutes,
    hold_meeting,
    write_minutes,
)
from tussenruimte.decisions.actions.paper import read_paper, take_paper_back
from tussenruimte.decisions.actions.proxies import give_voice, take_voice_back
from tussenruimte.decisions.actions.rounds import Voice, open_next, react, speak, stop_round
from tussenruimte.decisions.actions.secret import cast_secretly, rewrap_ballot_keys
from tussenruimte.decisions.actions.starting import (
    Draft,
    Elects,
    Money,
    keep_out,
    lead,
    start_proposal,
    withdraw,
    write_version,
)
from tussenruimte.decisions.actions.turns import end_turn
from tussenruimte.decisions.actions.voting import Ask, cast, open_vote
from tussenruimte.decisions.actions.weighing import weigh

__all__ = [
    "Ask",
    "Draft",
    "Elects",
    "Money",
    "There",
    "Voice",
    "When",
    "add_idea",
    "answer_adviser",
    "approve_minutes",
    "ask_for_meeting",
    "cancel_meeting",
    "carry_out",
    "cast",
    "cast_secretly",
    "close_vote",
    "conclude",
    "convene",
    "count_box",
    "end_turn",
    "free_demand",
    "give_advice",
    "give_voice",
    "hold_meeting",
    "join_in",
    "keep_out",
    "lead",
    "look_at_demand",
    "look_back",
    "move_meeting",
    "move_up",
    "name_adviser",
    "open_again",
    "open_budget",
    "open_election",
    "open_next",
    "open_vote",
    "plan_meeting",
    "put_in_box",
    "put_on_agenda",
    "react",
    "read_paper",
    "rewrap_ballot_keys",
    "speak",
    "stand",
    "start_proposal",
    "step_back",
    "step_out",
    "stop_round",
    "take_off",
    "take_off_agenda",
    "take_out_of_box",
    "take_paper_back",
    "take_voice_back",
    "weigh",
    "withdraw",
    "withdraw_demand",
    "write_minutes",
    "write_version",
]
