"""Telling what is needed, and what one takes home from it."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tussenruimte.kit.clock import day, now
from tussenruimte.kit.pages import CooperativeRequest, private
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Standing
from tussenruimte.members.reads import on_duty
from tussenruimte.promises.reads import ladder_in
from tussenruimte.relations import actions
from tussenruimte.relations.forms import telling as forms
from tussenruimte.relations.reads.told import JustTold, just_told
from tussenruimte.relations.views.places import origin_of

SHOWN_FOR = dt.timedelta(minutes=30)  # how long the page with the card can be seen again


def tell(request: CooperativeRequest, coop: str) -> HttpResponse:
    """One box, one yes, one own word. Whatever is refused, nothing that was typed is lost."""
    at = now()
    form = _form(request)
    if form.is_valid() and _tell(request, form, at):
        _remember(request, form.result, at)
        return redirect("relations:told", coop)
    said = {
        "form": form,
        "for_another": isinstance(form, forms.TellForAnother),
        "holder": on_duty(request.cooperative, day(at)),
        "days": term(request.cooperative, "first_contact"),
    }
    response = render(request, "relations/tell.html", said)
    # Whoever looks elsewhere for a moment finds back what they typed; what was refused is not kept.
    response["Cache-Control"] = "no-store" if request.method == "POST" else "private, no-cache"
    return response


def _form(request: CooperativeRequest) -> forms.Tell:
    """For oneself, or, with a log-in and when asked for, for somebody else."""
    person, typed = request.person, request.POST if request.method == "POST" else None
    if person is not None and "voor" in request.GET:
        may_hold = Standing.objects.filter(person=person).exists()
        return forms.TellForAnother(typed, may_hold=may_hold)
    return forms.Tell(typed, is_known=person is not None)


def _tell(request: CooperativeRequest, form: forms.Tell, at: dt.datetime) -> bool:
    telling = form.telling("" if request.person else origin_of(request))  # at a counter many tell
    who = {"by": request.person, "person": None if telling.is_for_another else request.person}
    return form.try_to(actions.tell, request.cooperative, telling, at=at, **who)


def _remember(request: HttpRequest, told: actions.Told, at: dt.datetime) -> None:
    """In the session stand codes of rows only: not the code of the card, no name, no word."""
    request.session["told"] = {
        "need": told.need.code,
        "cards": [card.code for card in told.cards],
        "until": (at + SHOWN_FOR).isoformat(),
    }
    if not request.user.is_authenticated:
        request.session.set_expiry(int(SHOWN_FOR.total_seconds()))


def _remembered(request: CooperativeRequest) -> JustTold | None:
    kept: dict[str, Any] = request.session.get("told", {})
    if not kept or now() > dt.datetime.fromisoformat(kept["until"]):
        return None
    return just_told(request.cooperative, kept["need"], kept["cards"])


@private
def told(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Who holds on, by when they are in touch, what to do if not, and the card to print."""
    it = _remembered(request)
    if it is None:
        return render(request, "relations/told_gone.html", status=410)
    said = {
        "told": it,
        "need": it.need,
        "holder": it.holder,
        "is_own": it.need.told_by_id is None,
        "others_on": ladder_in(request.cooperative).reached_on(it.contact.due, "circle"),
        "i_hold": request.person is not None and it.holder == request.person,
        "card_address": settings.PUBLIC_URL.split("://", 1)[-1] + "/kaart",
        "card_url": settings.PUBLIC_URL + "/kaart/",
    }
    return render(request, "relations/told.html", said)


@require_POST
def done(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Away with the page that shows the card: somebody else uses this machine next."""
    request.session.pop("told", None)
    return redirect("web:front", coop)
