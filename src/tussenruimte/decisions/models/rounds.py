"""Rounds about a proposal, whose turn it is, and what each said."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.decisions.models.proposals import Proposal, Version
from tussenruimte.kit.fields import SealedField
from tussenruimte.members.models import Actor, CooperativeOwned, Person, WithWords


class Round(CooperativeOwned):
    """First understand, then find, then decide: one of these, from a moment to a moment."""

    class Sort(models.TextChoices):
        """The sorts of round."""

        PICTURE = "picture", _("first understand")
        OPINION = "opinion", _("then find")
        CONSENT = "consent", _("then decide: can everybody live with it?")
        VOTE = "vote", _("then decide: a vote")

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=8, choices=Sort)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="rounds")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    was_stopped = models.BooleanField(default=False)  # not all had spoken: it decides nothing

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(closed_at=None), name="one_round_at_a_time"
            ),
            models.CheckConstraint(
                name="round_stopped_is_closed",
                condition=Q(was_stopped=False) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_closes_after_it_opens",
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
            ),
        ]


class Turn(CooperativeOwned):
    """Whose voice is asked in a round of consent, in which order, and since when it is their turn."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="turns")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()  # grows when somebody was passed by
    since = models.DateTimeField(null=True)
    until = models.DateField(null=True)  # the last day
    times_passed = models.PositiveSmallIntegerField(default=0)
    spoken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_turn_each"),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(since__isnull=False, spoken_at=None),
                name="one_turn_at_a_time",
            ),
            models.CheckConstraint(
                name="turn_has_a_last_day",
                condition=Q(since=None, until=None) | Q(since__isnull=False, until__isnull=False),
            ),
        ]


class Leaning(models.TextChoices):
    """What somebody says in a round: of opinion, or of consent."""

    AGREE = "agree", _("agrees")
    DISAGREE = "disagree", _("does not agree")
    PASS = "pass", _("passes")
    CONSENT = "consent", _("no paramount objection")
    OBJECTION = "objection", _("paramount objection")


class Position(WithWords, CooperativeOwned):
    """What one voice said in one round. Words are sealed for whoever said them."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="positions")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="positions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    leaning = models.CharField(max_length=10, choices=Leaning)
    said = SealedField(null=True)
    interest = SealedField(null=True)  # what they themselves gain or lose by it
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "actor"], name="one_voice_in_a_round"),
            models.CheckConstraint(
                name="position_objection_has_a_reason",
                condition=~Q(leaning="objection") | Q(said__isnull=False),
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

    @property
    def interest_now(self) -> str:
        """What they themselves gain or lose by it."""
        return self.read("interest")


class Conflict(WithWords, CooperativeOwned):
    """Somebody's own interest is against it: their seat keeps out of this deliberation and decision."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = SealedField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="one_conflict_each")
        ]

    @property
    def sealed_for(self) -> Person:
        """Whose interest it is."""
        return self.person

    @property
    def why_now(self) -> str:
        """What the interest is."""
        return self.read("why")
