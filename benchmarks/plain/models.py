"""Something with an owner, somebody it is for, and a day; and a line for who looked."""

from django.conf import settings
from django.db import models


class Item(models.Model):
    """A row of the list."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="items")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.CharField(max_length=200)
    due = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "due"], name="item_of_owner")]

    def __str__(self) -> str:
        return self.text


class Look(models.Model):
    """Somebody looked at the list."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)
    page = models.CharField(max_length=40)
