"""A vote that everybody here has a voice in, and what many of them chose."""

import datetime as dt

from django.db import transaction

from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Draft
from tussenruimte.decisions.models import Ballot, Roll, Vote
from tussenruimte.kit import clock
from tussenruimte.members.models import Cooperative, Person

DRAFT = Draft("Een hek", "Om dicht te doen", "Het plein", False, "Het klemt", "Wij")
SEVERAL = 500  # ballots at once


@transaction.atomic
def ask_everybody(cooperative: Cooperative, leader: Person, *, is_secret: bool = False) -> Vote:
    """For or against, until tomorrow."""
    by = {"by": leader, "at": clock.now()}
    row = actions.start_proposal(cooperative, DRAFT, kind="decision", circle=None, **by)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, **by)
    ask = Ask("yes-no", clock.now() + dt.timedelta(1), is_secret=is_secret)
    return actions.open_vote(row, ask, **by)


def choose(vote: Vote, leader: Person, many: int) -> None:
    """So many chose, with their names; whoever leads it did not yet."""
    rows = Roll.objects.filter(vote=vote, actor__person__isnull=False).exclude(actor__person=leader)
    roll = rows.order_by("pk").values_list("pk", "actor")[:many]
    ballots = (
        Ballot(
            cooperative_id=vote.cooperative_id,
            roll_id=voice,
            person_id=actor,
            chosen=[1 + actor % 2],
            at=vote.opens_at,
        )
        for voice, actor in roll
    )
    Ballot.objects.bulk_create(ballots, batch_size=SEVERAL)
