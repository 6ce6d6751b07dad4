"""What can be done with a promise: make, keep, confirm, move, fail, hand over. Never delete."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.matters.actions import end_reading, let_read
from tussenruimte.matters.models import Ground, Matter
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor, Person
from tussenruimte.promises.models import MOVES, Basis, Handover, Move, Promise, Purpose, State
from tussenruimte.record.actions import note


@transaction.atomic
def make_promise(
    matter: Matter,
    *,
    maker: Actor,
    receiver: Actor,
    text: str,
    due: dt.date,
    by: By | None,
    at: dt.datetime,
    due_time: dt.time | None = None,
    purpose: Purpose = Purpose.WORD,
    basis: str = Basis.NONE,
    person_said_yes: bool = False,
) -> Promise:
    """One maker, one receiver, one day, about a matter.

    A maker or receiver who could not read a private matter yet can after this: that needs the yes of
    the person it is about. `by=None`: the one it is about makes it by themselves.
    """
    _check_new(matter, maker, receiver, text, due, at)
    writer = by if isinstance(by, Person) else matter.person
    _ask_the_person(matter, (maker, receiver), writer, at, said_yes=person_said_yes)
    of = matter.person or writer
    assert of is not None  # noqa: S101 - a public promise is written by somebody
    promise = Promise(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        maker=maker,
        receiver=receiver,
        of=of,
        purpose=purpose,
        basis=basis,
        made_at=at,
        first_due=due,
        due=due,
        due_time=due_time,
    )
    sealed = promise.put(text=text.strip())
    promise.save()
    if matter.is_private:
        for actor in {maker, receiver}:
            let_read(matter, actor, ground=Ground.PROMISE, by=by or of, at=at)
    note(
        "promise.made",
        promise,
        by=by or of,
        at=at,
        sealed=sealed,
        maker=maker.code,
        due=due.isoformat(),
    )
    return promise


def _check_new(
    matter: Matter, maker: Actor, receiver: Actor, text: str, due: dt.date, at: dt.datetime
) -> None:
    if not text.strip():
        raise Refused(_("Write what is promised, in one sentence."))
    if due < clock.day(at):
        raise Refused(_("That day has passed. Choose today or a later day."))
    if maker.pk == receiver.pk:
        raise Refused(_("A promise is made to somebody else. Choose to whom."))
    if {maker.cooperative_id, receiver.cooperative_id} != {matter.cooperative_id}:
        raise Refused(_("A promise stays within one cooperative."))


def _ask_the_person(
    matter: Matter,
    actors: tuple[Actor, Actor],
    writer: Person | None,
    at: dt.datetime,
    *,
    said_yes: bool,
) -> None:
    if not matter.is_private or said_yes or (writer and writer.pk == matter.person_id):
        return
    for actor in actors:
        if not may_read(matter, [actor.pk], clock.day(at)):
            raise Refused(
                _("%(who)s cannot read this yet. First ask %(person)s whether that is all right.")
                % {"who": actor, "person": matter.person.first_name if matter.person else ""}
            )


@transaction.atomic
def say_done(promise: Promise, *, how: str = "", by: Person, at: dt.datetime) -> None:
    """The maker says it is done; the receiver may confirm. It can be done late, but only once."""
    promise = _locked(promise)
    _move_to(promise, State.DONE)
    promise.done_at = at
    sealed = promise.put(outcome=how)
    promise.look_again_since = None
    promise.save(update_fields=["state", "done_at", "outcome", "look_again_since"])
    note("promise.done", promise, by=by, at=at, sealed=sealed)


@transaction.atomic
def confirm(promise: Promise, *, by: Person, at: dt.datetime) -> None:
    """The receiver says: yes, that is right."""
    promise = _locked(promise)
    _move_to(promise, State.KEPT)
    promise.done_at = promise.done_at or at
    promise.ended_at = at
    promise.save(update_fields=["state", "done_at", "ended_at"])
    _close_reading(promise, by, at)
    note("promise.kept", promise, by=by, at=at)


@transaction.atomic
def deny(promise: Promise, *, by: Person, at: dt.datetime) -> None:
    """The receiver says: no, not yet. It is open again, with the day that was promised."""
    promise = _locked(promise)
    _move_to(promise, State.OPEN)
    promise.done_at = promise.outcome = None
    promise.save(update_fields=["state", "done_at", "outcome"])
    note("promise.denied", promise, by=by, at=at)


@transaction.atomic
def move(
    promise: Promise, *, to: dt.date, reason: str, told: str, by: Person, at: dt.datetime
) -> None:
    """Another day: only after telling the receiver, with the reason. The ladder begins anew."""
    promise = _locked(promise)
    _refuse_ended(promise)
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
    _close_reading(promise, by, at)
    note("promise.failed", promise, by=by, at=at, sealed=sealed)


@transaction.atomic
def release(promise: Promise, *, by: By, at: dt.datetime) -> None:
    """No longer needed: the receiver lets the maker go, or what it was about has ended."""
    promise = _locked(promise)
    _move_to(promise, State.RELEASED)
    promise.ended_at = at
    promise.save(update_fields=["state", "ended_at"])
    _close_reading(promise, by, at)
    note("promise.released", promise, by=by, at=at)


@transaction.atomic
def release_all(matter: Matter, *, by: By, at: dt.datetime) -> int:
    """What it was about has ended: whatever was still open about it is no longer needed."""
    rows = Promise.objects.filter(matter=matter, state__in=[State.OPEN, State.DONE])
    changed = rows.update(state=State.RELEASED, ended_at=at)
    note("promises.released", matter, by=by, at=at, n=changed)
    return changed


@transaction.atomic
def open_released(matter: Matter, *, since: dt.datetime, by: By, at: dt.datetime) -> int:
    """The end was taken back: what was released with it, at that moment, is open again."""
    rows = Promise.objects.filter(matter=matter, state=State.RELEASED, ended_at=since)
    changed = rows.update(state=State.OPEN, ended_at=None)
    note("promises.reopened", matter, by=by, at=at, n=changed)
    return changed


@transaction.atomic
def offer(
    promise: Promise, *, to: Actor, by: Person, at: dt.datetime, person_said_yes: bool = False
) -> Handover:
    """Ask somebody else to take a promise over. Until they accept it stays yours."""
    promise = _locked(promise)
    _refuse_ended(promise)
    if to.pk in {promise.maker_id, promise.receiver_id}:
        raise Refused(_("Offer it to somebody who is not in this promise yet."))
    if Handover.objects.filter(promise=promise, answered_at=None).exists():
        raise Refused(_("This promise is offered to somebody already. Wait for their answer."))
    _ask_the_person(promise.matter, (to, to), by, at, said_yes=person_said_yes)
    row = Handover.objects.create(
        cooperative_id=promise.cooperative_id,
        promise=promise,
        giver=promise.maker,
        taker=to,
        asked_at=at,
    )
    note("promise.offered", promise, by=by, at=at, to=to.code)
    return row


@transaction.atomic
def answer_offer(row: Handover, *, accepts: bool, by: Person, at: dt.datetime) -> None:
    """The other says yes, and holds it from now on; or no, and nothing changes."""
    promise = _locked(row.promise)
    row = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("giver", "taker")
        .get(pk=row.pk)
    )
    if row.answered_at:
        raise Refused(_("This question was answered already."))
    row.accepted, row.answered_at = accepts, at
    row.save(update_fields=["accepted", "answered_at"])
    if accepts:
        _refuse_ended(promise)
        promise.maker = row.taker
        promise.save(update_fields=["maker"])
        if promise.matter.is_private:
            let_read(promise.matter, row.taker, ground=Ground.PROMISE, by=by, at=at)
            _end_without_promise(promise, row.giver, by, at)
    note(
        "promise.taken-over" if accepts else "promise.offer-refused",
        promise,
        by=by,
        at=at,
        to=row.taker.code,
    )


@transaction.atomic
def look_again(matter: Matter, basis: str, *, by: Person, at: dt.datetime) -> int:
    """A ground fell away: every open promise that hangs on it, or on nothing named, is looked at again."""
    rows = Promise.objects.filter(matter=matter, state=State.OPEN, basis__in=[basis, Basis.NONE])
    changed = rows.update(look_again_since=clock.day(at))
    note("promises.look-again", matter, by=by, at=at, basis=basis, n=changed)
    return changed


@transaction.atomic
def still_stands(promise: Promise, *, by: Person, at: dt.datetime) -> None:
    """Looked at again with the person: the promise still stands."""
    promise = _locked(promise)
    promise.look_again_since = None
    promise.save(update_fields=["look_again_since"])
    note("promise.still-stands", promise, by=by, at=at)


def _locked(promise: Promise) -> Promise:
    return Promise.objects.whole().select_for_update(of=("self",)).get(pk=promise.pk)


def _move_to(promise: Promise, state: State) -> None:
    if state not in MOVES[State(promise.state)]:
        raise Refused(_no_such_move(promise))
    promise.state = state


def _refuse_ended(promise: Promise) -> None:
    if promise.state != State.OPEN:
        raise Refused(_no_such_move(promise))


def _no_such_move(promise: Promise) -> str:
    if promise.state == State.KEPT:
        return _("This promise has been kept already. There is nothing left to do.")
    if promise.state == State.FAILED:
        return _("This promise has ended already, with what happens now.")
    if promise.state == State.RELEASED:
        return _("This promise is no longer needed. There is nothing left to do.")
    if promise.state == State.DONE:
        return _("This was said to be done already. %(name)s may still answer.") % {
            "name": promise.receiver
        }
    return _("This promise is open. Nobody has said yet that it is done.")


def _close_reading(promise: Promise, by: By, at: dt.datetime) -> None:
    if promise.matter.is_private:
        for actor in (promise.maker, promise.receiver):
            _end_without_promise(promise, actor, by, at)


def _end_without_promise(promise: Promise, actor: Actor, by: By, at: dt.datetime) -> None:
    rows = Promise.objects.filter(matter=promise.matter, state__in=[State.OPEN, State.DONE])
    if not (rows.filter(maker=actor) | rows.filter(receiver=actor)).exists():
        end_reading(promise.matter, actor, ground=Ground.PROMISE, by=by, at=at)
