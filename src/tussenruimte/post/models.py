"""The outbox. A row is written with the change it tells about and carries codes only."""

from django.db import models

from tussenruimte.kit.codes import new_code

LONGEST_ONCE = 80


class Way(models.TextChoices):
    """How a message reaches somebody."""

    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"


class Dispatch(models.Model):
    """One message to one person. Its text is made at the moment of sending."""

    cooperative_id = models.BigIntegerField()
    code = models.CharField(max_length=12, unique=True, default=new_code)
    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=12)  # code of an actor
    about = models.CharField(max_length=12)  # code of the thing it is about
    way = models.CharField(max_length=8, choices=Way, default=Way.MAIL)
    once = models.CharField(max_length=LONGEST_ONCE)  # the same message is never put in twice
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "once"], name="message_put_in_once")
        ]
        indexes = [
            models.Index(
                fields=["cooperative_id", "way", "due_at"],
                name="dispatch_waiting",
                condition=models.Q(sent_at=None, gave_up_at=None),
            )
        ]
