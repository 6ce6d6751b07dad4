"""Letting go only when somebody else holds on, and the person said yes."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations.actions import ask, call_off, hand_hosting
from tussenruimte.conversations.models import Conversation, Stage as Talk
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_reading, let_read
from tussenruimte.matters.models import Ground
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, Person, Standing
from tussenruimte.methods.days import plus_working_days
from tussenruimte.promises.actions import confirm, hand_on, make_promise, say_done
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.actions import note
from tussenruimte.relations.models import Need, NeedHandover, Relation
from tussenruimte.relations.moves import locked, refuse_closed
from tussenruimte.relations.promised import OF_HOLDING, in_words
from tussenruimte.relations.reads.standing import (
    is_another_wished,
    open_offer,
    promised_by_holding,
    standing_of,
    who_takes_in,
)


@transaction.atomic
def offer_need(need: Need, *, to: Person, why: str, by: Person, at: dt.datetime) -> NeedHandover:
    """Ask somebody else to hold on. The giver holds until they said yes and the person did too."""
    need = locked(need)
    refuse_closed(need)
    taker = standing_of(to)
    if taker is None:
        raise Refused(
            _("Only one person can hold on, with a name. %(name)s may not yet.")
            % {"name": to.first_name}
        )
    if need.person_id == taker.pk:
        raise Refused(
            _("%(name)s asks this themselves. Ask somebody else to hold on.")
            % {"name": to.first_name}
        )
    if need.holder_id == taker.pk:
        raise Refused(_("%(name)s holds on to it already.") % {"name": to.first_name})
    _refuse_whoever_acts(need, to)
    if not why.strip():
        raise Refused(
            _("Write why you ask %(name)s. They read only this until they say yes.")
            % {"name": to.first_name}
        )
    if open_offer(need) is not None:
        raise Refused(
            _("You have asked somebody already. Take that back first, or wait for the answer.")
        )
    row = NeedHandover(
        cooperative_id=need.cooperative_id, need=need, giver=by, taker=taker, asked_at=at
    )
    sealed = row.put(why=why)
    row.save()
    note("need.offered", need, by=by, at=at, sealed=sealed, to=to.code)
    return row


def _refuse_whoever_acts(need: Need, to: Person) -> None:
    """Nobody both holds on and answers for the person; asked to, is enough."""
    rows = Relation.objects.filter(need=need, other=to, until=None)
    if any(row.may_act for row in rows):
        raise Refused(
            _("%(other)s arranges things for %(name)s, so somebody else holds on.")
            % {"other": to.first_name, "name": need.person.first_name}
        )


@transaction.atomic
def taker_answers(
    row: NeedHandover, *, says_yes: bool, by: Person, at: dt.datetime
) -> NeedHandover:
    """The other says yes or no. A no changes nothing for the person."""
    row = _lock_offer(row)
    if row.taker_yes_at:
        raise Refused(_("You have said yes already."))
    if says_yes:
        row.taker_yes_at = at
        row.save(update_fields=["taker_yes_at"])
    else:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    note("need.offer-answered", row.need, by=by, at=at, yes=says_yes)
    _complete(row, by, at)
    return row


@transaction.atomic
def person_answers(
    row: NeedHandover, *, says_yes: bool, by: Person, at: dt.datetime
) -> NeedHandover:
    """The person says yes or no to somebody else; themselves, or to the holder who writes it down."""
    row = _lock_offer(row)
    if says_yes:
        row.person_yes_at = at
        row.save(update_fields=["person_yes_at"])
    else:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    note("need.person-answered-offer", row.need, by=by, at=at, yes=says_yes)
    _complete(row, by, at)
    return row


@transaction.atomic
def tell_person(row: NeedHandover, *, how: str, by: Person, at: dt.datetime) -> NeedHandover:
    """Where the person cannot be reached: how and when it was told, instead of their yes."""
    row = _lock_offer(row)
    if row.need.person.is_reachable:
        raise Refused(
            _("%(name)s can be reached. Ask them.") % {"name": row.need.person.first_name}
        )
    if not how.strip():
        raise Refused(_("Write how you let them know."))
    row.told_on = clock.day(at)
    sealed = row.put(told_how=how)
    row.save(update_fields=["told_on", "told_how"])
    note("need.person-told-of-offer", row.need, by=by, at=at, sealed=sealed)
    _complete(row, by, at)
    return row


@transaction.atomic
def take_back_offer(row: NeedHandover, *, by: Person, at: dt.datetime) -> None:
    """The giver holds on after all."""
    row = _lock_offer(row)
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    note("need.offer-taken-back", row.need, by=by, at=at)


def _lock_offer(row: NeedHandover) -> NeedHandover:
    need = locked(row.need)  # the need first, as whoever ends it does
    rows = NeedHandover.objects.select_for_update(of=("self",), no_key=True).select_related(
        "need__person__actor", "need__person__key", "need__matter", "need__cooperative", "taker__person__actor",
        "giver__actor",
    )  # fmt: skip
    row = rows.get(pk=row.pk)
    if row.done_at:
        raise Refused(_("%(name)s holds on to it already.") % {"name": row.taker.person.first_name})
    if row.ended_at:
        raise Refused(_("This question was answered or taken back already."))
    refuse_closed(need)
    row.need = need
    return row


def _complete(row: NeedHandover, by: Person, at: dt.datetime) -> None:
    """Both said yes: from now on the other holds on, to everything that goes with it."""
    if row.ended_at or not row.taker_yes_at or not (row.person_yes_at or row.told_on):
        return
    need, taker, today = row.need, row.taker.person, clock.day(at)
    assert need.holder is not None  # noqa: S101 - an open need has one
    before = need.holder.person
    need.holder, need.last_sign_on = row.taker, today
    need.save(update_fields=["holder", "last_sign_on"])
    row.done_at = at
    row.save(update_fields=["done_at"])
    Relation.objects.filter(need=need, part=Relation.Part.HOLDER, until=None).update(until=today)
    Relation.objects.create(
        cooperative_id=need.cooperative_id,
        need=need,
        other=taker,
        part=Relation.Part.HOLDER,
        asked_at=row.asked_at,
        other_yes_at=row.taker_yes_at,
        person_yes_at=row.person_yes_at,
    )
    let_read(need.matter, taker.actor, ground=Ground.HOLDER, by=by, at=at)
    take_along(need, taker, is_heard=True, by=by, at=at)
    note("need.handed-over", need, by=by, at=at, before=before.code, to=taker.code)


@transaction.atomic
def take_along(
    need: Need, taker: Person, *, is_heard: bool = False, by: Person, at: dt.datetime
) -> None:
    """Whoever holds on now has what went with holding on before, and the one before reads no more.

    What was somebody's own word stays theirs, and they read on because of it. Whoever was asked to
    look for somebody else need not look any more. `is_heard`: the person said yes to it, or was told.
    """
    held = Relation.objects.filter(need=need, part=Relation.Part.HOLDER).exclude(other=taker)
    for before in Actor.objects.filter(pk__in=held.values("other")):
        _keep_wish(need, before, by, at)
        _hand_on_promises(need, before, taker, by, at, is_heard=is_heard)
        hand_hosting(need.matter, before=before, to=taker.actor, by=by, at=at)
        end_reading(need.matter, before, ground=Ground.HOLDER, by=by, at=at)


def _hand_on_promises(
    need: Need, before: Actor, taker: Person, by: Person, at: dt.datetime, *, is_heard: bool
) -> None:
    """What was promised by holding on goes along; what was somebody's own word stays theirs."""
    rows = promised_by_holding(need, *OF_HOLDING).filter(maker=before)
    for promise in rows.filter(state__in=[State.OPEN, State.DONE]):
        is_open = promise.state == State.OPEN
        text = in_words(promise.purpose, need, taker) if is_open else ""
        hand_on(promise, to=taker.actor, text=text, is_heard=is_heard, by=by, at=at)


