"""What somebody still holds: it goes to somebody else, or ends, before they can be forgotten.

And whether they asked to be, and who sees to it.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _, ngettext

from tussenruimte.belonging.models import CircleAsked, Expulsion, Joining, StandInAsked, Succession
from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.decisions.models import TALKED_ABOUT, Proposal
from tussenruimte.kit import clock
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Absence, Duty, DutyOffer, Person, Seat, Tenure
from tussenruimte.members.reads import people_who_may_hold
from tussenruimte.promises.models import Handover, Promise, Purpose, State
from tussenruimte.relations.models import Need, NeedHandover, SetAside
from tussenruimte.relations.reads.standing import who_takes_in


def what_is_open(person: Person, at: dt.datetime) -> list[str]:
    """A sentence for each thing that has to be handed over, answered or closed first.

    Without a name: the person reads them, and whoever forgets them too.
    """
    return [
        *_of_needs(person),
        *_of_promises(person, at),
        *_of_seats(person),
        *_of_days(person, at),
        *_of_membership(person),
        *_of_proposals(person),
    ]


def _of_needs(person: Person) -> Iterator[str]:
    if n := Need.objects.filter(person=person, closed_at=None).count():
        yield ngettext(
            "There is still an open question. First close it.",
            "There are still %(n)s open questions. First close them.",
            n,
        ) % {"n": n}
    if n := Need.objects.filter(holder=person.pk, closed_at=None).count():
        yield ngettext(
            "There is still a question to hold on to. First hand it over.",
            "There are still %(n)s questions to hold on to. First hand them over.",
            n,
        ) % {"n": n}


def _of_promises(person: Person, at: dt.datetime) -> Iterator[str]:
    made = Promise.objects.filter(maker=person.actor_id)
    if n := made.filter(state=State.OPEN).count():
        yield ngettext(
            "There is still a promise to keep. First keep it, or hand it over.",
            "There are still %(n)s promises to keep. First keep them, or hand them over.",
            n,
        ) % {"n": n}
    since = at - dt.timedelta(days=term(person.cooperative, "unconfirmed"))
    if made.filter(state=State.DONE, done_at__gt=since).exists():
        yield _("Something was said to be done. First hear whether it is.")
    talks = Conversation.objects.filter(host=person.actor_id, matter__ended_at=None)
    if n := talks.filter(stage__in=[Stage.ASKED, Stage.PLANNED]).count():
        yield ngettext(
            "There is still a conversation to hold. First hold it, or call it off.",
            "There are still %(n)s conversations to hold. First hold them, or call them off.",
            n,
        ) % {"n": n}


def _of_seats(person: Person) -> Iterator[str]:
    for sits in Tenure.objects.filter(person=person, until=None).select_related("seat__actor"):
        said = {"seat": sits.seat.actor.name}
        yield _("The seat “%(seat)s” is still taken. First leave it.") % said
    for seat in Seat.objects.filter(stand_in=person, abolished_on=None).select_related("actor"):
        said = {"seat": seat.actor.name}
        yield _("First somebody else stands in for the seat “%(seat)s”.") % said
    named = Succession.objects.filter(person=person, seated_at=None, called_off_at=None)
    for row in named.select_related("seat__actor"):
        said = {"seat": row.seat.actor.name}
        yield (
            _("There is still a name put forward for the seat “%(seat)s”. First call that off.")
            % said
        )


def _of_days(person: Person, at: dt.datetime) -> Iterator[str]:
    today = clock.day(at)
    has_duty = Q(person=person.pk) | Q(stand_in=person.pk)
    if Duty.objects.filter(has_duty, until__gte=today).exists():
        yield _("There are still days of duty. First somebody else takes them.")
    away = Absence.objects.filter(stand_in=person, said_yes=True, until__gte=today)
    for absence in away.select_related("person__actor"):
        said = {"other": absence.person.first_name}
        yield _("First %(other)s asks somebody else to stand in.") % said
    if n := _asked(person, today):
        yield ngettext(
            "Somebody asks to take something over. First answer that.",
            "There are %(n)s questions to take something over. First answer them.",
            n,
        ) % {"n": n}


def _of_membership(person: Person) -> Iterator[str]:
    if Joining.objects.undecided().filter(person=person).exists():
        yield _("There is still a wish to become a member. First answer it, or take it back.")
    if any(row.waits for row in Expulsion.objects.filter(person=person)):
        yield _("The board still talks about staying a member. First decide that.")


def _of_proposals(person: Person) -> Iterator[str]:
    if n := Proposal.objects.filter(leads=person, stage__in=TALKED_ABOUT).count():
        yield ngettext(
            "There is still a proposal to lead. First somebody else leads it, or withdraw it.",
            "There are still %(n)s proposals to lead. First others lead them, or withdraw them.",
            n,
        ) % {"n": n}


def _asked(person: Person, today: dt.date) -> int:
    """How often somebody waits for their yes or no."""
    return sum(
        rows.count()
        for rows in (
            NeedHandover.objects.filter(taker=person.pk, done_at=None, ended_at=None),
            Handover.objects.filter(taker=person.actor_id, answered_at=None),
            DutyOffer.objects.filter(taker=person.pk, answered_at=None, until__gte=today),
            Absence.objects.filter(stand_in=person, said_yes=None, until__gte=today),
            StandInAsked.objects.filter(person=person, answered_at=None),
            CircleAsked.objects.filter(person=person, answered_at=None),
            SetAside.objects.filter(asked=person, second_at=None, restored_at=None),
        )
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
