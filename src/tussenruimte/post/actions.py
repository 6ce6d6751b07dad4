"""Messages go into the outbox with the change they tell about, and leave it when they were heard."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from tussenruimte.kit.refusal import Refused
from tussenruimte.post.models import LONGEST_ONCE, Dispatch, Way
from tussenruimte.post.reads import waiting
from tussenruimte.post.tasks import send_outbox
from tussenruimte.record.actions import note

By = Any  # a person, or one of the named sets; who is who is known one floor up

# How long until the next try. After the last one we give up: somebody calls instead.
PAUSES = tuple(
    dt.timedelta(minutes=minutes)
    for minutes in (5, 15, 60, 4 * 60, 12 * 60, 24 * 60, 24 * 60, 24 * 60)
)


KEEP_WORK = dt.timedelta(days=14)


@transaction.atomic
def put_in_outbox(  # noqa: PLR0913 - a message is what, to whom, about what, when and how
    cooperative_id: int,
    *,
    kind: str,
    to: str,
    about: str,
    once: str,
    due_at: dt.datetime,
    by: By,
    at: dt.datetime,
    way: Way = Way.MAIL,
) -> bool:
    """One message to one person; the same `once` is never put in twice. Its change notes the fact."""
    row = Dispatch(
        cooperative_id=cooperative_id,
        kind=kind,
        to=to,
        about=about,
        way=way,
        once=once,
        due_at=due_at,
    )
    return put_many_in_outbox([row], by=by, at=at) == 1


@transaction.atomic
def put_many_in_outbox(
    rows: Sequence[Dispatch],
    *,
    by: By,  # noqa: ARG001 - the change it tells about says who
    at: dt.datetime,
) -> int:
    """The same for many of one cooperative. Returns how many were not in there yet."""
    if not rows:
        return 0
    for row in rows:
        row.once = _fitting(row.once)
    home = rows[0].cooperative_id
    there = Dispatch.objects.filter(cooperative_id=home, once__in=[row.once for row in rows])
    before = set(there.values_list("once", flat=True))
    new = [row for row in rows if row.once not in before]
    Dispatch.objects.bulk_create(new, ignore_conflicts=True)
    mails = [row.due_at for row in new if row.way == Way.MAIL]
    if mails:
        send_outbox.using(run_after=max(at, min(mails))).enqueue(home)
    return len(new)


def _fitting(once: str) -> str:
    """The same name for the same message, however much it is made of."""
    return once if len(once) <= LONGEST_ONCE else hashlib.sha256(once.encode()).hexdigest()


@transaction.atomic
def claim(
    cooperative_id: int,
    *,
    by: By,  # noqa: ARG001 - taking a message in hand is no fact; that it left is
    at: dt.datetime,
    at_most: int = 20,
) -> list[Dispatch]:
    """Mails whose moment has come, for whoever sends them now. They come back later by themselves.

    Moving the moment on is the claim: two workers never take the same, and what a worker that fell
    over did not send is tried again.
    """
    rows = waiting(cooperative_id, Way.MAIL, until=at)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    taken = list(rows[:at_most])
    for row in taken:
        row.due_at = at + PAUSES[min(row.tries, len(PAUSES) - 1)]
        row.tries += 1
    Dispatch.objects.bulk_update(taken, ["due_at", "tries"])
    return taken


@transaction.atomic
def mark_sent(message: Dispatch, *, by: By, at: dt.datetime) -> None:
    """It left the house."""
    if _end(message, sent_at=at):
        note("post.sent", message, by=by, at=at, to=message.to, what=message.kind)


@transaction.atomic
def give_up(message: Dispatch, *, by: By, at: dt.datetime) -> None:
    """It did not arrive in days of trying: from now on somebody has to call."""
    if not _end(message, gave_up_at=at):
        return
    put_in_outbox(
        message.cooperative_id,
        kind=message.kind,
        to=message.to,
        about=message.about,
        way=Way.PHONE,
        once=f"{message.once}|phone",
        due_at=at,
        by=by,
        at=at,
    )
    note("post.gave-up", message, by=by, at=at, to=message.to, what=message.kind)


@transaction.atomic
def let_go(
    messages: Iterable[Dispatch],
    *,
    by: By,  # noqa: ARG001 - what it was about has changed, and that fact says who did
    at: dt.datetime,
) -> int:
    """Nothing is left to say: what it was about has changed since."""
    keys = [message.pk for message in messages]
    return _waiting(keys).update(gave_up_at=at)


@transaction.atomic
def mark_called(message: Dispatch, *, shown: Collection[str] = (), by: By, at: dt.datetime) -> int:
    """Somebody called and said it, and what else was shown to them for the same person.

    What came on the list since was not said: it waits for the next call.
    """
    rows = waiting(message.cooperative_id, Way.PHONE, until=at + dt.timedelta(days=1))
    told = rows.filter(to=message.to, code__in={message.code, *shown})
    keys = list(told.values_list("pk", flat=True))
    called = _waiting(keys).update(sent_at=at)
    if not called:
        raise Refused(_("Somebody has called already. There is nothing left to say."))
    note("post.called", message, by=by, at=at, to=message.to, n=called)
    return called


def _waiting(keys: Sequence[int]) -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(pk__in=keys, sent_at=None, gave_up_at=None)


def _end(message: Dispatch, **moment: dt.datetime) -> bool:
    return bool(_waiting([message.pk]).update(**moment))


@transaction.atomic
def forget_messages(
    cooperative_id: int,
    to: str,
    *,
    by: By,  # noqa: ARG001 - the change that asks for it says who and when
    at: dt.datetime,  # noqa: ARG001
) -> int:
    """Nothing waits for, or tells of, somebody who was forgotten. Returns how many messages went."""
    gone, _each = Dispatch.objects.filter(cooperative_id=cooperative_id, to=to).delete()
    return gone


@transaction.atomic
def forget_sent(
    cooperative_id: int,
    before: dt.datetime,
    *,
    by: By,  # noqa: ARG001 - that they left stands in the record
    at: dt.datetime,  # noqa: ARG001
) -> int:
    """Messages that left, or that nobody waits for, of before this moment."""
    rows = Dispatch.objects.filter(cooperative_id=cooperative_id, due_at__lt=before)
    over = rows.filter(sent_at__lt=before) | rows.filter(gave_up_at__lt=before)
    gone, _each = over.delete()
    return gone


@transaction.atomic
def forget_finished_work(*, by: By, at: dt.datetime) -> int:  # noqa: ARG001 - outside every cooperative, so no fact
    """What the worker did longer ago than we look back; what failed may say why in words."""
    rows = DBTaskResult.objects.finished().filter(finished_at__lt=at - KEEP_WORK)
    gone, _each = rows.delete()
    return gone
