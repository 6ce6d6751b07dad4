"""A judgement: what I saw, what I did and why, who looks along. Nobody gives permission."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations.models import SETTLED, Conversation
from tussenruimte.conversations.reads import around, talk_with_person
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_reading, let_read
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Ground, Matter
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, Person
from tussenruimte.members.reads import actors_of
from tussenruimte.methods.days import plus_working_days
from tussenruimte.promises.actions import confirm, make_promise, say_done
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.actions import note
from tussenruimte.reflections.actions.post import send
from tussenruimte.reflections.actions.staying import _talked_over, stay
from tussenruimte.reflections.models import Judgement, JudgementVersion, Sort, likeness_of
from tussenruimte.reflections.naming import by_code, codes_in
from tussenruimte.reflections.reads import (
    asks_whether_it_pinches,
    in_words,
    versions_of,
    waits_elsewhere,
)
from tussenruimte.reflections.weighed import Weighed, Words


@transaction.atomic
def weigh(matter: Matter, weighed: Weighed, *, by: Person, at: dt.datetime) -> Judgement:
    """Write down how something was weighed. Who looks along promises to answer within days."""
    peer = _peer(matter, weighed.peer, by, at)
    _check_words(weighed.words)
    rule = _rule(matter, weighed, at)
    talk = _rests_on(matter, weighed)
    staying = _who_stays(matter, weighed, by, at)
    if matter.is_private:
        let_read(matter, peer, ground=Ground.PEER, by=by, at=at)
    judgement = Judgement(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        writer=by,
        peer=peer,
        sort=weighed.sort,
        conversation=talk,
        rule=rule,
        likeness=likeness_of(rule),
        written_at=at,
        looking=_ask_along(matter, peer, by, at),
        staying=staying,
    )
    judgement.save()
    sealed = _add_version(judgement, weighed.words, 1, at)
    send("look-along", judgement, [peer], by=by, at=at)
    note(
        "judgement.written",
        judgement,
        by=by,
        at=at,
        sealed=sealed,
        matter=matter.code,
        peer=peer.code,
        sort=judgement.sort,
        rests_on=talk.code if talk else None,
        stays=staying.maker.code if staying else None,
    )
    return judgement


def _peer(matter: Matter, peer: Actor | None, by: Person, at: dt.datetime) -> Actor:
    if peer is None or peer.pk in actors_of(by, clock.day(at)):
        raise Refused(_("Choose who looks along: somebody else. You ask for no permission."))
    if peer.pk == matter.person_id:
        raise Refused(
            _("%(name)s reads it anyhow. Choose somebody who looks along with you.")
            % {"name": peer}
        )
    return peer


def _rests_on(matter: Matter, weighed: Weighed) -> Conversation | None:
    if weighed.sort == Sort.NOT_ALONE:
        return _talked_over(matter, weighed.talk)
    return _talk_behind_no(matter) if weighed.sort == Sort.REFUSAL else None


def _who_stays(matter: Matter, weighed: Weighed, by: Person, at: dt.datetime) -> Promise | None:
    if weighed.sort != Sort.NOT_ALONE:
        return None
    return stay(matter, weighed.stays, by=by, at=at)


def _talk_behind_no(matter: Matter) -> Conversation:
    """The conversation in which it was said; who disputes that one makes the no wait."""
    talk = talk_with_person(matter)
    if talk is None or talk.stage not in SETTLED:
        raise Refused(_("Saying no is possible after a conversation only. Plan the conversation."))
    return talk


def _check_words(words: Words) -> None:
    if not (words.saw.strip() and words.did.strip()):
        raise Refused(_("Write what you saw, and what you did and why."))
    if not words.interest.strip():
        raise Refused(_("Say whether you have an interest of your own. “None” is an answer too."))
    refuse_bsn(*words.by_field().values())


def _rule(matter: Matter, weighed: Weighed, at: dt.datetime) -> str:
    """Which rule the exception was to. Others compare it, so nobody's name stands in it."""
    if weighed.sort != Sort.EXCEPTION:
        return ""
    rule = " ".join(weighed.rule.split())
    refuse_bsn(rule)
    if not likeness_of(rule):
        raise Refused(_("Say to which rule you made an exception."))
    if by_code(rule, _people(matter, at)) != rule:
        raise Refused(_("Name the rule without naming people. Everybody may read it."))
    return rule


def _people(matter: Matter, at: dt.datetime) -> list[Actor]:
    also = [matter.person.actor] if matter.person else []
    return around(matter, clock.day(at), also=also).inside


def _ask_along(matter: Matter, peer: Actor, by: Person, at: dt.datetime) -> Promise:
    return make_promise(
        matter,
        maker=peer,
        receiver=by.actor,
        text=_("%(peer)s looks along with %(writer)s at how it was weighed")
        % {"peer": peer, "writer": by.short_name},
        due=plus_working_days(clock.day(at), term(matter.cooperative, "look_along")),
        purpose=Purpose.PEER,
        person_said_yes=True,
        by=by,
        at=at,
    )


