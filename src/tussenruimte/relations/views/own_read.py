"""What a person can read and take along of their own need, besides the page itself."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from tussenruimte.conversations import access as conversations_access
from tussenruimte.conversations.invitation import invitation
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.reads import addressee, attendance_of
from tussenruimte.conversations.sentences import Seen
from tussenruimte.kit.clock import day, now
from tussenruimte.kit.refusal import NotHere
from tussenruimte.relations import reads
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads import everything as all_of_it, own
from tussenruimte.relations.reads.beside import to_answer
from tussenruimte.relations.views.acting import acts
from tussenruimte.relations.views.card import own_need

To = dict[str, str]


@own_need
def everything(request: Any, need: Need, to: To) -> HttpResponse:
    """All that was written down about it: every word that others read, and how it was before."""
    at = now()
    page = reads.need_page(need, day(at))
    is_self = need.person_id == request.person.pk
    mine = own.answers_for(need, request.person, acts=acts(request, need))
    to_answer(page, need, request.person, mine)
    context = {
        "need": need,
        "to": to,
        "page": page,
        "is_self": is_self,
        "acts": acts(request, need),
        "around": page.relations_for(is_self=is_self),
        "words": need.read("words"),
        "need_remarks": page.remarks.get(need.code, []),
        "urgency": need.read("urgency"),
        "why_for_them": need.read("why_for_them"),
        "talks": all_of_it.talks(need, page, request.actors, at),
        "weighed": all_of_it.weighed(need, page),
        "handed": all_of_it.handed(need, page),
    }
    return render(request, "relations/own_everything.html", context)


def _planned(request: Any, need: Need) -> Conversation:
    """A conversation about this need that has a moment."""
    code = request.GET.get("welke", "")
    row = conversations_access.conversation_to_see(
        need.cooperative, request.actors, code, day(now())
    )
    if row.matter_id != need.matter_id or row.planned_at is None:
        raise NotHere
    return row


@own_need
def calendar(request: Any, need: Need, to: To) -> HttpResponse:
    """The moment for a calendar: when it is, and nothing that somebody said."""
    row = _planned(request, need)
    body = invitation(row, url=settings.PUBLIC_URL + to["page"], at=now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="gesprek-{row.code}.ics"'
    return answer


@own_need
def letter(request: Any, need: Need, to: To) -> HttpResponse:
    """The invitation on one sheet of paper."""
    row, at = _planned(request, need), now()
    seen = Seen(row, attendance_of(row), frozenset(request.actors), at, day(at))
    whom = addressee(seen.guests, row, request.person.code)
    others = [guest.actor for guest in seen.guests if guest.actor_id != whom.pk]
    context = {"need": need, "to": to, "seen": seen, "whom": whom, "others": others}
    return render(request, "relations/own_letter.html", context)
