"""What the clock does once a day in this room."""

import datetime as dt

from tussenruimte.kit import clock
from tussenruimte.kit.clockwork import is_first_turn
from tussenruimte.members.models import Cooperative
from tussenruimte.relations.actions.emptying import empty_needs, empty_weighed
from tussenruimte.relations.reads.over import (
    days_kept,
    over_before,
    weighed_before,
    weighed_days,
)

AT_ONCE = 500
A_DAY = dt.timedelta(days=1)


def empty_old_needs(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """A year after they ended, or what a cooperative chose; what was weighed about them later."""
    if not is_first_turn(cooperative, today):
        return
    before = clock.midnight(today - days_kept(cooperative) * A_DAY)
    while matters := over_before(cooperative, before, AT_ONCE):
        empty_needs(cooperative, matters, by="klok", at=at)
    before = clock.midnight(today - weighed_days(cooperative) * A_DAY)
    while matters := weighed_before(cooperative, before, AT_ONCE):
        empty_weighed(cooperative, matters, by="klok", at=at)
