"""The nouns of `members`."""

from tussenruimte.members.models.actors import (
    MANDATE,
    STAYING,
    Actor,
    ActsFor,
    Circle,
    Kind,
    Mandate,
    Member,
    Organisation,
    Seat,
    Tenure,
)
from tussenruimte.members.models.cooperative import Cooperative, CooperativeOwned, SetUpCode, Stage
from tussenruimte.members.models.people import (
    Absence,
    Card,
    CardDirectory,
    CardTry,
    Duty,
    DutyOffer,
    Login,
    Person,
    PersonKey,
    Standing,
    User,
)
from tussenruimte.members.models.sealed import (
    WithWords,
    opened,
    person_key,
    words_left_behind,
)
from tussenruimte.members.models.sent import SentForm
from tussenruimte.members.models.ways_in import Invitation, WayBack

__all__ = [
    "MANDATE",
    "STAYING",
    "Absence",
    "Actor",
    "ActsFor",
    "Card",
    "CardDirectory",
    "CardTry",
    "Circle",
    "Cooperative",
    "CooperativeOwned",
    "Duty",
    "DutyOffer",
    "Invitation",
    "Kind",
    "Login",
    "Mandate",
    "Member",
    "Organisation",
    "Person",
    "PersonKey",
    "Seat",
    "SentForm",
    "SetUpCode",
    "Stage",
    "Standing",
    "Tenure",
    "User",
    "WayBack",
    "WithWords",
    "opened",
    "person_key",
    "words_left_behind",
]
