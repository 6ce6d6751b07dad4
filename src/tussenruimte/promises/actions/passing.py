"""What is promised above a mandate still goes past somebody: named with a day, and then answered."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.members.models import Kind, Person
from tussenruimte.members.reads import people_behind
from tussenruimte.promises.actions.shared import _locked, _refuse_ended
from tussenruimte.promises.actions.telling import _tell_each
from tussenruimte.promises.models import VIA, Passing, Promise, Purpose, Redirection
from tussenruimte.record.actions import note

NOT_PASSED = "not-passed"


@transaction.atomic
def must_pass(
    promise: Promise, *, via: str, until: dt.date, by: Person, at: dt.datetime
) -> Passing:
    """It goes above the mandate of whoever promised it: past whom it still has to go, by which day."""
    promise, via = _locked(promise), via.strip()
    _refuse_ended(promise)
    _refuse_whoever_needs_no_yes(promise)
    if Passing.objects.filter(promise=promise).exists():
        raise Refused(_("It says already past whom this still has to go."))
    _refuse_via(via)
    _refuse_day(promise, until, clock.day(at))
    row = Passing.objects.create(
        cooperative_id=promise.cooperative_id, promise=promise, via=via, until=until, by=by, at=at
    )
    note("promise.to-pass", promise, by=by, at=at, until=until.isoformat())
    return row


@transaction.atomic
def pass_elsewhere(
    promise: Promise, *, via: str, until: dt.date, stands: str, by: Person, at: dt.datetime
) -> Redirection:
    """It goes past somebody else, or by another day. What it said before stays with the promise.

    `stands` is what whoever changes it read: nobody changes what somebody else just wrote down. A new
    day that passes in silence is told of again.
    """
    promise, via = _locked(promise), via.strip()
    _refuse_ended(promise)
    row = _unanswered(promise)
    if stands != row.stands:
        raise Refused(_("This was changed meanwhile. Read it again first."))
    if (via, until) == (row.via, row.until):
        raise Refused(_("This is what it says already. Choose another day, or somebody else."))
    _refuse_via(via)
    _refuse_day(promise, until, clock.day(at))
    change = Redirection.objects.create(
        cooperative_id=promise.cooperative_id,
        passing=row,
        old_via=row.via,
        new_via=via,
        old_until=row.until,
        new_until=until,
        by=by,
        at=at,
    )
    row.via, row.until, row.told_on = via, until, None
    row.save(update_fields=["via", "until", "told_on"])
    old, new = change.old_until.isoformat(), until.isoformat()
    note("promise.redirected", promise, by=by, at=at, old=old, new=new)
    return change


def _unanswered(promise: Promise) -> Passing:
    row = Passing.objects.filter(promise=promise).first()
    if row is None:
        raise Refused(_("This does not have to go past anybody."))
    if row.answered_at:
        raise Refused(_("This question was answered already."))
    return row


def _refuse_via(via: str) -> None:
    refuse_bsn(via)
    if not via:
        raise Refused(_("Say past whom it still has to go."))
    if len(via) > VIA:
        raise Refused(_("Say it in %(most)s characters at most.") % {"most": VIA})


def _refuse_whoever_needs_no_yes(promise: Promise) -> None:
    if promise.purpose == Purpose.LAW:
        raise Refused(_("The law asks this already. Nobody else has to say yes to it."))
    if promise.maker.kind == Kind.PERSON:
        raise Refused(
            _("Somebody promised this for themselves. Only a seat, circle or organisation asks on.")
        )


def _refuse_day(promise: Promise, until: dt.date, today: dt.date) -> None:
    """The answer comes before what was promised has to be there."""
    if promise.due < today:
        raise Refused(_("The promised day has passed. First choose another day."))
    if not today <= until <= promise.due:
        raise Refused(
            _("Choose a day from today on, and not after what you promised: %(day)s.")
            % {"day": day_in_words(promise.due, today)}
        )


@transaction.atomic
def say_passed(promise: Promise, *, says_yes: bool, by: Person, at: dt.datetime) -> None:
    """Whoever it had to go past answered. After a no the promise stands, and its receiver hears so."""
    promise = _locked(promise)
    _refuse_ended(promise)
    row = _unanswered(promise)
    row.answered_at, row.said_yes = at, says_yes
    row.save(update_fields=["answered_at", "said_yes"])
    if not says_yes:
        people = people_behind([promise.receiver_id], clock.day(at))
        others = [person for person in people if person != by]
        _tell_each(NOT_PASSED, promise.code, promise, others, by, at)
    note("promise.passed" if says_yes else "promise.not-passed", promise, by=by, at=at)
