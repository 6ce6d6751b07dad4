"""On the way in and out: in which cooperative, who is here, and how the house says no."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.db import DataError, Error, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import NotHere, Refused, SignInFirst
from tussenruimte.kit.rooms import Room, are_shut, shut_in, shut_room_of
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.kit.unwritten import is_unsure, is_unwritten
from tussenruimte.members import reads as members
from tussenruimte.web.second_factor import is_wanting, way_to_show
from tussenruimte.web.signed_in import is_seen

log = logging.getLogger("tussenruimte.door")
Answer = Callable[[HttpRequest], HttpResponse]
LEAST_TYPED = 20  # shorter answers are typed again faster than they are copied


class SafeHeaders:
    """Headers that Django does not set: no camera, no place, no search engine on private pages."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "no-store" in response.headers.get("Cache-Control", ""):
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow, noarchive")
        return response


class InTheCooperative:
    """Finds the cooperative in the address and the person in the session, and tells the database.

    Every request tells the database anew, also one outside all cooperatives, so that none inherits
    the cooperative of the request before it on the same connection.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: Any, view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Before the page: `coop` in the address is the cooperative's short name."""
        request.cooperative, request.person, request.actors = None, None, []
        request.must_show = False
        request.kept_before = kept()
        if getattr(view, "without_database", False):
            return None
        if any("\0" in word for word in kwargs.values() if isinstance(word, str)):
            raise Http404  # nothing is called so, and PostgreSQL will not even look for it
        try:
            self.come_in(request, kwargs.get("coop"))
        except Error as error:
            if not is_unwritten(error):
                raise
            request.cooperative = request.person = None
            return out_of_order(request, error)
        room = shut_room_of(request.resolver_match.view_name)
        return _shut(request, room) if room else None

    def come_in(self, request: Any, slug: str | None) -> None:
        """Which cooperative, and who is this in it."""
        request.cooperative = members.enter(slug) if slug is not None else None
        are_shut(shut_in(request.cooperative.settings) if request.cooperative else ())
        if request.cooperative is None:
            tell_database(None)
        if slug is not None and request.cooperative is None:
            raise Http404
        if request.cooperative is not None and request.user.is_authenticated:
            is_seen(request)
            request.person, request.actors = members.person_of_login(
                request.cooperative, request.user, clock.today()
            )
            if is_wanting(request, request.person):  # until then they are a visitor here
                request.person, request.actors, request.must_show = None, [], True


class SayNo:
    """A refusal outside a form becomes a page with the sentence and what was typed."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only what can be expected; anything else is a bug and may crash."""
        if getattr(request, "must_show", False) and isinstance(error, (NotHere, SignInFirst)):
            return _to_the_second_factor(request)
        if isinstance(error, NotHere) or _has_zero_byte(error):
            who = getattr(getattr(request, "person", None), "code", "a visitor")
            log.warning("%s is not here for %s", request.path, who)
            shown = {"typed": typed_in(request)}
            return _unkept(render(request, "404.html", shown, status=404))
        if isinstance(error, SignInFirst):
            return _to_the_door(request)
        if is_unwritten(error):
            return out_of_order(request, error)
        if isinstance(error, Refused):
            said = {"sentence": str(error), "typed": typed_in(request)}
            return _unkept(render(request, "web/refused.html", said, status=409))
        return None


def _has_zero_byte(error: Exception) -> bool:
    """PostgreSQL keeps no text with a zero byte in it, and will not even look for one: nothing is called so."""
    return isinstance(error, DataError) and "0x00" in str(error)


def _to_the_door(request: HttpRequest) -> HttpResponse:
    """Signed out meanwhile: what was typed stays here, and the door leads back to where it was."""
    before = urlsplit(request.headers.get("Referer", ""))
    is_ours = before.path and before.netloc in {"", request.get_host()}
    back = before._replace(scheme="", netloc="").geturl() if is_ours else request.path
    said = {"typed": typed_in(request), "back": back}
    return _unkept(render(request, "web/sign_in_first.html", said, status=403))


def _to_the_second_factor(request: HttpRequest) -> HttpResponse:
    """Known, and not yet certain that it is them: a page leads there, what was typed stays here."""
    there = way_to_show(request)
    if request.method in {"GET", "HEAD"}:
        return _unkept(redirect(there))
    said = {"typed": typed_in(request), "there": there}
    return _unkept(render(request, "web/show_first.html", said, status=403))


def kept() -> int:
    """How many changes this connection to PostgreSQL kept so far; SQLite does not break in between."""
    return int(getattr(connection, "kept", 0))


def out_of_order(request: HttpRequest, error: Exception) -> HttpResponse:
    """Nothing can be written down now, also not who reads what: so other people's pages stay shut.

    When the line broke while something was being kept nobody knows, and then we do not say "no".
    """
    perhaps = is_unsure(error) or kept() > getattr(request, "kept_before", kept())
    said = {
        "typed": typed_in(request),
        "is_writing": request.method == "POST",
        "is_unsure": perhaps,
    }
    response = _unkept(render(request, "web/out_of_order.html", said, status=503))
    response.headers["Retry-After"] = "120"
    return response


def typed_in(request: HttpRequest) -> list[str]:
    """What somebody wrote and should not have to write again."""
    hidden = {"csrfmiddlewaretoken", "next", "carried"}  # what a page carries, nobody typed
    texts = [str(text) for name, text in request.POST.items() if name not in hidden]
    return [text for text in texts if len(text) > LEAST_TYPED]


def _shut(request: HttpRequest, room: Room) -> HttpResponse:
    """The cooperative has no use for this room now, and says so."""
    said = {"room": room, "typed": typed_in(request)}
    return _unkept(render(request, "web/shut.html", said, status=404))


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
