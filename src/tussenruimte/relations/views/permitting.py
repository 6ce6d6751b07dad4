""" "Mag … dit lezen?": whoever holds on asks it, and the person answers, by log-in or with the card."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.kit.clock import day, now
from tussenruimte.kit.pages import person_page
from tussenruimte.matters import actions as matters
from tussenruimte.relations import access
from tussenruimte.relations.forms import own as own_forms
from tussenruimte.relations.forms.permitting import AskToRead
from tussenruimte.relations.models import DoneFor, Need
from tussenruimte.relations.reads import own
from tussenruimte.relations.views.acting import do, only_who_acts
from tussenruimte.relations.views.card import own_need


@person_page
def ask_to_read(request: Any, coop: str, code: str) -> HttpResponse:
    """Whoever holds on asks the person whether somebody else may read it, after a search by name."""
    at = now()
    need = access.need_to_hold(request.cooperative, request.person, code)
    name = request.POST.get("naam") or request.GET.get("naam", "")
    found = own.whom_to_let_read(need.cooperative, name, day(at), but=[need.person_id])
    form = AskToRead(request.POST or None, need=need, person=request.person, found=found)
    if form.is_valid() and form.try_to(
        matters.ask_permission, need.matter, by=request.person, at=at, **form.terms()
    ):
        said = _("You asked %(name)s. It stands on their page.") % {"name": need.person.first_name}
        messages.success(request, said)
        return redirect("relations:need", coop, code)
    matters.look(need.matter, ground="holder", page="ask_to_read", by=request.person, at=at)
    context = {"need": need, "form": form, "name": name, "found": found}
    return render(request, "relations/ask_to_read.html", context)


@require_POST
@own_need
def permit(request: Any, need: Need, to: dict[str, str]) -> HttpResponse:
    """The person, or whoever may act for them, says yes or no."""
    only_who_acts(request, need)
    form = own_forms.Answer(request.POST)
    says_yes = form.is_valid() and form.cleaned_data["answer"] == "yes"
    row = access.permission_asked(need, request.POST.get("code", ""))
    what = DoneFor.What.MAY_READ if says_yes else DoneFor.What.READ_NO
    is_for_them = request.stands is not None
    act = partial(matters.answer_asked, row, says_yes=says_yes, on_behalf=is_for_them)
    do(request, what, act, about=row.code, other_side=row.to_id)
    if says_yes:
        messages.success(request, _("They may read it now. You can take it back at any time."))
    else:
        messages.success(request, _("You said no. It changes nothing about the help."))
    return redirect(to["page"])
