"""After midnight: seal the readings of days that are over, and publish where the chain ends."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from tussenruimte.kit import clock
from tussenruimte.record.actions import let_readings_go, publish_head, seal_readings
from tussenruimte.record.models import Head, PublishedHead
from tussenruimte.record.reads import first_reading, head_of, newest_of, years_before, years_kept

GRACE = dt.timedelta(hours=1)  # so that no page that was still being read is missed
A_DAY = dt.timedelta(days=1)


def close_yesterday(cooperative: Any, today: dt.date, at: dt.datetime) -> None:
    """Once a day, an hour after midnight. The file beside the database says that it was done."""
    file = Path(settings.HEADS, cooperative.slug, f"{today}.json")
    if file.exists() or at - clock.midnight(today) < GRACE:
        return
    end, sealed = _looked_back(cooperative.pk)
    with transaction.atomic():
        Head.objects.select_for_update().get(cooperative_id=cooperative.pk)  # one clock at a time
        sealed = _last_sealed(cooperative.pk, after=end) or sealed
        for day in _days_to_seal(cooperative.pk, sealed, today):
            seal_readings(cooperative, day, by="klok", at=at)
        head = publish_head(cooperative, by="klok", at=at)
    _put_beside_the_database(file, cooperative.slug, head)


def let_old_readings_go(cooperative: Any, today: dt.date, at: dt.datetime) -> None:
    """After five years, or more where a cooperative chose so; never of a day that was not sealed."""
    before = (
        years_before(today, years_kept(cooperative)) - A_DAY
    )  # a day extra: the database counts in its own time
    first = first_reading(cooperative.pk, since=dt.datetime.min.replace(tzinfo=dt.UTC))
    if first is None or clock.day(first) >= before:
        return
    sealed = _last_sealed(cooperative.pk)
    if sealed is not None and sealed >= before - A_DAY:
        let_readings_go(cooperative, before, by="klok", at=at)


def _looked_back(cooperative_id: int) -> tuple[int, dt.date | None]:
    """Where the chain ends and which day was sealed last: looked up before anybody has to wait."""
    head = head_of(cooperative_id)
    return head[0] if head else 0, _last_sealed(cooperative_id)


def _last_sealed(cooperative_id: int, *, after: int = 0) -> dt.date | None:
    fact = newest_of(cooperative_id, "readings.sealed", after=after)
    return dt.date.fromisoformat(str(fact["day"])) if fact else None


def _days_to_seal(cooperative_id: int, sealed: dt.date | None, today: dt.date) -> Iterator[dt.date]:
    if sealed:
        day = sealed + A_DAY
    else:
        first = first_reading(cooperative_id, since=dt.datetime.min.replace(tzinfo=dt.UTC))
        day = clock.day(first) if first else today
    while day < today:
        yield day
        day += A_DAY


def _put_beside_the_database(file: Path, slug: str, head: PublishedHead) -> None:
    """Whole or not at all: a file that is half written would be no witness."""
    file.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "cooperative": slug,
        "on": head.on.isoformat(),
        "seq": head.seq,
        "hash": bytes(head.hash).hex(),
    }
    half = file.with_suffix(f".{os.getpid()}")
    half.write_text(json.dumps(told) + "\n")
    half.replace(file)
