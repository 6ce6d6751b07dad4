"""Who has seen this: the reading log, for the one it is about and for the one who looked."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.web.reads import seen

FIRST = dt.date(2000, 1, 1)  # before that nobody read anything in a house like this


@person_page
def who_has_seen(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Readings of what is about me, and what I looked at myself; merged per day."""
    today = clock.today()
    until = max(min(_day(request.GET.get("tot", "")) or today, today), FIRST)
    of_me, by_me = seen.of_me(request.person, until), seen.by_me(request.person, until)
    older = max((day for day in (of_me.older, by_me.older) if day), default=None)
    said = {
        "of_me": of_me.days,
        "by_me": by_me.days,
        "lookers": of_me.lookers,
        "older": older,
        "is_now": until == today,
    }
    return render(request, "web/who_has_seen.html", said)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
