"""Forgetting somebody who asked for it, by whoever promised to see to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tussenruimte.belonging import access, actions, forms
from tussenruimte.belonging.open_ends import what_is_open
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.matters.access import ground_of
from tussenruimte.matters.actions import look
from tussenruimte.promises.reads import view


@person_page
def forget(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """What has to be handed over first, and then the step itself."""
    me, at = request.person, clock.now()
    today = clock.day(at)
    promise = access.forgetting_to_do(request.cooperative, request.actors, code)
    person = promise.of
    form = forms.Forget(request.POST or None)
    if form.is_valid() and form.try_to(actions.forget_as_asked, promise, by=me, at=at):
        messages.success(request, _("This person was forgotten. What they told opens for nobody."))
        return redirect("web:today", coop)
    ground = ground_of(promise.matter, request.actors, today)
    look(promise.matter, ground=ground, page="belonging:forget", by=me, at=at)
    said = {
        "who": person,
        "form": form,
        "promise": view(promise, today, request.cooperative),
        "left": what_is_open(person, at),
        "today": today,
    }
    return render(request, "belonging/forget.html", said)
