"""Facts and readings. Both only grow; neither carries a word about a person, only codes."""

from django.db import models

from tussenruimte.methods.chain import START


class Head(models.Model):
    """The end of the chain of one cooperative; locked last in every change."""

    cooperative_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=START)


class Fact(models.Model):
    """One thing that happened. `body` is the very text that was hashed."""

    pk = models.CompositePrimaryKey("cooperative_id", "seq")
    cooperative_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    body = models.TextField()
    hash = models.BinaryField()


class Reading(models.Model):
    """Somebody looked at somebody else's private matter. Written before the answer leaves."""

    cooperative_id = models.BigIntegerField()
    at = models.DateTimeField()
    reader = models.CharField(max_length=12)
    ground = models.CharField(max_length=20)
    matter = models.CharField(max_length=12)
    page = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["cooperative_id", "matter", "at"], name="reading_of_matter"),
            models.Index(fields=["cooperative_id", "at"], name="reading_of_day"),
        ]


class PublishedHead(models.Model):
    """A head as it was made public on a day; what came before it can no longer be rewritten."""

    cooperative_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "on", "seq"], name="head_published_once"
            )
        ]
