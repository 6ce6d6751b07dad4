"""The daily walk past needs without a sign of life, in steps that stay small."""

import datetime as dt

from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative
from tussenruimte.promises.ladder import CHUNK
from tussenruimte.relations.actions import notice_chunk
from tussenruimte.relations.reads.lists import SILENCE_RUNGS, next_silent


def notice(
    cooperative: Cooperative,
    *,
    today: dt.date,
    by: By = "klok",
    at: dt.datetime,
    chunk: int = CHUNK,
) -> int:
    """Write down which needs reached which rung of silence; running it twice adds nothing.

    Looking first keeps nobody from writing, and each chunk is a change of its own.
    """
    added = 0
    for rung in SILENCE_RUNGS:
        after = 0
        while up_to := next_silent(cooperative, rung=rung, today=today, after=after, at_most=chunk):
            added += notice_chunk(
                cooperative, rung=rung, after=after, up_to=up_to, today=today, by=by, at=at
            )
            after = up_to
    return added
