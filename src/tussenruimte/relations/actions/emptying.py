"""What was told about a question goes when its time is over; that it was there stays, in numbers."""

import datetime as dt
from collections.abc import Collection
from functools import partial

from django.db import transaction

from tussenruimte.matters.files import throw_away
from tussenruimte.matters.models import File
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative
from tussenruimte.record.actions import note
from tussenruimte.relations.reads.over import TEXTS, WEIGHED

GONE = b""


@transaction.atomic
def empty_needs(
    cooperative: Cooperative, matters: Collection[int], *, by: By, at: dt.datetime
) -> int:
    """Every text about these questions goes, and their pictures. Again, or twice at once, does no harm."""
    files = File.objects.filter(cooperative=cooperative, matter__in=matters)
    pictures = list(files)
    files.filter(removed_at=None).update(removed_at=at, size=0)
    for model, link, fields in TEXTS:
        rows = model.objects.filter(cooperative=cooperative, **{f"{link}__in": matters})
        for field in fields:
            rows.filter(**{f"{field}__isnull": False}).update(**{field: GONE})
    for row in pictures:
        transaction.on_commit(partial(throw_away, row))
    note("needs.emptied", cooperative, by=by, at=at, n=len(matters))
    return len(matters)


@transaction.atomic
def empty_weighed(
    cooperative: Cooperative, matters: Collection[int], *, by: By, at: dt.datetime
) -> int:
    """How somebody weighed these questions, and looked back, goes too; that they did stays."""
    for model, link, fields in WEIGHED:
        rows = model.objects.filter(cooperative=cooperative, **{f"{link}__in": matters})
        for field in fields:
            rows.filter(**{f"{field}__isnull": False}).update(**{field: GONE})
    note("weighed.emptied", cooperative, by=by, at=at, n=len(matters))
    return len(matters)
