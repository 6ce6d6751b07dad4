"""Which forms were sent lately, so that a double click does one thing."""

from django.db import models

from tussenruimte.members.models.cooperative import CooperativeOwned


class SentForm(CooperativeOwned):
    """A form that was sent, and the row that came of it. No words: its name is a hash."""

    name = models.CharField(max_length=64)
    at = models.DateTimeField()
    model = models.CharField(max_length=60, blank=True)  # "promises.Promise"
    row = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "name"], name="form_sent_once")
        ]
        indexes = [models.Index(fields=["cooperative", "at"], name="sent_form_by_moment")]