def _keep_wish(need: Need, before: Actor, by: Person, at: dt.datetime) -> None:
    """Somebody else was wished for and is there: that promise is kept, and needs no talk any more."""
    rows = Promise.objects.filter(
        matter=need.matter_id,
        maker=before.pk,
        purpose=Purpose.ANOTHER,
        state__in=[State.OPEN, State.DONE],
    )
    for promise in rows:
        if promise.state == State.OPEN:
            say_done(promise, by=by, at=at)
        confirm(promise, by=by, at=at)
        asked = Conversation.objects.filter(
            matter=need.matter_id,
            host=before.pk,
            stage=Talk.ASKED,
            asked_at=promise.made_at,  # the wish did both at once
        )
        for conversation in asked:
            call_off(conversation, _("Somebody else holds on now."), by=by, at=at)


@transaction.atomic
def hold_instead(need: Need, *, by: By, at: dt.datetime) -> bool:
    """Whoever held on is here no more: whoever has the duty holds on now, or else the first who may.

    False when nobody else may hold: then it stays where it is, and `verify` says so.
    """
    need = locked(need)
    refuse_closed(need)
    taker = _somebody_else(need, clock.day(at))
    if taker is None:
        return False
    assert need.holder is not None  # noqa: S101 - an open need has one
    before, need.holder = need.holder.person, taker
    need.save(update_fields=["holder"])
    end_offers(need, by=by, at=at)
    holds = Relation.objects.filter(need=need, part=Relation.Part.HOLDER, until=None)
    holds.update(until=clock.day(at))
    Relation.objects.create(
        cooperative_id=need.cooperative_id,
        need=need,
        other=taker.person,
        part=Relation.Part.HOLDER,
        asked_at=at,
        other_yes_at=at,
    )
    let_read(need.matter, taker.person.actor, ground=Ground.HOLDER, by=by, at=at)
    take_along(need, taker.person, by=taker.person, at=at)
    note("need.held-instead", need, by=by, at=at, before=before.code, to=taker.person.code)
    return True


