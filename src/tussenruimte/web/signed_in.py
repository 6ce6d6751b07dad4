"""On which devices somebody is signed in: in plain words, since when, and when they were last seen.

Of a device is kept what browser and machine it says it is; from which network it comes is not.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import DatabaseError, Error
from django.http import HttpRequest
from django.utils import timezone

from tussenruimte.kit import clock
from tussenruimte.kit.unwritten import is_unwritten
from tussenruimte.members.actions.devices import NOWHERE, note_device
from tussenruimte.web.devices import device_in_words, marks_of

HALF_WAY = 20 * 60  # seconds that a sign-in which was begun and left is remembered
OF_DJANGO = "_session_expiry"  # where its end stands
SEEN = "seen"  # in the session: the day on which this device was last noted


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One device."""

    number: int
    device: str
    since: dt.datetime
    seen_on: dt.date
    is_this: bool


def leave_network_outside(request: HttpRequest) -> None:
    """From here on the request says no more about the device than we keep."""
    request.META["HTTP_USER_AGENT"] = marks_of(request.headers.get("User-Agent", ""))
    request.is_past_the_door = True  # type: ignore[attr-defined]


def network_of(request: HttpRequest, told: Callable[[HttpRequest], str]) -> str:
    """From which network, for who still stands before the door: guessing there is slowed."""
    return NOWHERE if getattr(request, "is_past_the_door", False) else told(request)


def look_up_nobody() -> None:
    """Look for a log-in that there is not: for whoever is unknown, what is asked for whoever is known."""
    get_user_model().objects.filter(pk=0).first()


def is_seen(request: Any) -> None:
    """The first page of a device on a day notes that day. With a full disk it does without.

    So it does when this device was signed out from another one at this very moment.
    """
    today = clock.today()
    if request.session.get(SEEN) == today.isoformat():
        return
    try:
        note_device(
            request.session.session_key,
            request.user,
            marks_of(request.headers.get("User-Agent", "")),
            by="klok",
            at=clock.now(),
        )
        request.session[SEEN] = today.isoformat()
        if OF_DJANGO not in request.session:  # one that began before its end was written in it
            end_in_time(request.session)
        request.session.save()
    except Error as error:
        if not is_unwritten(error):
            raise
    except UpdateError as error:
        if not (_is_session_gone(error) or is_unwritten(error.__context__)):
            raise
    request.session.modified = False  # it is kept, or cannot be kept now


def end_in_time(session: Any) -> None:
    """From now on it has a day on which it ends, however often it is used until then."""
    session.set_expiry(dt.timedelta(seconds=settings.SESSION_COOKIE_AGE))


def _is_session_gone(error: UpdateError) -> bool:
    """There was no row to change; whatever else Django found in its way has a name of its own."""
    return type(error.__context__) is DatabaseError


def devices_of(request: HttpRequest) -> list[SignedIn]:
    """Every device on which this person is signed in, the one at hand first."""
    user: Any = request.user
    open_ones = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = UserSession.objects.filter(user=user, session_key__in=open_ones)
    found = [
        SignedIn(
            number=row.pk,
            device=device_in_words(row.user_agent),
            since=row.created_at,
            seen_on=clock.day(row.last_seen_at),
            is_this=row.session_key == request.session.session_key,
        )
        for row in rows.order_by("-last_seen_at", "-pk")
    ]
    return sorted(found, key=lambda one: not one.is_this)
