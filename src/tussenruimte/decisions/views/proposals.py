"""Which proposals there are, and everything of one: for everybody, also without a log-in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tussenruimte.decisions import access
from tussenruimte.decisions.models import Proposal
from tussenruimte.decisions.reads import proposals as reads, rounds
from tussenruimte.decisions.reads.votes import votes_of
from tussenruimte.decisions.views import budgeting, electing
from tussenruimte.decisions.views.state import state_of
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest
from tussenruimte.matters.reads import walk_up
from tussenruimte.members.access import is_member
from tussenruimte.promises.walking import rows_of


@require_safe
def proposals(request: CooperativeRequest, coop: str) -> HttpResponse:
    """What is talked about, what waits for an answer, and what was decided."""
    said = {
        "talked_about": reads.talked_about(request.cooperative),
        "to_answer": reads.waiting_for_answers(request.cooperative),
        "decided": reads.decided(request.cooperative),
        "may_start": is_member(request.person, clock.today()),
        "today": clock.today(),
    }
    return render(request, "decisions/proposals.html", said)


@require_safe
def proposal(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One proposal: whose turn it is, what and why, who was heard and what was answered."""
    row = access.proposal_to_see(request.cooperative, code)
    return render(request, "decisions/proposal.html", shown(request, row))


def shown(request: CooperativeRequest, row: Proposal) -> dict[str, Any]:
    """Everything that the page of a proposal shows."""
    advisers, versions = reads.advisers_of(row), reads.versions_of(row)
    return (
        {
            "proposal": row,
            "version": row.version,
            "versions": versions,
            "advisers": advisers,
            "passed_by": reads.passed_by(row, advisers),
            "conflicts": reads.conflicts_of(row) if row.circle_id else [],
            "questions": reads.questions_about(row, versions),
            "walk": _walk(request, row),
            "votes": votes_of(row),
            "today": clock.today(),
        }
        | state_of(request, row, rounds.rounds_of(row))
        | electing.on_page_of(row, request)
        | budgeting.on_page_of(row, request)
    )


def _walk(request: CooperativeRequest, row: Proposal) -> list[dict[str, Any]]:
    """What is this for: from here, by what it builds on, up to what binds us."""
    first = (_("this proposal"), row.matter.title)
    steps = walk_up(row.matter)[1:]
    rows = rows_of(first, steps, request.cooperative.slug, may_read=False)
    builds_on = row.version.builds_on if row.version else ""
    return [rows[0], {"kind": _("it builds on"), "title": builds_on, "url": ""}, *rows[1:]]


@require_safe
def version(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """The proposal as it was in one of its versions."""
    row, one = access.version_to_see(request.cooperative, code, number)
    latest = row.version.number if row.version else number
    said = {"proposal": row, "version": one, "latest": latest, "today": clock.today()}
    return render(request, "decisions/version.html", said)
