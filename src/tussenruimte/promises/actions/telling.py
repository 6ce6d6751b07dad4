"""The letter of the day: one for everybody who has something to hear, made when it is sent."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from tussenruimte.kit import clock
from tussenruimte.members.by import By
from tussenruimte.members.clocks import in_the_morning
from tussenruimte.members.models import Actor, Cooperative, Person
from tussenruimte.members.reads import people_behind
from tussenruimte.post.actions import put_in_outbox, put_many_in_outbox
from tussenruimte.post.models import Dispatch, Way
from tussenruimte.promises.models import DayTold, Handover, Promise, Purpose
from tussenruimte.promises.reads.telling import Someone, once_a_day
from tussenruimte.record.actions import note

KIND = "day-letter"
SPOKEN = (Purpose.CONTACT, Purpose.TELL, Purpose.SEARCH)  # done by speaking with the receiver


@transaction.atomic
def tell_chunk(
    cooperative: Cooperative, people: Sequence[Someone], *, day: dt.date, by: By, at: dt.datetime
) -> int:
    """One letter of the day for each: by mail to who signs in with it, to anybody else by phone."""
    morning = in_the_morning(cooperative, at)
    rows = [
        Dispatch(
            cooperative_id=cooperative.pk,
            kind=KIND,
            to=code,
            about=day.isoformat(),
            way=Way.PHONE if login is None else Way.MAIL,
            once=once_a_day(code, day),
            due_at=morning,
        )
        for _key, code, login in people
    ]
    new = put_many_in_outbox(rows, by=by, at=at)
    if new:
        note("ladder.told", cooperative, by=by, at=at, day=day.isoformat(), n=new)
    return new


@transaction.atomic
def everybody_told(
    cooperative: Cooperative, *, day: dt.date, steps: int, by: By, at: dt.datetime
) -> None:
    """Everybody has a letter of these steps; until there are more, the clock looks for nobody."""
    DayTold.objects.filter(cooperative=cooperative, day__lt=day).delete()
    DayTold.objects.update_or_create(cooperative=cooperative, day=day, defaults={"steps": steps})
    note("ladder.everybody-told", cooperative, by=by, at=at, day=day.isoformat(), n=steps)


def _let_hear(promise: Promise, by: Person, at: dt.datetime) -> None:
    """Somebody calls the receiver who has no log-in, unless they were there."""
    if promise.purpose in SPOKEN or by.pk == promise.receiver_id:
        return
    receiver = Person.objects.filter(pk=promise.receiver_id, user=None, forgotten_at=None)
    for person in receiver.select_related("cooperative"):
        put_in_outbox(
            promise.cooperative_id,
            kind="said-done",
            to=person.code,
            about=promise.code,
            way=Way.PHONE,
            once=f"said-done|{promise.code}|{at.isoformat()}",
            due_at=in_the_morning(person.cooperative, at),
            by=by,
            at=at,
        )


def _tell_of_handover(
    kind: str, row: Handover, actors: Iterable[Actor], by: By, at: dt.datetime
) -> None:
    """Everybody who acts for these actors hears of it, but never whoever did it."""
    people = people_behind(actors, clock.day(at))
    _tell_people(kind, row, [one for one in people if one != by], by, at)


def _tell_people(
    kind: str, row: Handover, people: Iterable[Person], by: By, at: dt.datetime
) -> None:
    _tell_each(kind, row.code, row.promise, people, by, at)


def _tell_each(
    kind: str, about: str, promise: Promise, people: Iterable[Person], by: By, at: dt.datetime
) -> None:
    """By mail to who signs in with it, to anybody else by phone."""
    morning = in_the_morning(promise.cooperative, at)
    rows = [
        Dispatch(
            cooperative_id=promise.cooperative_id,
            kind=kind,
            to=person.code,
            about=about,
            once=f"{kind}|{about}|{person.code}",
            way=Way.MAIL if person.user_id else Way.PHONE,
            due_at=morning,
        )
        for person in people
    ]
    put_many_in_outbox(rows, by=by, at=at)
