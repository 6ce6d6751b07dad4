"""Questions about elections: for how many seats, and who wants it."""

from typing import Any

from django.db.models import QuerySet

from tussenruimte.decisions.models import Candidate, Kind, Listed, Proposal, Result
from tussenruimte.members.models import Person


def seats_of(proposal: Proposal) -> int:
    """How many people are elected; nought when it is about something else."""
    return proposal.election.seats if proposal.kind == Kind.ELECTION else 0


def elected_by(proposal: Proposal) -> list[Person]:
    """Whom the latest vote elected, in that order; nobody who was forgotten since."""
    result = Result.objects.get(vote__round=proposal.round_id)
    listed = Listed.objects.filter(
        option__vote=result.vote_id, candidate__person__forgotten_at=None
    )
    people = {
        one.option.label: one.candidate.person
        for one in listed.select_related("option", "candidate__person__actor")
    }
    return [people[letter] for letter in result.outcome["winners"] if letter in people]


def who_stand(proposal: Any) -> QuerySet[Candidate]:
    """Who did not step back; nobody who was forgotten."""
    return Candidate.objects.filter(
        election__proposal=proposal, stepped_back_at=None, person__forgotten_at=None
    )


def candidates_of(proposal: Proposal) -> list[Candidate]:
    """Who stand now, in the order in which they said so."""
    rows = who_stand(proposal).select_related("person__actor", "person__key")
    return list(rows.order_by("at", "pk"))


def candidacy_of(proposal: Proposal, person: Person) -> Candidate | None:
    """What this person said about it themselves, also when they stepped back."""
    rows = Candidate.objects.filter(election__proposal=proposal, person=person)
    return rows.select_related("person__actor", "person__key").first()
