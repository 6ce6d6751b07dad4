"""Judgements in three steps, and look-backs in words. No stars, no scores."""

import re
import unicodedata

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.conversations.models import Conversation
from tussenruimte.kit.fields import SealedField
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, CooperativeOwned, Person, WithWords
from tussenruimte.promises.models import Promise, State


class Sort(models.TextChoices):
    """What was weighed."""

    ACTING = "acting", _("I acted")
    EXCEPTION = "exception", _("I made an exception to a rule")
    RISK = "risk", _("I took a risk")
    REFUSAL = "refusal", _("I said no")
    NOT_ALONE = "not-alone", _("We cannot do this alone")


RESTS_ON_TALK = (Sort.REFUSAL, Sort.NOT_ALONE)  # who disputes that conversation makes it wait


def likeness_of(rule: str) -> str:
    """A rule as it is compared: without capitals, signs and double spaces."""
    plain = unicodedata.normalize("NFKC", rule).casefold()
    return " ".join(re.findall(r"\w+", plain))[:120]


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Judgements, as pages and actions need them."""

    def whole(self) -> "JudgementQuerySet":
        """With names, matter, the promise to look along, and the keys that open the words."""
        return self.select_related(
            "cooperative",
            "writer__actor",
            "writer__key",
            "peer",
            "looking__maker",
            "staying__maker",
            "conversation",
            "matter__person__actor",
            "matter__person__key",
        )


class Judgement(WithWords, CooperativeOwned):
    """What I saw, what I did and why, who looks along. Its words are versions, never edits."""

    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="judgements", db_index=False
    )
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judgements")
    peer = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="looks_along")
    sort = models.CharField(max_length=10, choices=Sort)
    conversation = models.ForeignKey(  # on which a no rests, or that it cannot be done alone
        Conversation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    rule = models.CharField(max_length=120, blank=True)  # which rule, in public words
    likeness = models.CharField(max_length=120, blank=True)  # the rule without capitals and signs
    about_others = models.JSONField(default=list)  # codes of people the text names
    written_at = models.DateTimeField()
    looking = models.OneToOneField(
        Promise, null=True, on_delete=models.PROTECT, related_name="looks_along_at"
    )
    staying = models.OneToOneField(  # who stays with the person, because it cannot be done alone
        Promise, null=True, on_delete=models.PROTECT, related_name="stays_along_at"
    )
    peer_words = SealedField(null=True)
    peer_answered_at = models.DateTimeField(null=True)
    pinches = models.BooleanField(null=True)  # "Is dit de regel die knelt?"

    objects = JudgementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["matter", "written_at"], name="judgement_of_matter"),
            models.Index(fields=["cooperative", "likeness"], name="judgement_like"),
            models.Index(
                fields=["cooperative", "peer"],
                condition=Q(peer_answered_at=None),
                name="judgement_to_answer",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="judgement_peer_answer_together",
                condition=Q(peer_words__isnull=True, peer_answered_at=None)
                | Q(peer_words__isnull=False, peer_answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="judgement_peer_is_another", condition=~Q(peer=F("writer"))
            ),
            models.CheckConstraint(
                name="exception_names_its_rule", condition=~Q(sort="exception") | ~Q(rule="")
            ),
            models.CheckConstraint(
                name="not_alone_was_talked_over_and_somebody_stays",
                condition=Q(sort="not-alone", conversation__isnull=False, staying__isnull=False)
                | ~Q(sort="not-alone") & Q(staying=None),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """Its writer; the other is named by code."""
        return self.writer

    @property
    def lacks_peer(self) -> bool:
        """Whoever was asked to look along does not: somebody else has to be asked."""
        gone = {State.FAILED, State.RELEASED}
        return self.peer_answered_at is None and (
            self.looking is None or self.looking.state in gone
        )

    @property
    def lost_company(self) -> bool:
        """It cannot be done alone, and whoever was to stay does not."""
        return self.staying is not None and self.staying.state == State.FAILED


class JudgementVersion(WithWords, CooperativeOwned):
    """The words of a judgement as they stood at a moment. Only added."""

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    saw = SealedField()
    did = SealedField()
    interest = SealedField(null=True)  # own interest, declared
    for_person = SealedField(null=True)
    for_craft = SealedField(null=True)
    for_organisation = SealedField(null=True)
    for_system = SealedField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judgement", "number"], name="judgement_version_once")
        ]

    @property
    def sealed_for(self) -> Person:
        """As the judgement."""
        return self.judgement.writer


class Ingredient(CooperativeOwned):
    """A word for what was there between people. The house brings some; everybody may add."""

    word = models.CharField(max_length=40)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "word"], name="ingredient_once")
        ]


class LookBack(WithWords, CooperativeOwned):
    """Looking back on what was between people: chosen words, a story, whether one felt known."""

    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="lookbacks", db_index=False
    )
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="lookbacks")
    went_well = SealedField(null=True)
    ingredients = SealedField(null=True)
    story = SealedField(null=True)
    felt_known = SealedField(null=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["matter", "given_at"], name="lookback_of_matter")]

    @property
    def sealed_for(self) -> Person:
        """Whoever looks back."""
        return self.giver

    @property
    def texts(self) -> list[str]:
        """What was told, the good first; the chosen words stand apart."""
        told = [self.read(field) for field in ("went_well", "story", "felt_known")]
        return [text for text in told if text]
