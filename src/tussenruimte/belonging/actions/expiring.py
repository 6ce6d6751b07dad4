"""The clock: a circle ends after its last day, and what is left to do is asked over. Never in silence."""

import datetime as dt

from django.db import transaction

from tussenruimte.belonging.actions.shared import _send
from tussenruimte.belonging.reads import circles as reads
from tussenruimte.matters.held import hold
from tussenruimte.members import actions as members
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor, Circle, Cooperative
from tussenruimte.members.reads import people_behind
from tussenruimte.promises.models import Handover
from tussenruimte.record.actions import note

CHUNK = 500


@transaction.atomic
def end_expired(cooperative: Cooperative, *, today: dt.date, by: By, at: dt.datetime) -> int:
    """Circles end of which the last day has passed; those who sit there and who goes on hear so."""
    keys = reads.expired(cooperative, today)
    ended = members.end_circles(cooperative, keys, on=today, by=by, at=at)
    for circle in Circle.objects.filter(pk__in=keys).select_related("actor", "started"):
        circle.cooperative = cooperative
        taker = reads.who_goes_on(circle, today)
        actors = [circle.actor, *([taker] if taker else [])]
        _send("circle-ended", circle.actor, people_behind(actors, today), by, at)
    if ended:
        note("circles.expired", cooperative, by=by, at=at, n=ended)
    return ended


@transaction.atomic
def ask_over(cooperative: Cooperative, *, today: dt.date, by: By, at: dt.datetime) -> int:
    """What ended circles still have to do is asked of who goes on; until a yes it stays with its people.

    Nobody is asked twice for the same. What is about a person and cannot be read yet by who goes on
    waits: those who sit in the circle ask that person first.
    """
    asked = 0
    for circle in reads.ended_with_work(cooperative):
        circle.cooperative = cooperative
        taker = reads.who_goes_on(circle, today)
        if taker is not None:
            asked += _offer(circle, taker, today, at)
    if asked:
        note("circles.asked-over", cooperative, by=by, at=at, n=asked)
    return asked


def _offer(circle: Circle, taker: Actor, today: dt.date, at: dt.datetime) -> int:
    found = reads.to_ask_over(circle, taker, today)
    hold(*sorted({promise.matter_id for promise in found}))
    for first in range(0, len(found), CHUNK):
        Handover.objects.bulk_create(
            [
                Handover(
                    cooperative_id=circle.cooperative_id,
                    promise=promise,
                    giver=circle.actor,
                    taker=taker,
                    asked_at=at,
                )
                for promise in found[first : first + CHUNK]
            ],
            ignore_conflicts=True,  # somebody offered it at this moment
        )
    return len(found)


@transaction.atomic
def empty_ended(cooperative: Cooperative, *, today: dt.date, by: By, at: dt.datetime) -> int:
    """Nobody sits any more in an ended circle that has nothing left to do."""
    keys = reads.done_with_work(cooperative)
    gone = members.empty_circles(cooperative, keys, on=today, by=by, at=at)
    if gone:
        note("circles.empty", cooperative, by=by, at=at, n=gone)
    return gone
