"""What the clock does in this room."""

import datetime as dt

from tussenruimte.decisions.actions.closing import close_vote
from tussenruimte.decisions.actions.demanding import free_demand, look_at_demand
from tussenruimte.decisions.actions.emptying import CLOCK, empty_said
from tussenruimte.decisions.actions.turns import pass_by
from tussenruimte.decisions.reads.boxes import boxes_that_wait, opened
from tussenruimte.decisions.reads.meetings import demands_without_answer, open_demands
from tussenruimte.decisions.reads.over import TEXTS, over_before
from tussenruimte.decisions.reads.rounds import turns_that_passed
from tussenruimte.decisions.reads.votes import secret_votes_closed_since, votes_to_count
from tussenruimte.kit import clock
from tussenruimte.kit.clockwork import is_first_turn
from tussenruimte.kit.scrubbing import scrub
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative

AT_ONCE = 500
BALLOTS = (
    "decisions_ballotkey",
    "decisions_boxcount",
    "decisions_secretballot",
    "decisions_voted",
)
LATELY = dt.timedelta(2)  # when somebody is reading today, it is tried tomorrow again


def pass_turns_by(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> int:
    """Every day: whoever let their turn pass is asked again after the others. How many that were."""
    late = turns_that_passed(cooperative, today)
    return sum(pass_by(turn, by="klok", at=at) for turn in late)


def empty_old_decisions(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """What was said about what was decided or withdrawn, once its time is over."""
    if not is_first_turn(cooperative, today):
        return
    before = clock.midnight(today - dt.timedelta(days=term(cooperative, CLOCK)))
    for texts in TEXTS:
        while keys := over_before(texts, cooperative, before, AT_ONCE):
            empty_said(cooperative, texts, keys, by="klok", at=at)


def count_votes(cooperative: Cooperative, _today: dt.date, at: dt.datetime) -> int:
    """Every time the clock comes by: votes of which the last moment passed. How many those were.

    A box with papers that no two people counted holds its vote up.
    """
    waits = [vote for vote in boxes_that_wait(cooperative, at) if opened(vote) is None]
    over = [vote for vote in votes_to_count(cooperative, at) if vote not in waits]
    return sum(close_vote(vote, by="klok", at=at) for vote in over)


def scrub_ballots(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> None:
    """What was thrown away at closing leaves the files of the database too, in the night after it."""
    if is_first_turn(cooperative, today) and secret_votes_closed_since(cooperative, at - LATELY):
        scrub(BALLOTS)


def look_at_demands(cooperative: Cooperative, today: dt.date, at: dt.datetime) -> int:
    """Every day: members who asked for a meeting in vain hear what comes now. How many changed."""
    changed = sum(look_at_demand(one, by="klok", at=at) for one in open_demands(cooperative))
    silent = dt.timedelta(term(cooperative, "demand_silence"))
    waiting = demands_without_answer(cooperative, clock.midnight(today - silent))
    return changed + sum(free_demand(one, by="klok", at=at) for one in waiting)
