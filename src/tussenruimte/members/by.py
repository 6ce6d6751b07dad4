"""Who acts: a person, or one of the three named sets that are nobody."""

from typing import Literal

from tussenruimte.members.models import Person

By = Person | Literal["klok", "beheer", "invoer"]
