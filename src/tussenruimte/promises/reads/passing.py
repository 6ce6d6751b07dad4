"""Past whom a promise still has to go, and how that stands today: in words, never stored."""

import datetime as dt

from django.utils.translation import gettext as _

from tussenruimte.kit.templatetags.days import day_in_words, on_day_in_words
from tussenruimte.members.models import Actor, Kind, Seat
from tussenruimte.promises.models import Passing, Promise, Purpose, Redirection, State


def passing_of(promise: Promise) -> Passing | None:
    """As it was fetched along with the promise; none when it does not have to go past anybody."""
    found: Passing | None = getattr(promise, "passing", None)
    return found


def redirections_of(promise: Promise) -> list[Redirection]:
    """Each time it went past somebody else or by another day, oldest first; only asked when it did."""
    row = passing_of(promise)
    if row is None or not getattr(promise, "is_redirected", True):
        return []
    return list(row.redirections.select_related("by__actor").order_by("at", "pk"))


def can_be_redirected(promise: Promise) -> bool:
    """Whether one may still say that it goes past somebody else, or by another day."""
    row = passing_of(promise)
    return row is not None and row.answered_at is None and promise.state == State.OPEN


def passing_in_words(row: Passing, today: dt.date) -> str:
    """ "Moet nog langs …", late when its day passed in silence, and what the answer was."""
    said = {"via": row.via, "day": day_in_words(row.until, today)}
    if row.answered_at is not None:
        said["day"] = on_day_in_words(row.answered_at, today)
        if row.said_yes:
            return _("It went past %(via)s %(day)s. It may.") % said
        return _("It went past %(via)s %(day)s. It may not.") % said
    if row.until < today:
        said["day"] = on_day_in_words(row.until, today)
        return _("It should have gone past %(via)s %(day)s. There is no answer yet.") % said
    return _("It still has to go past %(via)s, by %(day)s.") % said


def stands_in_words(promise: Promise, today: dt.date) -> str:
    """What it says, also once the promise has ended; empty when it does not go past anybody."""
    row = passing_of(promise)
    if row is None:
        return ""
    if promise.state == State.OPEN or row.answered_at is not None:
        return passing_in_words(row, today)
    said = {"via": row.via, "day": day_in_words(row.until, today)}
    return _("It had to go past %(via)s, by %(day)s.") % said


def still_to_pass(promise: Promise, today: dt.date) -> str:
    """Past whom it has to go, as long as it is open and nobody said yes; fetch it along."""
    row = passing_of(promise)
    if row is None or row.said_yes or promise.state != State.OPEN:
        return ""
    return passing_in_words(row, today)


def waiting_in_words(via: str, until: dt.date, today: dt.date, *, to: str, me: str) -> str:
    """The same to whoever promised it, as `me` when not for themselves, as long as nobody answered."""
    said = {"via": via, "who": to, "me": me, "day": day_in_words(until, today)}
    if until < today:
        said["day"] = on_day_in_words(until, today)
        if me:
            return (
                _(
                    "What you promised %(who)s as %(me)s should have gone past %(via)s %(day)s. There is no answer yet."
                )
                % said
            )
        return (
            _(
                "What you promised %(who)s should have gone past %(via)s %(day)s. There is no answer yet."
            )
            % said
        )
    if me:
        return (
            _("What you promised %(who)s as %(me)s still has to go past %(via)s, by %(day)s.")
            % said
        )
    return _("What you promised %(who)s still has to go past %(via)s, by %(day)s.") % said


def could_be_above_mandate(promise: Promise) -> bool:
    """Whether one may still say that it goes above the mandate of whoever promised it."""
    is_own_word = promise.maker.kind == Kind.PERSON or promise.purpose == Purpose.LAW
    return promise.state == State.OPEN and not is_own_word and passing_of(promise) is None


def mandate_of(actor: Actor) -> str:
    """What can be promised from this seat, in its own words; empty for whoever has none."""
    words = Seat.objects.filter(actor=actor).values_list("mandate", flat=True).first()
    return words or ""
