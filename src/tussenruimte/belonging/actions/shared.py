"""What every change about a seat needs: its lock, its own matter, and letters."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import open_public
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members.actions import post
from tussenruimte.members.by import By
from tussenruimte.members.models import Person, Seat
from tussenruimte.members.reads import people_behind


class Told(Protocol):
    """What a letter is about."""

    @property
    def code(self) -> str: ...


def _locked(seat: Seat) -> Seat:
    """The seat as it stands now; nobody sits down or leaves until we are done."""
    rows = Seat.objects.select_for_update(of=("self",), no_key=True).select_related(
        "cooperative", "actor", "organisation__actor"
    )
    seat = rows.get(pk=seat.pk)
    if seat.abolished_on:
        raise Refused(_("This seat is no longer there."))
    return seat


def _held_matter(seat: Seat, by: Person, at: dt.datetime) -> Matter:
    """What the seat talks about, in public: called as the seat, and held before the seat is."""
    found = _matter_of(seat)
    if found is None:
        try:
            with (
                transaction.atomic()
            ):  # undone, it lets the seat go again, which comes after its matter
                _locked(seat)
                found = open_public(
                    seat.cooperative,
                    seat.actor.name,
                    subject=Subject.SEAT,
                    serves=None,
                    code=seat.actor.code,
                    by=by,
                    at=at,
                )
        except IntegrityError:  # somebody else opened it at the same moment
            found = Matter.objects.get(code=seat.actor.code)
    hold(found.pk)
    return found


def _matter_of(seat: Seat) -> Matter | None:
    return Matter.objects.filter(
        cooperative=seat.cooperative_id, subject=Subject.SEAT, code=seat.actor.code
    ).first()


def _hold_matter_of(seat: Seat) -> Matter | None:
    """The same, when there is one already: whatever was asked of the seat waits until we are done."""
    found = _matter_of(seat)
    if found is not None:
        hold(found.pk)
    return found


def _people_of(seat: Seat, at: dt.datetime) -> list[Person]:
    """Who hears what the seat hears: whoever sits there, or whoever stands in."""
    people = people_behind([seat.actor_id], clock.day(at))
    return people or ([seat.stand_in] if seat.stand_in else [])


def _send(kind: str, about: Told, to: Iterable[Person], by: By, at: dt.datetime) -> None:
    """Each time anew, also when it is about the same again."""
    kind = f"belonging.{kind}"
    post.send(kind, about.code, to, once=f"{kind}|{about.code}|{at.isoformat()}", by=by, at=at)
