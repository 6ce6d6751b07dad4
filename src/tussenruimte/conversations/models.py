"""A conversation about a matter, who was there, and what came out of it."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit import clock
from tussenruimte.kit.fields import SealedField
from tussenruimte.matters.models import Matter
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, CooperativeOwned, Person, WithWords
from tussenruimte.promises.models import Promise, State


class Sort(models.TextChoices):
    """What sort of conversation it is."""

    TALK = "talk", _("conversation")
    MOMENT = "moment", _("a short chat")
    TABLE = "table", _("together at one table")
    HANDOVER = "handover", _("handing over")


class Way(models.TextChoices):
    """How people speak with each other."""

    TOGETHER = "together", _("together")
    PHONE = "phone", _("by phone")
    SCREEN = "screen", _("on a screen")
    LETTER = "letter", _("in writing")


class Stage(models.TextChoices):
    """How far a conversation is."""

    ASKED = "asked", _("asked for")
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CONFIRMED = "confirmed", _("confirmed")
    DISPUTED = "disputed", _("disputed")
    NOT_HELD = "not-held", _("did not take place")


MOVES = {
    Stage.ASKED: {Stage.PLANNED, Stage.HELD, Stage.NOT_HELD},
    Stage.PLANNED: {Stage.HELD, Stage.NOT_HELD, Stage.PLANNED},
    Stage.HELD: {Stage.CONFIRMED, Stage.DISPUTED},
    Stage.CONFIRMED: {Stage.DISPUTED},
    Stage.DISPUTED: {Stage.CONFIRMED},
    Stage.NOT_HELD: {Stage.PLANNED},
}

HELD = (Stage.HELD, Stage.CONFIRMED, Stage.DISPUTED)
SETTLED = (Stage.HELD, Stage.CONFIRMED)  # held, and nobody says it was otherwise


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations, as pages and actions need them."""

    def whole(self) -> "ConversationQuerySet":
        """With names, matter and the keys that open the words."""
        return self.select_related(
            "cooperative",
            "host__seat__stand_in__actor",
            "asked_by__actor",
            "noted_by__actor",
            "of__actor",
            "of__key",
            "telling__maker",
            "matter__person__actor",
            "matter__person__key",
        )


class Conversation(WithWords, CooperativeOwned):
    """Somebody speaks with somebody. Held without the person, it carries the promise to tell them.

    About a public matter there is no "the person": then whoever asked carries the words, and
    `was_person_there` is true.
    """

    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="conversations", db_index=False
    )
    of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    sort = models.CharField(max_length=10, choices=Sort, default=Sort.TALK)
    way = models.CharField(max_length=10, choices=Way, default=Way.TOGETHER)
    stage = models.CharField(max_length=10, choices=Stage)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="hosts")
    asked_at = models.DateTimeField()
    about = SealedField(null=True)  # what it should be about
    planned_at = models.DateTimeField(null=True)
    invitation = models.PositiveSmallIntegerField(default=0)  # its number; grows with each change
    place = SealedField(null=True)
    noted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(null=True)
    held_on = models.DateField(null=True)
    was_person_there = models.BooleanField(null=True)
    why_without = SealedField(null=True)
    telling = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    goes_well = SealedField(null=True)
    said = SealedField(null=True)
    why_not_held = SealedField(null=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["matter", "held_on"], name="conversation_of_matter"),
            models.Index(fields=["cooperative", "host", "planned_at"], name="conversation_of_host"),
        ]
        constraints = [
            models.CheckConstraint(
                name="conversation_held_says_who_was_there",
                condition=~Q(stage__in=["held", "confirmed", "disputed"])
                | Q(held_on__isnull=False, was_person_there__isnull=False),
            ),
            models.CheckConstraint(
                name="conversation_held_was_noted_by_somebody",
                condition=~Q(stage__in=["held", "confirmed", "disputed"])
                | Q(noted_at__isnull=False, noted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="conversation_without_the_person_is_told",
                condition=~Q(was_person_there=False)
                | Q(telling__isnull=False, why_without__isnull=False),
            ),
            models.CheckConstraint(
                name="conversation_planned_has_a_moment",
                condition=~Q(stage="planned") | Q(planned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="conversation_not_held_says_why",
                condition=~Q(stage="not-held") | Q(why_not_held__isnull=False),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """The person of the matter."""
        return self.of

    @property
    def was_held(self) -> bool:
        """Whether somebody noted that it was held."""
        return self.stage in HELD

    @property
    def days_to_answer(self) -> int:
        """How long somebody may take to say that it was otherwise: a setting."""
        return term(self.cooperative, "confirm_conversation")

    @property
    def answer_until(self) -> dt.date | None:
        """The last day for an answer; after it, it counts as not contradicted."""
        if self.noted_at is None:
            return None
        return clock.day(self.noted_at) + dt.timedelta(self.days_to_answer)

    def is_uncontradicted(self, today: dt.date) -> bool:
        """Nobody answered in time: that counts as yes. Saying no stays possible."""
        last = self.answer_until
        return self.stage == Stage.HELD and last is not None and last < today

    @property
    def is_told(self) -> bool:
        """Whether the person heard what was said without them; their own presence counts too."""
        told = {State.DONE, State.KEPT}
        return bool(self.was_person_there) or (
            self.telling is not None and self.telling.state in told
        )


class Attendance(WithWords, CooperativeOwned):
    """Somebody invited to a conversation; the moment is copied so that a day's list is one look."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="attendance"
    )
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="attends", db_index=False
    )
    planned_at = models.DateTimeField(null=True)
    reads_along = models.BooleanField(default=False)  # could not read yet; the person said yes
    was_there = models.BooleanField(null=True)
    agreed = models.BooleanField(null=True)  # "klopt" or "klopt niet"
    agreed_at = models.DateTimeField(null=True)
    own_words = SealedField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "actor"], name="attends_once"),
            models.CheckConstraint(
                name="attendance_answer_together",
                condition=Q(agreed=None, agreed_at=None)
                | Q(agreed__isnull=False, agreed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "actor", "planned_at"], name="attends_of_day")
        ]

    @property
    def sealed_for(self) -> Person:
        """As the conversation."""
        return self.conversation.of


class Outcome(CooperativeOwned):
    """A promise that came out of a conversation. Only added."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="outcomes"
    )
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="came_from")
