"""Writes in the log who came in or did not, and clears the browser of whoever goes out."""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from tussenruimte.kit.unwritten import is_unwritten
from tussenruimte.web.middleware import Answer

log = logging.getLogger("tussenruimte.door")
METHODS = ("GET", "HEAD", "POST")
# How the names of the pages begin by which one comes in and goes out; the last one is looked at only.
DOORS = ("account_", "mfa_", "end_", "invitation", "invited", "openid_connect_")
LOOKED_AT = "openid_connect_callback"


class KeepTheDoor:
    """One line for whatever somebody does at a door, by log-in; never an e-mail address or a code."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        response = self.answer(request)
        name = _door(request)
        if name:
            _write_down(request, response, name)
        if name == "account_logout":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(self, request: Any, *_view: Any) -> None:
        """Who it was before: whoever goes out is nobody after."""
        request.came_as = _who(request) if _door(request) else None


def _door(request: HttpRequest) -> str:
    """The name of the door at which somebody does something; empty for every other page."""
    name = request.resolver_match and request.resolver_match.url_name
    is_done = request.method == "POST" or name == LOOKED_AT
    return name if is_done and name and name.startswith(DOORS) else ""


def _who(request: Any) -> int | None:
    try:
        number: int | None = request.user.pk
    except Error as error:
        if not is_unwritten(error):
            raise
        return None
    return number


def _write_down(request: Any, response: HttpResponse, name: str) -> None:
    there = urlsplit(response.headers.get("Location", "")).path or "the same page"
    before = getattr(request, "came_as", None)  # a form of another site is refused before that
    log.info(
        "%s led to %s (%s); log-in before %s, after %s",
        *(name, there, response.status_code, before, _who(request)),
    )
