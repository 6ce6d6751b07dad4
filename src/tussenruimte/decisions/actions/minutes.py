"""A members' meeting was held: who was there, what was written down, and that the next one said so."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.meetings import _locked
from tussenruimte.decisions.models import (
    Approval,
    Attendance,
    Demand,
    Item,
    Line,
    Meeting,
    Minutes,
)
from tussenruimte.decisions.reads.minutes import found_at, promised_about, versions_of_minutes
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, Person
from tussenruimte.promises.actions import release, say_done
from tussenruimte.promises.models import State
from tussenruimte.record.actions import note


@dataclass(frozen=True, slots=True)
class There:
    """Who was there themselves, and for whom somebody else voted: (member, who brought their paper)."""

    themselves: Sequence[Actor]
    by_proxy: Sequence[tuple[Actor, Actor]] = ()


@transaction.atomic
def hold_meeting(meeting: Meeting, there: There, *, by: Person, at: dt.datetime) -> None:
    """The members met. What the board promised those who asked for it is done."""
    meeting = _locked(meeting)
    if meeting.cancelled_at or meeting.convened_at is None:
        raise Refused(_("No members were invited to this meeting."))
    if meeting.held_at:
        raise Refused(_("It was written down already who was there."))
    if not meeting.has_begun(at):
        raise Refused(_("This meeting is still to come. Write it down once it has begun."))
    _check_there(there, most=term(meeting.cooperative, "proxies_each"))
    rows: list[tuple[Actor, Actor | None]] = [(one, None) for one in there.themselves]
    rows += there.by_proxy
    Attendance.objects.bulk_create(
        Attendance(cooperative_id=meeting.cooperative_id, meeting=meeting, actor=actor, proxy=proxy)
        for actor, proxy in rows
    )
    meeting.held_at = at
    meeting.present, meeting.by_proxy = len(there.themselves), len(there.by_proxy)
    meeting.save(update_fields=["held_at", "present", "by_proxy"])
    if meeting.demand is not None:
        _settle(meeting.demand, by_board=meeting.by_board, by=by, at=at)
    proxies = meeting.by_proxy
    note("meeting.held", meeting, by=by, at=at, present=meeting.present, proxies=proxies)


def _check_there(there: There, *, most: int) -> None:
    themselves = {one.pk for one in there.themselves}
    absent = {one.pk for one, _proxy in there.by_proxy}
    if not themselves:
        raise Refused(_("Write the names of who was there."))
    everybody = len(there.themselves) + len(there.by_proxy)
    if len(themselves | absent) < everybody:
        raise Refused(_("Somebody stands there twice. Each member counts once."))
    if not {proxy.pk for _who, proxy in there.by_proxy} <= themselves:
        raise Refused(_("Who votes for somebody else has to be there themselves."))
    brought = Counter(proxy for _who, proxy in there.by_proxy)
    for proxy, times in brought.most_common(1):
        if times > most:
            raise Refused(
                _("%(who)s votes for more others than one may: at most %(n)s.")
                % {"who": proxy, "n": most}
            )


def _settle(demand: Demand, *, by_board: bool, by: Person, at: dt.datetime) -> None:
    """The board kept its word; or the members met without it, and it owes nothing any more."""
    promise = demand.promise
    if promise is None or promise.state != State.OPEN:
        return
    if by_board:
        say_done(promise, by=by, at=at)
    else:
        release(promise, by=by, at=at)


@transaction.atomic
def write_minutes(
    meeting: Meeting,
    words: Mapping[int, str],
    *,
    because: str = "",
    by: Person,
    at: dt.datetime,
) -> Minutes:
    """A version of what came of each thing; `words` by its place on the agenda. The rest fills itself."""
    meeting = _locked(meeting)
    if meeting.held_at is None:
        raise Refused(_("First write down who was there."))
    before = versions_of_minutes(meeting)
    if before and not because.strip():
        raise Refused(_("Write what was not right, so that everybody can follow it."))
    if any(hasattr(one, "approval") for one in before):
        raise Refused(_("A meeting said that it was so. Bring what is not right to the next one."))
    refuse_bsn(because, *words.values())
    minutes = Minutes.objects.create(
        cooperative_id=meeting.cooperative_id,
        meeting=meeting,
        number=before[0].number + 1 if before else 1,
        because=because.strip() if before else "",
        promised=[one.code for one in promised_about(meeting)],
        by=by,
        at=at,
    )
    _write_lines(minutes, words, at)
    note("meeting.minutes", meeting, by=by, at=at, number=minutes.number)
    return minutes


def _write_lines(minutes: Minutes, words: Mapping[int, str], at: dt.datetime) -> None:
    Line.objects.bulk_create(
        Line(
            cooperative_id=minutes.cooperative_id,
            minutes=minutes,
            item=one.on.item,
            is_adopted=one.is_adopted,
            vote=one.vote,
            promised=[promise.code for promise in one.promises],
            kept_out=[actor.code for actor in one.kept_out],
            words=words.get(one.on.item.place, "").strip(),
        )
        for one in found_at(minutes.meeting, at)
    )


@transaction.atomic
def approve_minutes(earlier: Meeting, meeting: Meeting, *, by: Person, at: dt.datetime) -> None:
    """A next meeting, with this on its agenda, said that it was so."""
    meeting, earlier = _locked(meeting), _locked(earlier)
    if meeting.held_at is None:
        raise Refused(_("This meeting was not held yet. The members say it there."))
    if not Item.objects.filter(meeting=meeting, earlier=earlier).exists():
        raise Refused(_("This does not stand on the agenda of that meeting."))
    latest = next(iter(versions_of_minutes(earlier)), None)
    if latest is None or hasattr(latest, "approval"):
        raise Refused(_("There is nothing to approve here."))
    Approval.objects.create(
        cooperative_id=meeting.cooperative_id, minutes=latest, meeting=meeting, by=by, at=at
    )
    note("meeting.approved", earlier, by=by, at=at, number=latest.number, in_meeting=meeting.code)
