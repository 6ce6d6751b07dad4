"""What was said about a proposal goes when its time is over; that it was said stays."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from tussenruimte.decisions.reads.over import Texts
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative
from tussenruimte.record.actions import note

GONE = b""
CLOCK = "decision_texts"


@transaction.atomic
def empty_said(
    cooperative: Cooperative, texts: Texts, keys: Collection[int], *, by: By, at: dt.datetime
) -> int:
    """The words in these rows of one table go. Again, or twice at once, does no harm."""
    model, _link, fields = texts
    rows = model.objects.filter(cooperative=cooperative, pk__in=keys)
    for field in fields:
        rows.filter(**{f"{field}__isnull": False}).update(**{field: GONE})
    table = model._meta.db_table
    note("texts.emptied", cooperative, by=by, at=at, clock=CLOCK, table=table, n=len(keys))
    return len(keys)
