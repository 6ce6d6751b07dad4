"""Everything that happens to a proposal."""

from tussenruimte.decisions.actions.advising import answer_adviser, give_advice, name_adviser
from tussenruimte.decisions.actions.deciding import carry_out, conclude, look_back
from tussenruimte.decisions.actions.rounds import Voice, open_next, react, speak, stop_round
from tussenruimte.decisions.actions.starting import (
    Draft,
    keep_out,
    lead,
    start_proposal,
    withdraw,
    write_version,
)
from tussenruimte.decisions.actions.turns import end_turn

__all__ = [
    "Draft",
    "Voice",
    "answer_adviser",
    "carry_out",
    "conclude",
    "end_turn",
    "give_advice",
    "keep_out",
    "lead",
    "look_back",
    "name_adviser",
    "open_next",
    "react",
    "speak",
    "start_proposal",
    "stop_round",
    "withdraw",
    "write_version",
]
