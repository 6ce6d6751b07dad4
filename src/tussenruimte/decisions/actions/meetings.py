"""A members' meeting is planned, gets its agenda, and members are invited. Then its agenda is fixed."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.shared import _send
from tussenruimte.decisions.hooks import what_waits
from tussenruimte.decisions.models import Demand, Item, Meeting, Moved, Proposal
from tussenruimte.decisions.reads.meetings import meeting_for, people_of_members, to_approve
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_matter, open_public
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Subject
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.record.actions import note

AT_MOST = 40  # things on an agenda; nobody talks about more in an evening
ASIDE = 1_000  # a place that no item has


@dataclass(frozen=True, slots=True)
class When:
    """A moment and a place."""

    begins_at: dt.datetime
    place: str


def _locked(meeting: Meeting) -> Meeting:
    """As it stands now; nobody changes anything about it until we are done."""
    hold(meeting.matter_id)
    return Meeting.objects.whole().select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)


def _to_come(meeting: Meeting) -> Meeting:
    meeting = _locked(meeting)
    if meeting.cancelled_at:
        raise Refused(_("This meeting was called off. Plan a new one."))
    if meeting.held_at:
        raise Refused(_("This meeting was held. Plan a next one."))
    return meeting


def _with_open_agenda(meeting: Meeting) -> Meeting:
    meeting = _to_come(meeting)
    if not meeting.is_planned:
        raise Refused(
            _("Members are invited with this agenda. What is new goes to a next meeting.")
        )
    return meeting


@transaction.atomic
def plan_meeting(
    cooperative: Cooperative,
    when: When,
    *,
    demand: Demand | None = None,
    by_board: bool = True,
    by: Person,
    at: dt.datetime,
) -> Meeting:
    """Choose a moment and a place. What is to be approved, and what was asked for, is on it already."""
    _check_moment(cooperative, when, at)
    if demand is not None:
        demand = _owed(demand, when if by_board else None)
    matter = open_public(
        cooperative, _("Members' meeting"), subject=Subject.MEETING, serves=None, by=by, at=at
    )
    meeting = Meeting.objects.create(
        cooperative=cooperative,
        code=matter.code,
        matter=matter,
        begins_at=when.begins_at,
        place=when.place.strip(),
        demand=demand,
        by_board=by_board,
        called_by=by,
        called_at=at,
    )
    earlier = [Item(sort=Item.Sort.MINUTES, earlier=one) for one in to_approve(cooperative)]
    asked = [Item(sort=Item.Sort.DEMAND)] if demand else []
    for place, item in enumerate([*earlier, *asked], start=1):
        item.cooperative, item.meeting, item.place = cooperative, meeting, place
        item.save()
    note("meeting.planned", meeting, by=by, at=at, begins=when.begins_at.isoformat())
    return meeting


def _check_moment(cooperative: Cooperative, when: When, at: dt.datetime) -> None:
    if not when.place.strip():
        raise Refused(_("Write where the members meet."))
    refuse_bsn(when.place)
    first = _first_day(cooperative, at)
    if clock.day(when.begins_at) < first:
        raise Refused(
            _("Members are invited in time: choose %(day)s or a later day.")
            % {"day": date_format(first, "j F Y")}
        )


def _first_day(cooperative: Cooperative, at: dt.datetime) -> dt.date:
    """The first day on which members can meet, when they are invited now."""
    return clock.day(at) + dt.timedelta(term(cooperative, "convening"))


def _owed(demand: Demand, when: When | None) -> Demand:
    """A demand for which a meeting is owed; of the board by the day that was promised."""
    demand = Demand.objects.whole().get(pk=demand.pk)
    if demand.reached_at is None:
        raise Refused(_("Too few members ask for this meeting yet."))
    if meeting_for(demand) is not None:
        raise Refused(_("Members are invited to a meeting about this already."))
    if when is not None:
        _check_promised(demand, when)
    return demand


@transaction.atomic
def put_on_agenda(
    meeting: Meeting,
    *,
    proposal: Proposal | None = None,
    waits: int | None = None,
    title: str = "",
    by: Person,
    at: dt.datetime,
) -> Item:
    """A proposal, somebody who waits for the members (the key of its matter), or free words."""
    meeting = _with_open_agenda(meeting)
    item = Item(cooperative_id=meeting.cooperative_id, meeting=meeting)
    item.sort, item.proposal, item.matter_id, item.title = _what(meeting, proposal, waits, title)
    last = Item.objects.filter(meeting=meeting).aggregate(last=Max("place"))["last"] or 0
    if last >= AT_MOST:
        raise Refused(_("There is enough on this agenda. Put it on the next one."))
    item.place = last + 1
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as twice:
        raise Refused(_("This stands on the agenda already.")) from twice
    note("meeting.item", meeting, by=by, at=at, place=item.place, what=item.sort)
    return item


def _what(
    meeting: Meeting, proposal: Proposal | None, waits: int | None, title: str
) -> tuple[str, Proposal | None, int | None, str]:
    if proposal is not None:
        if not proposal.is_talked_about:
            raise Refused(_("This proposal is decided or withdrawn already."))
        return Item.Sort.PROPOSAL, proposal, None, ""
    if waits is not None:
        if waits not in {one.matter for one in what_waits(meeting.cooperative)}:
            raise Refused(_("This does not wait for the members any more."))
        return Item.Sort.WAITS, None, waits, ""
    if not title.strip():
        raise Refused(_("Choose a proposal, or write what it is about."))
    refuse_bsn(title)
    return Item.Sort.WORDS, None, None, title.strip()


@transaction.atomic
def take_off_agenda(meeting: Meeting, place: int, *, by: Person, at: dt.datetime) -> None:
    """It is not talked about in this meeting. What members asked the meeting for stays on it."""
    meeting = _with_open_agenda(meeting)
    rows = Item.objects.filter(meeting=meeting, place=place)
    if rows.filter(sort=Item.Sort.DEMAND).exists():
        raise Refused(_("Members asked this meeting for that. It stays on the agenda."))
    gone, _each = rows.delete()
    if not gone:
        raise Refused(_("That does not stand on the agenda any more."))
    for item in Item.objects.filter(meeting=meeting, place__gt=place).order_by("place"):
        Item.objects.filter(pk=item.pk).update(place=F("place") - 1)
    note("meeting.item-off", meeting, by=by, at=at, place=place)


@transaction.atomic
def move_up(meeting: Meeting, place: int, *, by: Person, at: dt.datetime) -> None:
    """It changes places with what stands before it."""
    meeting = _with_open_agenda(meeting)
    rows = Item.objects.filter(meeting=meeting)
    if place < 2 or not rows.filter(place=place).exists():  # noqa: PLR2004 - the first cannot go up
        raise Refused(_("This stands first already, or not on the agenda any more."))
    rows.filter(place=place).update(place=ASIDE)
    rows.filter(place=place - 1).update(place=place)
    rows.filter(place=ASIDE).update(place=place - 1)
    note("meeting.item-up", meeting, by=by, at=at, place=place)


@transaction.atomic
def convene(meeting: Meeting, *, by: Person, at: dt.datetime) -> None:
    """Invite all members, with this agenda. From now on it is fixed."""
    meeting = _with_open_agenda(meeting)
    if not Item.objects.filter(meeting=meeting).exists():
        raise Refused(_("First write what the members meet about."))
    _check_moment(meeting.cooperative, When(meeting.begins_at, meeting.place), at)
    if meeting.demand is not None and meeting_for(meeting.demand) is not None:
        raise Refused(_("Members are invited to a meeting about this already."))
    meeting.convened_at = at
    meeting.save(update_fields=["convened_at"])
    _tell_members("meeting", meeting, by, at)
    note("meeting.convened", meeting, by=by, at=at)


@transaction.atomic
def move_meeting(meeting: Meeting, when: When, why: str, *, by: Person, at: dt.datetime) -> None:
    """Another moment or place, with the reason. Who was invited hears it, in time again."""
    meeting = _to_come(meeting)
    if meeting.has_begun(at):
        raise Refused(_("This meeting has begun. Write down who was there."))
    if not why.strip():
        raise Refused(_("Write why it moves. Members read it."))
    refuse_bsn(why)
    _check_moment(meeting.cooperative, when, at)
    if meeting.demand is not None and meeting.by_board:
        _check_promised(meeting.demand, when)
    Moved.objects.create(
        cooperative_id=meeting.cooperative_id,
        meeting=meeting,
        was_at=meeting.begins_at,
        was_in=meeting.place,
        why=why.strip(),
        by=by,
        at=at,
    )
    meeting.begins_at, meeting.place = when.begins_at, when.place.strip()
    meeting.save(update_fields=["begins_at", "place"])
    if meeting.convened_at:
        _tell_members("meeting-moved", meeting, by, at)
    note("meeting.moved", meeting, by=by, at=at, begins=when.begins_at.isoformat())


def _check_promised(demand: Demand, when: When) -> None:
    """The board meets by the day that it promised, unless it let that pass and the members may call."""
    promise = demand.promise
    if promise is None or demand.freed_at or clock.day(when.begins_at) <= promise.due:
        return
    raise Refused(
        _("This meeting was promised by %(day)s. Choose an earlier day.")
        % {"day": date_format(promise.due, "j F Y")}
    )


@transaction.atomic
def cancel_meeting(meeting: Meeting, why: str, *, by: Person, at: dt.datetime) -> None:
    """It is called off, with the reason. What members asked it for is still owed."""
    meeting = _to_come(meeting)
    if not why.strip():
        raise Refused(_("Write why it is called off. Members read it."))
    refuse_bsn(why)
    meeting.cancelled_at, meeting.why_cancelled = at, why.strip()
    meeting.save(update_fields=["cancelled_at", "why_cancelled"])
    if meeting.convened_at:
        _tell_members("meeting-cancelled", meeting, by, at)
    end_matter(meeting.matter, read_until=clock.day(at), by=by, at=at)
    note("meeting.cancelled", meeting, by=by, at=at)


def _tell_members(kind: str, meeting: Meeting, by: By, at: dt.datetime) -> None:
    """By mail to who signs in with it; to the others the printed letter goes, which the page says."""
    people = people_of_members(meeting.cooperative, clock.day(at))
    _send(kind, meeting.code, [one for one in people if one.user_id], by, at)
