"""The front of a cooperative, for whoever comes by."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from tussenruimte.kit.clock import today
from tussenruimte.kit.pages import CooperativeRequest
from tussenruimte.web.reads import front as reads
from tussenruimte.web.reads.kept import how_long_kept


def front(request: CooperativeRequest, coop: str) -> HttpResponse:
    """What binds us, a small step, and who you meet."""
    return render(request, "web/front.html", {"front": reads.front(request.cooperative, today())})


def privacy(request: CooperativeRequest, coop: str) -> HttpResponse:
    """What is kept, who can read it, who answers for it, and what the house cannot prevent."""
    asked = {"is_second_factor_asked": settings.SECOND_FACTOR, "caretaker": settings.CARETAKER}
    return render(request, "web/privacy.html", asked | how_long_kept(request.cooperative))
