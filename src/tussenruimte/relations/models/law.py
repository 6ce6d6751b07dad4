"""A term of a law that runs about a need."""

from django.db import models
from django.db.models import F, Q

from tussenruimte.kit.codes import new_code
from tussenruimte.matters.models import Permission
from tussenruimte.members.models import Actor, CooperativeOwned, Person
from tussenruimte.promises.models import Promise
from tussenruimte.relations.models.needs import Need


class LegalClock(CooperativeOwned):
    """From the day of a report until the last day of a law. It carries no words.

    What a law asks of the municipality stands there as a promise of its seat, on the person's yes.
    Without a seat, and when a law gives something to the person, only they and whoever holds on see it.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="legal_clocks")
    law = models.CharField(max_length=16)  # a key of `members.law.LAWS`
    reported_on = models.DateField()
    last_day = models.DateField()
    seat = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="+")
    permission = models.ForeignKey(
        Permission, null=True, on_delete=models.PROTECT, related_name="legal_clocks"
    )
    promise = models.OneToOneField(
        Promise, null=True, on_delete=models.PROTECT, related_name="legal_clock"
    )
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    stopped_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "law"], condition=Q(stopped_on=None), name="law_runs_once"
            ),
            models.CheckConstraint(
                name="law_is_said_with_a_yes",
                condition=Q(seat=None, permission=None, promise=None)
                | Q(seat__isnull=False, permission__isnull=False, promise__isnull=False),
            ),
            models.CheckConstraint(
                name="law_ends_after_the_report", condition=Q(last_day__gt=F("reported_on"))
            ),
        ]
