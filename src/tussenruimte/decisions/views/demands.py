"""Members ask for a members' meeting, join in, step out and withdraw."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms import meetings as forms
from tussenruimte.decisions.models import Demand
from tussenruimte.decisions.reads import meetings as reads
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.hearing import hears_for_board


@person_page
def ask(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Say what the members should meet about."""
    mine = access.members_of(request.cooperative, request.actors)
    if not mine:
        raise Refused(_("Members ask for a members' meeting. First become a member."))
    own = next((one for one in mine if one.pk == request.person.pk), mine[0])
    form = forms.AskForMeeting(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.ask_for_meeting,
        request.cooperative,
        form.cleaned_data["reason"],
        member=own,
        by=request.person,
        at=clock.now(),
    ):
        return redirect("decisions:demand", coop, form.result.code)
    said = {"form": form, "needed": _needed(request)}
    return render(request, "decisions/meeting_ask.html", said)


def _needed(request: CooperativeRequest) -> int:
    return reads.needed_for_meeting(reads.how_many_members(request.cooperative))


@require_safe
def demand(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """For everybody: what they ask, how many do, and what comes of it."""
    row = access.demand_to_see(request.cooperative, code)
    said = {
        "demand": row,
        "voices": reads.voices_for(row),
        "needed": _needed(request),
        "meeting": reads.meeting_for(row),
        "today": clock.today(),
    }
    if request.person:
        said |= _mine(request, row)
    return render(request, "decisions/meeting_demand.html", said)


def _mine(request: CooperativeRequest, row: Demand) -> dict[str, Any]:
    """For which members the one who reads can join in or step out; members read who joined in."""
    mine = access.members_of(request.cooperative, request.actors)
    voices = reads.names_for(row)
    joined = {one.actor_id for one in voices}
    is_mine = row.asked_by_id == request.person.pk
    has_voice = any(one.person_id == request.person.pk for one in voices)
    return {
        "can_join": [one for one in mine if row.is_open and one.pk not in joined],
        "can_leave": [
            one for one in mine if row.is_open and one.pk in joined and one.pk != row.asked_by_id
        ],
        "can_withdraw": row.is_open and is_mine,
        "can_call": has_voice and row.freed_at is not None and reads.meeting_for(row) is None,
        "board_calls": row.reached_at is not None
        and reads.meeting_for(row) is None
        and hears_for_board(request.cooperative, request.actors, clock.today()),
        "names": voices if mine else [],
    }


@person_page
@require_POST
def join(request: CooperativeRequest, coop: str, code: str, who: str) -> HttpResponse:
    """Ask for it too."""
    row = access.demand_to_see(request.cooperative, code)
    member = access.member_to_join_in(request.cooperative, request.actors, who)
    actions.join_in(row, member=member, by=request.person, at=clock.now())
    return redirect("decisions:demand", coop, code)


@person_page
@require_POST
def leave(request: CooperativeRequest, coop: str, code: str, who: str) -> HttpResponse:
    """Not ask for it any more."""
    row = access.demand_to_see(request.cooperative, code)
    member = access.member_to_join_in(request.cooperative, request.actors, who)
    actions.step_out(row, member=member, by=request.person, at=clock.now())
    return redirect("decisions:demand", coop, code)


@person_page
@require_POST
def withdraw(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Nobody asks for it any more."""
    row = access.demand_to_withdraw(request.cooperative, request.person, code)
    actions.withdraw_demand(row, by=request.person, at=clock.now())
    return redirect("decisions:demand", coop, code)
