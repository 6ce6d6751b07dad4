"""What somebody puts up: something that is on, or a notice."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.fields import SealedField
from tussenruimte.members.models import CooperativeOwned, Person, WithWords


class PostingQuerySet(models.QuerySet["Posting"]):
    """What was put up, as pages and actions need it."""

    def whole(self) -> "PostingQuerySet":
        """With who put it up, and the key that opens their words."""
        return self.select_related(
            "cooperative", "placed_by__actor", "placed_by__key", "withdrawn_by__actor"
        )


class Posting(WithWords, CooperativeOwned):
    """Somebody lets everybody know something, until a day.

    Everybody may read it. The words are theirs all the same: sealed under their key, so that they go
    when they are forgotten.
    """

    class Sort(models.TextChoices):
        """Something that is on has a moment; a notice has only a last day."""

        ON = "on", _("something that is on")
        NOTICE = "notice", _("notice")

    sort = models.CharField(max_length=8, choices=Sort)
    title = SealedField()
    words = SealedField(null=True)
    place = SealedField(null=True)
    begins_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    until = models.DateField()  # the last day on which it stands here
    asks_house = models.BooleanField(default=False)  # whoever has a question asks the cooperative
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="postings")
    placed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["cooperative", "until"], name="posting_of_day")]
        constraints = [
            models.CheckConstraint(
                name="only_what_is_on_has_a_moment",
                condition=Q(sort="on", begins_at__isnull=False)
                | Q(sort="notice", begins_at=None, ends_at=None, place__isnull=True),
            ),
            models.CheckConstraint(
                name="posting_withdrawn_together",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """Whoever put it up."""
        return self.placed_by

    @property
    def title_now(self) -> str:
        """What it is."""
        return self.read("title")

    @property
    def words_now(self) -> str:
        """What else there is to know."""
        return self.read("words")

    @property
    def place_now(self) -> str:
        """Where it is."""
        return self.read("place")

    @property
    def is_on(self) -> bool:
        """Whether it is something that is on."""
        return self.sort == self.Sort.ON

    @property
    def ask(self) -> Any:
        """Whom to ask: whoever put it up, or the cooperative."""
        return self.cooperative if self.asks_house else self.placed_by

    @property
    def phone(self) -> str:
        """Under which number: one that everybody may see, or else the cooperative's."""
        own = "" if self.asks_house else self.placed_by.actor.phone
        return own or self.cooperative.phone
