"""A promise above a mandate: past whom it still has to go, and what they answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.promises import access, actions, forms, reads


@person_page
def must_pass(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """It goes above the mandate: whom it has to go past, beside what can be promised from there."""
    row = access.promise_to_pass(request.cooperative, request.actors, code)
    form = forms.Passing(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.must_pass, row, **form.cleaned_data, by=request.person, at=clock.now()
    ):
        return redirect("promises:promise", coop, code)
    shown = reads.inside_view(row, clock.today(), request.cooperative)
    mandate = reads.mandate_of(row.maker)
    said = {"promise": shown, "form": form, "mandate": mandate}
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
