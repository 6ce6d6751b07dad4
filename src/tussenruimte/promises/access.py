"""Which promise somebody may see from inside, and which they may move."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Ground, Reader, Remark
from tussenruimte.members.hearing import Hearing, hearing_in
from tussenruimte.members.models import ActsFor, Cooperative, Kind, Person, Seat
from tussenruimte.promises.models import Handover, Promise, PromiseQuerySet, Redirection


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
        .select_related("passing", "matter__circle__actor", "matter__serves__serves__serves")
        .annotate(
            ground=Subquery(grounds.order_by("since").values("ground")[:1]),
            is_offered=Exists(Handover.objects.filter(promise=OuterRef("pk"))),
            is_redirected=Exists(Redirection.objects.filter(passing__promise=OuterRef("pk"))),
            is_remarked=Exists(
                Remark.objects.filter(matter=OuterRef("matter"), beside=OuterRef("code"))
            ),
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


def promise_to_keep(
    cooperative: Cooperative, actors: Iterable[int], code: str, *beside: str
) -> Promise:
    """A promise that one of these actors made; with what is fetched `beside` it."""
    actors = list(actors)
    rows = _promises(cooperative).select_related(*beside) if beside else _promises(cooperative)
    promise = rows.filter(code=code, maker__in=actors).first()
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


def promise_to_pass(cooperative: Cooperative, actors: Iterable[int], code: str) -> Promise:
    """A promise that one of these actors made, and not for themselves alone, unless they took it over
    with past whom it has to go.
    """
    promise = promise_to_keep(cooperative, actors, code, "passing")
    if promise.maker.kind == Kind.PERSON and not hasattr(promise, "passing"):
        raise NotHere
    return promise


def promise_that_passes(cooperative: Cooperative, actors: Iterable[int], code: str) -> Promise:
    """A promise that one of these actors made, of which it says past whom it has to go."""
    promise = promise_to_pass(cooperative, actors, code)
    if not hasattr(promise, "passing"):
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
    rows = _handovers(cooperative, code).select_related("promise__passing")
    row = rows.filter(is_from_taker=False, taker__in=actors).first()
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


def heard_by(hearing: Hearing, actors: Collection[int], prefix: str = "") -> tuple[Q, Q]:
    """Of which promises these actors hear from outside: as a circle, and later as a seat or board.

    A circle hears of its own matters (the work area also of those without one), a seat or
    organisation of its own, an organisation of its seats, the board of people; where nobody acts for
    those, whoever hears it instead. `prefix` is the way from what is asked to its promise.
    """

    def are(**fields: Any) -> Q:
        return Q(**{f"{prefix}{field}": value for field, value in fields.items()})

    mine = set(actors)
    as_circle = are(matter__circle__in=mine)
    as_seat = are(maker__in=mine) | are(maker__seat__organisation__in=mine)
    if mine & hearing.instead:
        as_circle |= are(matter__circle__in=hearing.unheard)
        above = are(maker__seat__organisation__in=hearing.unheard)
        nobody_above = above | are(maker__seat__organisation=None)
        as_seat |= are(maker__in=hearing.unheard) & nobody_above
    if mine & hearing.of_area:
        as_circle |= are(matter__circle=None)
    if mine & hearing.of_boards:
        as_seat |= ~are(maker__kind__in=[Kind.SEAT, Kind.ORGANISATION])
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
    cooperative: Cooperative, person: Person, code: str, on: dt.date
) -> Handover:
    """Somebody else wants to take a promise over, and this person can say yes for the maker."""
    rows = _handovers(cooperative, code).filter(is_from_taker=True).exclude(taker=person.pk)
    row = rows.first()
    if row is None or person not in who_answers([row], on)[row.code]:
        raise NotHere
    return row


def who_answers(rows: Collection[Handover], on: dt.date) -> dict[str, list[Person]]:
    """Who can say yes for the maker to whoever offers to take over, by code of the offer.

    The maker, or whoever acts for them. Of an empty seat whoever stands in; where nobody acts at all,
    whoever hears it instead. Of both also whoever holds on to what it is about: only they can ask the
    person. Only who signs in can answer. All of these are of one cooperative.
    """
    acting = _acting({row.giver_id for row in rows}, on)
    found = {row.code: acting[row.giver_id] for row in rows}
    if empty := [row for row in rows if not found[row.code]]:
        found |= _for_nobody(empty, on)
    able = Person.objects.named().filter(
        pk__in={key for keys in found.values() for key in keys},
        forgotten_at=None,
        user__isnull=False,
    )
    people = list(able.order_by("pk"))
    return {code: [one for one in people if one.pk in keys] for code, keys in found.items()}


def _for_nobody(rows: Collection[Handover], on: dt.date) -> dict[str, set[int]]:
    """The same where nobody acts for the maker today."""
    hearing = hearing_in(next(iter(rows)).cooperative, on)
    empty = Seat.objects.filter(actor__in={row.giver_id for row in rows}, vacant_since__lte=on)
    stand_ins = dict(empty.values_list("actor", "stand_in"))
    holding = Reader.objects.current(on).filter(
        ground=Ground.HOLDER, matter__in={row.promise.matter_id for row in rows}
    )
    holders = list(holding.values_list("matter", "actor"))
    acting = _acting({actor for _matter, actor in holders} | hearing.instead, on)
    found: dict[str, set[int]] = {}
    for row in rows:
        keys = found[row.code] = set()
        if row.giver_id in hearing.unheard:
            keys.update(*(acting[actor] for actor in hearing.instead))
        elif row.giver_id in stand_ins:
            keys.add(stand_ins[row.giver_id])
        else:
            continue
        keys.update(*(acting[a] for matter, a in holders if matter == row.promise.matter_id))
    return found


def _acting(actors: Collection[int], on: dt.date) -> dict[int, set[int]]:
    """The people who act for each of these actors."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = ActsFor.objects.current(on).filter(actor__in=actors, person__forgotten_at=None)
    for actor, person in rows.values_list("actor", "person"):
        found[actor].add(person)
    return found


def take_over_to_take_back(cooperative: Cooperative, person: Person, code: str) -> Handover:
    """What this person themselves offered to take over."""
    row = _handovers(cooperative, code).filter(is_from_taker=True, taker=person.pk).first()
    if row is None:
        raise NotHere
    return row


def is_inside(promise: Promise, actors: Collection[int], on: dt.date) -> bool:
    """Whether one of these actors may see what it is about."""
    return is_party(promise, actors) or may_read(promise.matter, actors, on)
