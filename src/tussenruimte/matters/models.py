"""Matter, its readers, and what may stand beside it: permissions, files, remarks."""

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.kit.codes import new_code
from tussenruimte.kit.fields import SealedField
from tussenruimte.members.models import Actor, Card, Circle, CooperativeOwned, Person, WithWords

TITLE = 200  # characters of the title of what is public


class Openness(models.TextChoices):
    """Two defaults, and nothing in between."""

    PUBLIC = "public", gettext_lazy("public")
    PRIVATE = "private", gettext_lazy("private")


class Subject(models.TextChoices):
    """What sort of thing the matter is. Rooms above add theirs here."""

    BOND = "bond", gettext_lazy("what binds us")
    NEED = "need", gettext_lazy("what is needed")
    WORK = "work", gettext_lazy("what we do")
    QUESTION = "question", gettext_lazy("question to a seat")
    SEAT = "seat", gettext_lazy("what a seat talks about")
    MEMBER = "member", gettext_lazy("being a member")
    CIRCLE = "circle", gettext_lazy("what a circle talks about")
    FORGET = "forget", gettext_lazy("being forgotten")
    STOP = "stop", gettext_lazy("a stop-rule that was invoked")
    PROPOSAL = "proposal", gettext_lazy("what somebody proposes")
    DEMAND = "demand", gettext_lazy("a members' meeting that is asked for")
    MEETING = "meeting", gettext_lazy("a members' meeting")
    COMPLAINT = "complaint", gettext_lazy("what went wrong between people")


class MatterQuerySet(models.QuerySet["Matter"]):
    """Matters, and who may read them."""

    def readable_by(self, actors: Iterable[int], on: dt.date) -> "MatterQuerySet":
        """One rule for one matter and for lists: public, or a reader's row that holds on this day."""
        mine = Reader.objects.current(on).filter(matter=OuterRef("pk"), actor__in=actors)
        return self.filter(Q(openness=Openness.PUBLIC) | Exists(mine))


class Matter(CooperativeOwned):
    """Something people can talk, promise and look back about."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    subject = models.CharField(max_length=12, choices=Subject)
    openness = models.CharField(max_length=8, choices=Openness)
    title = models.CharField(max_length=TITLE, blank=True)  # public matters only
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="matters")
    circle = models.ForeignKey(Circle, null=True, on_delete=models.PROTECT, related_name="matters")
    serves = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="served_by"
    )
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # from then on nothing new is promised about it

    objects = MatterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["cooperative", "subject", "created_at"], name="matter_by_subject"),
            models.Index(fields=["cooperative", "person"], name="matter_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="private_matter_has_a_person_and_no_title",
                condition=Q(openness="public", person=None)
                | Q(openness="private", title="", person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["cooperative"], condition=Q(subject="bond"), name="one_bond"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        """The title of a public matter; "Vraag van Ruben" for a private one."""
        if self.openness == Openness.PUBLIC:
            return self.title or _("still to be agreed")
        assert self.person is not None  # noqa: S101 - the database holds it
        if self.subject == Subject.MEMBER:
            return _("%(name)s as a member") % {"name": self.person.first_name}
        if self.subject == Subject.STOP:
            return _("A stop-rule that %(name)s invoked") % {"name": self.person.first_name}
        if self.subject == Subject.COMPLAINT:
            return _("What %(name)s told the trust circle") % {"name": self.person.first_name}
        return _("What %(name)s asked") % {"name": self.person.first_name}

    @property
    def is_private(self) -> bool:
        """Whether only readers may see it."""
        return self.openness == Openness.PRIVATE


class Ground(models.TextChoices):
    """Why somebody may read a private matter."""

    SELF = "self", gettext_lazy("it is about you")
    HOLDER = "holder", gettext_lazy("holds on to it")
    PROMISE = "promise", gettext_lazy("promised something")
    CONVERSATION = "conversation", gettext_lazy("joined a conversation")
    RELATION = "relation", gettext_lazy("stands beside somebody")
    PERMISSION = "permission", gettext_lazy("was given permission")
    PEER = "peer", gettext_lazy("looks along")
    DUTY = "duty", gettext_lazy("had the duty")
    STOP = "stop-rule", gettext_lazy("invoked a stop-rule")
    HEARS = "hears", gettext_lazy("hears what went wrong")


class ReaderQuerySet(models.QuerySet["Reader"]):
    """Who may read what."""

    def current(self, on: dt.date) -> "ReaderQuerySet":
        """Rows that hold on this day; the clock is never waited for."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class Reader(CooperativeOwned):
    """One ground on which one actor may read one matter."""

    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="readers", db_index=False
    )
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="reads", db_index=False)
    ground = models.CharField(max_length=12, choices=Ground)
    since = models.DateField()
    until = models.DateField(null=True)  # the last day

    objects = ReaderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "actor", "ground"], name="reader_once_per_ground"
            )
        ]
        indexes = [models.Index(fields=["actor", "matter"], name="reader_of_actor")]


