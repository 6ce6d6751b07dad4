"""Putting something up, taking it away, and clearing away what is over."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.agenda.models import Posting
from tussenruimte.agenda.reads import standing_of
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.access import refuse_when_shut
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.record.actions import note

MOST_AT_ONCE = 20  # of one person; a board on which one hangs everything is read by nobody


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody puts up, in their own words."""

    title: str
    words: str = ""
    place: str = ""
    asks_house: bool = False


@transaction.atomic
def post_on(
    said: Said, begins_at: dt.datetime, ends_at: dt.datetime | None, *, by: Person, at: dt.datetime
) -> Posting:
    """Something is on: everybody may come."""
    refuse_when_shut(by.cooperative, "agenda")
    if begins_at <= at:
        raise Refused(_("This moment is over. Choose a later one."))
    if ends_at is not None and ends_at <= begins_at:
        raise Refused(_("It ends before it begins. Choose a later hour to end."))
    moment = {"begins_at": begins_at, "ends_at": ends_at, "until": clock.day(begins_at)}
    posting = _posting(said, by, at, sort=Posting.Sort.ON, **moment)
    sealed = posting.put(title=said.title, words=said.words, place=said.place)
    posting.save()
    note("posting.on", posting, by=by, at=at, sealed=sealed)
    return posting


@transaction.atomic
def post_notice(said: Said, until: dt.date, *, by: Person, at: dt.datetime) -> Posting:
    """A notice for everybody, until a day that is not too far away."""
    refuse_when_shut(by.cooperative, "agenda")
    most = term(by.cooperative, "notice_days")
    if not clock.day(at) <= until <= clock.day(at) + dt.timedelta(days=most):
        raise Refused(_("Choose a day from today, at most %(n)d days ahead.") % {"n": most})
    posting = _posting(said, by, at, sort=Posting.Sort.NOTICE, until=until)
    sealed = posting.put(title=said.title, words=said.words)
    posting.save()
    note("posting.notice", posting, by=by, at=at, sealed=sealed)
    return posting


def _posting(said: Said, by: Person, at: dt.datetime, **more: Any) -> Posting:
    """A new one, still without words; refused when they have too much there already."""
    rows = Person.objects.select_for_update(of=("self",), no_key=True)
    rows.get(pk=by.pk)  # so that two at once are counted
    if standing_of(by, clock.day(at)) >= MOST_AT_ONCE:
        raise Refused(_("You have a lot here already. First take something away that is over."))
    return Posting(
        cooperative_id=by.cooperative_id,
        placed_by=Person.objects.with_key().get(pk=by.pk),
        placed_at=at,
        asks_house=said.asks_house,
        **more,
    )


@transaction.atomic
def withdraw(posting: Posting, *, by: Person, at: dt.datetime) -> None:
    """It does not stand there any more. Whoever put it up sees who took it away."""
    posting = Posting.objects.select_for_update(of=("self",), no_key=True).get(pk=posting.pk)
    if posting.withdrawn_at:
        raise Refused(_("This was taken away already."))
    posting.withdrawn_by, posting.withdrawn_at = by, at
    posting.save(update_fields=["withdrawn_by", "withdrawn_at"])
    note("posting.withdrawn", posting, by=by, at=at)


@transaction.atomic
def clear_away(cooperative: Cooperative, before: dt.date, *, by: By, at: dt.datetime) -> int:
    """What was over before this day goes, words and all."""
    gone, _each = Posting.objects.filter(cooperative=cooperative, until__lt=before).delete()
    if gone:
        note("postings.cleared", cooperative, by=by, at=at, before=before.isoformat(), n=gone)
    return gone
