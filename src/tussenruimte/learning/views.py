"""Pages about what went wrong: fetch, ask, do, answer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.belonging.doors import own_page
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page, private
from tussenruimte.learning import access, actions, forms, reads
from tussenruimte.matters.access import ground_of
from tussenruimte.matters.actions import look
from tussenruimte.members.clocks import term
from tussenruimte.promises.actions import confirm, deny
from tussenruimte.promises.reads import view

SAYS = {"yes": confirm, "no": deny}


@private
@require_safe
def wrong(request: Any, coop: str) -> HttpResponse:
    """What one can do when something went wrong: first talk, and otherwise the trust circle."""
    today = clock.today()
    people = access.trust_people(request.cooperative, today)
    is_one = request.person is not None and request.person.pk in {one.pk for one in people}
    said = {
        "people": people,
        "heard": reads.heard_by(request.person, today) if is_one else [],
        "is_one": is_one,
        "days": term(request.cooperative, "complaint_talk"),
        "today": today,
    }
    return render(request, "learning/wrong.html", said)


@own_page
def tell(request: Any, coop: str) -> HttpResponse:
    """Tell the trust circle what went wrong, with a log-in or a card."""
    form = forms.Tell(request.typed)
    if form.is_valid() and form.try_to(
        actions.tell, **form.cleaned_data, by=request.person, at=clock.now()
    ):
        return _told(request) if request.door else redirect("learning:told", coop)
    said = {
        "form": form,
        "people": access.trust_people(request.cooperative, clock.today()),
        "days": term(request.cooperative, "complaint_talk"),
        "frame": request.frame,
    }
    return render(request, "learning/tell.html", said)


@own_page
def told(request: Any, coop: str) -> HttpResponse:
    """What one told the trust circle, who hears it, and how it goes on."""
    if request.typed is not None and "complaint" in request.typed:
        row = access.complaint_of_mine(request.person, request.typed["complaint"])
        _say(row, request.typed.get("says", ""), request)
        if not request.door:
            return redirect("learning:told", coop)
    return _told(request)


def _say(row: Any, says: str, request: Any) -> None:
    at = clock.now()
    if says in SAYS and row.promise is not None:
        SAYS[says](row.promise, by=request.person, at=at)
    if says == "close":
        actions.close(row, by=request.person, at=at)


def _told(request: Any) -> HttpResponse:
    today = clock.today()
    leaf = reads.told_by(request.person, page_number(request), today)
    said = {"leaf": leaf, "today": today, "frame": request.frame}
    return render(request, "learning/told.html", said)


@person_page
@require_safe
def complaint(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """What came to one of the trust circle. Whoever told it goes to their own page."""
    row, at = access.complaint_to_see(request.cooperative, request.person, code), clock.now()
    if row.reporter_id == request.person.pk:
        return redirect("learning:told", coop)
    today = clock.day(at)
    ground = ground_of(row.matter, request.actors, today)
    look(row.matter, ground=ground, page="learning:complaint", by=request.person, at=at)
    said = {
        "complaint": row,
        "others": [one for one in reads.hearers_of(row) if one.pk != request.person.pk],
        "promise": view(row.promise, today, request.cooperative) if row.promise else None,
        "is_maker": row.promise is not None and row.promise.maker_id == request.person.pk,
        "talks": reads.talks_about([row]).get(row.matter_id, []),
        "today": today,
    }
    return render(request, "learning/complaint.html", said)


@person_page
@require_POST
def step_aside(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Stand too near: somebody else hears it from now on."""
    row = access.complaint_to_hear(request.cooperative, request.person, code)
    actions.step_aside(row, by=request.person, at=clock.now())
    return redirect("learning:wrong", coop)


@person_page
@require_POST
def concerned_told(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Whom it is about heard of it from me."""
    row = access.complaint_to_hear(request.cooperative, request.person, code)
    actions.tell_concerned(row, by=request.person, at=clock.now())
    return redirect("learning:complaint", coop, code)
