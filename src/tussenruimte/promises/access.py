"""Which promise somebody may see from inside, and which they may move."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Subquery

from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters.models import Reader
from tussenruimte.members.models import Cooperative
from tussenruimte.promises.models import Handover, Promise, PromiseQuerySet


def _promises(cooperative: Cooperative) -> PromiseQuerySet:
    return Promise.objects.whole().filter(cooperative=cooperative)


def promise_to_see(
    cooperative: Cooperative, actors: Collection[int], code: str, on: dt.date
) -> Promise:
    """A promise from inside: for its maker, its receiver, and readers of its matter.

    The ground on which they read the matter comes along in the same question (`ground_on`).
    """
    grounds = Reader.objects.current(on).filter(matter=OuterRef("matter"), actor__in=actors)
    promise = (
        _promises(cooperative)
        .select_related("matter__circle__actor", "matter__serves__serves__serves")
        .annotate(
            ground=Subquery(grounds.order_by("since").values("ground")[:1]),
            is_offered=Exists(Handover.objects.filter(promise=OuterRef("pk"))),
        )
        .filter(code=code)
        .first()
    )
    if promise is None:
        raise NotHere
    if not is_party(promise, actors) and promise.matter.is_private and not ground_on(promise):
        raise NotHere
    return promise


def is_party(promise: Promise, actors: Collection[int]) -> bool:
    """Whether one of these actors made or got it."""
    return promise.maker_id in actors or promise.receiver_id in actors


def ground_on(promise: Promise) -> str:
    """Why whoever fetched it may read its matter; empty when they may not, or everybody may."""
    return getattr(promise, "ground", "") or ""


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
        .select_related(
            "giver",
            "taker",
            "promise__maker",
            "promise__receiver",
            "promise__of__actor",
            "promise__of__key",
            "promise__matter__person__actor",
        )
        .first()
    )
    if row is None:
        raise NotHere
    return row
