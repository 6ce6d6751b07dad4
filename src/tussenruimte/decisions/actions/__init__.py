"""Everything that happens to a proposal."""

from tussenruimte.decisions.actions.advising import answer_adviser, give_advice, name_adviser
from tussenruimte.decisions.actions.budgeting import add_idea, open_budget, take_off
from tussenruimte.decisions.actions.closing import close_vote
from tussenruimte.decisions.actions.deciding import carry_out, conclude, look_back
from tussenruimte.decisions.actions.electing import open_election, stand, step_back
from tussenruimte.decisions.actions.proxies import give_voice, take_voice_back
from tussenruimte.decisions.actions.rounds import Voice, open_next, react, speak, stop_round
from tussenruimte.decisions.actions.secret import cast_secretly, rewrap_ballot_keys
from tussenruimte.decisions.actions.starting import (
    Draft,
    Money,
    keep_out,
    lead,
    start_proposal,
    withdraw,
    write_version,
)
from tussenruimte.decisions.actions.turns import end_turn
from tussenruimte.decisions.actions.voting import Ask, cast, open_vote

__all__ = [
    "Ask",
    "Draft",
    "Money",
    "Voice",
    "add_idea",
    "answer_adviser",
    "carry_out",
    "cast",
    "cast_secretly",
    "close_vote",
    "conclude",
    "end_turn",
    "give_advice",
    "give_voice",
    "keep_out",
    "lead",
    "look_back",
    "name_adviser",
    "open_budget",
    "open_election",
    "open_next",
    "open_vote",
    "react",
    "rewrap_ballot_keys",
    "speak",
    "stand",
    "start_proposal",
    "step_back",
    "stop_round",
    "take_off",
    "take_voice_back",
    "withdraw",
    "write_version",
]