class Permission(WithWords, CooperativeOwned):
    """ "Mag … dit lezen?": given by the person, to somebody, for something, withdrawable."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="permissions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="permissions")
    to = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="permitted")
    purpose = SealedField()
    given_at = models.DateTimeField()
    until = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    @property
    def sealed_for(self) -> Person:
        """Whoever gave it."""
        return self.person


class PermissionAsked(WithWords, CooperativeOwned):
    """ "Mag … dit lezen?": asked by somebody else. The person answers; a no has no consequence."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="permissions_asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="permissions_asked")
    to = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    purpose = SealedField()
    until = models.DateField(null=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    permission = models.OneToOneField(
        Permission, null=True, on_delete=models.PROTECT, related_name="asked"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "to"], condition=Q(answered_at=None), name="permission_asked_once"
            ),
            models.CheckConstraint(
                name="permission_was_answered",
                condition=Q(permission=None) | Q(answered_at__isnull=False),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """Whom it is about."""
        return self.person


class CardMatter(CooperativeOwned):
    """Which matters a card opens."""

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="opens")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="cards")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "matter"], name="card_opens_once")]


class File(WithWords, CooperativeOwned):
    """A picture or scan, stripped of what it tells besides, encrypted under the person's key."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="files")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="files")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    name = SealedField()
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    removed_at = models.DateTimeField(null=True)

    @property
    def sealed_for(self) -> Person:
        """Whom it is about."""
        return self.person


class Remark(WithWords, CooperativeOwned):
    """Words beside a sentence: "wat bedoel je precies?" or "dit klopt niet"."""

    class Sort(models.TextChoices):
        """The two sorts of remark."""

        QUESTION = "question", gettext_lazy("what do you mean exactly?")
        WRONG = "wrong", gettext_lazy("this is not right")

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="remarks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="remarks_about")
    beside = models.CharField(max_length=12)  # code of the row in which the sentence stands
    sort = models.CharField(max_length=8, choices=Sort)
    quote = SealedField()
    words = SealedField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="remarks")
    made_at = models.DateTimeField()
    answer = SealedField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["cooperative", "beside"], name="remark_beside")]
        constraints = [
            models.CheckConstraint(
                name="remark_answer_together",
                condition=Q(answered_at=None, answer__isnull=True, answered_by=None)
                | Q(answered_at__isnull=False, answer__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="remark_answered_later",
                condition=Q(answered_at=None) | Q(answered_at__gte=F("made_at")),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """Whom the sentence is about."""
        return self.person


class StopRule(CooperativeOwned):
    """A bound that is written down and public. What it says stands in its versions."""

    class Direction(models.TextChoices):
        """A stop-rule protects people, from others or from us."""

        PEOPLE = "people", gettext_lazy("protects people from violence and acute danger")
        AGAINST = "against", gettext_lazy("protects people against interference")

    code = models.CharField(max_length=12, unique=True, default=new_code)
    direction = models.CharField(max_length=8, choices=Direction)
    number = models.PositiveSmallIntegerField()  # of the version that holds
    ended_on = models.DateField(null=True)  # from that day on nobody invokes it
    end_decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stop_rule_ends_by_decision",
                condition=Q(ended_on=None, end_decided_on=None)
                | Q(ended_on__isnull=False, end_decided_on__isnull=False),
            )
        ]


class StopRuleVersion(CooperativeOwned):
    """What a stop-rule says since a day, by a decision of that day. Only added."""

    class Invoker(models.TextChoices):
        """Who may invoke it."""

        HOLDER = "holder", gettext_lazy("whoever holds on to the question")
        STANDING = "standing", gettext_lazy("everybody who may hold on to questions")
        NOBODY = "nobody", gettext_lazy("nobody has to: it holds always, for everybody")

    rule = models.ForeignKey(StopRule, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=600)
    protects = models.CharField(max_length=120)
    invoked_by = models.CharField(max_length=8, choices=Invoker)
    told_to = models.TextField(max_length=600, blank=True)  # who can be told, one on each line
    steps = models.TextField(max_length=600, blank=True)  # what happens, one on each line
    most_days = models.PositiveSmallIntegerField()
    decided_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="stop_rule_version_once"),
            models.CheckConstraint(
                name="stop_rule_says_whom_to_tell",
                condition=Q(invoked_by="nobody") | ~Q(told_to="") & ~Q(steps=""),
            ),
            models.CheckConstraint(name="stop_rule_lasts_a_day", condition=Q(most_days__gte=1)),
        ]


class Invocation(CooperativeOwned):
    """A stop-rule was invoked: that, by whom, when, who was told, until when. Never why they thought so.

    What is promised by it hangs on `own`, a matter of whoever invoked it: nothing of it stands with
    the person's own question before they were told.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code)
    version = models.ForeignKey(
        StopRuleVersion, on_delete=models.PROTECT, related_name="invocations"
    )
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="invocations")
    own = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="invocation")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_to = models.CharField(max_length=40)  # numbers of lines of the version
    done = models.CharField(max_length=40, blank=True)
    days = models.PositiveSmallIntegerField()
    most_days = models.PositiveSmallIntegerField()
    ends_on = models.DateField()  # the last day
    told_on = models.DateField(null=True)  # when the person was told
    lifted_on = models.DateField(null=True)
    talk = models.CharField(max_length=12, blank=True)  # code of the conversation it rests on

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invocation_ends_in_time",
                condition=Q(days__gte=1, days__lte=F("most_days")),
            ),
            models.CheckConstraint(name="invocation_tells_somebody", condition=~Q(told_to="")),
            models.CheckConstraint(
                name="invocation_is_lifted_after_talking",
                condition=Q(lifted_on=None, talk="") | Q(lifted_on__isnull=False) & ~Q(talk=""),
            ),
        ]
        indexes = [models.Index(fields=["cooperative", "ends_on"], name="invocation_by_end")]

    def is_in_force(self, on: dt.date) -> bool:
        """Whether it holds on this day."""
        return self.lifted_on is None and self.ends_on >= on
