"""How a circle began, what it may decide by itself, who is asked to sit in it, and how it went on."""

from django.db import models
from django.db.models import F, Q

from tussenruimte.conversations.models import Conversation
from tussenruimte.kit.codes import new_code
from tussenruimte.members.models import Actor, Circle, CooperativeOwned, Person


class Started(CooperativeOwned):
    """A circle was started because no other could do it. `giver` gave it what it may decide."""

    circle = models.OneToOneField(
        Circle, primary_key=True, on_delete=models.PROTECT, related_name="started"
    )
    giver = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="gave_rise_to")
    none_because = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Backing(CooperativeOwned):
    """ "Dit mogen we zelf beslissen": who gave it, until when, as it was written on a day. Only added.

    A circle gave it, or a seat. What one gave stands until that one writes it anew.
    """

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="backings")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=600)
    giver = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="backings_given")
    until = models.DateField(null=True)  # the last day; without it as long as the circle is there
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "number"], name="backing_version_once")
        ]


class CircleAsked(CooperativeOwned):
    """Somebody is asked to sit in a circle. They sit there by their own yes."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    said_yes = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["cooperative", "person"], name="circle_asked_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "person"],
                condition=Q(answered_at=None),
                name="asked_into_a_circle_once",
            ),
            models.CheckConstraint(
                name="circle_answer_together",
                condition=Q(answered_at=None, said_yes=None)
                | Q(answered_at__isnull=False, said_yes__isnull=False),
            ),
        ]


class Renewal(CooperativeOwned):
    """A circle goes on for longer, after it was talked over. Only added."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="renewals")
    talk = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="renewal")
    before = models.DateField()
    after = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="renewal_goes_further", condition=Q(after__gt=F("before")))
        ]
