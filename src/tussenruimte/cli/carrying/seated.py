"""Whose the keys are under which private texts leave: of two seats of the cooperative itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q

from tussenruimte.cli.carrying import Cannot, shut
from tussenruimte.members.models import Cooperative, Seat, Tenure

TWO = "It takes two seats, with two different people in them."
WHOSE = "Say of each key of which seat it is: SEAT=KEYFILE, with the code from the address of that seat's page."


@dataclass(frozen=True)
class Holder:
    """A seat, who sits there now, and the name of the key that they keep."""

    seat: str
    person: str
    key: str


def holders(
    cooperative: Cooperative, to: Sequence[tuple[str, Path]], today: dt.date
) -> list[Holder]:
    """Of each key whose it is. The keys themselves were looked at already."""
    found = [_holder(cooperative, seat, file, today) for seat, file in to]
    if any(len({getattr(one, name) for one in found}) < len(found) for name in ("seat", "person")):
        raise Cannot(TWO)
    return found


def _holder(cooperative: Cooperative, code: str, file: Path, today: dt.date) -> Holder:
    if not code:
        raise Cannot(WHOSE)
    there = Q(abolished_on=None) | Q(abolished_on__gt=today)
    seat = Seat.objects.filter(there, cooperative=cooperative, actor__code=code).first()
    if seat is None:
        raise Cannot(f"There is no seat {code} in “{cooperative.slug}”.")
    if seat.organisation_id is not None:
        raise Cannot(
            f"The seat {code} is of an organisation. {TWO} Both of the cooperative itself."
        )
    sits = Tenure.objects.filter(seat=seat, until=None, since__lte=today)
    tenure = sits.filter(person__forgotten_at=None).select_related("person").first()
    if tenure is None:
        raise Cannot(f"Nobody sits in the seat {code}.")
    (key,) = shut.loaded([file])
    return Holder(code, tenure.person.code, shut.name_of(key))
