"""A vote that everybody here has a voice in."""

import datetime as dt

from django.db import transaction

from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Draft
from tussenruimte.decisions.models import Vote
from tussenruimte.kit import clock
from tussenruimte.members.models import Cooperative, Person

DRAFT = Draft("Een hek", "Om dicht te doen", "Het plein", False, "Het klemt", "Wij")


@transaction.atomic
def ask_everybody(cooperative: Cooperative, leader: Person, *, is_secret: bool = False) -> Vote:
    """For or against, until tomorrow."""
    by = {"by": leader, "at": clock.now()}
    row = actions.start_proposal(cooperative, DRAFT, kind="decision", circle=None, **by)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, **by)
    ask = Ask("yes-no", clock.now() + dt.timedelta(1), is_secret=is_secret)
    return actions.open_vote(row, ask, **by)
