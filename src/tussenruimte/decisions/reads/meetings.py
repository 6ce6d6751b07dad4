"""Questions about members' meetings: who asks for one, which there are, and what came of each thing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tussenruimte.decisions.hooks import Waits, of_matters
from tussenruimte.decisions.models import (
    TALKED_ABOUT,
    Approval,
    Demand,
    DemandVoice,
    Item,
    Meeting,
    Minutes,
    Proposal,
    Vote,
)
from tussenruimte.members.models import Actor, ActsFor, Cooperative, Member, Person

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


def to_approve(cooperative: Cooperative) -> list[Meeting]:
    """Held, written down, and not said to be so by a meeting."""
    latest = Approval.objects.filter(minutes__meeting=OuterRef("pk"))
    rows = Meeting.objects.filter(cooperative=cooperative, held_at__isnull=False)
    rows = rows.annotate(versions=Count("minutes")).filter(versions__gt=0)
    return list(rows.exclude(Exists(latest)).order_by("begins_at", "pk")[:LONG])


# ---- its agenda ------------------------------------------------------------------------------------


@dataclass(slots=True)
class OnAgenda:
    """One thing on the agenda; `waits` when somebody waits for what the members say about it, and
    `is_to_approve` when nobody said yet that what was written down of an earlier meeting was so.
    """

    item: Item
    waits: Waits | None = None
    is_to_approve: bool = False

    @property
    def vote(self) -> Vote | None:
        """The vote about it that is open now."""
        row = self.item.proposal.round if self.item.proposal else None
        vote: Vote | None = getattr(row, "vote", None)
        if vote is None or vote.closed_at is not None:
            return None
        return vote


def agenda_of(meeting: Meeting, *, with_names: bool = True) -> list[OnAgenda]:
    """Everything on it, in its order; who waits for the members only for who may read their names."""
    written = Minutes.objects.filter(meeting=OuterRef("earlier"))
    to_approve = Exists(written) & ~Exists(written.filter(approval__isnull=False))
    rows = Item.objects.filter(meeting=meeting).annotate(to_approve=to_approve)
    rows = rows.select_related(
        "proposal__matter", "proposal__version", "proposal__circle__actor", "earlier",
        "proposal__round__vote", "proposal__started_by__actor",
    )  # fmt: skip
    items = list(rows.order_by("place"))
    keys = [one.matter_id for one in items if one.matter_id is not None]
    known = of_matters(meeting.cooperative, keys) if with_names else {}
    return [OnAgenda(one, known.get(one.matter_id or 0), bool(one.to_approve)) for one in items]


def proposals_to_put_on(meeting: Meeting) -> list[Proposal]:
    """What is talked about and does not stand on it yet."""
    on_it = Item.objects.filter(meeting=meeting, proposal=OuterRef("pk"))
    rows = Proposal.objects.filter(cooperative=meeting.cooperative_id, stage__in=TALKED_ABOUT)
    rows = rows.exclude(Exists(on_it)).select_related("matter")
    return list(rows.order_by("-started_at", "-pk")[:LONG])


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


def members_called(cooperative: Cooperative, names: Iterable[str], on: dt.date) -> list[Actor]:
    """Members of that day by exactly these names, capitals aside, in the order of the list of members."""
    asked = Q(pk__in=[])
    for name in names:
        asked |= Q(name__iexact=name)
    there = Q(member__since__lte=on) & (Q(member__until=None) | Q(member__until__gte=on))
    rows = Actor.objects.filter(asked, there, cooperative=cooperative)
    return list(rows.order_by("pk"))
