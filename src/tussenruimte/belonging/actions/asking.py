"""A question to a seat is a promise to answer, and so is asking it for a conversation, which is in public."""

import datetime as dt

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tussenruimte.belonging.actions.newcomers import Newcomer, _refuse_a_flood, _welcome
from tussenruimte.belonging.actions.shared import (
    _held_matter,
    _hold_matter_of,
    _locked,
    _people_of,
    _send,
)
from tussenruimte.belonging.models import Answer, Question
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import open_private, open_public
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import TITLE, Matter, Subject
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person, Seat
from tussenruimte.methods.days import plus_working_days
from tussenruimte.promises.actions import make_promise, say_done
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.actions import note


@transaction.atomic
def come_with_question(
    seat: Seat,
    new: Newcomer,
    words: str,
    *,
    is_private: bool = False,
    by: Person | None,
    at: dt.datetime,
) -> Question:
    """Somebody new asks a seat something, by themselves. Their card shows them the answer."""
    seat = _locked(seat)
    person = _welcome(seat.cooperative, new, by=by, at=at)
    question = ask_question(seat, words, is_private=is_private, by=person, at=at)
    note("question.newcomer", question, by=person, at=at)
    return question


@transaction.atomic
def come_for_talk(
    seat: Seat, new: Newcomer, about: str, *, by: Person | None, at: dt.datetime
) -> Conversation:
    """Somebody new wants to speak with a seat. Their card shows them the moment."""
    _hold_matter_of(seat)
    seat = _locked(seat)
    person = _welcome(seat.cooperative, new, by=by, at=at)
    talk = ask_for_talk(seat, about, by=person, at=at)
    note("seat.newcomer", talk, by=person, at=at)
    return talk


@transaction.atomic
def ask_question(
    seat: Seat,
    words: str,
    *,
    is_private: bool = False,
    network: str = "",
    by: Person,
    at: dt.datetime,
) -> Question:
    """Ask a seat something. It promises an answer, also while nobody sits there.

    `network`: from which somebody with a card asks; counted with whoever is new here.
    """
    refuse_bsn(words)
    seat = _locked(seat)
    if network:
        _refuse_a_flood(seat.cooperative, network, by, at)
    if not words.strip():
        raise Refused(_("Write what you want to ask."))
    if seat.tenures.filter(person=by, until=None).exists():
        raise Refused(_("You sit in this seat yourself. Ask somebody else."))
    matter = _matter_for(seat, is_private, by, at)
    promise = _promise(seat, matter, _("An answer to a question"), by, at)
    question = Question(
        cooperative_id=seat.cooperative_id,
        code=matter.code,
        matter=matter,
        seat=seat,
        asker=by,
        promise=promise,
        asked_at=at,
    )
    sealed = question.put(words=words.strip())
    question.save()
    _send("question", question, _people_of(seat, at), by, at)
    note("question.asked", question, by=by, at=at, sealed=sealed, seat=seat.actor.code)
    return question


def _matter_for(seat: Seat, is_private: bool, by: Person, at: dt.datetime) -> Matter:
    if is_private:
        return open_private(by, subject=Subject.QUESTION, circle=None, by=by, at=at)
    whole = _("A question to %(seat)s") % {"seat": seat.actor}
    title = Truncator(whole).chars(TITLE)
    return open_public(seat.cooperative, title, subject=Subject.QUESTION, serves=None, by=by, at=at)


def _promise(seat: Seat, matter: Matter, text: str, by: Person, at: dt.datetime) -> Promise:
    days = term(seat.cooperative, "answer_working_days")
    return make_promise(
        matter,
        maker=seat.actor,
        receiver=by.actor,
        text=text,
        due=plus_working_days(clock.day(at), days),
        purpose=Purpose.ANSWER,
        by=by,
        at=at,
    )


@transaction.atomic
def answer_question(question: Question, words: str, *, by: Person, at: dt.datetime) -> Answer:
    """The seat answers, and so does what it promised. The words stay, whatever is said of them."""
    hold(question.matter_id)
    rows = Question.objects.whole().select_for_update(of=("self",), no_key=True)
    question = rows.get(pk=question.pk)
    if question.promise.state != State.OPEN:
        raise Refused(_("This question was answered already."))
    refuse_bsn(words)
    if not words.strip():
        raise Refused(_("Write your answer."))
    answer = Answer(cooperative_id=question.cooperative_id, question=question, by=by, at=at)
    sealed = answer.put(words=words.strip())
    answer.save()
    question.answer = answer
    question.save(update_fields=["answer"])
    say_done(question.promise, by=by, at=at)
    _send("answered", question, [question.asker], by, at)
    note("question.answered", question, by=by, at=at, sealed=sealed)
    return answer


@transaction.atomic
def ask_for_talk(
    seat: Seat, about: str, *, network: str = "", by: Person, at: dt.datetime
) -> Conversation:
    """Ask a seat for a conversation: it promises one with a day. Whoever sits or stands in chooses a moment.

    While there is nobody it waits for who comes. Everybody may read of it. `network` as for a question.
    """
    matter = _held_matter(seat, by, at)
    seat = _locked(seat)
    stands_in = seat.stand_in if seat.vacant_since is not None else None
    if stands_in is not None and stands_in.pk == by.pk:
        raise Refused(_("You stand in for this seat yourself. Ask somebody else."))
    if network:
        _refuse_a_flood(seat.cooperative, network, by, at)
    host = stands_in.actor if stands_in is not None else seat.actor
    talk = conversations.ask(matter, host=host, about=about, by=by, at=at)
    _promise(seat, matter, _("A conversation"), by, at)
    return talk


@transaction.atomic
def hear_of_release(promise: Promise, *, by: By, at: dt.datetime) -> None:
    """Whoever asked a seat lets it go: nobody sits down for it any more either."""
    waiting = Conversation.objects.filter(
        matter=promise.matter_id,
        asked_by=promise.receiver_id,
        asked_at=promise.made_at,
        stage__in=[Stage.ASKED, Stage.PLANNED],
    )
    for talk in waiting.order_by("pk"):
        conversations.call_off(
            talk, _("There is no need to sit down for this any more."), by=by, at=at
        )
    note("seat.let-go", promise, by=by, at=at)


@transaction.atomic
def hear_of_talk(talk: Conversation, *, by: Person, at: dt.datetime) -> None:
    """They spoke: the conversation that the seat owed to whoever asked, the earliest when there are more."""
    owed = Promise.objects.filter(
        matter=talk.matter_id,
        receiver=talk.asked_by_id,
        purpose=Purpose.ANSWER,
        state=State.OPEN,
    )
    promise = owed.order_by("due", "pk").first()
    if promise is not None:
        say_done(promise, by=by, at=at)
        note("seat.spoke", talk, by=by, at=at)
