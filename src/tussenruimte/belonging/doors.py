"""Two ways in to what is one's own: a log-in, or a card with its code and own word.

Whoever came with a card gets a pass in the page, signed for half an hour: nothing is kept about them
in the browser, and the next one at the same machine finds nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.belonging import access
from tussenruimte.kit import clock
from tussenruimte.kit.network import network_of
from tussenruimte.kit.pages import View, private
from tussenruimte.kit.refusal import Refused, SignInFirst
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members.access import WrongCard, card_of
from tussenruimte.members.actions import count_wrong_try
from tussenruimte.members.models import Card
from tussenruimte.members.reads import actors_of

HALF_AN_HOUR = 30 * 60
PASS = "pass"  # noqa: S105 - the name of a field
SALT = "belonging-card"


class CardDoor(forms.Form):
    """Code and own word."""

    required_css_class = "required"
    code = forms.CharField(
        label=_("The code on your card"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "input--code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
    word = forms.CharField(
        label=_("Your own word"),
        max_length=60,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "class": "input--short"}),
    )

    def __init__(self, *args: Any, is_shut: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.is_shut = is_shut

    @property
    def code_and_word(self) -> tuple[str, str]:
        """As they were typed."""
        return self.cleaned_data["code"], self.cleaned_data["word"]

    def say_elsewhere(self, name: str) -> None:
        """The card is of another cooperative."""
        self.add_error(
            None, gettext("This card is of %(name)s. Go there with it.") % {"name": name}
        )


def own_page(view: Callable[..., HttpResponse]) -> View:
    """A page about oneself. `request.typed` is what was filled in, `request.door` the pass in use."""

    @private
    @wraps(view)
    def page(request: Any, coop: str, **given: Any) -> HttpResponse:
        request.door, request.typed = "", _typed(request)
        if request.person is not None:
            request.frame = "web/base.html"
            return view(request, coop, **given)
        if getattr(request, "must_show", False):
            raise SignInFirst
        card = _of_pass(request) or _knock(request)
        if not isinstance(card, Card):
            shown = {"form": card, "leaves": view.__name__ == "leave"}
            return render(request, "belonging/door.html", shown)
        person = card.person
        person.cooperative = request.cooperative
        request.person, request.actors = person, actors_of(person, clock.today())
        request.door, request.frame = signing.dumps(card.code, salt=SALT), "web/neutral.html"
        return view(request, coop, **given)

    return page


def _typed(request: Any) -> Any:
    """What was filled in; a button that only leads on with a pass fills in nothing."""
    return request.POST if set(request.POST) - {PASS, "csrfmiddlewaretoken"} else None


def _of_pass(request: Any) -> Card | None:
    """The card of a pass that a page of ours gave, as long as it holds."""
    try:
        code = signing.loads(request.POST.get(PASS, ""), salt=SALT, max_age=HALF_AN_HOUR)
    except signing.BadSignature:
        return None
    return access.card_in_use(request.cooperative, code)


def _knock(request: Any) -> Card | CardDoor:
    """Code and word, as they stand on no other page: from here on the page is only looked at."""
    if "word" not in request.POST:
        return CardDoor(is_shut=PASS in request.POST)
    form, request.typed = CardDoor(request.POST), None
    card = _try(request, form) if form.is_valid() else None
    return card or form


def _try(request: Any, form: CardDoor) -> Card | None:
    """A wrong try is counted after it was refused, so that it stays counted."""
    at, found = clock.now(), None
    try:
        found = card_of(*form.code_and_word, network=network_of(request), at=at)
    except WrongCard as no:
        count_wrong_try(*no.keys, by="klok", at=at)
        form.add_error(None, str(no))
    except Refused as no:
        form.add_error(None, str(no))
    tell_database(request.cooperative.pk)
    if found is not None and found.cooperative_id != request.cooperative.pk:
        form.say_elsewhere(found.cooperative.name)
        return None
    return found
