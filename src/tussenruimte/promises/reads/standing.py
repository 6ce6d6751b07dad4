"""How a promise stands today: worked out each time, never stored."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import day_in_words, hour_in_words, late_in_words
from tussenruimte.matters.reads import Said, said_beside_each
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, Cooperative
from tussenruimte.methods import ladder
from tussenruimte.promises.models import Handover, Passing, Promise, Purpose, State
from tussenruimte.promises.reads.passing import passing_in_words


@dataclass(frozen=True, slots=True)
class View:
    """A promise on a page. `state` is one of the states of the clock that is drawn beside it."""

    promise: Promise
    today: dt.date
    state: str
    left: int
    days_late: int
    beside: list[Said] = field(default_factory=list)  # only for who may see the inside
    passing: Passing | None = None  # where it was fetched along

    @property
    def code(self) -> str:
        """How it is called in addresses."""
        return self.promise.code

    @property
    def text(self) -> str:
        """What was promised, in words; only for who may see the inside."""
        return self.promise.read("text")

    @property
    def outcome(self) -> str:
        """How it was kept, or what happens now."""
        return self.promise.read("outcome")

    @property
    def maker(self) -> Actor:
        """Who promised."""
        return self.promise.maker

    @property
    def receiver(self) -> Actor:
        """To whom."""
        return self.promise.receiver

    @property
    def due(self) -> dt.date:
        """The promised day."""
        return self.promise.due

    @property
    def made_on(self) -> dt.date:
        """The day of the word."""
        return clock.day(self.promise.made_at)

    @property
    def is_open(self) -> bool:
        """Whether the maker still has to do it."""
        return self.promise.state == State.OPEN

    @property
    def is_late(self) -> bool:
        """Past its day and not done."""
        return self.state == ladder.State.LATE

    @property
    def is_done(self) -> bool:
        """Said to be done; the receiver may answer."""
        return self.promise.state == State.DONE

    @property
    def is_law(self) -> bool:
        """Whether a law asks this: nobody gave their word for it."""
        return self.promise.purpose == Purpose.LAW

    @property
    def word(self) -> str:
        """The day with its hour, when an hour was promised; otherwise the look finds the word."""
        if self.is_law:
            return law_in_words(self.due, self.state, self.today)
        if self.promise.due_time is None or not self.is_open or self.is_late:
            return ""
        day, hour = day_in_words(self.due, self.today), hour_in_words(self.promise.due_time)
        return _("%(day)s before %(hour)s.") % {"day": capfirst(day), "hour": hour}

    @property
    def passed(self) -> str:
        """Past whom it still has to go or went, as long as it is open."""
        return passing_in_words(self.passing, self.today) if self.passing and self.is_open else ""

    @property
    def to_pass(self) -> str:
        """The same, as long as nobody said yes."""
        return "" if self.passing and self.passing.said_yes else self.passed


def law_in_words(due: dt.date, state: str, today: dt.date | None = None) -> str:
    """ "De wet zegt: uiterlijk …", as long as it is open; what became of it says the look."""
    today = today or clock.today()
    said = {"day": day_in_words(due, today)}
    if state == ladder.State.LATE:
        late = capfirst(late_in_words(due, today))
        return _("%(late)s. The law says: by %(day)s.") % {"late": late, **said}
    return _("The law says: by %(day)s.") % said if state in {"open", "soon"} else ""


def view(promise: Promise, today: dt.date, cooperative: Cooperative) -> View:
    """How this promise stands today, by the terms of its cooperative."""
    state = (
        State.RELEASED.value
        if promise.state == State.RELEASED
        else ladder.state_of(
            promise.due,
            today,
            said_done=clock.day(promise.done_at) if promise.done_at else None,
            is_kept=promise.state == State.KEPT,
            is_failed=promise.state == State.FAILED,
            unconfirmed_after=term(cooperative, "unconfirmed"),
        ).value
    )
    is_late = state == ladder.State.LATE
    return View(
        promise=promise,
        today=today,
        state=state,
        left=ladder.time_left(clock.day(promise.made_at), promise.due, today),
        days_late=ladder.days_late(promise.due, today) if is_late else 0,
    )


def views(promises: Iterable[Promise], today: dt.date, cooperative: Cooperative) -> list[View]:
    """The same for a list."""
    return [view(promise, today, cooperative) for promise in promises]


def with_what_stands_beside(shown: Sequence[View], cooperative: Cooperative) -> list[View]:
    """The same, each with what somebody put beside it: whoever reads the one reads the other."""
    beside = said_beside_each(cooperative, [one.code for one in shown])
    return [replace(one, beside=beside.get(one.code, [])) for one in shown]


def inside_view(promise: Promise, today: dt.date, cooperative: Cooperative) -> View:
    """One promise with what stands beside it, for who may see the inside."""
    shown = view(promise, today, cooperative)
    is_remarked = getattr(promise, "is_remarked", True)  # known along with the promise, or asked
    return with_what_stands_beside([shown], cooperative)[0] if is_remarked else shown


def over_in_words(row: Handover) -> str:
    """Why an offer cannot be answered any more; empty as long as it can."""
    if row.answered_at and row.is_from_taker and not row.accepted:
        return _("Nobody asks this any more.")  # a no, or it was taken back, or it is not late
    if row.answered_at:
        return _("This question was answered already.")
    if row.promise.state != State.OPEN:
        return _("Nobody asks this any more. There is nothing left to take over.")
    return ""
