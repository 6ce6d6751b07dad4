"""Questions about elections: for how many seats, and who wants it."""

from typing import Any

from django.db.models import QuerySet

from tussenruimte.decisions.models import Candidate, Kind, Proposal
from tussenruimte.members.models import Person


def seats_of(proposal: Proposal) -> int:
    """How many people are elected; nought when it is about something else."""
    return proposal.election.seats if proposal.kind == Kind.ELECTION else 0


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
