"""Who sits where, one seat, leaving it, standing in, its mandate and its end."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tussenruimte.belonging import access, actions, forms, reads
from tussenruimte.belonging.beside import beside_in_public
from tussenruimte.decisions.reads.serving import what_serves
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.members import actions as members
from tussenruimte.members.access import brings_list
from tussenruimte.members.clocks import term
from tussenruimte.members.models import MANDATE, Seat


@require_safe
def seats(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Every seat by organisation, with who sits there or since when nobody does."""
    me, today = request.person, clock.today()
    said = {
        "leaf": reads.who_sits_where(request.cooperative, page_number(request)),
        "today": today,
        "brings_list": bool(me and brings_list(request.cooperative, me, today)),
        "makes_seats": bool(me and access.whose_seats(request.cooperative, me, today)),
    }
    return render(request, "belonging/seats.html", said)


@person_page
def make_seat(request: CooperativeRequest, coop: str) -> HttpResponse:
    """A new seat; it is empty until somebody sits down."""
    me, at = request.person, clock.now()
    whose = access.whose_seats(request.cooperative, me, clock.day(at))
    if not whose:
        raise NotHere
    form = forms.NewSeat(whose, request.POST or None)
    if form.is_valid() and form.try_to(
        members.make_seat,
        request.cooperative,
        form.cleaned_data["name"].strip(),
        organisation=form.organisation,
        mandate=form.cleaned_data["words"].strip(),
        by=me,
        at=at,
    ):
        return redirect("belonging:seat", coop, form.result.actor.code)
    return render(request, "belonging/make_seat.html", {"form": form})


@require_safe
def seat(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One seat: who sits there, what can be promised, what it owes, what was asked."""
    row = access.seat_to_see(request.cooperative, code)
    return render(request, "belonging/seat.html", _shown(request, row))


def _shown(request: CooperativeRequest, row: Seat) -> dict[str, Any]:
    me, today = request.person, clock.today()
    versions, tenures = reads.versions_of(row), reads.tenures_of(row)
    owes, of_all = reads.owes_in_public(row, today)
    questions = reads.questions_to(row)
    sits = next((one for one in tenures if one.until is None), None)
    arranges = bool(me and not row.abolished_on and access.arranges(row, me, today))
    is_mine = bool(sits and me and sits.person_id == me.pk)
    return {
        "seat": row,
        "today": today,
        "sits": sits,
        "before": [one for one in tenures if one.until is not None],
        "mandate": versions[0] if versions else None,
        "older": versions[1:],
        "most": MANDATE,
        "owes": owes,
        "owes_more": of_all - len(owes),
        "questions": beside_in_public(reads.shown(questions), for_all=me is None),
        "serving": what_serves(request.cooperative, row.actor.code),
        "wait": reads.usual_wait(row, questions, today),
        "days": term(request.cooperative, "answer_working_days"),
        "contacts": reads.contacts_of(row, for_members=me is not None),
        "comes": None if sits or row.abolished_on else getattr(row, "comes", None),
        "is_mine": is_mine,
        "arranges": arranges,
        "asked": getattr(row, "asks", None) if arranges and not sits else None,
    }


@person_page
def leave(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Leave the seat, and perhaps ask somebody to stand in."""
    me = request.person
    row = access.seat_to_leave(request.cooperative, me, request.actors, code, clock.today())
    form = forms.Leave(reads.whom_one_can_ask(request.cooperative), request.POST or None)
    if form.is_valid() and form.try_to(
        actions.leave, row, stand_in=form.chosen, by=me, at=clock.now()
    ):
        return redirect("belonging:seat", coop, code)
    said = {"seat": row, "form": form, "owed": reads.owed_by(row).count()}
    return render(request, "belonging/leave.html", said)


@person_page
def ask_stand_in(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Ask somebody to stand in for an empty seat."""
    row = access.seat_to_arrange(request.cooperative, request.person, code, clock.today())
    form = forms.StandIn(reads.whom_one_can_ask(request.cooperative), request.POST or None)
    if form.is_valid() and form.try_to(
        actions.ask_stand_in, row, form.chosen, by=request.person, at=clock.now()
    ):
        return redirect("belonging:seat", coop, code)
    said = {"seat": row, "form": form, "asked": reads.asked_to_stand_in(row)}
    return render(request, "belonging/ask_stand_in.html", said)


@person_page
def stand_in(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Yes or no to standing in for a seat."""
    row = access.stand_in_to_answer(request.person, code)
    if request.method == "POST":
        says_yes = request.POST.get("answer") == "yes"
        actions.answer_stand_in(row, says_yes=says_yes, by=request.person, at=clock.now())
        return redirect("belonging:seat", coop, row.seat.actor.code)
    return render(request, "belonging/stand_in.html", {"row": row})


@person_page
def mandate(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Write the mandate anew; what stood there stays readable."""
    row = access.seat_to_arrange(request.cooperative, request.person, code, clock.today())
    form = forms.Mandate(request.POST or None, initial={"words": row.mandate})
    if form.is_valid() and form.try_to(
        members.write_mandate, row, form.cleaned_data["words"], by=request.person, at=clock.now()
    ):
        return redirect("belonging:seat", coop, code)
    said = {"seat": row, "form": form, "most": MANDATE}
    return render(request, "belonging/mandate.html", said)


@person_page
def abolish(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """The seat goes; refused as long as it owes something."""
    row = access.seat_to_arrange(request.cooperative, request.person, code, clock.today())
    refusal = ""
    if request.method == "POST":
        try:
            actions.abolish(row, by=request.person, at=clock.now())
            return redirect("belonging:seat", coop, code)
        except Refused as no:
            refusal = str(no)
    said = {"seat": row, "refusal": refusal, "owed": reads.owed_by(row).count()}
    return render(request, "belonging/abolish.html", said)
