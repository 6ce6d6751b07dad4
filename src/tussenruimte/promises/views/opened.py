"""Whoever opens a promise about somebody else's question is noted, also when it is their own promise."""

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest
from tussenruimte.matters.actions import look
from tussenruimte.matters.models import Ground
from tussenruimte.promises.access import ground_on
from tussenruimte.promises.models import Promise


def note_opened(request: CooperativeRequest, promise: Promise, page: str = "promise") -> None:
    """One row in the reading log before the page goes out; whoever acts for a seat promised something."""
    ground = ground_on(promise) or Ground.PROMISE
    look(promise.matter, ground=ground, page=page, by=request.person, at=clock.now())
