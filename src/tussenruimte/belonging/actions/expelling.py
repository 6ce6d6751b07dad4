"""The board talks with a member about staying. Nobody goes without a held conversation and a reason."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.belonging.actions.departing import hand_over_all
from tussenruimte.belonging.actions.owing import promise_answer, promise_talk, stop_asking
from tussenruimte.belonging.actions.shared import _send
from tussenruimte.belonging.models import Expulsion
from tussenruimte.belonging.reads import leaving as reads
from tussenruimte.belonging.reads.joining import held_talk, who_answers
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation, Sort
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import open_private
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members import actions as members
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, Member, Person
from tussenruimte.promises.actions import release, say_done
from tussenruimte.promises.models import Promise, State
from tussenruimte.record.actions import note


@transaction.atomic
def begin_expulsion(member: Member, *, by: Person, at: dt.datetime) -> Expulsion:
    """The board asks a member for a conversation about whether they can stay. Nothing changes by it."""
    member = Member.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    person = reads.who_speaks_for(member)
    if member.until is not None:
        raise Refused(_("%(name)s is no member any more.") % {"name": member.actor})
    if person is None:
        raise Refused(_("Nobody speaks for this member here. Call them first."))
    if any(row.waits for row in Expulsion.objects.filter(member=member)):
        raise Refused(_("A conversation about this was promised already."))
    matter = open_private(person, subject=Subject.MEMBER, circle=None, by=by, at=at)
    expulsion = Expulsion.objects.create(
        cooperative_id=member.cooperative_id,
        code=matter.code,
        matter=matter,
        member=member,
        person=person,
        begun_by=by,
        begun_at=at,
        promise=_promise_a_talk(matter, person, by, at),
    )
    note("expulsion.begun", expulsion, by=by, at=at, member=member.actor.code)
    return expulsion


def _promise_a_talk(matter: Matter, person: Person, by: Person, at: dt.datetime) -> Promise:
    text = _("A conversation with %(name)s about staying a member") % {"name": person.first_name}
    return promise_talk(matter, _board(matter, person, at), text, by=by, at=at)


def _board(matter: Matter, person: Person, at: dt.datetime) -> Actor:
    board = who_answers(matter.cooperative, person, clock.day(at))
    if board is None:
        raise Refused(
            _("Nobody here can decide about this now. First somebody has to sit in the board.")
        )
    return board


def _locked(expulsion: Expulsion) -> Expulsion:
    hold(expulsion.matter_id)
    return (
        Expulsion.objects.whole().select_for_update(of=("self",), no_key=True).get(pk=expulsion.pk)
    )


@transaction.atomic
def hear_of_talk(expulsion: Expulsion, talk: Conversation, *, by: Person, at: dt.datetime) -> None:
    """It was talked over with them: the board owes an answer from now on."""
    expulsion = _locked(expulsion)
    if not (expulsion.waits and talk.was_person_there) or talk.sort == Sort.MOMENT:
        return
    if expulsion.promise.state == State.OPEN:
        say_done(expulsion.promise, by=by, at=at)
    stop_asking(expulsion.matter, by=by, at=at)
    if expulsion.answer is None or expulsion.answer.state != State.OPEN:
        board = _board(expulsion.matter, expulsion.person, at)
        text = _("An answer whether %(name)s stays a member, with the reason")
        text = text % {"name": expulsion.person.first_name}
        days = term(expulsion.cooperative, "admission_answer")
        expulsion.answer = promise_answer(expulsion.matter, board, text, days=days, by=by, at=at)
        expulsion.save(update_fields=["answer"])
    note("expulsion.talked-over", expulsion, by=by, at=at, talk=talk.code)


@transaction.atomic
def hear_of_dispute(
    expulsion: Expulsion, talk: Conversation, *, by: Person, at: dt.datetime
) -> None:
    """They say that it was otherwise: a member until it is heard, and another conversation is promised."""
    expulsion = _locked(expulsion)
    rests_on_it = expulsion.expelled_at is not None and expulsion.rests_on_id == talk.pk
    if expulsion.met_on or not (expulsion.waits or rests_on_it):
        return  # the members heard it themselves
    if rests_on_it and expulsion.suspended_at is None:
        members.go_on_as_member(expulsion.member, by=by, at=at)
        expulsion.suspended_at = at
    answer = expulsion.answer
    if answer is not None and answer.state == State.OPEN and not expulsion.awaits_meeting:
        release(answer, by=by, at=at)
    if expulsion.promise.state != State.OPEN:
        expulsion.promise = _promise_a_talk(expulsion.matter, expulsion.person, by, at)
    expulsion.save(update_fields=["suspended_at", "promise"])
    note("expulsion.suspended", expulsion, by=by, at=at, talk=talk.code)


def _to_decide(expulsion: Expulsion) -> tuple[Expulsion, Conversation]:
    expulsion = _locked(expulsion)
    if not expulsion.waits:
        raise Refused(_("This was decided already."))
    talk = held_talk(expulsion.matter)
    if talk is None:
        raise Refused(
            _("First speak with %(name)s. Nobody is put out without a conversation.")
            % {"name": expulsion.person.first_name}
        )
    return expulsion, talk


@transaction.atomic
def expel(expulsion: Expulsion, reason: str, *, by: Person, at: dt.datetime) -> None:
    """After a held conversation, with a reason. What they hold is asked over."""
    expulsion, talk = _to_decide(expulsion)
    if expulsion.awaits_meeting:
        raise Refused(_("This waits for the members' meeting. Write down what the members said."))
    if not reason.strip():
        raise Refused(_("Write why. They read this."))
    members.end_membership(expulsion.member, until=clock.day(at), by=by, at=at)
    expulsion.expelled_at, expulsion.suspended_at, expulsion.rests_on = at, None, talk
    sealed = expulsion.put(reason=reason.strip())
    expulsion.save(update_fields=["expelled_at", "suspended_at", "rests_on", "reason"])
    if expulsion.member.actor_id == expulsion.person_id:
        hand_over_all(expulsion.person, by=by, at=at)
    _settle(expulsion, by, at)
    _send("expelled", expulsion, [expulsion.person], by, at)
    note("expulsion.decided", expulsion, by=by, at=at, sealed=sealed, talk=talk.code)


@transaction.atomic
def let_stay(expulsion: Expulsion, *, by: Person, at: dt.datetime) -> None:
    """It was talked over, and they stay."""
    expulsion, talk = _to_decide(expulsion)
    expulsion.stays_at, expulsion.expelled_at, expulsion.suspended_at = at, None, None
    expulsion.save(update_fields=["stays_at", "expelled_at", "suspended_at"])
    _settle(expulsion, by, at)
    _send("stays", expulsion, [expulsion.person], by, at)
    note("expulsion.stays", expulsion, by=by, at=at, talk=talk.code)


def _settle(expulsion: Expulsion, by: Person, at: dt.datetime) -> None:
    for promise in (expulsion.promise, expulsion.answer):
        if promise is not None and promise.state == State.OPEN:
            say_done(promise, by=by, at=at)


@transaction.atomic
def dispute_expulsion_talk(
    expulsion: Expulsion, words: str, *, by: Person, at: dt.datetime
) -> None:
    """They say that the conversation was otherwise; they are a member until it is heard."""
    expulsion = _locked(expulsion)
    talk = expulsion.rests_on if expulsion.expelled_at else held_talk(expulsion.matter)
    if talk is None:
        raise Refused(_("Nobody wrote down a conversation with you yet."))
    conversations.dispute(talk, words, by=by, at=at)
    note("expulsion.talk-disputed", expulsion, by=by, at=at, talk=talk.code)
