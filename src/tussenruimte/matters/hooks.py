"""Rooms above say whose sentences stand in their rows and who stays out, and hear that a permission ends (docs/adr/0007-rooms-above-hear.md).

A remark stands beside a row by its code; which row that is, only the room that keeps it knows. A room
registers a callable once, in the `ready` of its app. It gives questions for the keys of the actors who
wrote the row with this code about this matter; for a row of another room they find nothing. Those of all
rooms are asked at once.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.models import Matter, Permission, PermissionAsked
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor

Keys = QuerySet[Any, Any]
Writers = Callable[[Matter, str], Iterable[Keys]]

_known: list[Writers] = []


def knows_who_wrote(writers: Writers) -> Writers:
    """From now on this is asked whose sentence stands in a row: (matter, code)."""
    if writers not in _known:
        _known.append(writers)
    return writers


def who_wrote(matter: Matter, code: str) -> set[int]:
    """Whose sentence stands in a row; nobody when no room knows it."""
    whom = {matter.person_id} if code == matter.code and matter.person_id else set()
    rooms = (_asked_to_read, *_known)
    first, *more = (keys for writers in rooms for keys in writers(matter, code))
    return whom | {pk for pk in first.union(*more) if pk}


def _asked_to_read(matter: Matter, code: str) -> list[Keys]:
    """Who said for what somebody may read it: who asked for that, or else the person."""
    asked = PermissionAsked.objects.filter(matter=matter, code=code)
    given = Permission.objects.filter(matter=matter, code=code)
    return [
        asked.values_list("asked_by", flat=True),
        given.values_list(Coalesce("asked__asked_by", "person"), flat=True),
    ]


# ---- somebody who stays out ------------------------------------------------------------------------

StaysOut = Callable[[Matter, Actor, By, dt.datetime], str]

_guards: list[StaysOut] = []


def keeps_out(says: StaysOut) -> StaysOut:
    """From now on this is asked before anybody may read a matter, on whatever ground.

    It gives the sentence that says why this actor stays out, or nothing.
    """
    if says not in _guards:
        _guards.append(says)
    return says


def refuse_kept_out(matter: Matter, actor: Actor, by: By, at: dt.datetime) -> None:
    """Refused, with the first reason that a room gives, when this actor may not read it, whoever wants it."""
    for says in _guards:
        if why := says(matter, actor, by, at):
            raise Refused(why)


# ---- a permission that ends ------------------------------------------------------------------------

Ends = Callable[[Permission, By, dt.datetime], None]

_hearing: list[Ends] = []


def when_permission_ends(hears: Ends) -> Ends:
    """From now on this is called with every permission that was taken back or ran out."""
    if hears not in _hearing:
        _hearing.append(hears)
    return hears


def permission_ended(permission: Permission, by: By, at: dt.datetime) -> None:
    """Call everybody who listens, inside the change that ended it."""
    for hears in tuple(_hearing):
        hears(permission, by, at)
