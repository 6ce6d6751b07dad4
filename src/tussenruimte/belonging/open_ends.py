"""What somebody still holds: it goes to somebody else, or ends, before they can be forgotten.

And whether they asked to be, and who sees to it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.utils.translation import gettext as _, ngettext

from tussenruimte.belonging.models import CircleAsked, Expulsion, Joining, StandInAsked, Succession
from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.decisions.models import TALKED_ABOUT, Proposal
from tussenruimte.kit import clock
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Absence, Duty, DutyOffer, Person, Seat, Tenure
from tussenruimte.members.models.people import named_first
from tussenruimte.members.reads import people_who_may_hold
from tussenruimte.promises.models import Handover, Promise, Purpose, State
from tussenruimte.relations.models import Need, NeedHandover, SetAside
from tussenruimte.relations.reads.standing import who_takes_in


class Held:
    """One sort of what somebody holds: where it stands, and its sentence.

    The sentence is for how many there are, or, with a way to what it is called, for each of them.
    """

    def __init__(
        self, says: Callable[[Any], str], *rows: QuerySet[Any, Any], called: str = ""
    ) -> None:
        self.says, self.rows, self.called = says, rows, called

    def counted(self, place: int) -> Iterator[QuerySet[Any, Any]]:
        """How many there are of each name, or of all without one; with the place of this sort."""
        name = F(self.called) if self.called else Value("")
        for rows in self.rows:
            yield rows.order_by().values_list(Value(place), name).annotate(how_many=Count("pk"))

    def sentences(self, found: Counter[str]) -> list[str]:
        """For so many of each name."""
        if self.called:
            return [self.says(name) for name in sorted(found.elements())]
        n = found.total()
        return [self.says(n) % {"n": n}] if n else []


def what_is_open(person: Person, at: dt.datetime) -> list[str]:
    """A sentence for each thing that has to be handed over, answered or closed first.

    Without a name: the person reads them, and whoever forgets them too. It is one question.
    """
    held = [
        *_needs(person),
        *_promises(person, at),
        *_seats(person),
        *_days(person, clock.day(at)),
        *_membership(person),
        *_proposals(person),
    ]
    first, *others = (rows for place, sort in enumerate(held) for rows in sort.counted(place))
    found: list[Counter[str]] = [Counter() for _sort in held]
    for place, name, many in first.union(*others, all=True):
        found[place][name] += many
    return [
        sentence
        for sort, many in zip(held, found, strict=True)
        for sentence in sort.sentences(many)
    ]


def _needs(person: Person) -> Iterator[Held]:
    yield Held(
        lambda n: ngettext(
            "There is still an open question. First close it.",
            "There are still %(n)s open questions. First close them.",
            n,
        ),
        Need.objects.filter(person=person, closed_at=None),
    )
    yield Held(
        lambda n: ngettext(
            "There is still a question to hold on to. First hand it over.",
            "There are still %(n)s questions to hold on to. First hand them over.",
            n,
        ),
        Need.objects.filter(holder=person.pk, closed_at=None),
    )


def _promises(person: Person, at: dt.datetime) -> Iterator[Held]:
    made = Promise.objects.filter(maker=person.actor_id)
    since = at - dt.timedelta(days=term(person.cooperative, "unconfirmed"))
    talks = Conversation.objects.filter(host=person.actor_id, matter__ended_at=None)
    yield Held(
        lambda n: ngettext(
            "There is still a promise to keep. First keep it, or hand it over.",
            "There are still %(n)s promises to keep. First keep them, or hand them over.",
            n,
        ),
        made.filter(state=State.OPEN),
    )
    yield Held(
        lambda _n: _("Something was said to be done. First hear whether it is."),
        made.filter(state=State.DONE, done_at__gt=since),
    )
    yield Held(
        lambda n: ngettext(
            "There is still a conversation to hold. First hold it, or call it off.",
            "There are still %(n)s conversations to hold. First hold them, or call them off.",
            n,
        ),
        talks.filter(stage__in=[Stage.ASKED, Stage.PLANNED]),
    )


def _seats(person: Person) -> Iterator[Held]:
    yield Held(
        lambda seat: _("The seat “%(seat)s” is still taken. First leave it.") % {"seat": seat},
        Tenure.objects.filter(person=person, until=None),
        called="seat__actor__name",
    )
    yield Held(
        lambda seat: _("First somebody else stands in for the seat “%(seat)s”.") % {"seat": seat},
        Seat.objects.filter(stand_in=person, abolished_on=None),
        called="actor__name",
    )
    yield Held(
        lambda seat: (
            _("There is still a name put forward for the seat “%(seat)s”. First call that off.")
            % {"seat": seat}
        ),
        Succession.objects.filter(person=person, seated_at=None, called_off_at=None),
        called="seat__actor__name",
    )


def _days(person: Person, today: dt.date) -> Iterator[Held]:
    has_duty = Q(person=person.pk) | Q(stand_in=person.pk)
    yield Held(
        lambda _n: _("There are still days of duty. First somebody else takes them."),
        Duty.objects.filter(has_duty, until__gte=today),
    )
    yield Held(
        lambda name: (
            _("First %(other)s asks somebody else to stand in.") % {"other": named_first(name)}
        ),
        Absence.objects.filter(stand_in=person, said_yes=True, until__gte=today),
        called="person__actor__name",
    )
    yield Held(
        lambda n: ngettext(
            "Somebody asks to take something over. First answer that.",
            "There are %(n)s questions to take something over. First answer them.",
            n,
        ),
        *_asked(person, today),
    )


def _membership(person: Person) -> Iterator[Held]:
    yield Held(
        lambda _n: _("There is still a wish to become a member. First answer it, or take it back."),
        Joining.objects.undecided().filter(person=person),
    )
    yield Held(
        lambda _n: _("The board still talks about staying a member. First decide that."),
        Expulsion.objects.waiting().filter(person=person),
    )


def _proposals(person: Person) -> Iterator[Held]:
    yield Held(
        lambda n: ngettext(
            "There is still a proposal to lead. First somebody else leads it, or withdraw it.",
            "There are still %(n)s proposals to lead. First others lead them, or withdraw them.",
            n,
        ),
        Proposal.objects.filter(leads=person, stage__in=TALKED_ABOUT),
    )


def _asked(person: Person, today: dt.date) -> tuple[QuerySet[Any, Any], ...]:
    """Where somebody waits for their yes or no."""
    return (
        NeedHandover.objects.filter(taker=person.pk, done_at=None, ended_at=None),
        Handover.objects.filter(taker=person.actor_id, answered_at=None),
        DutyOffer.objects.filter(taker=person.pk, answered_at=None, until__gte=today),
        Absence.objects.filter(stand_in=person, said_yes=None, until__gte=today),
        StandInAsked.objects.filter(person=person, answered_at=None),
        CircleAsked.objects.filter(person=person, answered_at=None),
        SetAside.objects.filter(asked=person, second_at=None, restored_at=None),
    )


def asked_to_be_forgotten(person: Person) -> Promise | None:
    """The promise to forget this person, as long as it waits."""
    rows = Promise.objects.whole().filter(cooperative=person.cooperative_id, of=person)
    return rows.filter(purpose=Purpose.FORGET, state=State.OPEN).first()


def who_forgets(person: Person, day: dt.date) -> Person | None:
    """Whoever has the duty, or else the first who may hold; never the person themselves."""
    on_duty = who_takes_in(person.cooperative, person, day)
    if on_duty is not None:
        return on_duty.person
    others = (p for p in people_who_may_hold(person.cooperative) if p.pk != person.pk)
    return next(others, None)
