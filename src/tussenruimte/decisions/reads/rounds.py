"""Questions about rounds: which is open, whose turn it is, and what was said once all have spoken."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from tussenruimte.decisions.models import Leaning, Position, Proposal, Round, Turn
from tussenruimte.members.models import Cooperative, Person


def open_round(proposal: Proposal) -> Round | None:
    """The round that is open now."""
    row = proposal.round
    if row is None or row.closed_at is not None:
        return None
    row.proposal = proposal  # so that nobody asks for it again
    return row


def rounds_of_consent(proposal: Proposal) -> int:
    """In how many rounds all were asked and spoke."""
    rows = Round.objects.filter(proposal=proposal, sort=Round.Sort.CONSENT, was_stopped=False)
    return rows.exclude(closed_at=None).count()


def turns_that_passed(cooperative: Cooperative, today: dt.date) -> list[Turn]:
    """Turns of which the last day has passed, in rounds that are open."""
    rows = Turn.objects.filter(
        cooperative=cooperative, until__lt=today, spoken_at=None, round__closed_at=None
    )
    rows = rows.select_related("person", "round__proposal__cooperative", "round__proposal__leads")
    return list(rows.order_by("pk"))


def turns_that_wait(person: Person) -> list[Turn]:
    """Where this person is or will be asked."""
    rows = Turn.objects.filter(person=person, spoken_at=None, round__closed_at=None)
    return list(rows.select_related("person", "round__proposal__cooperative").order_by("pk"))


def said_in(row: Round) -> QuerySet[Position]:
    """What each said. In a round of consent nothing, before all have spoken: this is the one question
    that returns it.
    """
    if row.sort == Round.Sort.CONSENT and row.closed_at is None:
        return Position.objects.none()
    return Position.objects.filter(round=row).order_by("at", "pk")


def own_voice(row: Round, actors: list[int]) -> Position | None:
    """What this person, or whoever they act for, said in this round."""
    rows = Position.objects.filter(round=row, actor__in=actors)
    return rows.select_related("actor", "person__key").first()


@dataclass(frozen=True, slots=True)
class Count:
    """How many leaned which way in one round."""

    leaning: str
    label: str
    number: int


def counted(positions: list[Position]) -> list[Count]:
    """How many said what, of those that were said at all."""
    numbers = dict.fromkeys(Leaning, 0)
    for one in positions:
        numbers[Leaning(one.leaning)] += 1
    return [Count(k, str(k.label), n) for k, n in numbers.items() if n]
