"""Tries at the door: how often something was asked or shown, the same for every program of the house."""

import datetime as dt

from django.db import transaction

from tussenruimte.members.by import By
from tussenruimte.members.models import DoorTry

# All of these are about a network or a log-in before anybody is let in: no fact of any cooperative.


@transaction.atomic
def remember_tries(
    what: str,
    tries: list[float],
    *,
    until: dt.datetime,
    by: By,  # noqa: ARG001 - see above
    at: dt.datetime,
) -> None:
    """Write down these moments, beside what another program wrote down and still counts."""
    new = {"tries": tries, "until_at": until}
    row, is_new = DoorTry.objects.select_for_update().get_or_create(what=what, defaults=new)
    if is_new:
        return
    begin = (at - (until - at)).timestamp()
    both = {*tries, *(one for one in row.tries if one > begin)}
    DoorTry.objects.filter(what=what).update(tries=sorted(both, reverse=True), until_at=until)


@transaction.atomic
def remember_once(what: str, *, until: dt.datetime, by: By, at: dt.datetime) -> bool:  # noqa: ARG001 - see above
    """Write down that this was used; no when it was already and that still counts."""
    DoorTry.objects.filter(what=what, until_at__lte=at).delete()
    _row, is_new = DoorTry.objects.get_or_create(what=what, defaults={"until_at": until})
    return is_new


@transaction.atomic
def drop_tries(what: str, *, by: By, at: dt.datetime) -> bool:  # noqa: ARG001 - see above
    """It was the right one: what was tried before no longer counts."""
    return bool(DoorTry.objects.filter(what=what).delete()[0])


@transaction.atomic
def forget_door_tries(*, by: By, at: dt.datetime) -> None:  # noqa: ARG001 - see above
    """What no longer counts."""
    DoorTry.objects.filter(until_at__lte=at).delete()
