"""My day: what waits for me, whom I speak, what was promised."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render

from tussenruimte.kit.clock import now
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.matters.reads import said_beside_each
from tussenruimte.web.day import day_of
from tussenruimte.web.reads.today import lines_of

BEGINS = dt.timedelta(days=14)  # so long a cooperative is new, and the way on stands on the page
QUOTES = {"promised", "to-me", "said-done"}  # lines that say what was promised


@person_page
def today(request: CooperativeRequest, coop: str) -> HttpResponse:
    """At most three things that wait for me, in sentences; then the rest of the day."""
    at = now()
    lines = lines_of(request.person, at)
    quoted = [line.code for line in lines if line.kind in QUOTES]
    beside = said_beside_each(request.cooperative, quoted)
    mine = day_of(request.person, lines, at, beside)
    begins = request.person.lets_in and at - request.cooperative.created_at < BEGINS
    return render(request, "web/today.html", {"mine": mine, "begins": begins})
