"""Which promise somebody may see from inside, and which they may move."""

import datetime as dt
from collections.abc import Iterable

from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters.access import may_read
from tussenruimte.members.models import Cooperative
from tussenruimte.promises.models import Handover, Promise, PromiseQuerySet


def _promises(cooperative: Cooperative) -> PromiseQuerySet:
    return Promise.objects.whole().filter(cooperative=cooperative)


def promise_to_see(
    cooperative: Cooperative, actors: Iterable[int], code: str, on: dt.date
) -> Promise:
    """A promise from inside: for its maker, its receiver, and readers of its matter."""
    promise = _promises(cooperative).filter(code=code).first()
    if promise is None:
        raise NotHere
    is_party = {promise.maker_id, promise.receiver_id} & set(actors)
    if not is_party and not may_read(promise.matter, actors, on):
        raise NotHere
    return promise


def promise_to_keep(cooperative: Cooperative, actors: Iterable[int], code: str) -> Promise:
    """A promise that one of these actors made."""
    promise = _promises(cooperative).filter(code=code, maker__in=actors).first()
    if promise is None:
        raise NotHere
    return promise


def promise_to_confirm(cooperative: Cooperative, actors: Iterable[int], code: str) -> Promise:
    """A promise that was made to one of these actors."""
    promise = _promises(cooperative).filter(code=code, receiver__in=actors).first()
    if promise is None:
        raise NotHere
    return promise


def handover_to_answer(cooperative: Cooperative, actors: Iterable[int], code: str) -> Handover:
    """A promise that is offered to one of these actors."""
    row = (
        Handover.objects.filter(cooperative=cooperative, code=code, taker__in=actors)
        .select_related("promise", "giver", "taker")
        .first()
    )
    if row is None:
        raise NotHere
    return row
