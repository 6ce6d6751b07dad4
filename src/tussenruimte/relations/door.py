"""Who came in with a card, until when, and as whom: for every page that a card opens.

The session holds codes of rows only. How long ago somebody was here stands in a signed cookie, so
that looking writes nothing; after half an hour without use the door is shut.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from tussenruimte.kit.clock import day, now
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members.access import known_by
from tussenruimte.members.models import Card
from tussenruimte.members.reads import actors_of
from tussenruimte.relations.reads.cards import IDLE, card_in_use

SEEN = "card_seen"
KNOWN = "card_known"  # a device that got in with a card before: no name, and nothing that opens it
KNOWN_FOR = 365 * 24 * 60 * 60


def card_here(request: HttpRequest) -> Card | None:
    """The card with which somebody came in here, if that was not too long ago."""
    kept: dict[str, Any] = request.session.get("card", {})
    seen = request.get_signed_cookie(named(SEEN), default="", salt="card", max_age=IDLE)
    if not kept or seen != kept["card"]:
        return None
    tell_database(kept["cooperative"])
    found = card_in_use(kept["cooperative"], kept["card"])
    if found is None:
        tell_database(None)
    return found


@contextmanager
def as_person_of(card: Card, request: Any) -> Iterator[None]:
    """In the cooperative of the card, as the person of it, in their language unless they chose one."""
    person = card.person
    person.cooperative = card.cooperative
    request.cooperative, request.person = card.cooperative, person
    request.actors = actors_of(person, day(now()))
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    known = [code for code, _name in settings.LANGUAGES]
    speaks = [code for code in (chosen, person.language) if code in known]
    with translation.override(speaks[0] if speaks else settings.LANGUAGE_CODE):
        yield


def seen(response: HttpResponse, card: Card) -> HttpResponse:
    """From now on half an hour again."""
    return _keep(response, SEEN, card.code)


def known(response: HttpResponse, text: str) -> HttpResponse:
    """Whoever guesses at this card from beside this device does not make it wait."""
    return _keep(response, KNOWN, known_by(text), max_age=KNOWN_FOR)


def as_private(response: HttpResponse) -> HttpResponse:
    """What a card opens is kept by no browser, and says in which language it is."""
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    return response


def named(name: str) -> str:
    """Under this beginning a browser takes a cookie over a secure connection only."""
    return f"__Secure-{name}" if settings.SESSION_COOKIE_SECURE else name


def _keep(response: HttpResponse, name: str, value: str, **more: Any) -> HttpResponse:
    response.set_signed_cookie(
        named(name),
        value,
        salt="card",
        path=reverse("relations:card"),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        **more,
    )
    return response
