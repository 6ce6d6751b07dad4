"""Members ask for a members' meeting. With a tenth of them the board owes one (BW 2:41)."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.shared import _people_of, _send
from tussenruimte.decisions.models import Demand, DemandVoice
from tussenruimte.decisions.reads.meetings import (
    how_many_members,
    meeting_for,
    needed_for_meeting,
    people_who_asked,
    voices_for,
)
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_matter, open_public
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Subject
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import Actor, Cooperative, Person
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.record.actions import note


def _locked(demand: Demand) -> Demand:
    """As it stands now; nobody else joins in or withdraws until we are done."""
    hold(demand.matter_id)
    return Demand.objects.whole().select_for_update(of=("self",), no_key=True).get(pk=demand.pk)


def _open(demand: Demand) -> Demand:
    demand = _locked(demand)
    if demand.withdrawn_at:
        raise Refused(_("This was withdrawn. You can ask for a members' meeting yourself."))
    if demand.lapsed_at:
        raise Refused(_("Too few members asked for it in time. You can ask for it anew."))
    if demand.reached_at:
        raise Refused(_("Enough members asked for it already. The board owes a meeting."))
    return demand


@transaction.atomic
def ask_for_meeting(
    cooperative: Cooperative, reason: str, *, member: Actor, by: Person, at: dt.datetime
) -> Demand:
    """A member asks for a members' meeting, and says why. Theirs is the first voice."""
    if not reason.strip():
        raise Refused(_("Write what the members should meet about, and why."))
    refuse_bsn(reason)
    if Demand.objects.filter(
        asked_by=by, withdrawn_at=None, lapsed_at=None, reached_at=None
    ).exists():
        raise Refused(_("You asked for a meeting already. Withdraw that first, or wait for it."))
    title = _("Members ask for a members' meeting")
    matter = open_public(cooperative, title, subject=Subject.DEMAND, serves=None, by=by, at=at)
    demand = Demand.objects.create(
        cooperative=cooperative,
        code=matter.code,
        matter=matter,
        reason=reason.strip(),
        asked_by=by,
        asked_at=at,
        until=clock.day(at) + dt.timedelta(term(cooperative, "demand_open")),
    )
    _add_voice(demand, member, by, at)
    reached = _reach_if_enough(demand, by, at)
    note("demand.asked", demand, by=by, at=at, member=member.code, reached=reached)
    return demand


@transaction.atomic
def join_in(demand: Demand, *, member: Actor, by: Person, at: dt.datetime) -> None:
    """One more member asks for it. With enough of them the board owes a meeting."""
    demand = _open(demand)
    _add_voice(demand, member, by, at)
    reached = _reach_if_enough(demand, by, at)
    note("demand.joined", demand, by=by, at=at, member=member.code, reached=reached)


def _add_voice(demand: Demand, member: Actor, by: Person, at: dt.datetime) -> None:
    voice = DemandVoice(
        cooperative_id=demand.cooperative_id, demand=demand, actor=member, person=by, at=at
    )
    try:
        with transaction.atomic():
            voice.save()
    except IntegrityError as twice:
        raise Refused(_("%(who)s asked for it already.") % {"who": member}) from twice


@transaction.atomic
def step_out(demand: Demand, *, member: Actor, by: Person, at: dt.datetime) -> None:
    """A member who joined in does not ask for it any more."""
    demand = _open(demand)
    if member.pk == demand.asked_by_id:
        raise Refused(_("You began this. Withdraw it, then nobody asks for it any more."))
    gone, _each = DemandVoice.objects.filter(demand=demand, actor=member).delete()
    if not gone:
        raise Refused(_("%(who)s did not ask for it.") % {"who": member})
    note("demand.left", demand, by=by, at=at, member=member.code)


@transaction.atomic
def withdraw_demand(demand: Demand, *, by: Person, at: dt.datetime) -> None:
    """Whoever began it does not ask for it any more, before there were enough."""
    demand = _open(demand)
    demand.withdrawn_at = at
    demand.save(update_fields=["withdrawn_at"])
    end_matter(demand.matter, read_until=clock.day(at), by=by, at=at)
    note("demand.withdrawn", demand, by=by, at=at)


@transaction.atomic
def look_at_demand(demand: Demand, *, by: By, at: dt.datetime) -> bool:
    """The clock: are there enough by now, since members left? Is it too late? No: nothing changes."""
    demand = _locked(demand)
    if not demand.is_open:
        return False
    reached = _reach_if_enough(demand, by, at)
    if not reached and clock.day(at) <= demand.until:
        return False
    if not reached:
        demand.lapsed_at = at
        demand.save(update_fields=["lapsed_at"])
        end_matter(demand.matter, read_until=clock.day(at), by=by, at=at)
    note("demand.reached" if reached else "demand.lapsed", demand, by=by, at=at)
    return True


@transaction.atomic
def free_demand(demand: Demand, *, by: By, at: dt.datetime) -> bool:
    """The board stayed silent too long: whoever asked may call the members themselves, and hears so."""
    demand = _locked(demand)
    if demand.reached_at is None or demand.freed_at or meeting_for(demand) is not None:
        return False
    silent = dt.timedelta(term(demand.cooperative, "demand_silence"))
    if clock.day(at) <= clock.day(demand.reached_at) + silent:
        return False
    demand.freed_at = at
    demand.save(update_fields=["freed_at"])
    _send("demand-free", demand.code, people_who_asked(demand), by, at)
    note("demand.freed", demand, by=by, at=at)
    return True


def _reach_if_enough(demand: Demand, by: By, at: dt.datetime) -> bool:
    needed = needed_for_meeting(how_many_members(demand.cooperative))
    if voices_for(demand) < needed:
        return False
    board = _board_that_owes(demand, at)
    demand.reached_at = at
    demand.promise = _promise_a_meeting(demand, board, by, at) if board else None
    demand.save(update_fields=["reached_at", "promise"])
    hear = {one.pk: one for one in people_who_asked(demand)}
    if board is not None:
        hear |= {one.pk: one for one in _people_of(board.pk, at)}
    _send("demand-reached", demand.code, hear.values(), by, at)
    return True


def _board_that_owes(demand: Demand, at: dt.datetime) -> Actor | None:
    boards = hearing_in(demand.cooperative, clock.day(at)).of_boards - {demand.asked_by_id}
    return Actor.objects.filter(pk__in=boards).order_by("pk").first()


def _promise_a_meeting(demand: Demand, board: Actor, by: By, at: dt.datetime) -> Promise:
    days = term(demand.cooperative, "demanded_meeting")
    return make_promise(
        demand.matter,
        maker=board,
        receiver=demand.asked_by.actor,
        text=_("A members' meeting, since members asked for it"),
        due=clock.day(at) + dt.timedelta(days),
        purpose=Purpose.LAW,
        by=demand.asked_by if isinstance(by, str) else by,  # its words are somebody's
        at=at,
    )
