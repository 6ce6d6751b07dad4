"""Questions about the outbox: what waits, and whom to call today."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from tussenruimte.post.addresses import addresses_of
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch, Way


def waiting(cooperative_id: int, way: Way, *, until: dt.datetime) -> QuerySet[Dispatch]:
    """Messages that should have gone this way by this moment and have not, longest first."""
    return Dispatch.objects.filter(
        cooperative_id=cooperative_id, way=way, due_at__lte=until, sent_at=None, gave_up_at=None
    ).order_by("due_at", "pk")


def next_moment(cooperative_id: int) -> dt.datetime | None:
    """When the next mail is due."""
    rows = Dispatch.objects.filter(
        cooperative_id=cooperative_id, way=Way.MAIL, sent_at=None, gave_up_at=None
    )
    return rows.order_by("due_at").values_list("due_at", flat=True).first()


@dataclass(frozen=True, slots=True)
class Door:
    """A name and a code: what is needed to draw somebody's door."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to phone: who, how, and what to say."""

    code: str
    to: str
    name: str
    phone: str
    reach: str
    say: tuple[str, ...]

    @property
    def door(self) -> Door:
        """Whose door it is."""
        return Door(self.name, self.to)


def calls(cooperative_id: int, aloud_to: Collection[int], *, until: dt.datetime) -> list[Call]:
    """Whom to phone today and what to say, one line a person, by name."""
    messages = list(waiting(cooperative_id, Way.PHONE, until=until)[:200])
    letters = letters_of(messages, aloud_to)
    addresses = addresses_of(cooperative_id, {m.to for m in messages}, with_reach=True)
    found: dict[str, Call] = {}
    for message in messages:
        letter, address = letters.get(message.code), addresses.get(message.to)
        if letter is None or address is None:
            continue
        said = found[message.to].say if message.to in found else ()
        new = tuple(sentence for sentence in letter.spoken if sentence not in said)
        found[message.to] = Call(
            message.code, message.to, address.name, address.phone, address.reach, said + new
        )
    return sorted(found.values(), key=lambda call: (call.name.casefold(), call.to))
