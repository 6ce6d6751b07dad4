"""Who is a member, for members."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tussenruimte.belonging.reads import joining as reads
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page
from tussenruimte.members.access import is_member
from tussenruimte.members.hearing import hears_for_board


@person_page
@require_safe
def members(request: CooperativeRequest, coop: str) -> HttpResponse:
    """The list: only for members and for whoever speaks for one; others read how to join."""
    me, today = request.person, clock.today()
    waits = reads.joinings_to_see(request.cooperative, request.actors, today)
    if not is_member(me, today):
        return render(request, "belonging/members_only.html", {"waits": waits}, status=403)
    said = {
        "leaf": reads.members_list(request.cooperative, page_number(request)),
        "how_many": reads.how_many(request.cooperative),
        "waits": waits,
        "for_meeting": reads.for_the_meeting(request.cooperative),
        "is_board": hears_for_board(request.cooperative, request.actors, today),
        "today": today,
    }
    return render(request, "belonging/members.html", said)
