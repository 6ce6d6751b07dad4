"""A need without a sign of life rises by itself."""

import datetime as dt
from typing import Any

from django.db import connection, transaction

from tussenruimte.kit import clock
from tussenruimte.members.by import By
from tussenruimte.members.clocks import in_the_morning
from tussenruimte.members.models import Cooperative
from tussenruimte.post.actions import put_many_in_outbox
from tussenruimte.post.models import Dispatch, Way
from tussenruimte.record.actions import note
from tussenruimte.relations.reads.lists import last_sign_at_most, who_hears_silence

DAY = dt.timedelta(days=1)

# Of needs from one key up to another. Quiet until a later day, or a promise about it that moved in
# these days, is no silence.
NOTICE = """
INSERT INTO relations_silence (cooperative_id, need_id, since, rung, "on")
SELECT n.cooperative_id, n.matter_id, n.last_sign_on, %(rung)s, %(today)s
  FROM relations_need n
 WHERE n.cooperative_id = %(coop)s AND n.closed_at IS NULL AND n.last_sign_on <= %(edge)s
   AND n.matter_id > %(after)s AND n.matter_id <= %(up_to)s
   AND (n.quiet_until IS NULL OR n.quiet_until < %(today)s)
   AND NOT EXISTS (SELECT 1 FROM promises_promise p WHERE p.matter_id = n.matter_id
                   AND (p.made_at >= %(since)s OR p.done_at >= %(since)s OR p.ended_at >= %(since)s))
ON CONFLICT DO NOTHING
"""


KIND = "silence-letter"


@transaction.atomic
def tell_of_silence(cooperative: Cooperative, *, today: dt.date, by: By, at: dt.datetime) -> int:
    """One letter for each holder whose needs fell silent today, for the circle and for the board."""
    rows = [
        Dispatch(
            cooperative_id=cooperative.pk,
            kind=KIND,
            to=code,
            about=today.isoformat(),
            way=Way.PHONE if login is None else Way.MAIL,
            once=f"silence|{code}|{today.isoformat()}",
            due_at=in_the_morning(cooperative, at),
        )
        for code, login in who_hears_silence(cooperative, today)
    ]
    new = put_many_in_outbox(rows, by=by, at=at)
    if new:
        note("silence.told", cooperative, by=by, at=at, day=today.isoformat(), n=new)
    return new


@transaction.atomic
def notice_chunk(  # noqa: PLR0913 - one chunk is named by all of these
    cooperative: Cooperative,
    *,
    rung: int,
    after: int,
    up_to: int,
    today: dt.date,
    by: By,
    at: dt.datetime,
) -> int:
    """Write down which of these needs reached a rung of silence. Again, or twice at once, adds nothing."""
    edge = last_sign_at_most(cooperative, rung, today)
    terms: dict[str, Any] = {
        "coop": cooperative.pk,
        "rung": rung,
        "today": connection.ops.adapt_datefield_value(today),
        "edge": connection.ops.adapt_datefield_value(edge),
        "since": connection.ops.adapt_datetimefield_value(clock.midnight(edge + DAY)),
        "after": after,
        "up_to": up_to,
    }
    with connection.cursor() as cursor:
        cursor.execute(NOTICE, terms)
        added: int = max(cursor.rowcount, 0)
    if added:
        day = today.isoformat()
        note("needs.silent", cooperative, by=by, at=at, n=added, rung=rung, day=day)
    return added
