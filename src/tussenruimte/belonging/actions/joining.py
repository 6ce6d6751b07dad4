"""Somebody asks to join, and hears after a conversation whether they are a member."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tussenruimte.belonging.actions.newcomers import Newcomer, _welcome
from tussenruimte.belonging.actions.owing import promise_answer, promise_talk, stop_asking
from tussenruimte.belonging.actions.shared import _send
from tussenruimte.belonging.models import Joining, Phase
from tussenruimte.belonging.reads import joining as reads
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation, Sort
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import open_private
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members import actions as members
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, Cooperative, Member, Person
from tussenruimte.promises.actions import release, release_all, say_done
from tussenruimte.promises.models import Promise, State
from tussenruimte.record.actions import note


@dataclass(frozen=True, slots=True)
class Wish:
    """As what somebody wants to join, and why."""

    sort: str
    why: str
    interest: str = ""
    organisation: str = ""


@transaction.atomic
def come_and_ask(
    cooperative: Cooperative, new: Newcomer, wish: Wish, *, by: Person | None, at: dt.datetime
) -> Joining:
    """Somebody new asks to join, by themselves. Their card shows them how it stands."""
    person = _welcome(cooperative, new, by=by, at=at)
    joining = ask_to_join(person, wish, by=person, at=at)
    note("joining.newcomer", joining, by=person, at=at)
    return joining


@transaction.atomic
def ask_to_join(person: Person, wish: Wish, *, by: Person, at: dt.datetime) -> Joining:
    """Somebody asks to join. A conversation is promised, with a day."""
    _check(person, wish, clock.day(at))
    matter = open_private(person, subject=Subject.MEMBER, circle=None, by=by, at=at)
    joining = Joining(
        cooperative_id=person.cooperative_id,
        code=matter.code,
        matter=matter,
        person=person,
        sort=wish.sort,
        organisation=wish.organisation.strip(),
        asked_at=at,
        promise=_promise_a_talk(matter.cooperative, person, matter, by, at),
    )
    sealed = joining.put(why=wish.why.strip(), interest=wish.interest.strip())
    try:
        with transaction.atomic():
            joining.save()
    except IntegrityError as twice:  # the same at the same moment
        raise Refused(_("You have asked this already. A conversation is promised.")) from twice
    note("joining.asked", joining, by=by, at=at, sealed=sealed, sort=wish.sort)
    return joining


def _check(person: Person, wish: Wish, today: dt.date) -> None:
    if not wish.why.strip():
        raise Refused(_("Write in a few words why you take part."))
    refuse_bsn(wish.why, wish.interest, wish.organisation)
    if Joining.objects.undecided().filter(person=person).exists():
        raise Refused(_("You have asked this already. A conversation is promised."))
    is_inside = Member.objects.filter(actor=person.pk, until=None).exists()
    if wish.sort not in {Member.Sort.ORGANISATION, Member.Sort.MUNICIPALITY}:
        if is_inside:
            raise Refused(_("You are a member already."))
        return
    if not wish.organisation.strip():
        raise Refused(_("Say for which organisation you ask this."))
    known = reads.organisation_called(person.cooperative, wish.organisation)
    if known is None or not is_inside:  # who is a member, only members read
        return
    if reads.member_now(known) and reads.is_spoken_for(known, today):
        raise Refused(_("%(name)s is a member already.") % {"name": known})


def _promise_a_talk(
    cooperative: Cooperative, person: Person, matter: Matter, by: Person, at: dt.datetime
) -> Promise:
    talks = reads.who_talks(cooperative, person, clock.day(at))
    if talks is None:
        raise Refused(
            _("Nobody can promise you a conversation here now. Call %(phone)s.")
            % {"phone": cooperative.phone}
        )
    text = _("A conversation with %(name)s about being a member") % {"name": person.first_name}
    return promise_talk(matter, talks, text, by=by, at=at)


@transaction.atomic
def hear_of_talk(joining: Joining, talk: Conversation, *, by: Person, at: dt.datetime) -> None:
    """It was talked over with them: the board owes an answer from now on, by a day."""
    joining = _locked(joining)
    may_be_decided = joining.phase in {Phase.ASKED, Phase.SUSPENDED}
    if not (may_be_decided and talk.was_person_there) or talk.sort == Sort.MOMENT:
        return
    if joining.promise.state == State.OPEN:
        say_done(joining.promise, by=by, at=at)
    stop_asking(joining.matter, by=by, at=at)
    is_owed = joining.answer is not None and joining.answer.state == State.OPEN
    if not is_owed and reads.who_answers(joining.cooperative, joining.person, clock.day(at)):
        text = _("An answer whether %(name)s becomes a member, with the reason")
        _owe_an_answer(joining, text, "admission_answer", by, at)
    note("joining.talked-over", joining, by=by, at=at, talk=talk.code)


def _owe_an_answer(joining: Joining, text: str, days: str, by: Person, at: dt.datetime) -> None:
    answers = reads.who_answers(joining.cooperative, joining.person, clock.day(at))
    if answers is None:
        raise Refused(
            _("Nobody here can decide about this now. First somebody has to sit in the board.")
        )
    text = text % {"name": joining.person.first_name}
    number = term(joining.cooperative, days)
    joining.answer = promise_answer(joining.matter, answers, text, days=number, by=by, at=at)
    joining.save(update_fields=["answer"])


@transaction.atomic
def hear_of_dispute(joining: Joining, *, by: Person, at: dt.datetime) -> None:
    """They say that it was otherwise: a refusal does not count, and another conversation is promised."""
    joining = _locked(joining)
    if joining.phase not in {Phase.ASKED, Phase.SUSPENDED} or joining.promise.state == State.OPEN:
        return
    if joining.answer is not None and joining.answer.state == State.OPEN:
        release(joining.answer, by=by, at=at)
    joining.promise = _promise_a_talk(joining.cooperative, joining.person, joining.matter, by, at)
    joining.save(update_fields=["promise"])
    note("joining.again", joining, by=by, at=at)


def _locked(joining: Joining) -> Joining:
    hold(joining.matter_id)
    return Joining.objects.whole().select_for_update(of=("self",), no_key=True).get(pk=joining.pk)


@transaction.atomic
def admit(
    joining: Joining, *, consulted_on: dt.date | None = None, by: Person, at: dt.datetime
) -> Member:
    """After a held conversation: a member from today."""
    joining, talk = _to_decide(joining)
    member = _enter(joining, consulted_on, by, at)
    joining.admitted_at, joining.decided_by, joining.rests_on = at, by, talk
    joining.consulted_on = member.consulted_on
    joining.save(update_fields=["admitted_at", "decided_by", "rests_on", "consulted_on"])
    _settle_answer(joining, by, at)
    _send("admitted", joining, [joining.person], by, at)
    note("joining.admitted", joining, by=by, at=at, talk=talk.code)
    return member


@transaction.atomic
def refuse(joining: Joining, reason: str, *, by: Person, at: dt.datetime) -> None:
    """After a held conversation, with a reason, and with the way to the members' meeting."""
    joining, talk = _to_decide(joining)
    if not reason.strip():
        raise Refused(_("Write why not. They read this, and may take it to the members' meeting."))
    joining.refused_at, joining.decided_by, joining.rests_on = at, by, talk
    sealed = joining.put(reason=reason.strip())
    joining.save(update_fields=["refused_at", "decided_by", "rests_on", "reason"])
    _settle_answer(joining, by, at)
    _send("refused", joining, [joining.person], by, at)
    note("joining.refused", joining, by=by, at=at, sealed=sealed, talk=talk.code)


