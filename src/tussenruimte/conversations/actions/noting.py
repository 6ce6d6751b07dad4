"""A conversation was held: what was said, who was there, and who does what now."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.conversations import hooks
from tussenruimte.conversations.actions.guests import invite, settle_all
from tussenruimte.conversations.actions.post import send_all
from tussenruimte.conversations.models import Attendance, Conversation, Outcome, Sort, Stage
from tussenruimte.conversations.moves import locked, move_to
from tussenruimte.conversations.reads import attendance_of, moment_today
from tussenruimte.conversations.spoken import Line, Noted
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import held
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, Person
from tussenruimte.members.reads import actors_of, work_area
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.record.actions import note


@transaction.atomic
def note_conversation(
    matter: Matter,
    noted: Noted,
    *,
    host: Actor | None = None,
    by: Person,
    at: dt.datetime,
) -> Conversation:
    """A conversation that was held, written down at once; with what comes of it.

    `host` is with whom the person spoke, when it is the person who writes; otherwise the writer.
    """
    host = host or by.actor
    if host.pk == matter.person_id:
        raise Refused(_("Say with whom you spoke."))
    conversation = Conversation(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        of=matter.person or by,
        stage=Stage.ASKED,
        sort=noted.sort,
        asked_by=by,
        host=host,
        asked_at=at,
    )
    conversation.save()
    return hold(conversation, noted, by=by, at=at)


@transaction.atomic
def hold(conversation: Conversation, noted: Noted, *, by: Person, at: dt.datetime) -> Conversation:
    """This conversation was held. Without the person it carries the promise to tell them."""
    conversation = locked(conversation)
    move_to(conversation, Stage.HELD)
    _check(conversation, noted, at)
    conversation.held_on = noted.held_on or clock.day(at)
    conversation.noted_by, conversation.noted_at, conversation.way = by, at, noted.way
    _seat_everybody(conversation, noted, by, at)
    sealed = _without_the_person(conversation, noted, by, at)
    sealed += conversation.put(said=noted.said.strip(), goes_well=noted.goes_well.strip())
    conversation.save()
    settle_all(conversation, by=by, at=at)
    hooks.tell(conversation, by, at)
    keep_lines(conversation, noted.lines, said_yes=noted.person_said_yes, by=by, at=at)
    send_all("held", conversation, by=by, at=at)
    _note_held(conversation, sealed, by, at)
    return conversation


@transaction.atomic
def moment(matter: Matter, *, by: Person, at: dt.datetime) -> Conversation:
    """ "Even gepraat": one tap, no words. A second tap on the same day is the same chat."""
    if by.pk == matter.person_id:
        raise Refused(_("Say with whom you spoke."))
    held.hold(matter.pk)
    earlier = moment_today(matter, by, clock.day(at))
    if earlier is not None:
        return earlier
    conversation = Conversation.objects.create(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        of=matter.person or by,
        sort=Sort.MOMENT,
        stage=Stage.HELD,
        asked_by=by,
        host=by.actor,
        asked_at=at,
        noted_by=by,
        noted_at=at,
        held_on=clock.day(at),
        was_person_there=True,
    )
    _seat_everybody(conversation, Noted(), by, at)
    hooks.tell(conversation, by, at)
    _note_held(conversation, [], by, at)
    return conversation


def _note_held(
    conversation: Conversation, sealed: list[bytes], by: Person, at: dt.datetime
) -> None:
    held_on = conversation.held_on
    note(
        "conversation.held",
        conversation,
        by=by,
        at=at,
        sealed=sealed,
        matter=conversation.matter.code,
        on=held_on.isoformat() if held_on else None,
        with_person=conversation.was_person_there,
    )


def _check(conversation: Conversation, noted: Noted, at: dt.datetime) -> None:
    if not (noted.said.strip() or noted.goes_well.strip() or noted.lines):
        raise Refused(_("Write in a few words what you talked about."))
    if noted.held_on and noted.held_on > clock.day(at):
        raise Refused(_("That day is still to come. Choose today, or the day on which you spoke."))
    if not noted.was_person_there and not (noted.telling and noted.telling.why.strip()):
        raise Refused(
            _("Say why %(name)s was not there, and who tells them by when.")
            % {"name": conversation.of.first_name}
        )
    refuse_bsn(*noted.words)


def _seat_everybody(conversation: Conversation, noted: Noted, by: Person, at: dt.datetime) -> None:
    """Who was there, and who was not: also the person, who may always answer."""
    person = conversation.matter.person
    there = [conversation.host, *noted.present]
    if not {actor.pk for actor in there} & set(actors_of(by, clock.day(at))):
        there.append(by.actor)  # unless they were there for a seat
    if person and noted.was_person_there:
        there.append(person.actor)
    guests = [*there, *([person.actor] if person else [])]
    invite(conversation, guests, said_yes=noted.person_said_yes, by=by, at=at)
    rows = Attendance.objects.filter(conversation=conversation)
    rows.update(was_there=False)
    rows.filter(actor__in=there).update(was_there=True)
    if person and not noted.was_person_there:
        rows.filter(actor=person.actor).update(was_there=False)


def _without_the_person(
    conversation: Conversation, noted: Noted, by: Person, at: dt.datetime
) -> list[bytes]:
    person = conversation.matter.person
    conversation.was_person_there = noted.was_person_there or person is None
    if conversation.was_person_there or person is None or noted.telling is None:
        return []
    assert conversation.held_on is not None  # noqa: S101 - set by the caller
    conversation.telling = make_promise(
        conversation.matter,
        maker=noted.telling.maker,
        receiver=person.actor,
        text=_("%(who)s tells %(person)s what was discussed on %(day)s")
        % {
            "who": noted.telling.maker,
            "person": person.first_name,
            "day": date_format(conversation.held_on, "j F"),
        },
        due=noted.telling.due,
        purpose=Purpose.TELL,
        person_said_yes=noted.person_said_yes,
        by=by,
        at=at,
    )
    return conversation.put(why_without=noted.telling.why.strip())


@transaction.atomic
def keep_lines(
    conversation: Conversation,
    lines: Sequence[Line],
    *,
    said_yes: bool,
    by: Person,
    at: dt.datetime,
) -> list[Promise]:
    """ "Wie doet wat, nu?": every line becomes a promise that remembers this conversation."""
    made = []
    for line in lines:
        promise = make_promise(
            conversation.matter,
            maker=line.maker,
            receiver=_receiver(conversation, line.maker, by),
            text=line.what,
            due=line.due,
            person_said_yes=said_yes,
            by=by,
            at=at,
        )
        Outcome.objects.create(
            cooperative_id=conversation.cooperative_id, conversation=conversation, promise=promise
        )
        made.append(promise)
    return made


def _receiver(conversation: Conversation, maker: Actor, by: Person) -> Actor:
    """To whom: the person it is about; what they promise themselves, to whoever spoke with them."""
    person = conversation.matter.person
    rows = [row.actor for row in attendance_of(conversation)]
    for actor in [*([person.actor] if person else []), conversation.host, by.actor, *rows]:
        if actor.pk != maker.pk:
            return actor
    area = work_area(conversation.cooperative)
    if area is None:
        raise Refused(_("A promise is made to somebody else. Say who was there too."))
    return area.actor
