"""Which promise somebody may see from inside, and which they may move."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.members.hearing import Hearing, hearing_in
from tussenruimte.members.models import Cooperative, Kind, Person
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
    actors = list(actors)
    promise = _promises(cooperative).filter(code=code, maker__in=actors).first()
    if promise is None:
        _refuse_whoever_gave_it(cooperative, actors, code)
        raise NotHere
    return promise


def _refuse_whoever_gave_it(cooperative: Cooperative, actors: Collection[int], code: str) -> None:
    """Whoever made it before knows of it: a page of theirs that stood open hears who has it now."""
    given = Handover.objects.filter(accepted=True, giver__in=actors, promise__code=code)
    row = given.filter(cooperative=cooperative).order_by("-answered_at", "-pk").first()
    if row is not None:
        raise Refused(_("%(name)s took this promise over. It is theirs now.") % {"name": row.taker})


def promise_to_confirm(cooperative: Cooperative, actors: Iterable[int], code: str) -> Promise:
    """A promise that was made to one of these actors."""
    promise = _promises(cooperative).filter(code=code, receiver__in=actors).first()
    if promise is None:
        raise NotHere
    return promise


def handover_to_answer(cooperative: Cooperative, actors: Iterable[int], code: str) -> Handover:
    """A promise that is offered to one of these actors."""
    row = _handovers(cooperative, code).filter(is_from_taker=False, taker__in=actors).first()
    if row is None:
        raise NotHere
    return row


def _handovers(cooperative: Cooperative, code: str) -> QuerySet[Handover]:
    return Handover.objects.filter(cooperative=cooperative, code=code).select_related(
        "giver",
        "taker",
        "promise__maker",
        "promise__receiver",
        "promise__of__actor",
        "promise__of__key",
        "promise__matter__person__actor",
    )


# ---- from outside ---------------------------------------------------------------------------------


def heard_by(hearing: Hearing, actors: Collection[int]) -> tuple[Q, Q]:
    """Of which promises these actors hear from outside: as a circle, and later as a seat or board.

    A circle hears of its own matters (the work area also of those without one), an organisation of
    its seats, the board of people; where nobody acts for those, whoever hears it instead.
    """
    mine = set(actors)
    as_circle, as_seat = Q(matter__circle__in=actors), Q(maker__seat__organisation__in=actors)
    if mine & hearing.instead:
        as_circle |= Q(matter__circle__in=hearing.unheard)
        above = Q(maker__seat__organisation__in=hearing.unheard)
        nobody_above = above | Q(maker__seat__organisation=None)
        as_seat |= Q(maker__in=hearing.unheard) & nobody_above
    if mine & hearing.of_area:
        as_circle |= Q(matter__circle=None)
    if mine & hearing.of_boards:
        as_seat |= ~Q(maker__kind__in=[Kind.SEAT, Kind.ORGANISATION])
    return as_circle, as_seat


def promise_from_outside(
    cooperative: Cooperative, actors: Collection[int], code: str, on: dt.date
) -> Promise:
    """A promise of which these actors hear from outside, or that they are in themselves.

    Whether it is late, and not theirs by now, the action asks.
    """
    as_circle, as_seat = heard_by(hearing_in(cooperative, on), actors)
    rows = _promises(cooperative).filter(code=code)
    inside = Q(maker__in=actors) | Q(receiver__in=actors)
    promise = rows.filter(as_circle | as_seat | inside).first()
    if promise is None:
        raise NotHere
    return promise


def take_over_to_answer(
    cooperative: Cooperative, person: Person, actors: Collection[int], code: str, on: dt.date
) -> Handover:
    """Somebody wants to take a promise over from these actors, or from a seat for which they answer.

    Of an empty seat that is whoever stands in; where nobody acts at all, whoever hears it instead,
    and whoever holds on to what it is about.
    """
    hearing = hearing_in(cooperative, on)
    stands_in = Q(giver__seat__vacant_since__isnull=False, giver__seat__stand_in=person.pk)
    holders = Reader.objects.current(on).filter(ground=Ground.HOLDER, actor__in=actors)
    of_nobody = Q(promise__matter__in=holders.values("matter"))
    if set(actors) & hearing.instead:
        of_nobody = Q()
    theirs = Q(giver__in=actors) | stands_in | Q(giver__in=hearing.unheard) & of_nobody
    row = _handovers(cooperative, code).filter(theirs, is_from_taker=True).first()
    if row is None:
        raise NotHere
    return row


def take_over_to_take_back(cooperative: Cooperative, person: Person, code: str) -> Handover:
    """What this person themselves offered to take over."""
    row = _handovers(cooperative, code).filter(is_from_taker=True, taker=person.pk).first()
    if row is None:
        raise NotHere
    return row


def is_inside(promise: Promise, actors: Collection[int], on: dt.date) -> bool:
    """Whether one of these actors may see what it is about."""
    return is_party(promise, actors) or may_read(promise.matter, actors, on)
