"""How one need stands: an offer that waits, how long a closed one can come back."""

import datetime as dt

from tussenruimte.kit import clock
from tussenruimte.members.clocks import term
from tussenruimte.relations.models import Need, NeedHandover, Stage


def open_offer(need: Need) -> NeedHandover | None:
    """The offer that still waits for a yes, if there is one."""
    rows = NeedHandover.objects.filter(need=need, done_at=None, ended_at=None)
    return rows.select_related("taker__person__actor", "giver__actor").first()


def undo_until(need: Need) -> dt.date | None:
    """The last day on which a closed question can be opened again."""
    if need.closed_at is None or need.stage not in {Stage.DONE, Stage.WITHDRAWN}:
        return None
    return clock.day(need.closed_at) + dt.timedelta(days=term(need.cooperative, "card_undo"))
