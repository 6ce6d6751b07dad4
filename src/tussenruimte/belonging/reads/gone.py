"""Who left so long ago, with nothing left here, that their name is no longer kept."""

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from tussenruimte.belonging.models import (
    CircleAsked,
    Expulsion,
    Joining,
    StandInAsked,
    Succession,
)
from tussenruimte.conversations.models import Attendance
from tussenruimte.decisions.models import TALKED_ABOUT, Adviser, Proposal, Turn
from tussenruimte.kit import clock
from tussenruimte.matters.models import Permission
from tussenruimte.members.clocks import term
from tussenruimte.members.models import (
    ActsFor,
    Card,
    Cooperative,
    Invitation,
    Member,
    Person,
    Seat,
    Standing,
)
from tussenruimte.promises.models import Handover, Promise, State
from tussenruimte.relations.models import Need, NeedHandover, Relation
from tussenruimte.relations.reads.over import days_kept

ME = OuterRef("pk")
Keys = Collection[int]


def days_named(cooperative: Cooperative) -> int:
    """How long after they left: never shorter than the words of their own questions stay."""
    return max(term(cooperative, "left_names"), days_kept(cooperative))


def gone_before(cooperative: Cooperative, day: dt.date, at_once: int) -> Iterator[list[int]]:
    """People who are known by name, and of whom nothing is here that began or ended on this day or later.

    So many are looked at together: who left is found first, and what is still here of them after it.
    """
    rows = _who_left(cooperative, day).order_by("pk").values_list("pk", flat=True)
    last = 0
    while keys := list(rows.filter(pk__gt=last)[:at_once]):
        last = keys[-1]
        still = _still_here(cooperative, keys, day)
        yield [key for key in keys if key not in still]


def _who_left(cooperative: Cooperative, day: dt.date) -> QuerySet[Person]:
    """Known by name for so long, and no member, in no seat or circle, nor able to hold, since then."""
    current = ~Q(until__lt=day)  # also without an end
    mine = {"cooperative": cooperative, "person": ME}
    rows = Person.objects.filter(_is_known(cooperative), cooperative=cooperative, forgotten_at=None)
    return (
        rows.exclude(Exists(Member.objects.filter(current, cooperative=cooperative, actor=ME)))
        .exclude(Exists(ActsFor.objects.filter(current, **mine).exclude(actor=F("person"))))
        .exclude(Exists(ActsFor.objects.filter(**mine, actor=F("person"), since__gte=day)))
        .exclude(Exists(Standing.objects.filter(**mine)))
    )


def _is_known(cooperative: Cooperative) -> Q:
    cards = Card.objects.filter(cooperative=cooperative, person=ME)
    cards = cards.annotate(length=Length("sealed_code")).filter(length__gt=0)
    words = Member.objects.filter(cooperative=cooperative, actor=ME).exclude(why="", interest="")
    return (
        ~Q(actor__name="", actor__phone="")
        | Q(reach__isnull=False)
        | Q(interpreter__isnull=False)
        | Q(user__isnull=False)
        | Q(Exists(cards))
        | Q(Exists(words))
    )


def _still_here(cooperative: Cooperative, keys: Keys, day: dt.date) -> set[int]:
    """Those of them of whom something is open here, or was on this day or later."""
    before, found = clock.midnight(day), set[int]()
    parts = (_of_needs(before, day), _of_promises(before), _of_answers(before), _of_proposals())
    for rows, column in chain.from_iterable(parts):
        theirs = rows.filter(cooperative=cooperative, **{f"{column}__in": keys})
        found.update(theirs.values_list(column, flat=True))
    signed_in = Person.objects.filter(pk__in=keys, user__last_login__gte=before)
    return found.union(signed_in.values_list("pk", flat=True))


Theirs = Iterator[tuple[QuerySet[Any], str]]


def _of_needs(before: dt.datetime, day: dt.date) -> Theirs:
    """A question: as theirs, to hold on to, to stand beside, or to read."""
    open_or_later = Q(closed_at=None) | Q(closed_at__gte=before)
    yield Need.objects.filter(open_or_later), "person"
    yield Need.objects.filter(closed_at=None), "holder"
    yield NeedHandover.objects.filter(done_at=None, ended_at=None), "taker"
    stands = Q(until=None, need__closed_at=None) | Q(until__gte=day)
    yield Relation.objects.filter(stands), "other"
    lasting = Permission.objects.filter(withdrawn_at=None, matter__ended_at=None)
    yield lasting.exclude(until__lt=day), "to"


def _of_promises(before: dt.datetime) -> Theirs:
    """What they promised or were promised, and what they are asked to take over."""
    waits = Q(state=State.OPEN) | Q(state=State.DONE, done_at__gte=before)
    rows = Promise.objects.filter(waits | Q(ended_at__gte=before))
    yield rows, "maker"
    yield rows, "receiver"
    yield Handover.objects.filter(answered_at=None), "taker"
    yield Attendance.objects.filter(planned_at__gte=before), "actor"


def _of_answers(before: dt.datetime) -> Theirs:
    """About being a member, a seat or a circle: somebody waits for an answer, or it was given later."""
    decided = ("admitted_at", "refused_at", "withdrawn_at", "objected_at")
    later = Q(*((f"{name}__gte", before) for name in decided), _connector=Q.OR)
    undecided = Q(admitted_at=None, refused_at=None, withdrawn_at=None)
    waits = Q(objected_at__isnull=False, met_on=None)
    yield Joining.objects.filter(undecided | waits | later), "person"
    talked = Q(stays_at=None, expelled_at=None) | Q(suspended_at__isnull=False)
    yield Expulsion.objects.filter(talked | Q(begun_at__gte=before)), "person"
    yield Seat.objects.filter(abolished_on=None), "stand_in"
    yield Succession.objects.filter(seated_at=None, called_off_at=None), "person"
    yield StandInAsked.objects.filter(answered_at=None), "person"
    yield CircleAsked.objects.filter(answered_at=None), "person"
    yield Invitation.objects.filter(Q(made_at__gte=before) | Q(used_at__gte=before)), "person"


def _of_proposals() -> Theirs:
    """They lead one, are asked or have to be heard, or wait for the answer to what they advised."""
    yield Proposal.objects.filter(stage__in=TALKED_ABOUT), "leads"
    yield Turn.objects.filter(spoken_at=None, round__closed_at=None), "person"
    heard = Q(proposal__stage__in=TALKED_ABOUT) | Q(is_overruled=True, answer=None)
    yield Adviser.objects.filter(heard), "actor"
