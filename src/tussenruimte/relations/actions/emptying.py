"""What was told about a question goes when its time is over; that it was there stays, in numbers."""

import datetime as dt
from collections.abc import Collection
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from tussenruimte.matters.files import throw_away
from tussenruimte.matters.models import File
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative
from tussenruimte.record.actions import note
from tussenruimte.relations.reads.over import TEXTS, WEIGHED, Texts

GONE = b""


@transaction.atomic
def empty_needs(
    cooperative: Cooperative, matters: Collection[int], *, by: By, at: dt.datetime
) -> int:
    """Every text about these questions goes, and their pictures. Again, or twice at once, does no harm."""
    _let_pictures_go(File.objects.filter(cooperative=cooperative, matter__in=matters), at)
    for model, link, fields in TEXTS:
        rows = model.objects.filter(cooperative=cooperative, **{f"{link}__in": matters})
        for field in fields:
            rows.filter(**{f"{field}__isnull": False}).update(**{field: GONE})
    note("needs.emptied", cooperative, by=by, at=at, n=len(matters))
    return len(matters)


def _let_pictures_go(files: QuerySet[File], at: dt.datetime) -> None:
    pictures = list(files)
    files.filter(removed_at=None).update(removed_at=at, size=0)
    for row in pictures:
        transaction.on_commit(partial(throw_away, row))


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


@transaction.atomic
def empty_rows(
    cooperative: Cooperative,
    texts: Texts,
    keys: Collection[int],
    *,
    clock: str,
    by: By,
    at: dt.datetime,
) -> int:
    """Texts of these rows of one table go, because of this clock. Again, or twice at once, does no harm."""
    model, _link, fields = texts
    rows = model.objects.filter(cooperative=cooperative, pk__in=keys)
    if model is File:
        _let_pictures_go(rows, at)
    for field in fields:
        rows.filter(**{f"{field}__isnull": False}).update(**{field: GONE})
    table = model._meta.db_table
    note("texts.emptied", cooperative, by=by, at=at, clock=clock, table=table, n=len(keys))
    return len(keys)
