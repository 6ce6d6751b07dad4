"""Questions about members' meetings: who asks for one, which there are, and what came of each thing."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tussenruimte.decisions.hooks import Waits, of_matters
from tussenruimte.decisions.models import (
    TALKED_ABOUT,
    Approval,
    Attendance,
    Conflict,
    Demand,
    DemandVoice,
    Item,
    Line,
    Meeting,
    Minutes,
    Moved,
    Proposal,
    Vote,
)
from tussenruimte.kit import clock
from tussenruimte.members.models import Actor, ActsFor, Cooperative, Member, Person
from tussenruimte.promises.models import Promise

A_PART = 10  # one in so many members may ask for a meeting (BW 2:41)
LONG = 30


# ---- asked for -------------------------------------------------------------------------------------


def how_many_members(cooperative: Cooperative) -> int:
    """How many members there are now: each has one vote."""
    return Member.objects.filter(cooperative=cooperative, until=None).count()


def needed_for_meeting(members: int) -> int:
    """How many members it takes: a tenth of the votes, and never nobody."""
    return max(1, -(-members // A_PART))


def voices_for(demand: Demand) -> int:
    """How many members ask for it, of those who are a member now."""
    still = Member.objects.filter(actor=OuterRef("actor"), until=None)
    return DemandVoice.objects.filter(Exists(still), demand=demand).count()


def names_for(demand: Demand) -> list[DemandVoice]:
    """Who joined in, in that order."""
    rows = DemandVoice.objects.filter(demand=demand).select_related("actor")
    return list(rows.order_by("at", "pk"))


def people_who_asked(demand: Demand) -> list[Person]:
    """Everybody who spoke for one of those voices."""
    voices = DemandVoice.objects.filter(demand=demand)
    rows = Person.objects.filter(pk__in=voices.values("person"), forgotten_at=None)
    return list(rows.select_related("actor").order_by("pk"))


def demands_to_show(cooperative: Cooperative) -> list[Demand]:
    """Those that others can join, or that the board owes a meeting; latest first."""
    rows = Demand.objects.whole().filter(cooperative=cooperative, withdrawn_at=None, lapsed_at=None)
    held = Meeting.objects.filter(demand=OuterRef("pk"), held_at__isnull=False)
    return list(rows.exclude(Exists(held)).order_by("-asked_at", "-pk")[:LONG])


def open_demands(cooperative: Cooperative) -> list[Demand]:
    """Those that others can still join."""
    rows = Demand.objects.whole().filter(
        cooperative=cooperative, withdrawn_at=None, lapsed_at=None, reached_at=None
    )
    return list(rows.order_by("pk"))


def demands_without_answer(cooperative: Cooperative, before: dt.datetime) -> list[Demand]:
    """Those that the board owes a meeting since before this moment, with nobody invited yet."""
    rows = Demand.objects.whole().filter(
        cooperative=cooperative, reached_at__lt=before, freed_at=None
    )
    invited = Meeting.objects.standing().filter(demand=OuterRef("pk"))
    return list(rows.exclude(Exists(invited)).order_by("pk"))


def meeting_for(demand: Demand) -> Meeting | None:
    """The meeting to which members are invited since they asked for it."""
    return Meeting.objects.standing().filter(demand=demand).order_by("-begins_at").first()


# ---- which there are -------------------------------------------------------------------------------


def planned(cooperative: Cooperative) -> list[Meeting]:
    """Nobody is invited to these yet."""
    rows = Meeting.objects.whole().filter(
        cooperative=cooperative, convened_at=None, cancelled_at=None
    )
    return list(rows.order_by("begins_at", "pk")[:LONG])


def to_come(cooperative: Cooperative) -> list[Meeting]:
    """Members are invited, and it was not held yet."""
    rows = Meeting.objects.standing().filter(cooperative=cooperative, held_at=None)
    return list(rows.select_related("cooperative").order_by("begins_at", "pk")[:LONG])


def meetings_on(cooperative: Cooperative, now: dt.datetime, at_most: int) -> list[Meeting]:
    """Those that still have to begin, soonest first."""
    rows = Meeting.objects.standing().filter(cooperative=cooperative, begins_at__gt=now)
    return list(rows.select_related("cooperative").order_by("begins_at", "pk")[:at_most])


def held(cooperative: Cooperative) -> list[Meeting]:
    """Those that were held, latest first."""
    rows = Meeting.objects.filter(cooperative=cooperative, held_at__isnull=False)
    return list(rows.order_by("-begins_at", "-pk")[:LONG])


def moves_of(meeting: Meeting) -> list[Moved]:
    """When and where it was to be before, latest first."""
    rows = Moved.objects.filter(meeting=meeting).select_related("by__actor")
    return list(rows.order_by("-at", "-pk"))


def to_approve(cooperative: Cooperative) -> list[Meeting]:
    """Held, written down, and not said to be so by a meeting."""
    latest = Approval.objects.filter(minutes__meeting=OuterRef("pk"))
    rows = Meeting.objects.filter(cooperative=cooperative, held_at__isnull=False)
    rows = rows.annotate(versions=Count("minutes")).filter(versions__gt=0)
    return list(rows.exclude(Exists(latest)).order_by("begins_at", "pk")[:LONG])


# ---- its agenda ------------------------------------------------------------------------------------


@dataclass(slots=True)
class OnAgenda:
    """One thing on the agenda; `waits` when somebody waits for what the members say about it."""

    item: Item
    waits: Waits | None = None


def agenda_of(meeting: Meeting) -> list[OnAgenda]:
    """Everything on it, in its order."""
    rows = Item.objects.filter(meeting=meeting).select_related(
        "proposal__matter", "proposal__version", "proposal__circle__actor", "earlier"
    )
    items = list(rows.order_by("place"))
    keys = [one.matter_id for one in items if one.matter_id is not None]
    known = of_matters(meeting.cooperative, keys)
    return [OnAgenda(one, known.get(one.matter_id or 0)) for one in items]


def proposals_to_put_on(meeting: Meeting) -> list[Proposal]:
    """What is talked about and does not stand on it yet."""
    on_it = Item.objects.filter(meeting=meeting, proposal=OuterRef("pk"))
    rows = Proposal.objects.filter(cooperative=meeting.cooperative_id, stage__in=TALKED_ABOUT)
    rows = rows.exclude(Exists(on_it)).select_related("matter")
    return list(rows.order_by("-started_at", "-pk")[:LONG])


def open_votes_about(meeting: Meeting) -> dict[int, Vote]:
    """The open vote about each proposal on the agenda, by the key of the proposal."""
    rows = Vote.objects.filter(round__proposal__agenda_items__meeting=meeting, closed_at=None)
    return {one.round.proposal_id: one for one in rows.select_related("round")}


def people_of_members(cooperative: Cooperative, on: dt.date) -> list[Person]:
    """Everybody who is a member, or acts for one."""
    return list(_of_members(cooperative, on).select_related("actor").order_by("pk"))


def on_paper(cooperative: Cooperative, on: dt.date) -> int:
    """How many of those get no mail."""
    return _of_members(cooperative, on).filter(user=None).count()


def _of_members(cooperative: Cooperative, on: dt.date) -> QuerySet[Person]:
    members = Member.objects.filter(cooperative=cooperative, until=None).values("actor")
    acting = ActsFor.objects.current(on).filter(
        Q(actor__in=members) | Q(actor__seat__organisation__in=members)
    )
    return Person.objects.filter(pk__in=acting.values("person"), forgotten_at=None)


# ---- held, and written down ------------------------------------------------------------------------


def members_called(cooperative: Cooperative, names: Iterable[str], on: dt.date) -> list[Actor]:
    """Members of that day by exactly these names, capitals aside, in the order of the list of members."""
    asked = Q(pk__in=[])
    for name in names:
        asked |= Q(name__iexact=name)
    there = Q(member__since__lte=on) & (Q(member__until=None) | Q(member__until__gte=on))
    rows = Actor.objects.filter(asked, there, cooperative=cooperative)
    return list(rows.order_by("pk"))


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """Who was there, by name; with whom voted for those who were not."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("actor", "proxy")
    return list(rows.order_by("actor__name", "pk"))


