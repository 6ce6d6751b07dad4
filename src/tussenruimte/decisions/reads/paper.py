"""Questions about voices on paper, for who reads them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from tussenruimte.decisions.models import READERS, Ballot, PaperReading, Roll, Vote
from tussenruimte.decisions.reads.boxes import in_box
from tussenruimte.members.models import Kind, Person

AT_MOST = 25


@dataclass(frozen=True, slots=True)
class Papers:
    """How far the papers are: what I may see of what others read is only that they did."""

    counted: int
    differ: list[Roll]  # each of two read something else, and I am one of them
    to_read: list[Roll]  # somebody else read it once
    waiting: int  # I read it, and nobody else did yet


def voices_on_paper(vote: Vote) -> int:
    """How many voices came in on paper so far: read by two, or lying in the box."""
    if vote.is_secret:
        return in_box(vote)
    return Ballot.objects.filter(roll__vote=vote, on_paper=True).count()


def papers_of(vote: Vote, reader: Person) -> Papers:
    """The papers of this vote that are not in yet, for one of those who read them."""
    rows = PaperReading.objects.filter(roll__vote=vote, roll__ballot=None)
    read = list(rows.order_by("roll").values_list("roll", "reader"))
    times = Counter(roll for roll, _reader in read)
    mine = {roll for roll, by in read if by == reader.pk}
    once = [roll for roll in times if times[roll] < READERS]
    return Papers(
        counted=voices_on_paper(vote),
        differ=_rolls([roll for roll in times if times[roll] >= READERS and roll in mine]),
        to_read=_rolls([roll for roll in once if roll not in mine][:AT_MOST]),
        waiting=len(mine.intersection(once)),
    )


def _rolls(keys: Collection[int]) -> list[Roll]:
    rows = Roll.objects.filter(pk__in=keys) if keys else Roll.objects.none()
    return list(rows.select_related("actor").order_by("actor__name", "pk"))


def found_on_roll(vote: Vote, name: str) -> list[Roll]:
    """People who have a voice and of whose name this is a part; with their ballot, when it is in."""
    if not name:
        return []
    rows = Roll.objects.filter(vote=vote, actor__kind=Kind.PERSON, actor__name__icontains=name)
    return list(
        rows.select_related("actor", "ballot", "voted").order_by("actor__name", "pk")[:AT_MOST]
    )


def reading_by(voice: Roll, reader: Person) -> PaperReading | None:
    """What this reader read on the paper of this voice."""
    rows = PaperReading.objects.filter(roll=voice, reader=reader)
    return rows.select_related("person__key").first()