def _to_decide(joining: Joining) -> tuple[Joining, Conversation]:
    joining = _locked(joining)
    if joining.phase not in {Phase.ASKED, Phase.SUSPENDED}:
        raise Refused(_("This was decided or taken back already."))
    talk = reads.held_talk(joining.matter)
    if talk is None:
        raise Refused(
            _("First speak with %(name)s. Yes or no can only be said after a conversation.")
            % {"name": joining.person.first_name}
        )
    return joining, talk


def _settle_answer(joining: Joining, by: Person, at: dt.datetime) -> None:
    for promise in (joining.promise, joining.answer):
        if promise is not None and promise.state == State.OPEN:
            say_done(promise, by=by, at=at)


def _enter(joining: Joining, consulted_on: dt.date | None, by: Person, at: dt.datetime) -> Member:
    today = clock.day(at)
    if (silent := _silent_member(joining, today)) is not None:
        _give_voice(silent.actor, joining, by, at)
        return silent
    if joining.sort == Member.Sort.MUNICIPALITY:
        _check_council(joining, consulted_on, today)
    return members.make_member(
        _actor_of(joining, by, at),
        sort=joining.sort,
        since=today,
        why=joining.why_now[:300],
        interest=joining.interest_now[:300],
        consulted_on=consulted_on,
        by=by,
        at=at,
    )


