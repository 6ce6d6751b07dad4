"""Naming who has to be heard, giving advice, and answering it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms import speaking as forms
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.members.reads import promisers


@person_page
def name(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Name who has to be heard."""
    row = access.proposal_to_write(request.cooperative, request.person, code)
    form = forms.NameAdviser(
        request.cooperative, promisers(request.cooperative), request.POST or None
    )
    if form.is_valid() and form.try_to(
        actions.name_adviser,
        row,
        form.actor,
        authority=form.cleaned_data["authority"],
        craft=form.cleaned_data["craft"],
        why=form.cleaned_data["why"],
        by=request.person,
        at=clock.now(),
    ):
        return redirect("decisions:proposal", coop, code)
    return render(request, "decisions/name_adviser.html", {"form": form, "proposal": row})


@person_page
def advise(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Give advice, or write it anew as long as it is not decided."""
    row = access.adviser_to_speak(request.cooperative, request.actors, code)
    before = {"advice": row.advice, "words": row.words_now, "interest": row.interest_now}
    form = forms.Advise(request.POST or None, initial=before)
    if form.is_valid() and form.try_to(
        actions.give_advice, row, **form.cleaned_data, by=request.person, at=clock.now()
    ):
        return redirect("decisions:proposal", coop, row.proposal.code)
    return render(request, "decisions/advise.html", {"form": form, "adviser": row})


@person_page
def answer(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Write to an adviser why it goes otherwise."""
    row = access.adviser_to_answer(request.cooperative, request.actors, code, clock.today())
    form = forms.AnswerAdvice(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.answer_adviser, row, form.cleaned_data["words"], by=request.person, at=clock.now()
    ):
        return redirect("decisions:proposal", coop, row.proposal.code)
    return render(request, "decisions/answer.html", {"form": form, "adviser": row})
