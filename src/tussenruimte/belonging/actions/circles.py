"""A circle begins when no other can do it, is given what it may decide, and goes on after a conversation."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.belonging.actions.shared import _locked as _locked_seat, _send
from tussenruimte.belonging.models import Backing, CircleAsked, Renewal, Started
from tussenruimte.belonging.reads import circles as reads
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import open_public
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members import actions as members
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, ActsFor, Circle, Cooperative, Kind, Person
from tussenruimte.members.reads import may_sit_in, sitting_in
from tussenruimte.record.actions import note

MOST = 600  # characters


@dataclass(frozen=True, slots=True)
class NewCircle:
    """What somebody wants to begin, and why none of the circles that are there can do it."""

    name: str
    purpose: str
    sort: str
    until: dt.date
    giver: Circle
    none_because: str


@transaction.atomic
def start_circle(
    cooperative: Cooperative, new: NewCircle, *, by: Person, at: dt.datetime
) -> Circle:
    """A new circle with a last day, out of the circle that is asked what it may decide."""
    refuse_bsn(new.none_because)
    _check_new(cooperative, new, clock.day(at))
    circle = members.make_circle(
        cooperative,
        new.name.strip(),
        sort=new.sort,
        purpose=new.purpose.strip(),
        until=new.until,
        by=by,
        at=at,
    )
    Started.objects.create(
        cooperative=cooperative,
        circle=circle,
        giver=new.giver,
        none_because=new.none_because.strip(),
        by=by,
        at=at,
    )
    members.sit_in_circle(circle, by, since=clock.day(at), by=by, at=at)
    _send("circle-started", circle.actor, sitting_in(new.giver), by, at)
    note("circle.started", circle.actor, by=by, at=at, giver=new.giver.actor.code)
    return circle


def _check_new(cooperative: Cooperative, new: NewCircle, today: dt.date) -> None:
    if not (new.name.strip() and new.purpose.strip()):
        raise Refused(_("Write how the circle is called, and what it is for."))
    if not new.none_because.strip():
        raise Refused(_("Write why none of the circles that are there can do it."))
    if new.sort not in {Circle.Sort.AREA, Circle.Sort.WORK, Circle.Sort.TRUST}:
        raise Refused(_("Such a circle is there by law or by the statutes. It is not begun here."))
    _check_day(cooperative, new.until, today)
    same = Circle.objects.filter(cooperative=cooperative, ended_on=None)
    if same.filter(actor__name__iexact=new.name.strip()).exists():
        raise Refused(_("There is a circle with this name already. Look whether it can do it."))
    if Circle.objects.filter(pk=new.giver.pk).exclude(ended_on=None).exists():
        raise Refused(_("That circle has ended. Choose another."))


def _check_day(cooperative: Cooperative, until: dt.date, today: dt.date) -> None:
    if until <= today:
        raise Refused(_("Choose a last day that is still to come."))
    last = today + dt.timedelta(term(cooperative, "circle_at_most"))
    if until > last:
        raise Refused(
            _("A circle goes on until %(day)s at most. After that you talk about going on.")
            % {"day": date_format(last, "j F Y")}
        )


def _locked(circle: Circle) -> Circle:
    rows = Circle.objects.select_for_update(of=("self",), no_key=True).select_related(
        "actor", "cooperative"
    )
    circle = rows.get(pk=circle.pk)
    if circle.ended_on:
        raise Refused(_("This circle has ended."))
    return circle


@transaction.atomic
def give_backing(
    circle: Circle,
    words: str,
    *,
    giver: Actor,
    until: dt.date | None = None,
    by: Person,
    at: dt.datetime,
) -> Backing:
    """ "Dit mogen we zelf beslissen", in new words; the older ones stay readable."""
    refuse_bsn(words)
    circle = _locked(circle)
    _check_giver(giver)
    if not words.strip():
        raise Refused(_("Write what this circle may decide by itself."))
    if len(words.strip()) > MOST:
        raise Refused(_("Write it in at most %(most)s characters.") % {"most": MOST})
    if until is not None and until < clock.day(at):
        raise Refused(_("Choose a last day that is still to come."))
    if until is not None and circle.until is not None and until > circle.until:
        raise Refused(_("The circle ends before that day. Choose an earlier one."))
    backing = Backing.objects.create(
        cooperative_id=circle.cooperative_id,
        circle=circle,
        number=Backing.objects.filter(circle=circle).count() + 1,
        words=words.strip(),
        giver=giver,
        until=until,
        by=by,
        since=clock.day(at),
    )
    note("circle.backed", circle.actor, by=by, at=at, number=backing.number, giver=giver.code)
    return backing


def _check_giver(giver: Actor) -> None:
    """A seat that gives is there, and somebody sits in it; a circle that gives has not ended."""
    if giver.kind == Kind.SEAT and _locked_seat(giver.seat).vacant_since is not None:
        raise Refused(_("Nobody sits in this seat now. Whoever comes next writes it down."))
    if Circle.objects.filter(pk=giver.pk).exclude(ended_on=None).exists():
        raise Refused(_("That circle has ended. Choose another."))


@transaction.atomic
def ask_into_circle(circle: Circle, person: Person, *, by: Person, at: dt.datetime) -> CircleAsked:
    """Ask somebody to sit in a circle. They sit there by their own yes."""
    circle = _locked(circle)
    _check_can_sit(circle, person, clock.day(at))
    try:
        with transaction.atomic():
            row = CircleAsked.objects.create(
                cooperative_id=circle.cooperative_id,
                circle=circle,
                person=person,
                asked_by=by,
                asked_at=at,
            )
    except IntegrityError as twice:
        name = {"name": person.first_name}
        raise Refused(_("%(name)s was asked already. Wait for the answer.") % name) from twice
    _send("circle-asked", row, [person], by, at)
    note("circle.asked", row, by=by, at=at, circle=circle.actor.code, person=person.code)
    return row


def _check_can_sit(circle: Circle, person: Person, today: dt.date) -> None:
    if ActsFor.objects.filter(actor=circle.actor_id, person=person, until=None).exists():
        raise Refused(_("%(name)s sits in this circle already.") % {"name": person.first_name})
    if not may_sit_in(circle, person, today):
        raise Refused(_("Whoever speaks for the municipality does not sit in the board."))


@transaction.atomic
def answer_circle(row: CircleAsked, *, says_yes: bool, by: Person, at: dt.datetime) -> None:
    """Yes: from today they sit there. No: nothing changes."""
    circle = _locked(row.circle) if says_yes else row.circle
    rows = CircleAsked.objects.select_for_update(of=("self",), no_key=True).select_related(
        "person__actor"
    )
    row = rows.get(pk=row.pk)
    if row.answered_at:
        raise Refused(_("This question was answered already."))
    row.answered_at, row.said_yes = at, says_yes
    row.save(update_fields=["answered_at", "said_yes"])
    if says_yes:
        _check_can_sit(circle, row.person, clock.day(at))
        members.sit_in_circle(circle, row.person, since=clock.day(at), by=by, at=at)
    note("circle.answered", row, by=by, at=at, circle=circle.actor.code, yes=says_yes)


@transaction.atomic
def sit_with(circle: Circle, *, by: Person, at: dt.datetime) -> None:
    """Somebody comes and works along, by their own yes."""
    circle = _locked(circle)
    if circle.sort != Circle.Sort.WORK:
        raise Refused(_("For this circle somebody who sits there asks you first."))
    _check_can_sit(circle, by, clock.day(at))
    members.sit_in_circle(circle, by, since=clock.day(at), by=by, at=at)
    note("circle.sat-with", circle.actor, by=by, at=at)


@transaction.atomic
def go_out(circle: Circle, *, by: Person, at: dt.datetime) -> None:
    """Somebody leaves a circle. What it promised stays with it, so the last one hands over first."""
    rows = Circle.objects.select_for_update(of=("self",), no_key=True).select_related("actor")
    circle = rows.get(pk=circle.pk)
    others = [person for person in sitting_in(circle) if person != by]
    if not others and reads.owed_by(circle).exists():
        raise Refused(
            _(
                "You are the last one here, and the circle still has something to do. First ask somebody to sit here or to take it over."
            )
        )
    members.leave_circle(circle, by, by=by, at=at)
    note("circle.gone-out", circle.actor, by=by, at=at)


@transaction.atomic
def talk_about_circle(circle: Circle, *, by: Person, at: dt.datetime) -> Conversation:
    """Ask everybody who sits there for a conversation about the circle itself."""
    circle = _locked(circle)
    matter = reads.matter_of(circle) or _open(circle, by, at)
    if reads.talk_waits(circle) is not None:
        raise Refused(_("A conversation about this was asked for already."))
    talk = conversations.ask(
        matter, host=circle.actor, about=_("Does the circle go on?"), by=by, at=at
    )
    note("circle.talk-asked", circle.actor, by=by, at=at)
    return talk


def _open(circle: Circle, by: Person, at: dt.datetime) -> Matter:
    return open_public(
        circle.cooperative,
        circle.actor.name,
        subject=Subject.CIRCLE,
        serves=None,
        code=circle.actor.code,
        by=by,
        at=at,
    )


@transaction.atomic
def go_on(circle: Circle, until: dt.date, *, by: Person, at: dt.datetime) -> Renewal:
    """After a held conversation: a later last day."""
    circle = _locked(circle)
    if circle.until is None:
        raise Refused(_("This circle has no last day. It stays."))
    if until <= circle.until:
        raise Refused(_("Choose a day after the one that stands there."))
    _check_day(circle.cooperative, until, clock.day(at))
    talk = reads.talk_to_renew(circle)
    if talk is None:
        raise Refused(_("First talk about it together. Then you choose how much longer."))
    renewal = Renewal.objects.create(
        cooperative_id=circle.cooperative_id,
        circle=circle,
        talk=talk,
        before=circle.until,
        after=until,
        by=by,
        at=at,
    )
    members.renew_circle(circle, until=until, by=by, at=at)
    note("circle.goes-on", circle.actor, by=by, at=at, talk=talk.code, until=until.isoformat())
    return renewal
