"""How the house works here: how it is called and reached, how long everything takes, which rooms are open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tussenruimte.kit import clock, rooms
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.members import access, actions
from tussenruimte.members.clocks import CLOCKS, RUNG_TERMS, holds_from
from tussenruimte.members.law import LAW_CLOCKS, clock_of
from tussenruimte.web.forms.describing import Describe
from tussenruimte.web.forms.terms import Open, SetTerm
from tussenruimte.web.reads.terms import term_of, terms_of


@require_safe
def terms(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Every term with where it comes from, for everybody."""
    said = terms_of(request.cooperative)
    said["sees_to_it"] = access.sees_to_the_house(request.person, clock.today())
    return render(request, "web/terms.html", said)


@person_page
def set_term(request: CooperativeRequest, coop: str, name: str) -> HttpResponse:
    """The board writes down another one."""
    at = clock.now()
    if name not in CLOCKS | LAW_CLOCKS or not access.sees_to_the_house(
        request.person, clock.day(at)
    ):
        raise NotHere
    now = term_of(request.cooperative, name)
    since = holds_from(clock.day(at)) if name in RUNG_TERMS.values() else None
    written = _("Written down.") if since else _("Written down. It holds from now on.")
    form = SetTerm(clock_of(name), request.POST or None, initial={"number": now.number})
    if form.is_valid() and form.try_to(
        actions.set_term, request.cooperative, name, **form.cleaned_data, by=request.person, at=at
    ):
        messages.success(request, written)
        return redirect("web:terms", coop)
    said = {"form": form, "one": now, "from": since, "is_law": name in LAW_CLOCKS}
    return render(request, "web/set_term.html", said)


@person_page
def open_rooms(request: CooperativeRequest, coop: str) -> HttpResponse:
    """The board opens a room, or shuts one."""
    at = clock.now()
    if not access.sees_to_the_house(request.person, clock.day(at)):
        raise NotHere
    shut = rooms.shut_in(request.cooperative.settings)
    initial = {"rooms": [label for label in rooms.rooms() if label not in shut]}
    form = Open(request.POST or None, initial=initial)
    if form.is_valid() and form.try_to(
        actions.shut_rooms, request.cooperative, form.shut, by=request.person, at=at
    ):
        messages.success(request, _("So it is from now on."))
        return redirect("web:terms", coop)
    return render(request, "web/open_rooms.html", {"form": form})


@person_page
def describe(request: CooperativeRequest, coop: str) -> HttpResponse:
    """The board writes down how the cooperative is called and reached from now on."""
    at = clock.now()
    if not access.sees_to_the_house(request.person, clock.day(at)):
        raise NotHere
    form = Describe(request.cooperative, request.POST or None)
    if form.is_valid() and form.try_to(
        actions.describe_cooperative, request.cooperative, form.told, by=request.person, at=at
    ):
        messages.success(request, _("Written down. It holds from now on."))
        return redirect("web:terms", coop)
    return render(request, "web/describe.html", {"form": form})
