"""Which proposals there are, and everything of one: for everybody, also without a log-in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tussenruimte.decisions import access
from tussenruimte.decisions.models import Proposal
from tussenruimte.decisions.reads import proposals as reads
from tussenruimte.decisions.reads.around import around
from tussenruimte.decisions.reads.rounds import said_on_page
from tussenruimte.decisions.views import budgeting, electing
from tussenruimte.decisions.views.state import state_of
from tussenruimte.kit import clock
from tussenruimte.kit.leaves import Leaf, together
from tussenruimte.kit.pages import CooperativeRequest, page_number
from tussenruimte.members.access import is_member
from tussenruimte.promises.walking import rows_of

FETCHED = 3  # steps up that `whole()` joins


@require_safe
def proposals(request: CooperativeRequest, coop: str) -> HttpResponse:
    """What is talked about, what waits for an answer, and what was decided."""
    page, lists = (
        page_number(request),
        (reads.waiting_for_answers, reads.talked_about, reads.decided),
    )
    to_answer, talked_about, decided = (of(request.cooperative, page) for of in lists)
    said = {
        "to_answer": to_answer.rows,
        "talked_about": talked_about.rows,
        "decided": decided.rows,
        "leaf": together(to_answer, talked_about, decided),
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
    advisers, found = reads.advisers_of(row, clock.today()), around(row, request.person)
    return (
        {
            "proposal": row,
            "version": row.version,
            "before": range(row.version.number - 1, 0, -1) if row.version else (),
            "advisers": advisers,
            "passed_by": reads.passed_by(row, advisers),
            "conflicts": found.conflicts,
            "questions": reads.questions_about(row),
            "walk": _walk(request, row),
            "votes": found.votes,
            "serving": found.serving,
            "today": clock.today(),
        }
        | state_of(request, row, advisers, found)
        | electing.on_page_of(row, found.candidates, request)
        | budgeting.on_page_of(row, found.ideas, request)
    )


def _walk(request: CooperativeRequest, row: Proposal) -> list[dict[str, Any]]:
    """What is this for: from here, by what it builds on, up to what binds us.

    As far as was fetched with it; the page of the last one goes on from there.
    """
    first, steps = (_("this proposal"), row.matter.title), [row.matter]
    while len(steps) <= FETCHED and (up := steps[-1].serves) is not None:
        steps.append(up)
    rows = rows_of(first, steps[1:], request.cooperative.slug, may_read=False)
    builds_on = row.version.builds_on if row.version else ""
    return [rows[0], {"kind": _("it builds on"), "title": builds_on, "url": ""}, *rows[1:]]


@require_safe
def voices(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """What each said in the latest round, when that is more than fits beside the proposal."""
    row, page = access.proposal_to_see(request.cooperative, code), page_number(request)
    leaf = said_on_page(row.round, page) if row.round else Leaf([])
    said = {"proposal": row, "round": row.round, "positions": leaf.rows, "leaf": leaf}
    return render(request, "decisions/voices.html", said)


@require_safe
def version(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """The proposal as it was in one of its versions."""
    row, one = access.version_to_see(request.cooperative, code, number)
    latest = row.version.number if row.version else number
    said = {"proposal": row, "version": one, "latest": latest, "today": clock.today()}
    return render(request, "decisions/version.html", said)
