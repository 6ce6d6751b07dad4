"""The card's door: in with a code and an own word, without an account; and out again."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.kit.clock import day, now
from tussenruimte.kit.network import network_of
from tussenruimte.kit.pages import View, person_page, private
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.matters import access as matters_access, actions as matters
from tussenruimte.members.access import WrongCard, card_of
from tussenruimte.members.actions import count_wrong_try
from tussenruimte.members.models import Card
from tussenruimte.relations import access
from tussenruimte.relations.door import (
    KNOWN,
    KNOWN_FOR,
    SEEN,
    as_person_of,
    as_private,
    card_here,
    known,
    named,
    seen,
)
from tussenruimte.relations.forms.card import CardDoor
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.cards import LONGEST, needs_of_card

LEAST_TYPED = 20  # shorter answers are typed again faster than they are copied

OwnView = Callable[[Any, Need, dict[str, str]], HttpResponse]

# The pages of a person about their own need: after `own-` with a log-in, after `card-` with a card.
OWN_PAGES = (
    "words", "wrong", "respond", "dispute", "agree", "ask", "calendar", "letter", "everything", "answer", "talk", "offer", "relation", "readers", "permit", "withdraw", "law", "stop-law", "say-law",
    "seen", "another", "lookback", "unlook", "close", "consent", "reopen", "reach", "picture", "unpicture",
)  # fmt: skip


@private
def card(request: Any) -> HttpResponse:
    """The door; and for whoever is in, what the card opens."""
    here = card_here(request)
    if request.method == "POST":
        return _knock(request)
    if here is None:
        return _door(request, CardDoor())
    with as_person_of(here, request):
        needs = needs_of_card(here)
        if len(needs) == 1:
            return seen(redirect("relations:card-need", needs[0].code), here)
        said = {"needs": [(need, need.read("words")) for need in needs]}
        return seen(render(request, "relations/card_list.html", said), here)


@require_POST
def leave(request: Any) -> HttpResponse:
    """Done: nobody who uses this machine next gets in."""
    request.session.pop("card", None)
    messages.success(
        request, _("The door is shut. Whoever uses this machine next reads nothing of yours.")
    )
    response = redirect("relations:card")
    response.delete_cookie(named(SEEN), path=reverse("relations:card"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _knock(request: Any) -> HttpResponse:
    form = CardDoor(request.POST)
    if form.is_valid():
        card = _try(request, form)
        if card is not None:
            request.session.cycle_key()
            request.session["card"] = {"card": card.code, "cooperative": card.cooperative_id}
            if not request.user.is_authenticated:
                request.session.set_expiry(dt.timedelta(seconds=LONGEST))
            return known(seen(redirect("relations:card"), card), form.cleaned_data["code"])
    tell_database(None)
    return _door(request, form)


def _try(request: HttpRequest, form: CardDoor) -> Card | None:
    """A wrong try is counted after it was refused, so that it stays counted."""
    code, word, at = form.cleaned_data["code"], form.cleaned_data["word"], now()
    before = request.get_signed_cookie(named(KNOWN), default="", salt="card", max_age=KNOWN_FOR)
    try:
        return card_of(code, word, network=network_of(request), known=before or "", at=at)
    except WrongCard as no:
        count_wrong_try(*no.keys, by="klok", at=at)
        form.add_error(None, str(no))
    except Refused as no:
        form.add_error(None, str(no))
    return None


def _door(request: HttpRequest, form: CardDoor, **more: Any) -> HttpResponse:
    response = render(request, "relations/card_door.html", {"form": form, **more})
    response["Cache-Control"] = "no-store"
    return response


def own_need(view: OwnView) -> View:
    """One page about one's own need, with two doors: a log-in, or a card.

    The view gets the need and `to`, the addresses of the other pages; `request.frame` is the
    template around them, `request.stands` with what somebody else may act for the person.
    """

    def with_log_in(request: Any, coop: str, code: str) -> HttpResponse:
        need, request.stands = access.own_need(request.person, code)
        _look(request, need, page="own")
        request.frame = "web/base.html"
        return _or_refused(view, request, need, _addresses("own", coop, code))

    @wraps(view)
    def page(request: Any, code: str, coop: str = "") -> HttpResponse:
        if coop:
            return person_page(with_log_in)(request, coop, code)
        here = card_here(request)
        if here is None:
            return _shut(request)
        with as_person_of(here, request):
            need = _need_here(here, code, request)
            request.frame = "web/neutral.html"
            response = _or_refused(view, request, need, _addresses("card", code))
            return seen(as_private(response), here)

    return page


def _addresses(door: str, *args: str) -> dict[str, str]:
    """Where the pages about this need are, through this door."""
    to = {name: reverse(f"relations:{door}-{name}", args=args) for name in OWN_PAGES}
    to["page"] = reverse("relations:card-need" if door == "card" else "relations:own", args=args)
    return to


def _need_here(card: Card, code: str, request: Any) -> Need:
    """What the card opens. Whoever asks it together with somebody is a reader like any other."""
    need = access.need_of_card(card, code)
    is_self = need.person_id == card.person_id
    request.stands = None if is_self else access.stands_for(need, card.person)
    _look(request, need, page="card")
    return need


def _look(request: Any, need: Need, *, page: str) -> None:
    """Whoever is not the person reads on a ground, and that stands in the reading log."""
    if need.person_id == request.person.pk:
        return
    at = now()
    ground = matters_access.ground_of(need.matter, request.actors, day(at))
    if not ground:
        raise NotHere
    matters.look(need.matter, ground=ground, page=page, by=request.person, at=at)


def _or_refused(view: OwnView, request: Any, need: Need, to: dict[str, str]) -> HttpResponse:
    """A refusal stands in the frame of the page, with what was typed."""
    try:
        return view(request, need, to)
    except Refused as no:
        said = {"sentence": str(no), "typed": typed_in(request), "need": need, "to": to}
        return render(request, "relations/own_refused.html", said, status=409)


def _shut(request: HttpRequest) -> HttpResponse:
    """Too long ago: code and word again. What was typed meanwhile is not lost."""
    if request.method != "POST":
        return redirect("relations:card")
    return _door(request, CardDoor(), is_shut=True, typed=typed_in(request))


def typed_in(request: HttpRequest) -> list[str]:
    """What somebody wrote and should not have to write again."""
    typed = (str(v) for name, v in request.POST.items() if name != "csrfmiddlewaretoken")
    return [text for text in typed if len(text) > LEAST_TYPED]
