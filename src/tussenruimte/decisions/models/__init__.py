"""What `decisions` keeps: proposals with their versions, rounds with what was said, advice and its answer."""

from tussenruimte.decisions.models.advice import Advice, Adviser, Answer, Authority
from tussenruimte.decisions.models.proposals import (
    DECIDED,
    FOR_A_WHILE,
    MOVES,
    TALKED_ABOUT,
    Kind,
    Proposal,
    Stage,
    Version,
)
from tussenruimte.decisions.models.rounds import Conflict, Leaning, Position, Round, Turn

__all__ = [
    "DECIDED",
    "FOR_A_WHILE",
    "MOVES",
    "TALKED_ABOUT",
    "Advice",
    "Adviser",
    "Answer",
    "Authority",
    "Conflict",
    "Kind",
    "Leaning",
    "Position",
    "Proposal",
    "Round",
    "Stage",
    "Turn",
    "Version",
]
