"""What everybody may see about messages: how many were set aside, and why."""

import datetime as dt

from django.db.models import Count

from tussenruimte.kit import clock
from tussenruimte.members.models import Cooperative
from tussenruimte.methods.groups import Counts, members_cells, public_cells
from tussenruimte.relations.models import SetAside


def set_aside_in(
    cooperative: Cooperative, first: dt.date, last: dt.date, *, for_members: bool = False
) -> Counts:
    """Messages that two people set aside in these days and that did not come back.

    One count for each reason, in the order of `SetAside.Reason`, so that no small group can be seen.
    """
    until = clock.midnight(last + dt.timedelta(days=1))
    rows = SetAside.objects.filter(
        cooperative=cooperative,
        restored_at=None,
        second_at__gte=clock.midnight(first),
        second_at__lt=until,
    )
    found = dict(rows.values_list("reason").annotate(Count("pk")))
    counts = [found.get(reason, 0) for reason in SetAside.Reason.values]
    show = members_cells if for_members else public_cells
    shown = show(counts)
    if any(cell is not None for cell in shown.cells):
        return shown
    return Counts(shown.cells, show([sum(counts)]).total)
