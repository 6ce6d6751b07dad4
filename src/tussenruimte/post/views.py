"""The list to phone."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.post import access, actions, reads


@require_GET
@person_page
def phone_list(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Whom to call today, and what to say. On paper it is one sheet."""
    access.refuse_who_may_not_call(request.person)
    tomorrow = clock.midnight(clock.today() + dt.timedelta(days=1))
    calls = reads.calls(request.cooperative.pk, request.actors, until=tomorrow)
    return render(request, "post/phone_list.html", {"calls": calls})


@require_POST
@person_page
def called(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """I called, and said it."""
    access.refuse_who_may_not_call(request.person)
    message = access.message_to_call(request.cooperative, code)
    shown = request.POST.get("shown", "").split()[: reads.AT_MOST]
    actions.mark_called(message, shown=shown, by=request.person, at=clock.now())
    messages.success(request, _("Thank you. It was said."))
    return redirect("post:phone-list", coop)
