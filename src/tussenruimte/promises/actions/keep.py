"""A promise is kept, confirmed or not, moved, or ends otherwise."""

import datetime as dt

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.models import Matter
from tussenruimte.members.by import By
from tussenruimte.members.models import Person
from tussenruimte.promises.actions.ladder import _catch_up
from tussenruimte.promises.actions.shared import (
    _close_reading,
    _locked,
    _move_to,
    _refuse_ended,
    _refuse_law,
)
from tussenruimte.promises.actions.taking_over import _end_offers
from tussenruimte.promises.actions.telling import _let_hear
from tussenruimte.promises.hooks import tell_of_release
from tussenruimte.promises.models import Move, Promise, State
from tussenruimte.record.actions import note


@transaction.atomic
def say_done(promise: Promise, *, how: str = "", by: Person, at: dt.datetime) -> None:
    """The maker says it is done; the receiver may confirm. It can be done late, but only once.

    Whoever has no log-in to see it in hears it on the phone.
    """
    promise = _locked(promise)
    _move_to(promise, State.DONE)
    promise.done_at = at
    sealed = promise.put(outcome=how)
    promise.look_again_since = None
    promise.save(update_fields=["state", "done_at", "outcome", "look_again_since"])
    _end_offers(by, at, promise=promise)
    _let_hear(promise, by, at)
    note("promise.done", promise, by=by, at=at, sealed=sealed)


@transaction.atomic
def confirm(promise: Promise, *, by: Person, at: dt.datetime) -> None:
    """The receiver says: yes, that is right."""
    promise = _locked(promise)
    _move_to(promise, State.KEPT)
    promise.done_at = promise.done_at or at
    promise.ended_at = at
    promise.save(update_fields=["state", "done_at", "ended_at"])
    _end_offers(by, at, promise=promise)
    _close_reading(promise, by, at)
    note("promise.kept", promise, by=by, at=at)


@transaction.atomic
def deny(promise: Promise, *, by: Person, at: dt.datetime) -> None:
    """The receiver says: no, not yet. It is open again, with the day that was promised.

    Whoever would have heard by now that it is late, hears it tomorrow.
    """
    promise = _locked(promise)
    if Person.objects.filter(actor=promise.maker_id, forgotten_at__isnull=False).exists():
        raise Refused(
            _("Whoever promised this was forgotten. Ask somebody else to promise it anew.")
        )
    _move_to(promise, State.OPEN)
    promise.done_at = promise.outcome = None
    promise.save(update_fields=["state", "done_at", "outcome"])
    steps = _catch_up(promise.cooperative, [promise.pk], at)
    note("promise.denied", promise, by=by, at=at, steps=steps)


@transaction.atomic
def move(
    promise: Promise, *, to: dt.date, reason: str, told: str, by: Person, at: dt.datetime
) -> None:
    """Another day: only after telling the receiver, with the reason. The ladder begins anew."""
    promise = _locked(promise)
    _refuse_ended(promise)
    _refuse_law(promise)
    if not told:
        raise Refused(_("First tell %(name)s. Then move the day.") % {"name": promise.receiver})
    if not reason.strip():
        raise Refused(_("Say why the day changes."))
    if to < clock.day(at) or to == promise.due:
        raise Refused(_("Choose another day, today or later."))
    row = Move(
        cooperative_id=promise.cooperative_id,
        promise=promise,
        old_due=promise.due,
        new_due=to,
        told=told,
        by=by,
        at=at,
    )
    sealed = row.put(reason=reason)
    row.save()
    promise.due, promise.times_moved, promise.look_again_since = to, promise.times_moved + 1, None
    promise.save(update_fields=["due", "times_moved", "look_again_since"])
    _end_offers(by, at, promise=promise)
    note(
        "promise.moved",
        promise,
        by=by,
        at=at,
        sealed=sealed,
        old=row.old_due.isoformat(),
        new=to.isoformat(),
    )


@transaction.atomic
def fail(promise: Promise, *, what_now: str, told: bool, by: Person, at: dt.datetime) -> None:
    """It did not work out: told to the receiver, with what happens now."""
    promise = _locked(promise)
    _refuse_law(promise)
    if not told:
        raise Refused(
            _("First tell %(name)s that it did not work out.") % {"name": promise.receiver}
        )
    if not what_now.strip():
        raise Refused(_("Say what happens now. Then it does not end here."))
    _move_to(promise, State.FAILED)
    sealed = promise.put(outcome=what_now)
    promise.ended_at = at
    promise.save(update_fields=["state", "outcome", "ended_at"])
    _end_offers(by, at, promise=promise)
    _close_reading(promise, by, at)
    note("promise.failed", promise, by=by, at=at, sealed=sealed)


@transaction.atomic
def release(promise: Promise, *, by: By, at: dt.datetime) -> None:
    """No longer needed: the receiver lets the maker go, or what it was about has ended."""
    promise = _locked(promise)
    _move_to(promise, State.RELEASED)
    promise.ended_at = at
    promise.save(update_fields=["state", "ended_at"])
    _end_offers(by, at, promise=promise)
    _close_reading(promise, by, at)
    tell_of_release(promise, by, at)
    note("promise.released", promise, by=by, at=at)


@transaction.atomic
def release_all(matter: Matter, *, by: By, at: dt.datetime) -> int:
    """What it was about has ended: whatever was still open about it is no longer needed.

    What was said to be done keeps that moment, so that it can come back as it was.
    """
    rows = Promise.objects.filter(matter=matter, state__in=[State.OPEN, State.DONE])
    changed = rows.update(state=State.RELEASED, ended_at=at)
    _end_offers(by, at, promise__matter=matter)
    note("promises.released", matter, by=by, at=at, n=changed)
    return changed


@transaction.atomic
def open_released(matter: Matter, *, since: dt.datetime, by: By, at: dt.datetime) -> int:
    """The end was taken back: what was released with it, at that moment, stands as it stood.

    Whoever would have heard by now that something is late, hears it tomorrow. What somebody promised
    who was forgotten since stays as it is.
    """
    rows = Promise.objects.filter(matter=matter, state=State.RELEASED, ended_at=since)
    rows = rows.exclude(maker__person__forgotten_at__isnull=False)
    held = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    changed = list(held.values_list("pk", flat=True))
    was = Case(When(done_at=None, then=Value(State.OPEN)), default=Value(State.DONE))
    Promise.objects.filter(pk__in=changed).update(state=was, ended_at=None)
    steps = _catch_up(matter.cooperative, changed, at)
    note("promises.reopened", matter, by=by, at=at, n=len(changed), steps=steps)
    return len(changed)
