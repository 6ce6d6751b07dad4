"""Who left so long ago, with nothing left here, that their name is no longer kept."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length

from tussenruimte.belonging.models import (
    CircleAsked,
    Expulsion,
    Joining,
    StandInAsked,
    Succession,
)
from tussenruimte.conversations.models import Attendance
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


def days_named(cooperative: Cooperative) -> int:
    """How long after they left: never shorter than the words of their own questions stay."""
    return max(term(cooperative, "left_names"), days_kept(cooperative))


def gone_before(cooperative: Cooperative, day: dt.date, at_most: int) -> list[int]:
    """People who are known by name, and of whom nothing is here that began or ended on this day or later."""
    before = clock.midnight(day)
    rows = Person.objects.filter(_is_known(), cooperative=cooperative, forgotten_at=None)
    rows = rows.exclude(user__last_login__gte=before)
    for still in (*_takes_part(day), *_is_asked(before), *_holds(before)):
        rows = rows.exclude(Exists(still))
    return list(rows.order_by("pk").values_list("pk", flat=True)[:at_most])


def _is_known() -> Q:
    cards = Card.objects.filter(person=ME).annotate(length=Length("sealed_code"))
    words = Member.objects.filter(actor=ME).exclude(why="", interest="")
    return (
        ~Q(actor__name="", actor__phone="")
        | Q(reach__isnull=False)
        | Q(interpreter__isnull=False)
        | Q(user__isnull=False)
        | Q(Exists(cards.filter(length__gt=0)))
        | Q(Exists(words))
    )


def _takes_part(day: dt.date) -> Iterator[Any]:
    """A member, or in a seat or circle; or known here for less long than that."""
    ended = Q(until__lt=day)
    yield Member.objects.filter(actor=ME).exclude(ended)
    yield ActsFor.objects.filter(person=ME).exclude(actor=F("person")).exclude(ended)
    yield ActsFor.objects.filter(person=ME, actor=F("person"), since__gte=day)
    yield Standing.objects.filter(person=ME)
    yield Seat.objects.filter(stand_in=ME, abolished_on=None)
    stands = Q(until=None, need__closed_at=None) | Q(until__gte=day)
    yield Relation.objects.filter(stands, other=ME)
    lasting = Permission.objects.filter(to=ME, withdrawn_at=None, matter__ended_at=None)
    yield lasting.exclude(ended)


def _is_asked(before: dt.datetime) -> Iterator[Any]:
    """Somebody waits for their answer, or they for one; or that was later."""
    decided = ("admitted_at", "refused_at", "withdrawn_at", "objected_at")
    later = Q(*((f"{name}__gte", before) for name in decided), _connector=Q.OR)
    undecided = Q(admitted_at=None, refused_at=None, withdrawn_at=None)
    waits = Q(objected_at__isnull=False, met_on=None)
    yield Joining.objects.filter(undecided | waits | later, person=ME)
    talked = Q(stays_at=None, expelled_at=None) | Q(suspended_at__isnull=False)
    yield Expulsion.objects.filter(talked | Q(begun_at__gte=before), person=ME)
    yield Succession.objects.filter(person=ME, seated_at=None, called_off_at=None)
    yield StandInAsked.objects.filter(person=ME, answered_at=None)
    yield CircleAsked.objects.filter(person=ME, answered_at=None)
    yield Handover.objects.filter(taker=ME, answered_at=None)
    yield NeedHandover.objects.filter(taker=ME, done_at=None, ended_at=None)
    yield Invitation.objects.filter(Q(made_at__gte=before) | Q(used_at__gte=before), person=ME)
    yield Attendance.objects.filter(actor=ME, planned_at__gte=before)


def _holds(before: dt.datetime) -> Iterator[Any]:
    """A question, as theirs or to hold on to; a promise, made or got."""
    open_or_later = Q(closed_at=None) | Q(closed_at__gte=before)
    yield Need.objects.filter(open_or_later, person=ME)
    yield Need.objects.filter(holder=ME, closed_at=None)
    for side in ("maker", "receiver"):
        yield Promise.objects.filter(**{side: ME}, state=State.OPEN)
        yield Promise.objects.filter(**{side: ME}, state=State.DONE, done_at__gte=before)
        yield Promise.objects.filter(**{side: ME}, ended_at__gte=before)
