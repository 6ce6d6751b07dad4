"""Papers of a secret vote: they lie in a box, and two people count the whole box when it is over.

That somebody's paper lies there is a `Voted` without a code; what stands on it nobody ties to them.
"""

from django.db import models
from django.db.models import Q

from tussenruimte.decisions.models.paper import READERS
from tussenruimte.decisions.models.votes import Vote
from tussenruimte.members.models import CooperativeOwned, Person

ON_PAPER = ""  # in place of the hash of a code: this voice lies in the box


class BoxCount(CooperativeOwned):
    """What one of two people found in the box: all papers together, under the key of that vote.

    At closing it goes with the ballots.
    """

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()  # the first who counted, or the second
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "reader"], name="box_counted_once_by_each"),
            models.UniqueConstraint(fields=["vote", "place"], name="box_counted_by_two"),
            models.CheckConstraint(
                name="box_counted_by_two_at_most",
                condition=Q(place__gte=1) & Q(place__lte=READERS),
            ),
        ]
