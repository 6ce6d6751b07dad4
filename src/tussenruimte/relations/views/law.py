"""What laws say about a question, for whoever holds on and for the person: start a term, say it, stop it."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.kit.clock import day, now
from tussenruimte.kit.pages import person_page
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.matters import actions as matters
from tussenruimte.relations import access, actions, reads
from tussenruimte.relations.forms.law import StartLaw
from tussenruimte.relations.models import LegalClock, Need
from tussenruimte.relations.reads.law import laws_of, seats_with_yes
from tussenruimte.relations.views.acting import themselves
from tussenruimte.relations.views.card import own_need


@person_page
def law(request: Any, coop: str, code: str) -> HttpResponse:
    """Whoever holds on writes down the day of the report."""
    need = access.need_to_hold(request.cooperative, request.person, code)
    request.frame = "web/base.html"
    there = {
        "up": reverse("relations:need", args=[coop, code]),
        "up_words": need.matter.shown_title,
        "stop_url": reverse("relations:stop-law", args=[coop, code]),
        "say_url": reverse("relations:say-law", args=[coop, code]),
        "readers_url": reverse("relations:ask-to-read", args=[coop, code]),
        "is_self": False,
    }
    matters.look(need.matter, ground="holder", page="law", by=request.person, at=now())
    return _page(request, need, there)


@person_page
@require_POST
def stop(request: Any, coop: str, code: str) -> HttpResponse:
    """It need not run any more."""
    need = access.need_to_hold(request.cooperative, request.person, code)
    row = access.law_here(need, request.POST.get("code", ""))
    actions.stop_clock(row, by=request.person, at=now())
    return redirect("relations:law", coop, code)


@person_page
@require_POST
def say(request: Any, coop: str, code: str) -> HttpResponse:
    """The person said yes: the seat of the municipality sees it from now on."""
    need = access.need_to_hold(request.cooperative, request.person, code)
    _say(request, need)
    return redirect("relations:law", coop, code)


@own_need
def own_law(request: Any, need: Need, to: dict[str, str]) -> HttpResponse:
    """The person does it for themselves."""
    themselves(request, need)
    there = {
        "up": to["page"],
        "up_words": _("How things stand"),
        "stop_url": to["stop-law"],
        "say_url": to["say-law"],
        "readers_url": to["readers"],
        "ask_url": to["ask"],
        "is_self": True,
    }
    return _page(request, need, there)


@require_POST
@own_need
def stop_own(request: Any, need: Need, to: dict[str, str]) -> HttpResponse:
    """The person stops it."""
    themselves(request, need)
    row = access.law_here(need, request.POST.get("code", ""))
    actions.stop_clock(row, by=request.person, at=now())
    return redirect(to["law"])


@require_POST
@own_need
def say_own(request: Any, need: Need, to: dict[str, str]) -> HttpResponse:
    """The person lets a seat of the municipality see it."""
    themselves(request, need)
    _say(request, need)
    return redirect(to["law"])


def _say(request: Any, need: Need) -> None:
    row = access.law_here(need, request.POST.get("code", ""))
    seat = access.seat_of_municipality(need, request.POST.get("seat", ""))
    actions.say_clock_to(row, seat, by=request.person, at=now())
    messages.success(request, _("%(seat)s sees it now.") % {"seat": seat})


def _written(row: LegalClock, today: dt.date) -> str:
    if row.last_day >= today:
        return _("It runs. What the law says stands with the question.")
    told = {"day": day_in_words(row.last_day, today)}
    return _("It is written down. The law said: by %(day)s. That day has passed.") % told


def _page(request: Any, need: Need, there: dict[str, Any]) -> HttpResponse:
    at = now()
    form = StartLaw(request.POST or None, need=need, seats=seats_with_yes(need, day(at)))
    if form.is_valid() and form.try_to(
        actions.start_clock,
        need,
        form.cleaned_data["key"],
        by=request.person,
        at=at,
        **form.terms(),
    ):
        messages.success(request, _written(form.result, day(at)))
        return redirect(there["up"])
    laws = laws_of(reads.need_page(need, day(at)), day(at))
    return render(
        request, "relations/law.html", {"need": need, "form": form, "laws": laws, **there}
    )
