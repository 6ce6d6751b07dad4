""" "We cannot do this alone" is no way out: it was talked over with the person, and somebody stays."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.reads import (
    around,
    talk_with_person,
    talks_with_person,
    was_held_with_person,
)
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Ground, Matter, Reader
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, Person
from tussenruimte.promises.actions import make_promise, offer
from tussenruimte.promises.models import Promise
from tussenruimte.reflections.reads import stays_already, who_may_stay


def _talked_over(matter: Matter, talk: Conversation | None) -> Conversation:
    """In which conversation it was talked over; the last one with the person is in no dispute."""
    names = {"name": _person_of(matter).first_name}
    if not was_held_with_person(matter):
        if talk_with_person(matter) is None:
            raise Refused(_("First talk this over with %(name)s. Plan the conversation.") % names)
        raise Refused(
            _("Your last conversation with %(name)s is disputed. First talk that over.") % names
        )
    if talk not in talks_with_person(matter):
        raise Refused(_("Choose in which conversation you talked this over with %(name)s.") % names)
    assert talk is not None  # noqa: S101 - it is one of them
    return talk


@transaction.atomic
def stay(matter: Matter, stays: Actor | None, *, by: Person, at: dt.datetime) -> Promise:
    """Somebody promises to stay with the person. Who was asked says yes first; until then the writer stays."""
    hold(matter.pk)  # of two at once, the second sees the first
    person, today = _person_of(matter), clock.day(at)
    if person.pk == by.pk:
        raise Refused(_("You ask this yourself. Whoever helps you says who stays with you."))
    people = who_may_stay(matter, around(matter, today), by)
    if stays is None or stays.pk not in {actor.pk for actor in people}:
        raise Refused(
            _("Choose who stays with %(name)s: somebody who belongs to it.")
            % {"name": person.first_name}
        )
    _refuse_twice(matter)
    is_at_once = stays.pk == by.pk or _holds(matter, stays, today)
    promise = make_promise(
        matter,
        maker=stays if is_at_once else by.actor,
        receiver=person.actor,
        text=_("Stays with %(name)s, and looks with them for who else can help")
        % {"name": person.first_name},
        due=today + dt.timedelta(term(matter.cooperative, "stay_along")),
        person_said_yes=True,
        by=by,
        at=at,
    )
    if not is_at_once:
        offer(promise, to=stays, by=by, at=at)
    return promise


def _person_of(matter: Matter) -> Person:
    if matter.person is None:
        raise Refused(_("This is said about the question of one person only."))
    return matter.person


def _refuse_twice(matter: Matter) -> None:
    earlier = stays_already(matter)
    if earlier is not None and earlier.staying is not None:
        raise Refused(
            _(
                "This stands here already, and %(who)s stays with %(name)s. Write down here what you did."
            )
            % {"who": earlier.staying.maker, "name": _person_of(matter).first_name}
        )


def _holds(matter: Matter, actor: Actor, today: dt.date) -> bool:
    rows = Reader.objects.current(today).filter(matter=matter, ground=Ground.HOLDER)
    return rows.filter(actor=actor).exists()
