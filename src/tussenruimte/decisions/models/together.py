"""Where all kinds of members must agree."""

from django.db import models
from django.db.models import Q

from tussenruimte.decisions.models.proposals import Proposal
from tussenruimte.members.models import CooperativeOwned


class Together(CooperativeOwned):
    """All kinds that decide must agree; of each at least so many speak, as the term was. Only added."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="together")
    least = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="together_asks_somebody", condition=Q(least__gt=0))
        ]
