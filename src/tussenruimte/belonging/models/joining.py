"""Somebody wants to join: asked, talked over, and then a member or not, with the reason."""

import datetime as dt
from enum import StrEnum

from django.db import models
from django.db.models import Q

from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.kit.fields import SealedField
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import CooperativeOwned, Member, Person, WithWords
from tussenruimte.promises.models import Promise


class Phase(StrEnum):
    """How far somebody is who wants to join."""

    ASKED = "asked"
    MEMBER = "member"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    SUSPENDED = "suspended"  # refused, and the conversation on which that rests is disputed
    OBJECTED = "objected"
    OVER = "over"  # the members' meeting said no too


class JoiningQuerySet(models.QuerySet["Joining"]):
    """Who wants to join, as pages and actions need it."""

    def whole(self) -> "JoiningQuerySet":
        """With names, promises, the conversation and the key that opens the words."""
        return self.select_related(
            "cooperative", "matter", "person__actor", "person__key", "promise__maker", "answer__maker",
            "rests_on", "decided_by__actor",
        )  # fmt: skip

    def undecided(self) -> "JoiningQuerySet":
        """Nobody said yes or no yet, and they still want to."""
        return self.filter(admitted_at=None, refused_at=None, withdrawn_at=None)


class Joining(WithWords, CooperativeOwned):
    """Somebody asks to become a member, for themselves or for an organisation.

    `promise` is that of the conversation, `answer` the latest that the board owes. A refusal rests on
    a held conversation; while that is disputed it does not count.
    """

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="joining")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="joinings")
    sort = models.CharField(max_length=12, choices=Member.Sort)
    organisation = models.CharField(max_length=120, blank=True)  # how it is called
    why = SealedField()
    interest = SealedField(null=True)
    asked_at = models.DateTimeField()
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="joining")
    answer = models.OneToOneField(
        Promise, null=True, on_delete=models.PROTECT, related_name="answers_joining"
    )
    withdrawn_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    reason = SealedField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    rests_on = models.ForeignKey(
        Conversation, null=True, on_delete=models.PROTECT, related_name="joinings_decided"
    )
    consulted_on = models.DateField(null=True)  # the municipality: when its council was heard
    objected_at = models.DateTimeField(null=True)
    objection = SealedField(null=True)
    met_on = models.DateField(null=True)  # the members' meeting
    meeting_admits = models.BooleanField(null=True)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["cooperative", "asked_at"], name="joining_by_moment")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(admitted_at=None, refused_at=None, withdrawn_at=None),
                name="one_joining_at_a_time",
            ),
            models.CheckConstraint(
                name="joining_decided_after_a_conversation",
                condition=Q(admitted_at=None, refused_at=None)
                | Q(rests_on__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="joining_refused_says_why",
                condition=Q(refused_at=None) | Q(reason__isnull=False),
            ),
            models.CheckConstraint(
                name="joining_municipality_after_its_council",
                condition=Q(admitted_at=None)
                | ~Q(sort="municipality")
                | Q(consulted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="joining_objection_to_a_refusal",
                condition=Q(objected_at=None, objection__isnull=True)
                | Q(objected_at__isnull=False, objection__isnull=False, refused_at__isnull=False),
            ),
            models.CheckConstraint(
                name="joining_meeting_together",
                condition=Q(met_on=None, meeting_admits=None)
                | Q(met_on__isnull=False, meeting_admits__isnull=False, objected_at__isnull=False),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """Whoever wants to join."""
        return self.person

    @property
    def is_organisation(self) -> bool:
        """Whether an organisation joins, and the person speaks for it."""
        return self.sort in {Member.Sort.ORGANISATION, Member.Sort.MUNICIPALITY}

    @property
    def who(self) -> str:
        """Who joins."""
        return self.organisation or self.person.name

    @property
    def is_about_staying(self) -> bool:
        """They are no member yet."""
        return False

    @property
    def phase(self) -> Phase:
        """How far it is."""
        if self.withdrawn_at:
            return Phase.WITHDRAWN
        if self.admitted_at:
            return Phase.MEMBER
        if self.meeting_admits is False:
            return Phase.OVER
        if self.rests_on is not None and self.rests_on.stage == Stage.DISPUTED:
            return Phase.SUSPENDED
        if self.objected_at:
            return Phase.OBJECTED
        return Phase.REFUSED if self.refused_at else Phase.ASKED

    @property
    def decided_at(self) -> dt.datetime | None:
        """When the board said yes or no."""
        return self.admitted_at or self.refused_at

    @property
    def why_now(self) -> str:
        """Why they want to take part; only for who may read it."""
        return self.read("why")

    @property
    def interest_now(self) -> str:
        """What they get out of it."""
        return self.read("interest")

    @property
    def reason_now(self) -> str:
        """Why not."""
        return self.read("reason")

    @property
    def objection_now(self) -> str:
        """What they say to the members' meeting."""
        return self.read("objection")
