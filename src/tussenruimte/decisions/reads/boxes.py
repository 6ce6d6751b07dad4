"""Questions about the box with papers of a secret vote."""

import datetime as dt

from tussenruimte.decisions.models import (
    ON_PAPER,
    READERS,
    UNDERWAY,
    BallotKey,
    BoxCount,
    Roll,
    Vote,
    Voted,
)
from tussenruimte.kit.sealing import unseal, unwrap
from tussenruimte.members.models import Cooperative, Person

SHOWN = 100
Papers = list[tuple[int, ...]]


def in_box(vote: Vote) -> int:
    """How many papers lie in the box, as the list says."""
    return Voted.objects.filter(roll__vote=vote, receipt=ON_PAPER).count()


def whose_in_box(vote: Vote) -> list[Roll]:
    """Whose they are, by name."""
    rows = Roll.objects.filter(vote=vote, voted__receipt=ON_PAPER).select_related("actor")
    return list(rows.order_by("actor__name", "pk")[:SHOWN])


def opened(vote: Vote) -> Papers | None:
    """What lies in the box, when two people found the same in it and as many as the list says."""
    rows = list(BoxCount.objects.filter(vote=vote))
    if len(rows) < READERS:
        return None
    locked = BallotKey.objects.get(vote=vote)
    key = unwrap(bytes(locked.wrapped), vote.code, locked.master)
    found = [unseal(key, bytes(one.sealed), f"box|{vote.code}|{one.place}") for one in rows]
    if len(set(found)) > 1:
        return None
    papers = _read(found[0])
    return papers if len(papers) == in_box(vote) else None


def _read(text: str) -> Papers:
    papers: Papers = []
    for line in text.splitlines():
        times, _sign, words = line.partition(" ")
        papers += [tuple(int(place) for place in words.split(",") if place)] * int(times)
    return papers


def who_counted(vote: Vote) -> list[Person]:
    """Who said what lies in the box, at most two."""
    rows = BoxCount.objects.filter(vote=vote).select_related("reader__actor")
    return [one.reader for one in rows.order_by("place")]


def boxes_that_wait(cooperative: Cooperative, at: dt.datetime) -> list[Vote]:
    """Secret votes that are over, with papers in the box."""
    rows = Vote.objects.whole().filter(cooperative=cooperative, closed_at=None, is_secret=True)
    rows = rows.filter(closes_at__lte=at - UNDERWAY, roll__voted__receipt=ON_PAPER).distinct()
    return list(rows.order_by("pk"))