def _somebody_else(need: Need, day: dt.date) -> Standing | None:
    """Never who asks it, nor who held on until now."""
    able = Standing.objects.filter(cooperative=need.cooperative_id, person__forgotten_at=None)
    able = able.exclude(person__in=[need.person_id, need.holder_id])
    on_duty = who_takes_in(need.cooperative, need.person, day)
    rows = able.select_related("person__actor").order_by("since", "pk")
    return (rows.filter(pk=on_duty.pk).first() if on_duty else None) or rows.first()


@transaction.atomic
def end_offers(need: Need, *, by: By, at: dt.datetime) -> None:
    """The question ends, so nobody is asked any more to hold on to it."""
    if NeedHandover.objects.filter(need=need, done_at=None, ended_at=None).update(ended_at=at):
        note("need.offer-ended", need, by=by, at=at)


@transaction.atomic
def wish_for_another(need: Need, *, by: Person, at: dt.datetime) -> Conversation:
    """ "Ik wil liever iemand anders": no reason asked. The holder stays until the other said yes."""
    need = locked(need)
    refuse_closed(need)
    if is_another_wished(need):
        raise Refused(_("You have asked this already. You hear who it could be."))
    assert need.holder is not None  # noqa: S101 - an open need has one
    holder = need.holder.person
    make_promise(
        need.matter,
        maker=holder.actor,
        receiver=need.person.actor,
        text=in_words(Purpose.ANOTHER, need, holder),
        due=plus_working_days(clock.day(at), term(need.cooperative, "another_holder")),
        purpose=Purpose.ANOTHER,
        person_said_yes=True,
        by=by,
        at=at,
    )
    conversation = ask(
        need.matter, host=holder.actor, about=_("Somebody else to hold on"), by=by, at=at
    )
    note("need.another-wished", need, by=by, at=at)
    return conversation
