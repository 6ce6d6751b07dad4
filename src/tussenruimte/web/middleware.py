"""On the way in and out: in which cooperative, who is here, and how the house says no."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members import reads as members

Answer = Callable[[HttpRequest], HttpResponse]


class SafeHeaders:
    """Headers that Django does not set: no camera, no place, nothing kept of private pages."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
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

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Before the page: `coop` in the address is the cooperative's short name."""
        request.cooperative, request.person, request.actors = None, None, []
        slug = kwargs.get("coop")
        if slug is None:
            tell_database(None)
            return
        request.cooperative = members.enter(slug)
        if request.cooperative is None:
            tell_database(None)
            raise Http404
        if request.user.is_authenticated:
            request.person, request.actors = members.person_of_login(
                request.cooperative, request.user, clock.today()
            )


class SayNo:
    """A refusal outside a form becomes a page with the sentence and what was typed."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only `Refused` and `NotHere`; anything else is a bug and may crash."""
        if isinstance(error, NotHere):
            return render(request, "404.html", status=404)
        if not isinstance(error, Refused):
            return None
        typed = [v for k, v in request.POST.items() if k != "csrfmiddlewaretoken" and len(v) > 20]
        return render(
            request, "web/refused.html", {"sentence": str(error), "typed": typed}, status=409
        )
