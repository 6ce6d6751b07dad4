"""Questions about rounds: which is open, whose turn it is, and what was said once all have spoken."""

import datetime as dt
from dataclasses import dataclass

from tussenruimte.decisions.models import Leaning, Position, Proposal, Round, Turn
from tussenruimte.members.models import Cooperative, Person


def open_round(proposal: Proposal) -> Round | None:
    """The round that is open now."""
    rows = Round.objects.filter(proposal=proposal, closed_at=None)
    return rows.select_related("proposal__cooperative", "proposal__leads__actor").first()


def latest_round(proposal: Proposal) -> Round | None:
    """The latest round, open or closed."""
    return Round.objects.filter(proposal=proposal).order_by("-number").first()


def rounds_of_consent(proposal: Proposal) -> int:
    """In how many rounds all were asked and spoke."""
    rows = Round.objects.filter(proposal=proposal, sort=Round.Sort.CONSENT, was_stopped=False)
    return rows.exclude(closed_at=None).count()


def rounds_of(proposal: Proposal) -> list[Round]:
    """All rounds, in the order in which they were held."""
    rows = Round.objects.filter(proposal=proposal).select_related("version", "opened_by__actor")
    return list(rows.order_by("number"))


def turns_of(row: Round) -> list[Turn]:
    """Everybody who is asked, in turn; who has spoken stands first."""
    rows = row.turns.select_related("person__actor").order_by("place")
    return sorted(rows, key=lambda turn: (turn.spoken_at is None, turn.place))


def turn_of(row: Round, person: Person) -> Turn | None:
    """The turn of this person, as long as they have not spoken."""
    return row.turns.filter(person=person, spoken_at=None).first()


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


def said_in(row: Round) -> list[Position]:
    """What each said. In a round of consent nothing, before all have spoken: this is the one question
    that returns it.
    """
    if row.sort == Round.Sort.CONSENT and row.closed_at is None:
        return []
    rows = Position.objects.filter(round=row).select_related(
        "actor", "person__key", "person__actor"
    )
    return list(rows.order_by("at", "pk"))


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
