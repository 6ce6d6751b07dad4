"""Whoever may not stay takes it to the members' meeting, which overrules the board. Until then they stay."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.belonging.actions.departing import hand_over_all
from tussenruimte.belonging.actions.expelling import _board, _locked, _settle
from tussenruimte.belonging.actions.owing import promise_answer
from tussenruimte.belonging.actions.shared import _send
from tussenruimte.belonging.models import Expulsion
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person
from tussenruimte.promises.actions import release
from tussenruimte.promises.models import State
from tussenruimte.record.actions import note


@transaction.atomic
def take_to_members(expulsion: Expulsion, words: str, *, by: Person, at: dt.datetime) -> None:
    """They take it to the members' meeting: a member until it has said, and the board promises a day."""
    expulsion = _locked(expulsion)
    if expulsion.expelled_at is None or expulsion.met_on:
        raise Refused(_("There is no decision that you can take to the members' meeting."))
    if expulsion.objected_at:
        raise Refused(_("You have taken it to the members' meeting already."))
    if not words.strip():
        raise Refused(_("Write what you want to say to the members."))
    if expulsion.suspended_at is None:
        members.go_on_as_member(expulsion.member, by=by, at=at)
        expulsion.suspended_at = at
    expulsion.objected_at = at
    sealed = expulsion.put(objection=words.strip())
    _promise_the_meeting(expulsion, by, at)
    fields = ["suspended_at", "objected_at", "objection", "answer"]
    expulsion.save(update_fields=fields)
    note("expulsion.objected", expulsion, by=by, at=at, sealed=sealed)


def _promise_the_meeting(expulsion: Expulsion, by: Person, at: dt.datetime) -> None:
    """Instead of what the board still owed: the members say it now."""
    if expulsion.answer is not None and expulsion.answer.state == State.OPEN:
        release(expulsion.answer, by=by, at=at)
    text = _("What %(name)s says goes to the members' meeting")
    expulsion.answer = promise_answer(
        expulsion.matter,
        _board(expulsion.matter, expulsion.person, at),
        text % {"name": expulsion.person.first_name},
        days=term(expulsion.cooperative, "members_meeting"),
        by=by,
        at=at,
    )


@transaction.atomic
def write_what_members_said(
    expulsion: Expulsion, *, stays: bool, met_on: dt.date, by: Person, at: dt.datetime
) -> None:
    """What the members' meeting said about staying: from now on it counts."""
    expulsion = _locked(expulsion)
    if not expulsion.awaits_meeting:
        raise Refused(_("This does not wait for the members' meeting."))
    _check_day(expulsion, met_on, at)
    expulsion.met_on, expulsion.meeting_keeps, expulsion.suspended_at = met_on, stays, None
    if stays:
        expulsion.stays_at, expulsion.expelled_at = at, None
    elif expulsion.member.until is None:  # they may have left by themselves meanwhile
        members.end_membership(expulsion.member, until=clock.day(at), by=by, at=at)
    fields = ["met_on", "meeting_keeps", "suspended_at", "stays_at", "expelled_at"]
    expulsion.save(update_fields=fields)
    if not stays and expulsion.member.actor_id == expulsion.person_id:
        hand_over_all(expulsion.person, by=by, at=at)
    _settle(expulsion, by, at)
    _send("members-said", expulsion, [expulsion.person], by, at)
    note("expulsion.meeting", expulsion, by=by, at=at, on=met_on.isoformat(), yes=stays)


def _check_day(expulsion: Expulsion, met_on: dt.date, at: dt.datetime) -> None:
    if met_on > clock.day(at):
        raise Refused(_("That day is still to come. Write it down once the members have met."))
    if expulsion.objected_at and met_on < clock.day(expulsion.objected_at):
        raise Refused(
            _(
                "That is before they asked for it. Write the day on which the members met about this."
            )
        )
