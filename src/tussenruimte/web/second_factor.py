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
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from tussenruimte.kit.sealing import UnreadableError
from tussenruimte.kit.second_codes import unwrap_secret, wrap_secret

DOOR = "demo"  # how the session calls the door by which one is anybody
NEW_APP = "new_app"  # the secret of an app that somebody is setting up, wrapped, and since when
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
    """What goes into the app: the same for an hour, since a phone that shows the app reads the page anew."""
    kept, since = request.session.get(NEW_APP, ("", 0))
    if time.time() - since < SHOWN_FOR:
        try:
            return unwrap_secret(kept)
        except UnreadableError:
            pass  # its key was turned away since
    secret = generate_totp_secret()
    request.session[NEW_APP] = (wrap_secret(secret), int(time.time()))
    return secret


def note_new_app(request: HttpRequest) -> None:
    """It gave a right code: the next one gets another secret, and nobody has to show it again."""
    request.session.pop(NEW_APP, None)
    note_shown(request, "totp")
