"""Rounds: opening the next, saying what one finds, speaking in one's turn, and deciding."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms import speaking as forms
from tussenruimte.decisions.forms.writing import Why
from tussenruimte.decisions.models import Round
from tussenruimte.decisions.reads import proposals as reads, rounds
from tussenruimte.decisions.reads.weighing import has_stances
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import NotHere


@person_page
@require_POST
def lead(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Take over seeing to the rounds."""
    row = access.proposal_to_speak_about(
        request.cooperative, request.person, request.actors, code, clock.today()
    )
    actions.lead(row, by=request.person, at=clock.now())
    return redirect("decisions:proposal", coop, code)


@person_page
@require_POST
def open_next(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Open the next round."""
    row = access.proposal_to_lead(request.cooperative, request.person, code)
    sort = request.POST.get("sort", "")
    if sort not in Round.Sort.values or sort == Round.Sort.VOTE:  # that has a page of its own
        raise NotHere
    actions.open_next(row, sort, by=request.person, at=clock.now())
    return redirect("decisions:proposal", coop, code)


@person_page
@require_POST
def stop(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Close the round that is open."""
    row = access.proposal_to_lead(request.cooperative, request.person, code)
    actions.stop_round(row, by=request.person, at=clock.now())
    return redirect("decisions:proposal", coop, code)


@person_page
def react(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Say what one finds of it."""
    row = access.proposal_to_speak_about(
        request.cooperative, request.person, request.actors, code, clock.today()
    )
    now_open = rounds.open_round(row)
    before = rounds.own_voice(now_open, [request.person.actor_id]) if now_open else None
    shown = (
        {"leaning": before.leaning, "said": before.said_now, "interest": before.interest_now}
        if before
        else None
    )
    form = forms.React(request.POST or None, initial=shown)
    if form.is_valid() and form.try_to(
        actions.react,
        row,
        actions.Voice(**form.cleaned_data),
        actor=request.person.actor,
        by=request.person,
        at=clock.now(),
    ):
        return redirect("decisions:proposal", coop, code)
    return render(request, "decisions/react.html", {"form": form, "proposal": row})


@person_page
def speak(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Say in one's turn whether one can live with it."""
    row = access.proposal_to_speak_about(
        request.cooperative, request.person, request.actors, code, clock.today()
    )
    form = forms.Speak(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.speak, row, actions.Voice(**form.cleaned_data), by=request.person, at=clock.now()
    ):
        return redirect("decisions:proposal", coop, code)
    return render(request, "decisions/speak.html", {"form": form, "proposal": row})


@person_page
def conclude(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Write down that it is decided, and which conditions stand in it."""
    row = access.proposal_to_lead(request.cooperative, request.person, code)
    advisers = reads.advisers_of(row, clock.today())
    form = forms.Conclude(advisers, request.POST or None, weighs=has_stances(row))
    if form.is_valid() and form.try_to(
        actions.conclude,
        row,
        conditions_met=form.cleaned_data.get("met", ()),
        point=form.cleaned_data.get("point"),
        by=request.person,
        at=clock.now(),
    ):
        return redirect("decisions:proposal", coop, code)
    unheard = [one for one in advisers if one.given_at is None]
    said = {"form": form, "proposal": row, "advisers": advisers, "unheard": unheard}
    return render(request, "decisions/conclude.html", said)


@person_page
@require_POST
def carry_out(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """What was decided is done."""
    row = access.proposal_to_lead(request.cooperative, request.person, code)
    actions.carry_out(row, by=request.person, at=clock.now())
    return redirect("decisions:proposal", coop, code)


@person_page
def look_back(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """What was learned, also when it failed."""
    row = access.proposal_to_lead(request.cooperative, request.person, code)
    form = Why(
        request.POST or None,
        label=_("What did you learn?"),
        hint=_("Also when it failed. An experiment may."),
    )
    if form.is_valid() and form.try_to(
        actions.look_back, row, form.cleaned_data["words"], by=request.person, at=clock.now()
    ):
        return redirect("decisions:proposal", coop, code)
    return render(request, "decisions/look_back.html", {"form": form, "proposal": row})
