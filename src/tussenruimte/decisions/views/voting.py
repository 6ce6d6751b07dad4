"""Votes: opening one, choosing, what came of it, and the file from which anybody counts again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms import voting as forms
from tussenruimte.decisions.models import Kind, Vote
from tussenruimte.decisions.money import is_about_money
from tussenruimte.decisions.reads import boxes, proposals, votes as reads
from tussenruimte.decisions.reads.weighing import has_stances
from tussenruimte.decisions.views.budgeting import came_of_it, open_budget
from tussenruimte.decisions.views.electing import open_election
from tussenruimte.decisions.views.result import result_of
from tussenruimte.kit import clock
from tussenruimte.kit.leaves import Leaf
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page
from tussenruimte.kit.refusal import NotHere


@person_page
def open_vote(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Ask everybody who decides at once."""
    row = access.proposal_to_lead(request.cooperative, request.person, code)
    advisers = proposals.advisers_of(row, clock.today())
    if row.kind == Kind.ELECTION:
        return open_election(request, row, advisers)
    if row.kind == Kind.BUDGET:
        return open_budget(request, row, advisers)
    form = forms.OpenVote(advisers, request.POST or None, weighs=has_stances(row))
    if form.is_valid() and form.try_to(
        actions.open_vote, row, form.ask, by=request.person, at=clock.now()
    ):
        return redirect("decisions:vote", coop, code, form.result.round.number)
    unheard = [one for one in advisers if one.given_at is None]
    said = {"form": form, "proposal": row, "unheard": unheard}
    return render(request, "decisions/open_vote.html", said)


NOBODY: Leaf[reads.Named] = Leaf([])  # whoever may not see names


@require_safe
def vote(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """For everybody: until when, who may vote, how many did, and afterwards what came of it."""
    row = access.vote_to_see(request.cooperative, code, number)
    now, person, options = clock.now(), request.person, reads.options_of(row)
    mine = access.voices_of_person(row, person, clock.day(now)) if person else []
    said = {
        "vote": row,
        "proposal": row.round.proposal,
        "options": options,
        "mine": mine,
        "is_over": row.is_over(now),
        "may_close": access.leads(row.round.proposal, person),
        "box_waits": row.is_secret and row.is_over(now) and not row.closed_at and boxes.in_box(row),
        "reads_papers": person
        and not row.closed_at
        and access.reads_papers(row, person, request.actors, clock.day(now)),
        "today": clock.day(now),
    } | reads.numbers_of(row)
    if row.closed_at is not None:
        sits = access.acts_in_circle(row.round.proposal, request.actors)
        may_see_names = sits or (person is not None and person.is_member)
        names = reads.named_voices(row, page_number(request)) if may_see_names else NOBODY
        said |= result_of(row, options, names, is_member=may_see_names)
        if is_about_money(row):
            said |= came_of_it(row, options, mine)
    return render(request, "decisions/vote.html", said)


@require_safe
def file(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """The ballots of a vote that is closed, without names: `tally` reads them."""
    row = _closed(request, code, number)
    if is_about_money(row):
        return _download(row.result.file, "text/plain", f"begroting-{row.code}.pb")
    return _download(row.result.file, "text/csv", f"stemming-{row.code}.csv")


@require_safe
def receipts(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """The codes of everybody whose secret ballot is in, in the order of the alphabet."""
    row = _closed(request, code, number)
    if not row.is_secret:
        raise NotHere
    text = "".join(f"{one}\n" for one in row.result.receipts)
    return _download(text, "text/plain", f"codes-{row.code}.txt")


def _closed(request: CooperativeRequest, code: str, number: int) -> Vote:
    row = access.vote_to_see(request.cooperative, code, number)
    if row.closed_at is None:
        raise NotHere
    return row


def _download(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@person_page
def cast(request: CooperativeRequest, coop: str, code: str, number: int, who: str) -> HttpResponse:
    """One question, one button."""
    row = access.vote_to_see(request.cooperative, code, number)
    voice = access.voice_to_cast(row, request.person, request.actors, who, clock.today())
    options = reads.options_of(row)
    before = reads.ballot_of(voice) if hasattr(voice, "ballot") else None
    shown = forms.as_cast(row, before.chosen, before.interest_now) if before else None
    sent = request.POST if request.method == "POST" else None  # nothing ticked is an answer too
    form = forms.Cast(row, options, sent, initial=shown)
    moment = {"by": request.person, "at": clock.now()}
    said = {"form": form, "vote": row, "proposal": row.round.proposal, "voice": voice}
    if not form.is_valid():
        return render(request, "decisions/cast.html", said)
    if row.is_secret:
        if form.try_to(actions.cast_secretly, voice, form.chosen, **moment):
            return render(request, "decisions/cast_secretly.html", said | {"receipt": form.result})
    elif form.try_to(actions.cast, voice, form.chosen, form.cleaned_data["interest"], **moment):
        return redirect("decisions:vote", coop, code, number)
    return render(request, "decisions/cast.html", said)


@person_page
def give(request: CooperativeRequest, coop: str, code: str, number: int, who: str) -> HttpResponse:
    """Let somebody else vote with this voice."""
    row = access.vote_to_see(request.cooperative, code, number)
    voice = access.own_voice_in(row, request.actors, who)
    form = forms.GiveVoice(row, request.POST or None)
    if form.is_valid() and form.try_to(
        actions.give_voice, voice, form.to, by=request.person, at=clock.now()
    ):
        return redirect("decisions:vote", coop, code, number)
    said = {"form": form, "vote": row, "proposal": row.round.proposal, "voice": voice}
    return render(request, "decisions/give_voice.html", said)


@person_page
@require_POST
def take_back(
    request: CooperativeRequest, coop: str, code: str, number: int, who: str
) -> HttpResponse:
    """Vote oneself after all."""
    row = access.vote_to_see(request.cooperative, code, number)
    voice = access.own_voice_in(row, request.actors, who)
    actions.take_voice_back(voice, by=request.person, at=clock.now())
    return redirect("decisions:vote", coop, code, number)


@person_page
@require_POST
def close(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """Count it: anybody may when it is over, and before that who leads it, once everybody voted."""
    row = access.vote_to_see(request.cooperative, code, number)
    now = clock.now()
    if not row.is_over(now) and not access.leads(row.round.proposal, request.person):
        raise NotHere
    actions.close_vote(row, by=request.person, at=now)
    return redirect("decisions:vote", coop, code, number)
