"""Late promises of others, for who has to know: who, since when, whom to call, or "I take it over"."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page
from tussenruimte.members.reads import table_of
from tussenruimte.promises import access, actions, reads


@require_GET
@person_page
def late(request: CooperativeRequest, coop: str) -> HttpResponse:
    """What is late around me, from outside; what it is about stays with who may read it."""
    today, page = clock.today(), page_number(request)
    shown = {
        "leaf": reads.late_outside(request.cooperative, request.actors, today, page),
        "table_on": table_of(request.cooperative, today),
    }
    return render(request, "promises/late.html", shown)


@require_POST
@person_page
def take_over(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """ "Ik neem het over": the maker is asked; until they say yes nothing changes.

    Where nobody else could say yes it is mine at once.
    """
    promise = access.promise_from_outside(request.cooperative, request.actors, code, clock.today())
    row = actions.offer_to_take(promise, by=request.person, at=clock.now())
    if row.accepted:
        messages.success(request, _("You do it from now on."))
        return redirect("promises:promise", coop, code)
    messages.success(request, _("Offered. It counts when %(name)s says yes.") % {"name": row.giver})
    return redirect("promises:late", coop)


@require_POST
@person_page
def take_back(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """I do not take it over after all."""
    row = access.take_over_to_take_back(request.cooperative, request.person, code)
    actions.take_back_offer(row, by=request.person, at=clock.now())
    messages.info(request, _("Taken back. It stays with %(name)s.") % {"name": row.giver})
    return redirect("promises:late", coop)
