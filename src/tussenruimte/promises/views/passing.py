"""A promise above a mandate: past whom it still has to go, and what they answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.promises import access, actions, forms, reads
from tussenruimte.promises.models import Promise
from tussenruimte.promises.views.opened import note_opened


@person_page
def must_pass(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """It goes above the mandate: whom it has to go past, beside what can be promised from there.

    Once that was said, it shows what stands, with the way to change it.
    """
    row = access.promise_to_pass(request.cooperative, request.actors, code)
    form = forms.Passing(request.POST or None, initial=_what_stands(row))
    if form.is_valid() and form.try_to(
        actions.must_pass, row, **form.cleaned_data, by=request.person, at=clock.now()
    ):
        return redirect("promises:promise", coop, code)
    return _ask(request, row, form)


@person_page
def pass_elsewhere(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """It goes past somebody else than was said, or by another day."""
    row = access.promise_that_passes(request.cooperative, request.actors, code)
    form = forms.PassElsewhere(request.POST or None, initial=_what_stands(row))
    if form.is_valid() and form.try_to(
        actions.pass_elsewhere, row, **form.cleaned_data, by=request.person, at=clock.now()
    ):
        return redirect("promises:promise", coop, code)
    return _ask(request, row, form)


def _what_stands(row: Promise) -> dict[str, Any]:
    stands = reads.passing_of(row)
    return {"via": stands.via, "until": stands.until} if stands else {}


def _ask(request: CooperativeRequest, row: Promise, form: forms.Passing) -> HttpResponse:
    note_opened(request, row)
    shown = reads.inside_view(row, clock.today(), request.cooperative)
    said = {
        "promise": shown,
        "form": form,
        "stands": reads.passing_of(row),
        "in_words": reads.stands_in_words(row, clock.today()),
        "can_change": reads.can_be_redirected(row),
        "mandate": reads.mandate_of(row.maker),
    }
    return render(request, "promises/must_pass.html", said)


@require_POST
@person_page
def say_passed(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """They answered: it may, or it may not."""
    row = access.promise_to_keep(request.cooperative, request.actors, code)
    form = forms.Answer(request.POST)
    if form.is_valid():
        says_yes = form.cleaned_data["answer"] == "yes"
        actions.say_passed(row, says_yes=says_yes, by=request.person, at=clock.now())
        if says_yes:
            messages.success(request, _("Good. It stands with the promise."))
        else:
            messages.info(request, _("%(name)s hears of it.") % {"name": row.receiver})
    return redirect("promises:promise", coop, code)
