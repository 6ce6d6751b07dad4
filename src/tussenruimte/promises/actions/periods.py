"""A quarter is over: what people promised for it is counted, once and for good."""

import datetime as dt

from django.db import transaction

from tussenruimte.kit import clock
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative
from tussenruimte.promises.models import Period
from tussenruimte.promises.reads import count_period, is_counted, quarter_before
from tussenruimte.record.actions import note


@transaction.atomic
def close_period(cooperative: Cooperative, *, by: By, at: dt.datetime) -> Period | None:
    """Count the quarter that was over last; None when that was done already."""
    first, last = quarter_before(clock.day(at))
    if is_counted(cooperative, first):
        return None
    Cooperative.objects.select_for_update(no_key=True).get(pk=cooperative.pk)  # one clock at a time
    if is_counted(cooperative, first):
        return None
    period = count_period(cooperative, first, last)
    period.save()
    note(
        "period.counted",
        cooperative,
        by=by,
        at=at,
        first=first.isoformat(),
        kept=period.kept,
        moved=period.moved,
        late=period.late,
        failed=period.failed,
        released=period.released,
    )
    return period
