"""What `decisions` keeps: proposals with their versions, rounds and votes, advice and its answer,
members' meetings with what was written down of them.
"""

from tussenruimte.decisions.models.advice import Advice, Adviser, Answer, Authority
from tussenruimte.decisions.models.boxes import ON_PAPER, BoxCount
from tussenruimte.decisions.models.budgets import MOST_IDEAS, Budget, Idea, Priced
from tussenruimte.decisions.models.elections import (
    MOST_CANDIDATES,
    Candidate,
    Election,
    Filling,
    Listed,
)
from tussenruimte.decisions.models.meetings import Demand, DemandVoice, Item, Meeting, Moved
from tussenruimte.decisions.models.minutes import Approval, Attendance, Line, Minutes
from tussenruimte.decisions.models.paper import READERS, PaperReading
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
from tussenruimte.decisions.models.proxies import Proxy
from tussenruimte.decisions.models.rounds import Conflict, Leaning, Position, Round, Turn
from tussenruimte.decisions.models.secrets import BallotKey, SecretBallot, Voted
from tussenruimte.decisions.models.together import Together
from tussenruimte.decisions.models.votes import (
    UNDERWAY,
    Ballot,
    Method,
    Needed,
    Option,
    Result,
    Roll,
    Vote,
)
from tussenruimte.decisions.models.weighing import Point, Stance, Weighed

__all__ = [
    "DECIDED",
    "FOR_A_WHILE",
    "MOST_CANDIDATES",
    "MOST_IDEAS",
    "MOVES",
    "ON_PAPER",
    "READERS",
    "TALKED_ABOUT",
    "UNDERWAY",
    "Advice",
    "Adviser",
    "Answer",
    "Approval",
    "Attendance",
    "Authority",
    "Ballot",
    "BallotKey",
    "BoxCount",
    "Budget",
    "Candidate",
    "Conflict",
    "Demand",
    "DemandVoice",
    "Election",
    "Filling",
    "Idea",
    "Item",
    "Kind",
    "Leaning",
    "Line",
    "Listed",
    "Meeting",
    "Method",
    "Minutes",
    "Moved",
    "Needed",
    "Option",
    "PaperReading",
    "Point",
    "Position",
    "Priced",
    "Proposal",
    "Proxy",
    "Result",
    "Roll",
    "Round",
    "SecretBallot",
    "Stage",
    "Stance",
    "Together",
    "Turn",
    "Version",
    "Vote",
    "Voted",
    "Weighed",
]
