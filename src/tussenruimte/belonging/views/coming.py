"""Who comes next: named, each promise taken or given back, and then seated."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.belonging import access, actions, forms, reads
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.matters.actions import look
from tussenruimte.matters.models import Ground
from tussenruimte.matters.reads import said_beside
from tussenruimte.promises.access import ground_on


@person_page
def name(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Name somebody for an empty seat."""
    seat = access.seat_to_arrange(request.cooperative, request.person, code, clock.today())
    form = forms.Name(request.cooperative, request.POST or None)
    if form.is_valid() and form.try_to(
        actions.name_successor, seat, form.person, by=request.person, at=clock.now()
    ):
        return redirect("belonging:succession", coop, form.result.code)
    return render(request, "belonging/name.html", {"seat": seat, "form": form})


@person_page
@require_safe
def succession(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """What has to happen before they sit there: the conversation, and each promise."""
    me = request.person
    row = access.succession_to_see(request.cooperative, me, code, clock.today())
    owed = reads.to_inherit(row)
    said = {
        "row": row,
        "owed": owed,
        "left": sum(1 for one in owed if one.said is None),
        "talked_over": reads.was_talked_over(row),
        "is_mine": row.person_id == me.pk,
        "today": clock.today(),
    }
    return render(request, "belonging/succession.html", said)


@person_page
@require_POST
def accept(request: CooperativeRequest, coop: str, code: str, promise: str) -> HttpResponse:
    """Take one promise."""
    row = access.succession_of_mine(request.cooperative, request.person, code)
    owed = access.promise_to_inherit(row, promise)
    actions.accept(row, owed, by=request.person, at=clock.now())
    return redirect("belonging:succession", coop, code)


@person_page
def give_back(request: CooperativeRequest, coop: str, code: str, promise: str) -> HttpResponse:
    """Give one back, with a reason."""
    row = access.succession_of_mine(request.cooperative, request.person, code)
    owed = access.promise_to_inherit(row, promise)
    form = forms.GiveBack(request.POST or None, is_private=owed.matter.is_private)
    if form.is_valid() and form.try_to(
        actions.give_back,
        row,
        owed,
        form.cleaned_data["reason"],
        person_said_yes=form.said_yes,
        by=request.person,
        at=clock.now(),
    ):
        return redirect("belonging:succession", coop, code)
    text = "" if owed.matter.is_private else owed.read("text")
    said = {"row": row, "promise": owed, "text": text, "form": form, "today": clock.today()}
    return render(request, "belonging/give_back.html", said)


@person_page
@require_safe
def given_back(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Why a promise was given back, for whom it was promised to and whoever else may read it."""
    at = clock.now()
    row, owed = access.given_back_to_read(request.cooperative, request.actors, code, clock.day(at))
    ground = ground_on(owed) or Ground.PROMISE
    look(owed.matter, ground=ground, page="belonging:given-back", by=request.person, at=at)
    said = {
        "row": row,
        "promise": owed,
        "text": owed.read("text"),
        "reason": row.read("reason"),
        "beside": said_beside(owed.matter, row.code),
        "is_mine": row.succession.person_id == request.person.pk,
    }
    return render(request, "belonging/given_back.html", {**said, "today": clock.day(at)})


@person_page
@require_POST
def take_seat(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Everything was talked over and answered: sit down."""
    row = access.succession_of_mine(request.cooperative, request.person, code)
    actions.take_seat(row, by=request.person, at=clock.now())
    return redirect("belonging:seat", coop, row.seat.actor.code)


@person_page
@require_POST
def call_off(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """It does not go on."""
    row = access.succession_to_see(request.cooperative, request.person, code, clock.today())
    actions.call_off(row, by=request.person, at=clock.now())
    return redirect("belonging:seat", coop, row.seat.actor.code)
