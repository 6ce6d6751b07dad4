"""Devices on which somebody is signed in. They are of no cooperative, so nothing here is a fact."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from tussenruimte.members.by import By
from tussenruimte.members.models import User

NOWHERE = "0.0.0.0"  # noqa: S104 - allauth wants an address there; we keep none


@transaction.atomic
def note_device(key: str, user: User, marks: str, *, by: By, at: dt.datetime) -> None:  # noqa: ARG001 - outside every cooperative, so no fact
    """This device was seen now; `marks` is what it says it is."""
    if UserSession.objects.filter(session_key=key, user=user).update(last_seen_at=at):
        return
    said = {"user": user, "ip": NOWHERE, "user_agent": marks, "last_seen_at": at}
    UserSession.objects.update_or_create(session_key=key, defaults=said)


@transaction.atomic
def forget_devices(*, by: By, at: dt.datetime) -> None:  # noqa: ARG001 - outside every cooperative, so no fact
    """Of a device where nobody is signed in any more nothing stays."""
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
