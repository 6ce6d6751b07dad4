"""What pages of every room share: who may come in, and privacy of what they answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from tussenruimte.kit.refusal import NotHere, SignInFirst

View = Callable[..., HttpResponse]


class CooperativeRequest(HttpRequest):
    """A request inside a cooperative, by somebody who may or may not be known in it."""

    cooperative: Any
    person: Any
    actors: list[int]


def person_page(view: View) -> View:
    """Only for somebody signed in who is a person in this cooperative; others sign in first."""

    @wraps(view)
    def page(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is None and request.user.is_authenticated:
            raise NotHere  # signed in, but nobody here: signing in again would go round in circles
        if request.person is None and request.method == "POST":
            raise SignInFirst  # a way to the door would throw away what was typed
        if request.person is None:
            return redirect_to_login(request.get_full_path())
        return private(view)(request, *args, **kwargs)

    return page


LAST_PAGE = 10_000


def page_number(request: HttpRequest) -> int:
    """Which page of a long list is asked for (`?blad=2`), from 1; nonsense is the first."""
    asked = request.GET.get("blad", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() else 1


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page that asked for it (`next` in the form), or else there."""
    there = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    if is_ours and there.startswith(
        ("/", "http")
    ):  # not the name of a page, which `redirect` takes too
        return HttpResponseRedirect(there)
    return redirect(otherwise)


def private(view: Callable[Concatenate[Any, ...], HttpResponse]) -> View:
    """The answer is not kept by browsers or on the way: a look back is a new reading."""

    @wraps(view)
    def page(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return page
