"""Who must show twice that it is them, and whether they did.

Whoever may hold or sits in a seat reads what is somebody else's. A mailbox that a stranger got into
is then not enough. Until both were shown they are a visitor here: public pages and cards stay open.
"""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from tussenruimte.kit.sealing import UnreadableError
from tussenruimte.kit.second_codes import unwrap_secret, wrap_secret
from tussenruimte.relations.door import named

DOOR = "demo"  # how the session calls the door by which one is anybody
NEW_APP = "newapp"  # a cookie: the secret of an app that is being set up
SHOWN_FOR = 60 * 60  # seconds


def is_certain(request: HttpRequest) -> bool:
    """Whether this session showed a second time who it is. The door of the demo counts, only there."""
    ways = {record["method"] for record in get_authentication_records(request, request.user)}  # type: ignore[arg-type]
    return "mfa" in ways or (settings.DEMO and DOOR in ways)


def is_wanting(request: HttpRequest, person: Any) -> bool:
    """Whether this person has to show it first."""
    return bool(
        settings.SECOND_FACTOR
        and person is not None
        and person.answers_for_others
        and not is_certain(request)
    )


def note_the_door(request: HttpRequest) -> None:
    """Somebody walked in by the door of the demo."""
    record_authentication(request, request.user, DOOR)  # type: ignore[arg-type]


def note_shown(request: HttpRequest, sort: str) -> None:
    """Somebody showed it while making a way to show it; they do not have to do so again."""
    record_authentication(request, request.user, "mfa", type=sort, reauthenticated=True)  # type: ignore[arg-type]


def way_to_show(request: HttpRequest) -> str:
    """Where they show it: with the code or passkey that they have, or by choosing one first."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:
        return reverse("mfa_activate_totp")
    there = request.get_full_path() if request.method == "GET" else "/"
    return f"{ways[0]['url']}?{urlencode({'next': there})}"


# ---- an app that is being set up -------------------------------------------------------------------


def secret_of_new_app(request: HttpRequest) -> str:
    """What goes into the app: the same for an hour, since a phone that shows the app reads the page anew.

    Looking at a page changes nothing here, so the browser keeps it, under the master key and for one person.
    """
    try:
        whose, until, secret = unwrap_secret(request.COOKIES.get(named(NEW_APP), "")).split("|")
    except (UnreadableError, ValueError):  # none, or its key was turned away since
        whose, until, secret = "", "0", ""
    is_theirs = whose == str(request.user.pk) and time.time() < int(until)
    return secret if is_theirs else generate_totp_secret()


def keep_new_app(request: HttpRequest, response: HttpResponse, secret: str) -> None:
    """The browser keeps the secret that stands on this page for an hour."""
    until = int(time.time()) + SHOWN_FOR
    response.set_cookie(
        named(NEW_APP),
        wrap_secret(f"{request.user.pk}|{until}|{secret}"),
        max_age=SHOWN_FOR,
        path=reverse("mfa_activate_totp"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def note_new_app(request: HttpRequest, response: HttpResponse) -> None:
    """It gave a right code: the next one gets another secret, and nobody has to show it again."""
    response.delete_cookie(named(NEW_APP), path=reverse("mfa_activate_totp"))
    note_shown(request, "totp")
