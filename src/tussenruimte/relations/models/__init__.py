"""What is kept of needs, of the people around them, and of what laws say about them."""

from tussenruimte.relations.models.law import LegalClock
from tussenruimte.relations.models.needs import (
    CLOSED,
    MOVES,
    OPEN,
    AddedWords,
    Bounce,
    DoneFor,
    Ending,
    Loss,
    Need,
    NeedHandover,
    NeedQuerySet,
    Relation,
    RelationQuerySet,
    SetAside,
    Silence,
    Stage,
    acts_as,
)

__all__ = [
    "CLOSED",
    "MOVES",
    "OPEN",
    "AddedWords",
    "Bounce",
    "DoneFor",
    "Ending",
    "LegalClock",
    "Loss",
    "Need",
    "NeedHandover",
    "NeedQuerySet",
    "Relation",
    "RelationQuerySet",
    "SetAside",
    "Silence",
    "Stage",
    "acts_as",
]
