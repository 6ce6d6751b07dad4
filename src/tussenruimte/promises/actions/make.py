"""A promise begins: one maker, one receiver, one day, about a matter."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.matters.actions import let_read
from tussenruimte.matters.models import Ground, Matter
from tussenruimte.matters.reads import ended_in_words
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor, Person
from tussenruimte.promises.actions.plain import Reading, _insert, _who_reads
from tussenruimte.promises.models import Basis, Promise, Purpose
from tussenruimte.record.actions import note


@transaction.atomic
def make_promise(  # noqa: PLR0913 - who, to whom, what, when: that is what a promise is
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
    reading = _may_promise(matter, (maker, receiver), writer, at, said_yes=person_said_yes)
    of = matter.person or writer
    assert of is not None  # noqa: S101 - a public promise is written by somebody
    promise = Promise(cooperative_id=matter.cooperative_id, matter=matter, of=of, made_at=at)
    promise.maker, promise.receiver, promise.purpose, promise.basis = (
        maker,
        receiver,
        purpose,
        basis,
    )
    promise.first_due, promise.due, promise.due_time = due, due, due_time
    sealed = promise.put(text=text.strip())
    _insert(promise)
    _let_in(matter, {maker, receiver}, reading, by=by or of, at=at)
    told = {"maker": maker.code, "due": due.isoformat()}
    note("promise.made", promise, by=by or of, at=at, sealed=sealed, **told)
    return promise


def _may_promise(
    matter: Matter,
    actors: tuple[Actor, Actor],
    writer: Person | None,
    at: dt.datetime,
    *,
    said_yes: bool,
) -> Reading:
    reading = _who_reads(matter, *actors, clock.day(at))
    if reading.has_ended:
        raise Refused(ended_in_words(matter))
    if {actor.pk for actor in actors} - reading.today:
        _ask_the_person(matter, actors, writer, at, said_yes=said_yes)
    return reading


def _let_in(
    matter: Matter, actors: set[Actor], reading: Reading, *, by: By, at: dt.datetime
) -> None:
    for actor in actors if matter.is_private else ():
        if actor.pk not in reading.by_promise:
            let_read(matter, actor, ground=Ground.PROMISE, by=by, at=at)


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
