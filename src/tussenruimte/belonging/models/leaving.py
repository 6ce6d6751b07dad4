"""Somebody leaves: by themselves at once, or by the board after a conversation."""

import datetime as dt

from django.db import models
from django.db.models import Q

from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.kit import clock
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.fields import SealedField
from tussenruimte.matters.models import Matter
from tussenruimte.members.clocks import term
from tussenruimte.members.models import CooperativeOwned, Member, Person, WithWords
from tussenruimte.promises.models import Promise


class Departure(CooperativeOwned):
    """A member left by themselves. For some days they can take it back."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="departures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="departures")
    left_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["cooperative", "left_at"], name="departure_by_moment")]
        constraints = [
            models.CheckConstraint(
                name="departure_taken_back_later",
                condition=Q(taken_back_at=None) | Q(taken_back_at__gte=models.F("left_at")),
            )
        ]

    @property
    def undo_until(self) -> dt.date:
        """The last day on which it can be taken back."""
        return clock.day(self.left_at) + dt.timedelta(term(self.cooperative, "leaving_undo"))

    def can_be_taken_back(self, today: dt.date) -> bool:
        """Whether it still can."""
        return self.taken_back_at is None and today <= self.undo_until


class ExpulsionQuerySet(models.QuerySet["Expulsion"]):
    """Who may be put out, as pages and actions need it."""

    def whole(self) -> "ExpulsionQuerySet":
        """With names, the conversation and the key that opens the words."""
        return self.select_related(
            "cooperative", "matter", "member__actor", "person__actor", "person__key", "begun_by__actor",
            "rests_on", "promise__maker", "answer__maker",
        )  # fmt: skip

    def waiting(self) -> "ExpulsionQuerySet":
        """Those that still have to be talked over or decided, perhaps again: each one that `waits`."""
        return self.filter(
            Q(expelled_at=None) | Q(suspended_at__isnull=False),
            stays_at=None,
        )


class Expulsion(WithWords, CooperativeOwned):
    """The board talks with a member about whether they can stay. Without a held conversation nobody goes."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="expulsion")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="expulsions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="expulsions")
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="expulsion")
    answer = models.OneToOneField(
        Promise, null=True, on_delete=models.PROTECT, related_name="answers_expulsion"
    )
    stays_at = models.DateTimeField(null=True)  # talked over, and they stay
    expelled_at = models.DateTimeField(null=True)
    reason = SealedField(null=True)
    rests_on = models.ForeignKey(
        Conversation, null=True, on_delete=models.PROTECT, related_name="expulsions_decided"
    )
    suspended_at = models.DateTimeField(null=True)  # disputed or objected to: a member until then
    objected_at = models.DateTimeField(null=True)  # they take it to the members' meeting
    objection = SealedField(null=True)
    met_on = models.DateField(null=True)  # that meeting
    meeting_keeps = models.BooleanField(null=True)

    objects = ExpulsionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="expelled_after_a_conversation_and_says_why",
                condition=Q(expelled_at=None) | Q(rests_on__isnull=False, reason__isnull=False),
            ),
            models.CheckConstraint(
                name="expulsion_ends_once", condition=Q(expelled_at=None) | Q(stays_at=None)
            ),
            models.CheckConstraint(
                name="only_what_was_decided_is_suspended",
                condition=Q(suspended_at=None) | Q(expelled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="expulsion_objection_together",
                condition=Q(objected_at=None, objection__isnull=True)
                | Q(objected_at__isnull=False, objection__isnull=False),
            ),
            models.CheckConstraint(
                name="expulsion_meeting_together",
                condition=Q(met_on=None, meeting_keeps=None)
                | Q(met_on__isnull=False, meeting_keeps__isnull=False, objected_at__isnull=False),
            ),
            models.CheckConstraint(
                name="no_expulsion_counts_before_the_meeting",
                condition=Q(objected_at=None)
                | Q(expelled_at=None)
                | Q(suspended_at__isnull=False)
                | Q(met_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(stays_at=None, expelled_at=None),
                name="one_expulsion_at_a_time",
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """The member with whom it is talked over."""
        return self.person

    @property
    def reason_now(self) -> str:
        """Why they cannot stay."""
        return self.read("reason")

    @property
    def who(self) -> str:
        """Who may have to leave."""
        return str(self.member.actor)

    @property
    def is_about_staying(self) -> bool:
        """They are a member, and want to stay one."""
        return True

    @property
    def objection_now(self) -> str:
        """What they say to the members' meeting."""
        return self.read("objection")

    @property
    def is_disputed(self) -> bool:
        """Whether they say that the conversation on which it rests was otherwise."""
        return self.rests_on is not None and self.rests_on.stage == Stage.DISPUTED

    @property
    def awaits_meeting(self) -> bool:
        """Whether the members still have to say whether they stay."""
        return self.objected_at is not None and self.met_on is None and self.stays_at is None

    @property
    def waits(self) -> bool:
        """Whether it still has to be talked over or decided, perhaps again."""
        return self.stays_at is None and (self.expelled_at is None or self.suspended_at is not None)