def _add_version(judgement: Judgement, words: Words, number: int, at: dt.datetime) -> list[bytes]:
    people = [a for a in _people(judgement.matter, at) if a.pk != judgement.writer_id]
    texts = {name: by_code(text, people) for name, text in words.by_field().items()}
    version = JudgementVersion(
        cooperative_id=judgement.cooperative_id, judgement=judgement, number=number, at=at
    )
    sealed = version.put(**texts)
    version.save()
    _name_by_code(judgement, *texts.values())
    return sealed


def _name_by_code(judgement: Judgement, *texts: str) -> None:
    named = dict.fromkeys([*judgement.about_others, *codes_in(*texts)])
    if list(named) != judgement.about_others:
        judgement.about_others = list(named)
        judgement.save(update_fields=["about_others"])


@transaction.atomic
def write_on(judgement: Judgement, words: Words, *, by: Person, at: dt.datetime) -> None:
    """A new version beside the earlier ones, which stay."""
    judgement = _locked(judgement)
    _check_words(words)
    if in_words(judgement)[0].words == words.by_field():
        raise Refused(_("You changed nothing yet."))
    number = versions_of(judgement)[0].number + 1
    sealed = _add_version(judgement, words, number, at)
    send(f"again-{number}", judgement, [judgement.peer], by=by, at=at)
    note("judgement.version", judgement, by=by, at=at, sealed=sealed, number=number)


@transaction.atomic
def answer(judgement: Judgement, words: str, *, by: Person, at: dt.datetime) -> None:
    """Who looks along says what they see. With that they kept their promise."""
    judgement = _locked(judgement)
    if judgement.peer_answered_at is not None:
        raise Refused(_("You have answered already. Your words stand beside it."))
    if not words.strip():
        raise Refused(_("Write what you see, in your own words."))
    refuse_bsn(words)
    promise, asked = judgement.looking, judgement.peer
    if promise is not None and promise.maker_id not in {asked.pk, judgement.writer_id}:
        judgement.peer = promise.maker  # somebody took the promise over
    people = [a for a in _people(judgement.matter, at) if a.pk != judgement.writer_id]
    text = by_code(words.strip(), people)
    judgement.peer_answered_at = at
    sealed = judgement.put(peer_words=text)
    judgement.save(update_fields=["peer", "peer_words", "peer_answered_at"])
    _name_by_code(judgement, text)
    _keep(promise, by, at)
    if judgement.matter.is_private and not waits_elsewhere(judgement, asked):
        end_reading(judgement.matter, asked, ground=Ground.PEER, by=by, at=at)
    send("answered", judgement, [judgement.writer.actor], by=by, at=at)
    note("judgement.answered", judgement, by=by, at=at, sealed=sealed)


@transaction.atomic
def ask_another(
    judgement: Judgement, peer: Actor | None, *, by: Person, at: dt.datetime
) -> Judgement:
    """Whoever was asked does not look along; somebody else is, with days of their own."""
    judgement = _locked(judgement)
    if not judgement.lacks_peer:
        raise Refused(
            _("%(name)s looks along already. Wait for the answer, or ask how far it is.")
            % {"name": judgement.peer}
        )
    before, matter = judgement.peer, judgement.matter
    judgement.peer = _peer(matter, peer, by, at)
    judgement.looking = _ask_along(matter, judgement.peer, by, at)
    judgement.save(update_fields=["peer", "looking"])
    if matter.is_private:
        if not waits_elsewhere(judgement, before):
            end_reading(matter, before, ground=Ground.PEER, by=by, at=at)
        let_read(matter, judgement.peer, ground=Ground.PEER, by=by, at=at)
    send("look-along", judgement, [judgement.peer], by=by, at=at)
    note("judgement.asked-another", judgement, by=by, at=at, peer=judgement.peer.code)
    return judgement


def _keep(promise: Promise | None, by: Person, at: dt.datetime) -> None:
    """The answer itself is what was promised, so nobody has to confirm it."""
    if promise is not None and promise.state in {State.OPEN, State.DONE}:
        if promise.state == State.OPEN:
            say_done(promise, by=by, at=at)
        confirm(promise, by=by, at=at)


@transaction.atomic
def say_whether_it_pinches(
    judgement: Judgement, *, pinches: bool, by: Person, at: dt.datetime
) -> None:
    """ "Is dit de regel die knelt?", asked of whoever makes the third like exception."""
    judgement = _locked(judgement)
    if judgement.pinches is not None:
        raise Refused(_("You have said already whether this rule pinches."))
    if not asks_whether_it_pinches(judgement):
        raise Refused(_("This is asked when an exception was made for the third time."))
    judgement.pinches = pinches
    judgement.save(update_fields=["pinches"])
    note("judgement.pinches", judgement, by=by, at=at, pinches=pinches)


def _locked(judgement: Judgement) -> Judgement:
    hold(judgement.matter_id)
    return (
        Judgement.objects.whole().select_for_update(of=("self",), no_key=True).get(pk=judgement.pk)
    )
