"""Questions about the outbox: what waits, and whom to call today."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tussenruimte.post.addresses import addresses_of
from tussenruimte.post.kinds import Made, make_letters
from tussenruimte.post.models import Dispatch, Way

AT_MOST = 200  # messages on one list


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
    codes: tuple[str, ...]  # the messages in which that stands

    @property
    def shown(self) -> str:
        """What "I told them" sends along: only what stood here was told."""
        return " ".join(self.codes)

    @property
    def door(self) -> Door:
        """Whose door it is."""
        return Door(self.name, self.to)


def calls(cooperative_id: int, aloud_to: Collection[int], *, until: dt.datetime) -> list[Call]:
    """Whom to phone today and what to say, one line a person, by name."""
    messages = list(waiting(cooperative_id, Way.PHONE, until=until)[:AT_MOST])
    made = make_letters(messages, aloud_to)
    addresses = addresses_of(cooperative_id, {m.to for m in messages}, with_reach=True)
    found: dict[str, Call] = {}
    for message in messages:
        address, spoken = addresses.get(message.to), _spoken(message, made)
        if address is None or spoken is None:
            continue
        before = found.get(message.to)
        said, codes = (before.say, before.codes) if before else ((), ())
        found[message.to] = Call(
            code=message.code,
            to=message.to,
            name=address.name,
            phone=address.phone,
            reach=address.reach,
            say=said + tuple(sentence for sentence in spoken if sentence not in said),
            codes=(*codes, message.code),
        )
    return sorted(found.values(), key=lambda call: (call.name.casefold(), call.to))


def _spoken(message: Dispatch, made: Made) -> tuple[str, ...] | None:
    """What to say; None when there is nothing left to say."""
    if message.code in made.broken:
        return (_("There is a message that we could not make. Ask how things are going."),)
    letter = made.letters.get(message.code)
    return None if letter is None else letter.spoken
