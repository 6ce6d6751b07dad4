"""Who has to be heard about a proposal, what they advise, and the answer when it goes otherwise."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.decisions.models.proposals import Proposal, Version
from tussenruimte.kit.fields import SealedField
from tussenruimte.members.models import Actor, CooperativeOwned, Person, WithWords
from tussenruimte.promises.models import Promise


class Authority(models.TextChoices):
    """By what somebody has to be heard."""

    POLITICAL = "political", _("political")
    CRAFT = "craft", _("a craft")
    LIFE = "life", _("their own life")


class Advice(models.TextChoices):
    """What an adviser says."""

    FOR = "for", _("do it")
    ON_CONDITION = "on-condition", _("do it on a condition")
    AGAINST = "against", _("do not do it")


class AdviserQuerySet(models.QuerySet["Adviser"]):
    """Advisers, as pages and actions need them."""

    def whole(self) -> "AdviserQuerySet":
        """With names, the promised answer and the keys that open the words."""
        return self.select_related(
            "actor", "proposal__matter", "given_by__actor", "given_by__key", "promise__maker",
            "version",
        )  # fmt: skip


class Adviser(WithWords, CooperativeOwned):
    """Somebody who has to be heard, and their advice. `is_overruled` is said with the decision."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="advisers")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="advises")
    authority = models.CharField(max_length=10, choices=Authority)
    craft = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=300)  # why they have to be heard
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    advice = models.CharField(max_length=12, choices=Advice, blank=True)
    words = SealedField(null=True)
    interest = SealedField(null=True)
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)
    is_overruled = models.BooleanField(default=False)
    promise = models.OneToOneField(
        Promise, null=True, on_delete=models.PROTECT, related_name="answers_advice"
    )

    objects = AdviserQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "actor"], name="heard_once"),
            models.CheckConstraint(
                name="advice_together",
                condition=Q(
                    advice="", given_at=None, given_by=None, words__isnull=True, version=None
                )
                | Q(given_at__isnull=False, given_by__isnull=False, words__isnull=False)
                & Q(version__isnull=False)
                & ~Q(advice=""),
            ),
            models.CheckConstraint(
                name="advice_overruled_is_promised_an_answer",
                condition=Q(is_overruled=False, promise=None)
                | Q(is_overruled=True, promise__isnull=False, given_at__isnull=False),
            ),
            models.CheckConstraint(
                name="advice_of_a_craft_names_it", condition=~Q(authority="craft") | ~Q(craft="")
            ),
            models.CheckConstraint(
                name="advice_after_being_named",
                condition=Q(given_at=None) | Q(given_at__gte=F("named_at")),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """Whoever gave it."""
        assert self.given_by is not None  # noqa: S101 - the database holds it
        return self.given_by

    @property
    def words_now(self) -> str:
        """What they advise."""
        return self.read("words") if self.given_at else ""

    @property
    def interest_now(self) -> str:
        """What they themselves gain or lose by it."""
        return self.read("interest") if self.given_at else ""


class Answer(WithWords, CooperativeOwned):
    """The written answer to an adviser who was overruled. Only added; sealed for who wrote it."""

    adviser = models.OneToOneField(Adviser, on_delete=models.PROTECT, related_name="answer")
    words = SealedField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    @property
    def sealed_for(self) -> Person:
        """Whoever wrote it."""
        return self.by

    @property
    def words_now(self) -> str:
        """What was answered."""
        return self.read("words")
