"""Members' meetings: which there are, one with its agenda, planning it and inviting the members."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms import meetings as forms
from tussenruimte.decisions.forms.writing import Why
from tussenruimte.decisions.hooks import what_waits
from tussenruimte.decisions.models import Demand, Meeting
from tussenruimte.decisions.reads import meetings as reads, minutes
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.members.hearing import hears_for_board


@require_safe
def meetings(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Those to come, those that were held, and those that are asked for."""
    here, today = request.cooperative, clock.today()
    is_board = bool(request.person and hears_for_board(here, request.actors, today))
    said = {
        "to_come": reads.to_come(here),
        "held": reads.held(here),
        "demands": reads.demands_to_show(here),
        "planned": reads.planned(here) if is_board else [],
        "is_board": is_board,
        "may_ask": request.person is not None and request.person.is_member,
        "today": today,
    }
    return render(request, "decisions/meetings.html", said)


def _to_run(request: CooperativeRequest, code: str) -> Meeting:
    return access.meeting_to_run(
        request.cooperative, request.person, request.actors, code, clock.today()
    )


@require_safe
def meeting(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """When and where, what is on the agenda, and what came of it."""
    here, person, today = request.cooperative, request.person, clock.today()
    row = access.meeting_to_see(here, person, request.actors, code, today)
    is_one = person is not None and person.is_member
    agenda = reads.agenda_of(row, with_names=is_one)
    beside = minutes.beside(row, agenda, with_names=is_one)
    runs = access.runs(row, person, request.actors, today)
    is_said = any(one.approved for one in beside.versions)
    said = {
        "meeting": row,
        "agenda": agenda,
        "moves": beside.moves,
        "versions": beside.versions,
        "lines": beside.lines,
        "promised": beside.promised,
        "attendance": beside.there,
        "is_member": is_one,
        "runs": runs,
        "on_paper": reads.on_paper(here, today) if runs and row.is_to_come else 0,
        "has_begun": row.has_begun(clock.now()),
        "may_correct": runs and not is_said,
        "to_approve": [one.item.earlier for one in agenda if one.is_to_approve],
        "today": today,
    }
    return render(request, "decisions/meeting.html", said)


@person_page
def plan(request: CooperativeRequest, coop: str) -> HttpResponse:
    """The board chooses a moment and a place."""
    access.board_only(request.cooperative, request.actors, clock.today())
    return _plan(request, coop, None, by_board=True)


@person_page
def plan_demanded(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """The board does so because members asked; or they do, when the board stayed silent."""
    here = request.cooperative
    if hears_for_board(here, request.actors, clock.today()):
        return _plan(request, coop, access.demand_to_see(here, code), by_board=True)
    row = access.demand_to_call(here, request.person, code)
    return _plan(request, coop, row, by_board=False)


def _plan(
    request: CooperativeRequest, coop: str, demand: Demand | None, *, by_board: bool
) -> HttpResponse:
    form = forms.Plan(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.plan_meeting,
        request.cooperative,
        form.when,
        demand=demand,
        by_board=by_board,
        by=request.person,
        at=clock.now(),
    ):
        return redirect("decisions:meeting", coop, form.result.code)
    return render(request, "decisions/meeting_plan.html", {"form": form, "demand": demand})


@person_page
def put_on(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Put something on the agenda."""
    row = _to_run(request, code)
    proposals, waits = reads.proposals_to_put_on(row), what_waits(request.cooperative)
    form = forms.PutOn(proposals, waits, request.POST or None)
    if form.is_valid() and form.try_to(
        actions.put_on_agenda, row, **form.item, by=request.person, at=clock.now()
    ):
        return redirect("decisions:meeting", coop, code)
    return render(request, "decisions/meeting_put_on.html", {"form": form, "meeting": row})


@person_page
@require_POST
def take_off(request: CooperativeRequest, coop: str, code: str, place: int) -> HttpResponse:
    """Take it off the agenda."""
    actions.take_off_agenda(_to_run(request, code), place, by=request.person, at=clock.now())
    return redirect("decisions:meeting", coop, code)


@person_page
@require_POST
def move_up(request: CooperativeRequest, coop: str, code: str, place: int) -> HttpResponse:
    """Talk about it sooner."""
    actions.move_up(_to_run(request, code), place, by=request.person, at=clock.now())
    return redirect("decisions:meeting", coop, code)


@person_page
@require_POST
def convene(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Invite the members."""
    actions.convene(_to_run(request, code), by=request.person, at=clock.now())
    messages.success(request, _("Everybody with a log-in gets a mail. Print it for the others."))
    return redirect("decisions:meeting", coop, code)


@person_page
def move(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Another moment or place, with the reason."""
    row = _to_run(request, code)
    form = forms.Move(request.POST or None, initial=forms.as_planned(row))
    if form.is_valid() and form.try_to(
        actions.move_meeting,
        row,
        form.when,
        form.cleaned_data["why"],
        by=request.person,
        at=clock.now(),
    ):
        return redirect("decisions:meeting", coop, code)
    return render(request, "decisions/meeting_move.html", {"form": form, "meeting": row})


@person_page
def cancel(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Call it off, with the reason."""
    row = _to_run(request, code)
    label, hint = _("Why is it called off?"), _("Members read this.")
    form = Why(request.POST or None, label=label, hint=hint)
    if form.is_valid() and form.try_to(
        actions.cancel_meeting, row, form.cleaned_data["words"], by=request.person, at=clock.now()
    ):
        return redirect("decisions:meetings", coop)
    said: dict[str, Any] = {"form": form, "meeting": row}
    return render(request, "decisions/meeting_cancel.html", said)
