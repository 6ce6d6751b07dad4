"""Invoking a stop-rule, and how one that was invoked stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.kit.clock import day, now
from tussenruimte.kit.pages import person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters import access as matters_access, actions as matters
from tussenruimte.matters.stop_rules import NUMBERS, done_in_words, told_in_words
from tussenruimte.members.reads import may_hold
from tussenruimte.relations import access, actions
from tussenruimte.relations.forms.stopping import Invoke
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.stops import promised_by, talk_since


@person_page
def invoke(request: Any, coop: str, code: str) -> HttpResponse:
    """Choose what was done and whom one told. It comes from the question, or asks whose it is."""
    if not may_hold(request.person):
        raise NotHere
    at = now()
    version = matters_access.stop_rule_to_invoke(request.cooperative, code)
    need = _need(request, at)
    form = Invoke(request.POST or None, cooperative=request.cooperative, version=version, need=need)
    if form.is_valid() and form.try_to(
        actions.invoke_stop,
        form.need,
        version,
        form.called(),
        tell_by=form.cleaned_data["tell_by"],
        by=request.person,
        at=at,
    ):
        messages.success(request, _("It is in force. Now act: what you do comes first."))
        return redirect("relations:stop", coop, form.result.code)
    said = {"version": version, "need": need, "form": form, "numbers": NUMBERS}
    return render(request, "relations/invoke.html", said)


def _need(request: Any, at: Any) -> Need | None:
    """The question from which they came, when they read it."""
    code = request.GET.get("vraag", "")
    if not code:
        return None
    need, ground = access.need_to_read(request.person, code, day(at))
    matters.look(need.matter, ground=ground, page="invoke", by=request.person, at=at)
    return need


@require_safe
@person_page
def stop(request: Any, coop: str, code: str) -> HttpResponse:
    """One that was invoked: by whom, when, who was told, until when, and what was promised."""
    at = now()
    today = day(at)
    row = matters_access.stop_to_see(request.cooperative, request.actors, code, today)
    ground = matters_access.ground_of(row.own, request.actors, today)
    matters.look(row.own, ground=ground, page="stop", by=request.person, at=at)
    row.by.cooperative = request.cooperative
    said = {
        "row": row,
        "is_in_force": row.is_in_force(today),
        "told_to": told_in_words(row),
        "done": done_in_words(row),
        "numbers": NUMBERS,
        "is_mine": row.by_id == request.person.pk,
        "may_read": matters_access.may_read(row.matter, request.actors, today),
        "promised": promised_by(row, today),
        "talk": talk_since(row),
    }
    return render(request, "relations/stop.html", said)


@person_page
@require_POST
def told(request: Any, coop: str, code: str) -> HttpResponse:
    """The person knows now."""
    row = matters_access.stop_to_see(request.cooperative, request.actors, code, day(now()))
    actions.person_was_told(row, by=request.person, at=now())
    messages.success(request, _("It stands on their page now, with who read it."))
    return redirect("relations:stop", coop, code)


@person_page
@require_POST
def lift(request: Any, coop: str, code: str) -> HttpResponse:
    """It ends today."""
    row = matters_access.stop_to_see(request.cooperative, request.actors, code, day(now()))
    actions.lift_stop(row, by=request.person, at=now())
    messages.success(request, _("It has ended. You read the question no longer because of this."))
    return redirect("relations:stop", coop, code)
