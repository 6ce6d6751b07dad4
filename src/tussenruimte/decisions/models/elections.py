"""People who are elected: how many, who stand for it by their own word, and under which letter."""

from django.db import models
from django.db.models import F, Q

from tussenruimte.decisions.models.proposals import Proposal
from tussenruimte.decisions.models.votes import Option
from tussenruimte.kit.fields import SealedField
from tussenruimte.members.models import Circle, CooperativeOwned, Person, WithWords

MOST_CANDIDATES = 20  # as many fit on a secret ballot, which is always equally long


class Election(CooperativeOwned):
    """How many people are elected by what a proposal asks."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="election")
    seats = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="election_fills_a_seat", condition=Q(seats__gte=1, seats__lt=MOST_CANDIDATES)
            )
        ]

    @property
    def fills(self) -> Circle | None:
        """In which circle whoever is elected comes to sit; none when it is about something else."""
        return self.filling.circle if hasattr(self, "filling") else None


class Filling(CooperativeOwned):
    """Whoever is elected comes to sit in this circle; `instead`: in place of who sits there. Only added."""

    election = models.OneToOneField(Election, on_delete=models.PROTECT, related_name="filling")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="fillings")
    instead = models.BooleanField()


class Candidate(WithWords, CooperativeOwned):
    """Somebody who said that they want it. Their words are sealed under their own key."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedField(null=True)
    at = models.DateTimeField()
    stepped_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], name="one_candidacy_each"),
            models.CheckConstraint(
                name="candidate_steps_back_after_standing",
                condition=Q(stepped_back_at=None) | Q(stepped_back_at__gte=F("at")),
            ),
            models.CheckConstraint(
                name="candidate_says_why",
                condition=Q(stepped_back_at__isnull=False) | Q(words__isnull=False),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """Whoever wants it."""
        return self.person

    @property
    def words_now(self) -> str:
        """Why they want it."""
        return self.read("words")


class Listed(CooperativeOwned):
    """Which letter of a vote stands for whom: files and results hold letters, and never a name."""

    option = models.OneToOneField(Option, on_delete=models.PROTECT, related_name="listed")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="listed")
