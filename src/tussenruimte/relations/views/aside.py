"""Messages that are put aside by two people, one by one or many of one place at once."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tussenruimte.kit.clock import now
from tussenruimte.kit.pages import page_number, person_page
from tussenruimte.matters import actions as matters
from tussenruimte.relations import access, actions
from tussenruimte.relations.forms import holding as forms
from tussenruimte.relations.models import Need, SetAside

SHOWN = 20  # of many from one place, on one page


@person_page
def burst(request: Any, coop: str, origin: str) -> HttpResponse:
    """Many messages from one place on one day: all of them looked at, then put aside by two, together."""
    at = now()
    rows = access.burst_of(request.cooperative, request.person, origin)
    form = forms.PutAllAside(request.POST or None, need=rows[0], person=request.person)
    if form.is_valid() and form.try_to(
        actions.ask_to_set_all_aside, form.seen_of(rows), by=request.person, at=at, **form.terms()
    ):
        return redirect("relations:needs", coop)
    shown = _page(request, rows, ground="holder", name="burst", at=at)
    form.initial["seen"] = rows[-1].told_at.isoformat()
    return render(request, "relations/burst.html", {**shown, "form": form, "total": len(rows)})


def _page(
    request: Any, needs: list[Need], *, ground: str, name: str, at: dt.datetime
) -> dict[str, Any]:
    """One page of these, each noted as read; all have been seen on the last one."""
    number = page_number(request)
    start = (number - 1) * SHOWN
    shown = needs[start : start + SHOWN]
    for need in shown:
        matters.look(need.matter, ground=ground, page=name, by=request.person, at=at)
    return {
        "rows": [(need, need.read("words")) for need in shown],
        "page_number": number,
        "is_last": start + SHOWN >= len(needs),
    }


@person_page
def look_at_aside(request: Any, coop: str, code: str) -> HttpResponse:
    """The second person reads the message and decides; about all of one place when there are many."""
    at = now()
    row = access.set_aside_to_answer(request.cooperative, request.person, code)
    alike = access.asked_about_with(row)
    if request.method == "POST":
        return _answer(request, coop, row, alike)
    needs = [one.need for one in alike] or [row.need]
    shown = _page(request, needs, ground="duty", name="put_aside", at=at)
    context = {**shown, "row": row, "alike": len(alike) if len(alike) > 1 else 0}
    return render(request, "relations/look_at_aside.html", context)


def _answer(request: Any, coop: str, row: SetAside, alike: list[SetAside]) -> HttpResponse:
    """Yes to all or to this one; a no to this one, and then on to the others."""
    at, answer = now(), request.POST.get("answer")
    if answer == "all":
        actions.agree_to_all(alike, by=request.person, at=at)
    elif answer == "yes":
        actions.agree_to_set_aside(row, by=request.person, at=at)
    else:
        actions.keep_message(row, by=request.person, at=at)
        others = [one for one in alike if one.pk != row.pk]
        if others:
            return redirect("relations:look-at-aside", coop, others[0].need.code)
    return redirect("relations:needs", coop)


@person_page
@require_POST
def restore(request: Any, coop: str, code: str) -> HttpResponse:
    """Bring a message back."""
    row = access.set_aside_to_restore(request.cooperative, request.person, code)
    actions.restore(row, by=request.person, at=now())
    return redirect("relations:needs", coop)
