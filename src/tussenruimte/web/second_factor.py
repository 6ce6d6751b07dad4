"""Who must show twice that it is them, and whether they did.

Whoever may hold or sits in a seat reads what is somebody else's. A mailbox that a stranger got into
is then not enough. Until both were shown they are a visitor here: public pages and cards stay open.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

DOOR = "demo"  # how the session calls the door by which one is anybody


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
