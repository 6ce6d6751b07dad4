"""What two people read on the paper of somebody who votes on paper, in a vote with names."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from tussenruimte.decisions.models.votes import Roll
from tussenruimte.kit.fields import SealedField
from tussenruimte.members.models import CooperativeOwned, Person, WithWords

READERS = 2


class PaperReading(WithWords, CooperativeOwned):
    """What one of two people read on the paper of one voice: it is in when both read the same."""

    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="papers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()  # the first who read it, or the second
    chosen: Any = models.JSONField(default=list)
    interest = SealedField(null=True)  # what stands there of their own interest
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll", "reader"], name="paper_read_once_by_each"),
            models.UniqueConstraint(fields=["roll", "place"], name="paper_read_by_two"),
            models.CheckConstraint(
                name="paper_read_by_two_at_most",
                condition=Q(place__gte=1) & Q(place__lte=READERS),
            ),
            models.CheckConstraint(name="paper_read_by_others", condition=~Q(reader=F("person"))),
        ]

    @property
    def sealed_for(self) -> Person:
        """Whose paper it is."""
        return self.person