def _check_council(joining: Joining, consulted_on: dt.date | None, today: dt.date) -> None:
    if consulted_on is None:
        raise Refused(
            _("First the council has to be heard. Write on which day that was, then it can join.")
        )
    if consulted_on > today:
        raise Refused(_("That day is still to come. The municipality joins after its council."))
    towns = Member.objects.filter(cooperative=joining.cooperative_id, until=None)
    if towns.filter(sort=Member.Sort.MUNICIPALITY).exists():
        raise Refused(_("The municipality is a member already. It is one member, with one vote."))


def _silent_member(joining: Joining, today: dt.date) -> Member | None:
    """The organisation, when it came in with a list and nobody speaks for it."""
    if not joining.is_organisation:
        return None
    known = reads.organisation_called(joining.cooperative, joining.organisation)
    if known is None or reads.is_spoken_for(known, today):
        return None
    return reads.member_now(known)


def _give_voice(actor: Actor, joining: Joining, by: Person, at: dt.datetime) -> None:
    members.speak_for(actor.organisation, joining.person, since=clock.day(at), by=by, at=at)


def _actor_of(joining: Joining, by: Person, at: dt.datetime) -> Actor:
    """The person, or the organisation: one for which nobody speaks is spoken for by whoever asked."""
    if not joining.is_organisation:
        return joining.person.actor
    known = reads.organisation_called(joining.cooperative, joining.organisation)
    if known is not None:
        if not reads.is_spoken_for(known, clock.day(at)):
            _give_voice(known, joining, by, at)
        return known
    is_town = joining.sort == Member.Sort.MUNICIPALITY
    made = members.make_organisation(
        joining.cooperative, joining.organisation, is_municipality=is_town, by=by, at=at
    )
    _give_voice(made.actor, joining, by, at)
    return made.actor


@transaction.atomic
def object_to(joining: Joining, words: str, *, by: Person, at: dt.datetime) -> None:
    """They take it to the members' meeting; the board promises to put it there."""
    joining = _locked(joining)
    if joining.phase not in {Phase.REFUSED, Phase.SUSPENDED}:
        raise Refused(_("There is no refusal that you can take to the members' meeting."))
    if joining.objected_at:
        raise Refused(_("You have taken it to the members' meeting already."))
    if not words.strip():
        raise Refused(_("Write what you want to say to the members."))
    joining.objected_at = at
    sealed = joining.put(objection=words.strip())
    joining.save(update_fields=["objected_at", "objection"])
    _owe_an_answer(
        joining, _("What %(name)s says goes to the members' meeting"), "members_meeting", by, at
    )
    note("joining.objected", joining, by=by, at=at, sealed=sealed)


@transaction.atomic
def write_meeting(
    joining: Joining,
    *,
    admits: bool,
    met_on: dt.date,
    consulted_on: dt.date | None = None,
    by: Person,
    at: dt.datetime,
) -> None:
    """What the members' meeting said about a refusal; it overrules the board."""
    joining = _locked(joining)
    if not joining.objected_at or joining.met_on or joining.admitted_at:
        raise Refused(_("This does not wait for the members' meeting."))
    if met_on > clock.day(at):
        raise Refused(_("That day is still to come. Write it down once the members have met."))
    if admits:
        _enter(joining, consulted_on, by, at)
        joining.admitted_at, joining.consulted_on = at, consulted_on
    joining.met_on, joining.meeting_admits = met_on, admits
    fields = ["met_on", "meeting_admits", "admitted_at", "consulted_on"]
    joining.save(update_fields=fields)
    _settle_answer(joining, by, at)
    _send("meeting", joining, [joining.person], by, at)
    note("joining.meeting", joining, by=by, at=at, on=met_on.isoformat(), yes=admits)


@transaction.atomic
def dispute_talk(joining: Joining, words: str, *, by: Person, at: dt.datetime) -> None:
    """They say that the conversation was otherwise. What rests on it does not count until it is heard."""
    joining = _locked(joining)
    talk = joining.rests_on if joining.refused_at else reads.held_talk(joining.matter)
    if talk is None:
        raise Refused(_("Nobody wrote down a conversation with you yet."))
    conversations.dispute(talk, words, by=by, at=at)
    note("joining.talk-disputed", joining, by=by, at=at, talk=talk.code)


@transaction.atomic
def withdraw(joining: Joining, *, by: Person, at: dt.datetime) -> None:
    """They do not want to join after all; nobody has to call any more."""
    joining = _locked(joining)
    if joining.phase not in {Phase.ASKED, Phase.SUSPENDED}:
        raise Refused(_("This was decided or taken back already."))
    stop_asking(joining.matter, by=by, at=at)
    release_all(joining.matter, by=by, at=at)
    joining.withdrawn_at = at
    joining.save(update_fields=["withdrawn_at"])
    note("joining.withdrawn", joining, by=by, at=at)
