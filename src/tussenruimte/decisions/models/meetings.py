"""The members' meeting: who asks for it, when it is, what is on its agenda."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.decisions.models.proposals import Proposal
from tussenruimte.kit.codes import new_code
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, CooperativeOwned, Person
from tussenruimte.promises.models import Promise


class DemandQuerySet(models.QuerySet["Demand"]):
    """Demands, as pages and actions need them."""

    def whole(self) -> "DemandQuerySet":
        """With who asked, and what the board promised."""
        return self.select_related("cooperative", "matter", "asked_by__actor", "promise__maker")


class Demand(CooperativeOwned):
    """Members ask for a members' meeting. With a tenth of them the board owes one."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="demand")
    reason = models.TextField(max_length=1_000)  # everybody reads it
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    until = models.DateField()  # the last day on which others join in
    withdrawn_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)
    promise = models.OneToOneField(
        Promise, null=True, on_delete=models.PROTECT, related_name="promises_meeting"
    )
    freed_at = models.DateTimeField(null=True)  # the board stayed silent: they may call it

    objects = DemandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["cooperative", "asked_at"], name="demand_by_day")]
        constraints = [
            models.CheckConstraint(name="demand_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="demand_ends_in_one_way",
                condition=Q(withdrawn_at=None, lapsed_at=None)
                | Q(withdrawn_at=None, reached_at=None)
                | Q(lapsed_at=None, reached_at=None),
            ),
            models.CheckConstraint(
                name="demand_promised_and_freed_once_reached",
                condition=Q(reached_at__isnull=False) | Q(promise=None, freed_at=None),
            ),
            models.UniqueConstraint(
                fields=["asked_by"],
                condition=Q(withdrawn_at=None, lapsed_at=None, reached_at=None),
                name="one_open_demand_each",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether others can join in."""
        return self.withdrawn_at is None and self.lapsed_at is None and self.reached_at is None


class DemandVoice(CooperativeOwned):
    """A member who joins in: one voice each, also when they speak for another member too."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="voices")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand", "actor"], name="one_voice_in_a_demand")
        ]


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Members' meetings, as pages and actions need them."""

    def whole(self) -> "MeetingQuerySet":
        """With who called it, and who asked for it."""
        return self.select_related(
            "cooperative", "matter", "called_by__actor", "demand__asked_by__actor",
            "demand__promise",
        )  # fmt: skip

    def standing(self) -> "MeetingQuerySet":
        """The members are invited, and it was not called off."""
        return self.filter(convened_at__isnull=False, cancelled_at=None)


class Meeting(CooperativeOwned):
    """A members' meeting. Its agenda is made first; once members are invited it is fixed."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="meeting")
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    demand = models.ForeignKey(Demand, null=True, on_delete=models.PROTECT, related_name="meetings")
    by_board = models.BooleanField(default=True)  # no: by who asked, since the board was silent
    called_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    convened_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    why_cancelled = models.CharField(max_length=600, blank=True)
    held_at = models.DateTimeField(null=True)  # when it was written down who was there
    present = models.PositiveIntegerField(null=True)  # members who were there themselves
    by_proxy = models.PositiveIntegerField(null=True)  # members for whom somebody else voted

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["cooperative", "begins_at"], name="meeting_by_day")]
        constraints = [
            models.CheckConstraint(
                name="meeting_has_a_place_and_comes",
                condition=Q(begins_at__gt=F("called_at")) & ~Q(place=""),
            ),
            models.CheckConstraint(
                name="meeting_by_members_was_asked_for",
                condition=Q(by_board=True) | Q(demand__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_says_why",
                condition=Q(cancelled_at=None, why_cancelled="")
                | Q(cancelled_at__isnull=False, held_at=None) & ~Q(why_cancelled=""),
            ),
            models.CheckConstraint(
                name="meeting_held_together",
                condition=Q(held_at=None, present=None, by_proxy=None)
                | Q(
                    held_at__gte=F("begins_at"),
                    convened_at__isnull=False,
                    present__isnull=False,
                    by_proxy__isnull=False,
                ),
            ),
        ]

    @property
    def is_planned(self) -> bool:
        """Whether its agenda can still change: nobody is invited yet."""
        return self.convened_at is None and self.cancelled_at is None

    @property
    def is_to_come(self) -> bool:
        """Whether it was not held and not called off."""
        return self.held_at is None and self.cancelled_at is None

    def has_begun(self, at: dt.datetime) -> bool:
        """Whether its hour has come."""
        return at >= self.begins_at


class Moved(CooperativeOwned):
    """A meeting was to be at another moment or place. Only added, with why it changed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="moves")
    was_at = models.DateTimeField()
    was_in = models.CharField(max_length=200)
    why = models.CharField(max_length=600)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="moved_says_why", condition=~Q(why=""))]


class Item(CooperativeOwned):
    """Something on the agenda, in its place."""

    class Sort(models.TextChoices):
        """What sort of thing it is about."""

        PROPOSAL = "proposal", _("a proposal")
        WAITS = "waits", _("somebody waits for what the members say")
        MINUTES = "minutes", _("what was written down of an earlier meeting")
        DEMAND = "demand", _("what members asked this meeting for")
        WORDS = "words", _("something else")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=8, choices=Sort)
    proposal = models.ForeignKey(
        Proposal, null=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    earlier = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="item_place_once"),
            models.UniqueConstraint(fields=["meeting", "proposal"], name="item_proposal_once"),
            models.UniqueConstraint(fields=["meeting", "matter"], name="item_matter_once"),
            models.UniqueConstraint(fields=["meeting", "earlier"], name="item_earlier_once"),
            models.CheckConstraint(
                name="item_is_about_one_thing",
                condition=Q(
                    sort="proposal", proposal__isnull=False, matter=None, earlier=None, title=""
                )
                | Q(sort="waits", proposal=None, matter__isnull=False, earlier=None, title="")
                | Q(sort="minutes", proposal=None, matter=None, earlier__isnull=False, title="")
                | Q(sort="demand", proposal=None, matter=None, earlier=None, title="")
                | Q(sort="words", proposal=None, matter=None, earlier=None) & ~Q(title=""),
            ),
        ]
