"""Promised and done, for everybody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, page_number
from tussenruimte.promises import reads
from tussenruimte.promises.walking import rows_of


@require_GET
def promised_and_done(request: CooperativeRequest, coop: str) -> HttpResponse:
    """What seats promised, exactly and from outside; what people promised, as one total."""
    is_member = request.person is not None
    shown = reads.account_of(request.cooperative, clock.today(), for_members=is_member)
    first = (_("this page"), _("Promised and done"))
    steps = [shown["bond"]] if shown["bond"] else []
    shown["walk"] = rows_of(first, steps, coop, may_read=False)
    return render(request, "promises/promised_and_done.html", shown)


@require_GET
def one_by_one(request: CooperativeRequest, coop: str) -> HttpResponse:
    """The list behind it: each promise of a seat or organisation, what is late first."""
    today, page = clock.today(), page_number(request)
    period = reads.closed_period(request.cooperative, today)
    leaf = reads.one_by_one(request.cooperative, period, today, page)
    shown = {"leaf": leaf, "period": period}
    return render(request, "promises/one_by_one.html", shown)
