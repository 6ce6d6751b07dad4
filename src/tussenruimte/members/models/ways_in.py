"""Letting somebody in: an invitation for who has no log-in, a way back for who lost their second code."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from tussenruimte.kit.codes import new_code
from tussenruimte.members.models.cooperative import CooperativeOwned
from tussenruimte.members.models.people import Person, User


class Invitation(CooperativeOwned):
    """A code, by mail or on paper, with which one person gets a log-in, once and for a while.

    Of the code only a keyed hash is kept: whoever reads the database cannot come in with it.
    """

    class Way(models.TextChoices):
        """How the code goes to them."""

        MAIL = "mail"
        PAPER = "paper"

    code = models.CharField(max_length=12, unique=True, default=new_code)
    hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    made_at = models.DateTimeField()
    until = models.DateField()  # the last day
    # The log-in that was made ready for somebody who was about to prove who they are.
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["cooperative", "until"], name="invitation_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at=None, revoked_at=None),
                name="one_invitation_at_a_time",
            ),
            models.CheckConstraint(
                name="invitation_ends_once", condition=Q(used_at=None) | Q(revoked_at=None)
            ),
        ]

    def is_open(self, on: dt.date) -> bool:
        """Whether it still opens."""
        return self.used_at is None and self.revoked_at is None and on <= self.until


class WayBack(CooperativeOwned):
    """Two people who both saw somebody: then the second code of that person ends, not before."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ways_back")
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    first_seen_on = models.DateField()
    asked_at = models.DateTimeField()
    until = models.DateField()  # the last day on which the second can say it
    second = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    second_seen_on = models.DateField(null=True)
    given_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(given_at=None, taken_back_at=None),
                name="one_way_back_at_a_time",
            ),
            models.CheckConstraint(
                name="way_back_second_together",
                condition=Q(second=None, second_seen_on=None, given_at=None)
                | Q(second__isnull=False, second_seen_on__isnull=False, given_at__isnull=False),
            ),
            models.CheckConstraint(
                name="way_back_ends_once", condition=Q(given_at=None) | Q(taken_back_at=None)
            ),
            models.CheckConstraint(
                name="way_back_takes_two_others",
                condition=~Q(person=F("first"))
                & (Q(second=None) | (~Q(second=F("first")) & ~Q(second=F("person")))),
            ),
        ]

    def is_open(self, on: dt.date) -> bool:
        """Whether it waits for the second."""
        return self.given_at is None and self.taken_back_at is None and on <= self.until
