"""What `belonging` keeps: about seats, and about joining and leaving, and about circles."""

from tussenruimte.belonging.models.circles import Backing, CircleAsked, Renewal, Started
from tussenruimte.belonging.models.joining import Joining, Phase
from tussenruimte.belonging.models.leaving import Departure, Expulsion
from tussenruimte.belonging.models.seats import (
    Answer,
    Inherited,
    Question,
    StandInAsked,
    Succession,
)

__all__ = [
    "Answer",
    "Backing",
    "CircleAsked",
    "Departure",
    "Expulsion",
    "Inherited",
    "Joining",
    "Phase",
    "Question",
    "Renewal",
    "StandInAsked",
    "Started",
    "Succession",
]
