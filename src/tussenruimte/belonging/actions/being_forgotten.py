"""Somebody asks to be forgotten: that is a promise of a person, with a day, and then it is done."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.belonging.actions.forgetting import forget_person
from tussenruimte.belonging.open_ends import asked_to_be_forgotten, who_forgets
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_matter, open_private
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Subject
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person
from tussenruimte.promises.actions import confirm, make_promise, release, say_done
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.actions import note


@transaction.atomic
def ask_to_be_forgotten(person: Person, *, by: Person, at: dt.datetime) -> Promise:
    """Whoever has the duty promises to see to it. What is still open stands on that page for both."""
    if by.pk != person.pk:
        raise Refused(_("Only %(name)s can ask this.") % {"name": person.first_name})
    if asked_to_be_forgotten(person) is not None:
        raise Refused(_("You have asked this already."))
    who = who_forgets(person, clock.day(at))
    if who is None:
        raise Refused(
            _("Nobody here can do this by themselves now. Call %(phone)s and ask it there.")
            % {"phone": person.cooperative.phone}
        )
    matter = open_private(person, subject=Subject.FORGET, circle=None, by=by, at=at)
    promise = make_promise(
        matter,
        maker=who.actor,
        receiver=person.actor,
        text=_("%(who)s sees to it that %(person)s is forgotten")
        % {"who": who.first_name, "person": person.first_name},
        due=clock.day(at) + dt.timedelta(days=term(person.cooperative, "forget")),
        purpose=Purpose.FORGET,
        person_said_yes=True,
        by=by,
        at=at,
    )
    note("person.asked-to-be-forgotten", person, by=by, at=at, promise=promise.code)
    return promise


@transaction.atomic
def stay_after_all(promise: Promise, *, by: Person, at: dt.datetime) -> None:
    """Not forgotten after all: whoever promised it is let go."""
    promise = _waiting(promise)
    if by.pk != promise.receiver_id:
        raise Refused(_("Only %(name)s can ask this.") % {"name": promise.of.first_name})
    release(promise, by=by, at=at)
    end_matter(promise.matter, read_until=clock.day(at), by=by, at=at)
    note("person.stays", promise.of, by=by, at=at)


@transaction.atomic
def forget_as_asked(promise: Promise, *, by: Person, at: dt.datetime) -> None:
    """Forget whoever asked it, and with that the promise is kept. It cannot be undone."""
    promise = _waiting(promise)
    person = promise.of
    say_done(promise, by=by, at=at)
    confirm(promise, by=by, at=at)
    end_matter(promise.matter, read_until=clock.day(at), by=by, at=at)
    forget_person(person, by=by, at=at)


def _waiting(promise: Promise) -> Promise:
    hold(promise.matter_id)
    promise = Promise.objects.whole().select_related("of__cooperative").get(pk=promise.pk)
    if promise.state != State.OPEN:
        raise Refused(_("This was done already, or nobody asks it any more."))
    return promise
