"""The stop-rules: a public page with the numbers to call on top, and what the board writes down."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tussenruimte.kit.clock import day, now, today
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters import access, actions, forms, reads
from tussenruimte.matters.models import StopRule
from tussenruimte.matters.stop_rules import (
    NUMBERS,
    PROFESSIONALS,
    STEPS_OF_PROFESSIONALS,
    STEPS_OF_VOLUNTEERS,
    VOLUNTEERS,
    lines_of,
)
from tussenruimte.members.access import is_of_board
from tussenruimte.members.clocks import term
from tussenruimte.members.reads import may_hold


@require_safe
def rules(request: CooperativeRequest, coop: str) -> HttpResponse:
    """All that hold, in two directions."""
    on = today()
    shown = reads.stop_rules(request.cooperative, on)
    said = {
        "people": [one for one in shown if one.rule.direction == StopRule.Direction.PEOPLE],
        "against": [one for one in shown if one.rule.direction == StopRule.Direction.AGAINST],
        "numbers": NUMBERS,
        "year": on.year - 1,
        "volunteers": STEPS_OF_VOLUNTEERS,
        "professionals": STEPS_OF_PROFESSIONALS,
        "sources": {"volunteers": VOLUNTEERS, "professionals": PROFESSIONALS},
        "sees_to_it": is_of_board(request.person, on),
        "about": request.GET.get("vraag", "")[:12],
    }
    return render(request, "matters/stop_rules.html", said)


@require_safe
def rule(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One stop-rule: what it says, who may invoke it, what happens; and what it said before."""
    row = access.stop_rule_to_see(request.cooperative, code)
    shown = reads.stop_rule_in_full(row)
    said = {
        "one": shown,
        "numbers": NUMBERS,
        "told_to": lines_of(shown.version.told_to),
        "steps": lines_of(shown.version.steps),
        "sees_to_it": is_of_board(request.person, today()),
        "may_invoke": bool(request.person and may_hold(request.person)),
        "about": request.GET.get("vraag", "")[:12],
    }
    return render(request, "matters/stop_rule.html", said)


@person_page
def add(request: CooperativeRequest, coop: str) -> HttpResponse:
    """The board writes down a new one."""
    at = now()
    if not is_of_board(request.person, day(at)):
        raise NotHere
    days = term(request.cooperative, "stop_rule")
    form = forms.NewRule(request.POST or None, initial={"most_days": days})
    if form.is_valid() and form.try_to(
        actions.add_stop_rule,
        request.cooperative,
        form.cleaned_data["direction"],
        form.said(),
        by=request.person,
        at=at,
    ):
        return redirect("matters:stop-rules", coop)
    return render(request, "matters/stop_rule_form.html", {"form": form})


@person_page
def change(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """The board writes it anew; what stood there stays readable."""
    at = now()
    row = access.stop_rule_to_change(request.cooperative, request.person, code, day(at))
    shown = reads.stop_rule_in_full(row)
    form = forms.Rule(request.POST or None, initial=_as_it_stands(shown.version))
    if form.is_valid() and form.try_to(
        actions.change_stop_rule, row, form.said(), by=request.person, at=at
    ):
        return redirect("matters:stop-rule", coop, code)
    return render(request, "matters/stop_rule_form.html", {"form": form, "one": shown})


def _as_it_stands(version: Any) -> dict[str, Any]:
    names = ("title", "words", "protects", "invoked_by", "told_to", "steps", "most_days")
    return {name: getattr(version, name) for name in names}


@person_page
def end(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """The board ends it, by a decision."""
    at = now()
    row = access.stop_rule_to_change(request.cooperative, request.person, code, day(at))
    form = forms.EndRule(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.end_stop_rule, row, form.cleaned_data["decided_on"], by=request.person, at=at
    ):
        return redirect("matters:stop-rules", coop)
    said = {"form": form, "one": reads.stop_rule_in_full(row)}
    return render(request, "matters/stop_rule_end.html", said)
