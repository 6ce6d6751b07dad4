"""Leaving: at once, with a log-in or a card; told to the board; or after a conversation with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.belonging import access, actions
from tussenruimte.belonging.doors import own_page
from tussenruimte.belonging.forms.joining import Keeps, Say
from tussenruimte.belonging.reads import joining as joining_reads, leaving as reads
from tussenruimte.belonging.views.joining import mine_again
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters.access import ground_of
from tussenruimte.matters.actions import look
from tussenruimte.matters.reads import said_beside
from tussenruimte.members.clocks import term
from tussenruimte.members.hearing import hears_for_board
from tussenruimte.members.models import Member


@own_page
def leave(request: Any, coop: str) -> HttpResponse:
    """What goes, what stays, and one button for each membership."""
    me, today = request.person, clock.today()
    mine = reads.memberships_of(me, today)
    if request.typed is not None:
        member = next((m for m in mine if m.actor.code == request.typed.get("member")), None)
        if member is None:
            raise NotHere
        actions.leave_membership(member, me, by=me, at=clock.now())
        return mine_again(request, coop)
    said = {"mine": mine, "holds": reads.holds(me, today)}
    days = term(request.cooperative, "leaving_undo")
    return render(request, "belonging/leaving.html", {**said, "days": days, "today": today})


@own_page
def take_back(request: Any, coop: str) -> HttpResponse:
    """Stay after all."""
    departure = reads.latest_departure(request.person)
    if departure is None or request.method != "POST":
        raise NotHere
    actions.take_back_departure(departure, by=request.person, at=clock.now())
    return mine_again(request, coop)


@own_page
def dispute(request: Any, coop: str) -> HttpResponse:
    """Say that the conversation about staying was otherwise: a member until it is heard."""
    expulsion = access.expulsion_of_mine(request.person)
    label = _("What was otherwise?")
    form = Say(request.typed, label=label, hint=_("Or write that you never spoke."))
    if form.is_valid() and form.try_to(
        actions.dispute_expulsion_talk, expulsion, form.said, by=request.person, at=clock.now()
    ):
        return mine_again(request, coop)
    return render(request, "belonging/dispute_expulsion.html", {"form": form})


@own_page
def to_members(request: Any, coop: str) -> HttpResponse:
    """Take it to the members' meeting: a member until it has said."""
    expulsion = access.expulsion_of_mine(request.person)
    label = _("What do you want to say to the members?")
    form = Say(request.typed, label=label)
    if form.is_valid() and form.try_to(
        actions.take_to_members, expulsion, form.said, by=request.person, at=clock.now()
    ):
        return mine_again(request, coop)
    return render(request, "belonging/object_expulsion.html", {"form": form})


# ---- for the board ---------------------------------------------------------------------------------


@person_page
def member(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One member, for the board: they said that they leave, or a conversation about staying."""
    row = _member(request, code)
    said = {"member": row, "person": request.person, "speaks": reads.who_speaks_for(row)}
    return render(request, "belonging/member.html", said)


@person_page
@require_POST
def told(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """A member told the board that they leave; it counts from today."""
    row = _member(request, code)
    speaks = reads.who_speaks_for(row) or request.person
    actions.leave_membership(row, speaks, by=request.person, at=clock.now())
    messages.success(request, _("%(name)s is no member any more.") % {"name": row.actor.name})
    return redirect("belonging:members", coop)


@person_page
@require_POST
def begin(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Ask a member for a conversation about staying."""
    row = _member(request, code)
    made = actions.begin_expulsion(row, by=request.person, at=clock.now())
    return redirect("belonging:expulsion", coop, made.code)


def _member(request: CooperativeRequest, code: str) -> Member:
    me, today = request.person, clock.today()
    return access.member_to_arrange(request.cooperative, me, request.actors, code, today)


@person_page
def expulsion(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """How far it is; the board decides here after a conversation."""
    me, at = request.person, clock.now()
    today = clock.day(at)
    row = access.expulsion_to_see(request.cooperative, me, request.actors, code, today)
    if row.person_id == me.pk:
        return redirect("belonging:mine", coop)
    ground = ground_of(row.matter, request.actors, today)
    look(row.matter, ground=ground, page="belonging:expulsion", by=me, at=at)
    form = Say(request.POST or None, label=_("Why can they not stay?"), hint=_("They read this."))
    decides = hears_for_board(request.cooperative, request.actors, today)
    if request.method == "POST" and not decides:
        raise NotHere
    if form.is_valid() and form.try_to(actions.expel, row, form.said, by=me, at=at):
        return redirect("belonging:members", coop)
    said = {
        "row": row,
        "form": form,
        "decides": decides,
        "beside": said_beside(row.matter, row.code),
        "is_mine": row.begun_by_id == me.pk,
        "talks": joining_reads.talks_of(row.matter),
        "talk": joining_reads.held_talk(row.matter),
        "today": today,
    }
    return render(request, "belonging/expulsion.html", said)


@person_page
def members_said(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Write down what the members' meeting said about staying."""
    me, today = request.person, clock.today()
    row = access.expulsion_to_decide(request.cooperative, me, request.actors, code, today)
    form = Keeps(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.write_what_members_said, row, **form.said, by=me, at=clock.now()
    ):
        return redirect("belonging:members", coop)
    return render(request, "belonging/expulsion_meeting.html", {"row": row, "form": form})


@person_page
@require_POST
def let_stay(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """They stay."""
    me, today = request.person, clock.today()
    row = access.expulsion_to_decide(request.cooperative, me, request.actors, code, today)
    actions.let_stay(row, by=me, at=clock.now())
    return redirect("belonging:members", coop)
