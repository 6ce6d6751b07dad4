"""What the house knows of whoever looks: see it, take it along, correct it, and ask to be forgotten.

Each page has two doors: a log-in, or a card.
"""

import io
import json
import zipfile
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.belonging import actions
from tussenruimte.belonging.open_ends import asked_to_be_forgotten, what_is_open
from tussenruimte.kit import clock
from tussenruimte.kit.pages import View, person_page
from tussenruimte.kit.refusal import NotHere, SignInFirst
from tussenruimte.learning.reads import told_to
from tussenruimte.matters.files import fetch
from tussenruimte.members.actions import correct_person
from tussenruimte.members.clocks import term
from tussenruimte.promises.reads import view as standing
from tussenruimte.relations.door import as_person_of, as_private, card_here, seen
from tussenruimte.web.forms import mine as forms
from tussenruimte.web.reads import mine as reads

To = dict[str, str]
PAGES = ("page", "take", "correct", "forget", "stay")
KINDS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


def two_doors(view: Callable[[Any, To], HttpResponse]) -> View:
    """The view gets `to`, the addresses of the other pages through the same door."""

    def with_log_in(request: Any, coop: str) -> HttpResponse:
        request.frame = "web/base.html"
        return view(request, {name: reverse(f"mine:{name}", args=[coop]) for name in PAGES})

    @wraps(view)
    def page(request: Any, coop: str = "") -> HttpResponse:
        if coop:
            return person_page(with_log_in)(request, coop)
        here = card_here(request)
        if here is None and request.method == "POST":
            raise SignInFirst
        if here is None:
            return redirect("relations:card")
        with as_person_of(here, request):
            request.frame = "web/neutral.html"
            to = {name: reverse(f"mine:card-{name}") for name in PAGES}
            return seen(as_private(view(request, to)), here)

    return page


@require_safe
@two_doors
def page(request: Any, to: To) -> HttpResponse:
    """Who we think somebody is, and what they can do with it."""
    at = clock.now()
    promise = asked_to_be_forgotten(request.person)
    said = {
        "to": to,
        "about": reads.about(request.person, clock.day(at)),
        "told": told_to(request.person),
        "needs": request.person.needs.filter(joined_to=None).order_by("-told_at"),
        "asked": standing(promise, clock.day(at), request.cooperative) if promise else None,
        "has_card": request.frame != "web/base.html",
    }
    return render(request, "web/mine.html", said)


@require_safe
@two_doors
def take(request: Any, to: To) -> HttpResponse:
    """One file with everything: a page to read, the same for a program, and the pictures."""
    person, packed, name = request.person, io.BytesIO(), _("my-data")
    whole = reads.whole(person, clock.now())
    page = render_to_string("web/mine_whole.html", {"whole": whole, "who": person}, request)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(f"{name}.html", page)
        plain = json.dumps(whole.as_plain(), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        file.writestr(f"{name}.json", plain)
        for row in reads.pictures(person):
            file.writestr(f"{row.code}.{KINDS.get(row.kind, 'bin')}", _bytes_of(row))
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer


def _bytes_of(row: Any) -> bytes:
    try:
        return fetch(row)
    except NotHere:
        return b""


@two_doors
def correct(request: Any, to: To) -> HttpResponse:
    """Another name, number, way to be found, or language."""
    person = request.person
    form = forms.Correct(request.POST or None, person=person)
    if form.is_valid() and form.try_to(
        correct_person, person, by=person, at=clock.now(), **form.cleaned_data
    ):
        messages.success(request, _("Changed. This is how we know you now."))
        return redirect(to["page"])
    return render(request, "web/mine_correct.html", {"to": to, "form": form})


@two_doors
def forget(request: Any, to: To) -> HttpResponse:
    """What goes and what stays, what has to be closed first, and the question itself."""
    person, at = request.person, clock.now()
    if asked_to_be_forgotten(person) is not None:
        return redirect(to["page"])
    form = forms.AskToBeForgotten(request.POST or None)
    if form.is_valid() and form.try_to(actions.ask_to_be_forgotten, person, by=person, at=at):
        messages.success(request, _("Asked. Here you see who does it, and by when."))
        return redirect(to["page"])
    said = {
        "to": to,
        "form": form,
        "left": what_is_open(person, at),
        "days": term(request.cooperative, "forget"),
    }
    return render(request, "web/mine_forget.html", said)


@require_POST
@two_doors
def stay(request: Any, to: To) -> HttpResponse:
    """Not forgotten after all."""
    promise = asked_to_be_forgotten(request.person)
    if promise is None:
        raise NotHere
    actions.stay_after_all(promise, by=request.person, at=clock.now())
    messages.success(request, _("Good. Everything stays as it is."))
    return redirect(to["page"])
