"""Voices on paper: which are not in yet, reading one, and empty papers to hand out."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms.paper import ReadPaper
from tussenruimte.decisions.forms.voting import as_cast
from tussenruimte.decisions.models import Vote
from tussenruimte.decisions.reads import paper as reads
from tussenruimte.decisions.reads.votes import ballot_of, options_of
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page

NAME = 80


def _vote(request: CooperativeRequest, code: str, number: int) -> Vote:
    today = clock.today()
    return access.papers_to_read(
        request.cooperative, request.person, request.actors, code, number, today
    )


@person_page
@require_safe
def papers(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """What waits for a second pair of eyes, where two read something else, and a name to look up."""
    row = _vote(request, code, number)
    name = request.GET.get("naam", "").strip()[:NAME]
    said = {
        "vote": row,
        "proposal": row.round.proposal,
        "papers": reads.papers_of(row, request.person),
        "name": name,
        "found": reads.found_on_roll(row, name),
        "most": reads.AT_MOST,
    }
    return render(request, "decisions/papers.html", said)


@person_page
@require_safe
def blank(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """A paper to print and to fill in with a pen."""
    row = _vote(request, code, number)
    said = {"vote": row, "proposal": row.round.proposal, "options": options_of(row)}
    return render(request, "decisions/paper_blank.html", said)


@person_page
def read(request: CooperativeRequest, coop: str, code: str, number: int, who: str) -> HttpResponse:
    """What stands on the paper of this member."""
    row = _vote(request, code, number)
    voice = access.voice_on_paper(row, who)
    mine = reads.reading_by(voice, request.person)
    shown = as_cast(row, mine.chosen, mine.read("interest")) if mine else None
    sent = request.POST if request.method == "POST" else None  # nothing ticked is an answer too
    form = ReadPaper(row, options_of(row), sent, initial=shown)
    if form.is_valid() and form.try_to(
        actions.read_paper,
        voice,
        form.chosen,
        form.cleaned_data["interest"],
        by=request.person,
        at=clock.now(),
    ):
        return redirect("decisions:papers", coop, code, number)
    said = {
        "form": form,
        "vote": row,
        "proposal": row.round.proposal,
        "voice": voice,
        "mine": mine,
        "is_in": ballot_of(voice),
    }
    return render(request, "decisions/paper_read.html", said)


@person_page
@require_POST
def take_back(
    request: CooperativeRequest, coop: str, code: str, number: int, who: str
) -> HttpResponse:
    """It was read wrongly."""
    row = _vote(request, code, number)
    voice = access.voice_on_paper(row, who)
    actions.take_paper_back(voice, by=request.person, at=clock.now())
    return redirect("decisions:papers", coop, code, number)
