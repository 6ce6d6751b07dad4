"""Who may read a matter: readers come and go, with the permission of the person it is about."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from tussenruimte.kit import clock
from tussenruimte.matters.held import hold
from tussenruimte.matters.hooks import refuse_kept_out
from tussenruimte.matters.models import Ground, Matter, Permission, Reader
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor
from tussenruimte.record.actions import note


@transaction.atomic
def let_read(
    matter: Matter,
    actor: Actor,
    *,
    ground: Ground,
    by: By,
    at: dt.datetime,
    until: dt.date | None = None,
) -> Reader:
    """Somebody may read a matter, on a ground; refused when a room keeps them out."""
    hold(matter.pk)
    refuse_kept_out(matter, actor, by, at)
    reader, is_new = Reader.objects.get_or_create(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        actor=actor,
        ground=ground,
        defaults={"since": clock.day(at), "until": until},
    )
    if not is_new and reader.until != until:
        reader.until = until
        reader.save(update_fields=["until"])
    if is_new:
        note("reader.let-in", matter, by=by, at=at, actor=actor.code, ground=ground)
    return reader


@transaction.atomic
def end_reading(matter: Matter, actor: Actor, *, ground: Ground, by: By, at: dt.datetime) -> None:
    """The ground fell away: from now on they may not read it on that ground."""
    hold(matter.pk)
    gone, _rows = Reader.objects.filter(matter=matter, actor=actor, ground=ground).delete()
    if gone:
        note("reader.ended", matter, by=by, at=at, actor=actor.code, ground=ground)


def _let_permitted_read(permission: Permission, by: By, at: dt.datetime) -> None:
    """As long as the longest permission that still holds; without any, no longer."""
    matter, to = permission.matter, permission.to
    rows = Permission.objects.filter(
        Q(until=None) | Q(until__gte=clock.day(at)), matter=matter, to=to, withdrawn_at=None
    )
    ends = list(rows.values_list("until", flat=True))
    if not ends:
        end_reading(matter, to, ground=Ground.PERMISSION, by=by, at=at)
        return
    until = None if None in ends else max(end for end in ends if end)
    let_read(matter, to, ground=Ground.PERMISSION, until=until, by=by, at=at)
