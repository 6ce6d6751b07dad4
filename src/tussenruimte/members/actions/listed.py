"""A whole list of members comes in at once: everybody who can, or nobody."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.sealing import new_key, wrap
from tussenruimte.members.listed import (
    become_members,
    compare,
    organisations_of,
    people_of,
)
from tussenruimte.members.models import (
    Actor,
    ActsFor,
    Cooperative,
    Kind,
    Member,
    Organisation,
    Person,
    PersonKey,
)
from tussenruimte.methods.member_list import Listed
from tussenruimte.record.actions import note

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CameIn:
    """How many came in."""

    people: int
    organisations: int
    members: int  # known already, and member from now on

    @property
    def total(self) -> int:
        """All of them."""
        return self.people + self.organisations + self.members


@transaction.atomic
def take_in_list(
    cooperative: Cooperative, listed: Iterable[Listed], *, by: Person, at: dt.datetime
) -> CameIn:
    """Whoever is in the list and not here yet becomes a person and a member.

    Nobody gets a log-in by this: that is asked of them. Whoever is known stays as they are.
    A second list at the same moment waits, and finds everybody known.
    """
    held = Cooperative.objects.select_for_update(no_key=True).get(pk=cooperative.pk)
    rows = compare(held, listed)
    refuse_bsn(*(row.one.name for row in rows))
    people, sealed = _make_people(held, people_of(rows), at)
    towns = _make_organisations(held, organisations_of(rows))
    known = [(row.one, row.actor) for row in become_members(rows)]
    _make_members(held, [*people, *towns, *known], at)
    came = CameIn(len(people), len(towns), len(known))
    if came.total:
        codes = _codes([key for _one, key in (*people, *towns, *known)])
        note("list.came-in", held, by="invoer", at=at, brought=by.code, who=codes, sealed=sealed)
    return came


def _make_people(
    cooperative: Cooperative, listed: Sequence[Listed], at: dt.datetime
) -> tuple[list[tuple[Listed, int]], list[bytes]]:
    """Each with a name, a key, a sealed way to reach them, and acting for themselves."""
    actors = _make_actors(cooperative, listed, Kind.PERSON)
    people = [Person(cooperative=cooperative, actor=a, code=a.code) for a in actors]
    sealed: list[bytes] = []
    keys = []
    for one, person in zip(listed, people, strict=True):
        wrapped, master = wrap(new_key(), person.code)
        keys.append(
            PersonKey(cooperative=cooperative, person=person, wrapped=wrapped, master=master)
        )
        sealed += person.put(reach=", ".join(filter(None, (*one.phones, one.mail))))
    Person.objects.bulk_create(people, batch_size=AT_ONCE)
    PersonKey.objects.bulk_create(keys, batch_size=AT_ONCE)
    since = clock.day(at)
    ActsFor.objects.bulk_create(
        (ActsFor(cooperative=cooperative, person=p, actor=p.actor, since=since) for p in people),
        batch_size=AT_ONCE,
    )
    return [(one, actor.pk) for one, actor in zip(listed, actors, strict=True)], sealed


def _make_organisations(
    cooperative: Cooperative, listed: Sequence[Listed]
) -> list[tuple[Listed, int]]:
    """An organisation has a name. Its number everybody would see, so nobody puts it there but itself."""
    actors = _make_actors(cooperative, listed, Kind.ORGANISATION)
    Organisation.objects.bulk_create(
        (Organisation(cooperative=cooperative, actor=actor) for actor in actors), batch_size=AT_ONCE
    )
    return [(one, actor.pk) for one, actor in zip(listed, actors, strict=True)]


def _make_actors(cooperative: Cooperative, listed: Sequence[Listed], kind: Kind) -> list[Actor]:
    rows = [
        Actor(cooperative=cooperative, code=new_code(), kind=kind, name=one.name) for one in listed
    ]
    return Actor.objects.bulk_create(rows, batch_size=AT_ONCE)


def _make_members(
    cooperative: Cooperative, listed: Sequence[tuple[Listed, int]], at: dt.datetime
) -> None:
    """Member since the day in the list; without one, or with one that has yet to come, since today."""
    today = clock.day(at)
    Member.objects.bulk_create(
        (
            Member(
                cooperative=cooperative,
                actor_id=key,
                sort=one.kind or Member.Sort.RESIDENT,
                since=min(dt.date.fromisoformat(one.since), today) if one.since else today,
            )
            for one, key in listed
        ),
        batch_size=AT_ONCE,
    )


def _codes(keys: Sequence[int]) -> list[str]:
    return list(Actor.objects.filter(pk__in=keys).order_by("pk").values_list("code", flat=True))