@dataclass(slots=True)
class Found:
    """What came of one thing on the agenda, found by itself."""

    on: OnAgenda
    is_adopted: bool | None = None
    vote: Vote | None = None
    promises: list[Promise] = field(default_factory=list)
    kept_out: list[Actor] = field(default_factory=list)
    words: str = ""


def found_at(meeting: Meeting, at: dt.datetime) -> list[Found]:
    """Of each thing on the agenda: decided or not by now, the vote, what was promised that day, and
    whose own interest kept them out.
    """
    agenda = agenda_of(meeting)
    proposals = [one.item.proposal for one in agenda if one.item.proposal]
    votes = _latest_votes(proposals)
    promised = _promised_on(clock.day(meeting.begins_at), [one.matter_id for one in proposals])
    out = _kept_out(proposals)
    rows = []
    for one in agenda:
        row = Found(one)
        if (about := one.item.proposal) is not None:
            is_now = about.decided_at is not None and meeting.called_at <= about.decided_at <= at
            row.is_adopted = about.is_adopted if is_now else None
            row.vote = votes.get(about.pk)
            row.promises = promised.get(about.matter_id, [])
            row.kept_out = out.get(about.pk, [])
        rows.append(row)
    return rows


def promised_about(meeting: Meeting) -> list[Promise]:
    """What was promised about the meeting itself on its day."""
    found = _promised_on(clock.day(meeting.begins_at), [meeting.matter_id])
    return found.get(meeting.matter_id, [])


