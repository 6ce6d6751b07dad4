"""Voices on paper: which are not in yet, reading one, the box of a secret vote, and empty papers."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms.paper import CountBox, ReadPaper
from tussenruimte.decisions.forms.voting import as_cast
from tussenruimte.decisions.models import Vote
from tussenruimte.decisions.reads import boxes, paper as reads
from tussenruimte.decisions.reads.votes import ballot_of, options_of
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import NotHere

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
    if row.is_secret:
        return _box(request, row)
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


def _box(request: CooperativeRequest, row: Vote) -> HttpResponse:
    """Whose papers lie in the box, and who counted it."""
    name = request.GET.get("naam", "").strip()[:NAME]
    counted_by = boxes.who_counted(row)
    said = {
        "vote": row,
        "proposal": row.round.proposal,
        "is_shut": clock.now() < row.closes_at,
        "many": boxes.in_box(row),
        "inside": boxes.whose_in_box(row),
        "counted_by": counted_by,
        "i_counted": request.person in counted_by,
        "name": name,
        "found": reads.found_on_roll(row, name),
        "most": reads.AT_MOST,
    }
    return render(request, "decisions/box.html", said)


@require_safe
def blank(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """For everybody: a paper to print and to fill in with a pen."""
    row = access.vote_to_see(request.cooperative, code, number)
    if row.closed_at is not None:
        raise NotHere
    said = {"vote": row, "proposal": row.round.proposal, "options": options_of(row)}
    return render(request, "decisions/paper_blank.html", said)


@person_page
def read(request: CooperativeRequest, coop: str, code: str, number: int, who: str) -> HttpResponse:
    """What stands on the paper of this member."""
    row = _vote(request, code, number)
    if row.is_secret:  # there it would show who chose what
        raise NotHere
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
    return _done(request, actions.take_paper_back, code, number, who)


@person_page
@require_POST
def put_in(
    request: CooperativeRequest, coop: str, code: str, number: int, who: str
) -> HttpResponse:
    """The closed paper of this member lies in the box."""
    return _done(request, actions.put_in_box, code, number, who)


@person_page
@require_POST
def take_out(
    request: CooperativeRequest, coop: str, code: str, number: int, who: str
) -> HttpResponse:
    """It does not lie there."""
    return _done(request, actions.take_out_of_box, code, number, who)


def _done(
    request: CooperativeRequest, act: Callable[..., None], code: str, number: int, who: str
) -> HttpResponse:
    """Something happens to the paper of one voice; then all papers again."""
    voice = access.voice_on_paper(_vote(request, code, number), who)
    act(voice, by=request.person, at=clock.now())
    return redirect("decisions:papers", request.cooperative.slug, code, number)


@person_page
def count(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """What lies in the box, as one of two counts it."""
    row = _vote(request, code, number)
    if not row.is_secret:
        raise NotHere
    options = options_of(row)
    form = CountBox(row, options, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.try_to(
        actions.count_box, row, form.cleaned_data["papers"], by=request.person, at=clock.now()
    ):
        return redirect("decisions:papers", coop, code, number)
    said = {
        "form": form,
        "vote": row,
        "proposal": row.round.proposal,
        "options": options,
        "many": boxes.in_box(row),
    }
    return render(request, "decisions/box_count.html", said)
