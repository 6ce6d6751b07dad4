"""What is written down of a members' meeting: who was there, and what came of each thing on its agenda."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from tussenruimte.decisions.models.meetings import Item, Meeting
from tussenruimte.decisions.models.votes import Vote
from tussenruimte.members.models import Actor, CooperativeOwned, Person


class Attendance(CooperativeOwned):
    """A member who was there; or for whom somebody else voted, on paper that they gave."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    proxy = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "actor"], name="member_attends_once"),
            models.CheckConstraint(
                name="nobody_is_their_own_proxy", condition=Q(proxy=None) | ~Q(proxy=F("actor"))
            ),
        ]


class Minutes(CooperativeOwned):
    """What was written down, in a version. Only added; a correction is the next one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=300, blank=True)  # why it changed
    promised: Any = models.JSONField(default=list)  # codes: promised that day about the meeting
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_number_once"),
            models.CheckConstraint(
                name="minutes_after_the_first_say_why",
                condition=Q(number=1) | ~Q(because=""),
            ),
        ]


class Line(CooperativeOwned):
    """What came of one thing on the agenda: found by itself, with a few words. Only added."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    is_adopted = models.BooleanField(null=True)  # of a proposal that was decided by then
    vote = models.ForeignKey(Vote, null=True, on_delete=models.PROTECT, related_name="+")
    promised: Any = models.JSONField(default=list)  # codes of promises made that day
    kept_out: Any = models.JSONField(default=list)  # codes of people with an interest against it
    words = models.TextField(max_length=1_000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "item"], name="one_line_each")]


class Approval(CooperativeOwned):
    """The next meeting said that it was so. Only added."""

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="approval")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