def _latest_votes(proposals: Collection[Proposal]) -> dict[int, Vote]:
    rows = Vote.objects.filter(round__proposal__in=proposals, closed_at__isnull=False)
    rows = rows.select_related("round", "result").order_by("round__number")
    return {one.round.proposal_id: one for one in rows}


def _promised_on(day: dt.date, matters: Collection[int]) -> dict[int, list[Promise]]:
    begin, end = clock.midnight(day), clock.midnight(day + dt.timedelta(1))
    rows = Promise.objects.filter(matter__in=matters, made_at__gte=begin, made_at__lt=end)
    found: dict[int, list[Promise]] = {}
    for one in rows.select_related("maker", "of__key").order_by("made_at", "pk"):
        found.setdefault(one.matter_id, []).append(one)
    return found


def _kept_out(proposals: Collection[Proposal]) -> dict[int, list[Actor]]:
    rows = Conflict.objects.filter(proposal__in=proposals).select_related("person__actor")
    found: dict[int, list[Actor]] = {}
    for one in rows.order_by("at", "pk"):
        found.setdefault(one.proposal_id, []).append(one.person.actor)
    return found


def versions_of_minutes(meeting: Meeting) -> list[Minutes]:
    """What was written down, latest first."""
    rows = Minutes.objects.filter(meeting=meeting)
    rows = rows.select_related("by__actor", "approval__meeting")
    return list(rows.order_by("-number"))


def lines_of(minutes: Minutes, agenda: list[OnAgenda]) -> list[Found]:
    """What one version says about each thing on the agenda."""
    rows = Line.objects.filter(minutes=minutes).select_related("vote__round", "vote__result")
    lines = list(rows.order_by("item__place"))
    promises = _by_code(code for line in lines for code in line.promised)
    codes = [code for line in lines for code in line.kept_out]
    people = {one.code: one for one in Actor.objects.filter(
        cooperative=minutes.cooperative_id, code__in=codes
    )}  # fmt: skip
    on = {one.item.pk: one for one in agenda}
    return [
        Found(
            on[line.item_id],
            line.is_adopted,
            line.vote,
            [promises[code] for code in line.promised if code in promises],
            [people[code] for code in line.kept_out if code in people],
            line.words,
        )
        for line in lines
    ]


def promised_in(minutes: Minutes) -> list[Promise]:
    """What one version says was promised about the meeting itself."""
    found = _by_code(minutes.promised)
    return [found[code] for code in minutes.promised if code in found]


def _by_code(codes: Iterable[str]) -> dict[str, Promise]:
    rows = Promise.objects.filter(code__in=list(codes)).select_related("maker", "of__key")
    return {one.code: one for one in rows}
