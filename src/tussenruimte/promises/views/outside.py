"""Late promises of others, for who has to know: who, since when, and whom to call."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page
from tussenruimte.members.reads import table_of
from tussenruimte.promises import reads


@require_GET
@person_page
def late(request: CooperativeRequest, coop: str) -> HttpResponse:
    """What is late around me, from outside; what it is about stays with who may read it."""
    today, page = clock.today(), page_number(request)
    rows, has_more = reads.late_outside(request.cooperative, request.actors, today, page)
    shown = {
        "rows": rows,
        "has_more": has_more,
        "page_number": page,
        "table_on": table_of(request.cooperative, today),
    }
    return render(request, "promises/late.html", shown)
