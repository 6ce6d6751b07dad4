"""The clock came by."""

import datetime as dt

from django.db import transaction

from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative
from tussenruimte.record.actions import note


@transaction.atomic
def end_turn(cooperative: Cooperative, *, today: dt.date, by: By, at: dt.datetime) -> None:
    """Everything of today was looked at; later today and tomorrow the clock looks from here on."""
    rows = Cooperative.objects.filter(pk=cooperative.pk)
    later = rows.filter(last_tick_on=None) | rows.filter(last_tick_on__lt=today)
    if later.update(last_tick_on=today):
        note("clock.came-by", cooperative, by=by, at=at, day=today.isoformat())
