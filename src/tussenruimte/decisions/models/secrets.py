"""Secret ballots, as long as a vote is open: sealed, without a moment, apart from who voted.

At closing all rows of these tables go, the key among them; what is left is the count.
"""

import uuid

from django.db import models

from tussenruimte.decisions.models.votes import Roll, Vote
from tussenruimte.members.models import CooperativeOwned


class BallotKey(CooperativeOwned):
    """The key of one secret vote, wrapped by the master key."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()
    master = models.CharField(max_length=8)


class SecretBallot(CooperativeOwned):
    """What somebody chose: nobody can tell who. Its name is drawn, and all are equally long."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()


class Voted(CooperativeOwned):
    """That this voice is in, without when; and the hash of the code that its voter took along."""

    roll = models.OneToOneField(
        Roll, primary_key=True, on_delete=models.PROTECT, related_name="voted"
    )
    receipt = models.CharField(max_length=64)  # nothing: the paper lies in the box

    @property
    def is_on_paper(self) -> bool:
        """Whether it came on paper."""
        return not self.receipt
