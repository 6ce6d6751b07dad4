"""Questions about rounds: which is open, whose turn it is, and what was said once all have spoken."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tussenruimte.decisions.models import Leaning, Position, Proposal, Round, Turn
from tussenruimte.kit.leaves import Leaf, leaf_of
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
    return rounds_that_asked_all(proposal).count()


def rounds_that_asked_all(proposal: Any) -> QuerySet[Round]:
    """Those in which all were asked and spoke."""
    return Round.objects.filter(
        proposal=proposal, sort=Round.Sort.CONSENT, was_stopped=False, closed_at__isnull=False
    )


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


def said_in(row: Any) -> QuerySet[Position]:
    """What each said in a round (or in the one at its place in a question). In a round of consent nothing,
    before all have spoken: this is the one question that returns it.
    """
    rows = Position.objects.filter(round=row)
    still_open = Q(round__sort=Round.Sort.CONSENT, round__closed_at=None)
    return rows.exclude(still_open).order_by("at", "pk")


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


def counted(numbers: Mapping[str, int]) -> list[Count]:
    """How many said what, in the order of what can be said."""
    return [Count(k, str(k.label), numbers[k]) for k in Leaning if numbers.get(k)]


def said_on_page(row: Round, page: int) -> Leaf[Position]:
    """What each said, in that order, so many at a time."""
    rows = said_in(row.pk).select_related("actor", "person__actor", "person__key")
    return leaf_of(rows, page)
