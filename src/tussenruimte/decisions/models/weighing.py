"""How much room members want to give where something can go wrong, and what was chosen."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.decisions.models.proposals import Proposal
from tussenruimte.decisions.models.rounds import Round
from tussenruimte.kit.fields import SealedField
from tussenruimte.members.models import Actor, CooperativeOwned, Member, Person, WithWords


class Point(models.IntegerChoices):
    """Five points between two ends: grip and room."""

    GRIP = 1, _("grip: rules, and checks beforehand")
    MORE_GRIP = 2, _("more grip")
    BETWEEN = 3, _("in between")
    MORE_ROOM = 4, _("more room")
    ROOM = 5, _("room: try it, and look afterwards")


class Stance(WithWords, CooperativeOwned):
    """Where one member stands, of the kind that they were at that moment; words are sealed for who said it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="stances")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=12, choices=Member.Sort)
    point = models.PositiveSmallIntegerField(choices=Point)
    said = SealedField(null=True)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "actor"], name="one_stance_each"),
            models.CheckConstraint(
                name="stance_is_on_the_scale", condition=Q(point__gte=1, point__lte=5)
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """Whoever said it."""
        return self.person

    @property
    def said_now(self) -> str:
        """What they said."""
        return self.read("said")


class Weighed(CooperativeOwned):
    """Which point is chosen in a round that decides, by who leads it. Only added."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="weighed")
    point = models.PositiveSmallIntegerField(choices=Point)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="weighed_is_on_the_scale", condition=Q(point__gte=1, point__lte=5)
            )
        ]
