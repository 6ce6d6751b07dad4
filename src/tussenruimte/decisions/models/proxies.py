"""Somebody gives their voice in one vote to somebody else who has one."""

from django.db import models

from tussenruimte.decisions.models.votes import Roll
from tussenruimte.members.models import Actor, CooperativeOwned, Person


class Proxy(CooperativeOwned):
    """Whose voice, and who votes for them. Everybody here sees it; a voice is given once."""

    roll = models.OneToOneField(Roll, on_delete=models.PROTECT, related_name="proxy")
    holder = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
