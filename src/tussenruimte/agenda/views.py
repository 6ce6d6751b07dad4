"""Pages of the agenda and the notice board: fetch, ask, do, answer."""

import datetime as dt
from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tussenruimte.agenda import access, actions, forms, reads
from tussenruimte.agenda.feed import calendar_of
from tussenruimte.agenda.models import Posting
from tussenruimte.agenda.sharing import text_to_share
from tussenruimte.decisions.models import Meeting
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page
from tussenruimte.kit.refusal import NotHere

A_FORTNIGHT = dt.timedelta(days=14)


@require_safe
def agenda(request: CooperativeRequest, coop: str) -> HttpResponse:
    """What is on, and the notice board."""
    board = reads.board(request.cooperative, clock.now(), page_number(request))
    said = {"board": board, "leaf": board.leaf, "today": clock.today()}
    return render(request, "agenda/agenda.html", said)


@require_safe
def posting(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One of them."""
    row = access.posting_to_see(request.cooperative, request.person, code)
    said = {
        "posting": row,
        "today": clock.today(),
        "may_withdraw": access.may_withdraw(row, request.person),
    }
    return render(request, "agenda/posting.html", said)


@require_safe
def share(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """A text that is ready, for one's own app or mail."""
    row = access.posting_to_see(request.cooperative, request.person, code)
    return render(request, "agenda/share.html", {"posting": row, "text": text_to_share(row)})


@require_safe
def ics(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Everything that is on, for a calendar; one can have it fetched again and again."""
    on, meetings = reads.all_on(request.cooperative, clock.now())
    return _calendar(request, on, f"agenda-{coop}", meetings)


@require_safe
def posting_ics(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One thing that is on, for a calendar."""
    row = access.posting_to_see(request.cooperative, request.person, code)
    if not row.is_on or row.withdrawn_at:
        raise NotHere
    return _calendar(request, [row], f"agenda-{row.code}")


def _calendar(
    request: CooperativeRequest,
    rows: Iterable[Posting],
    name: str,
    meetings: Iterable[Meeting] = (),
) -> HttpResponse:
    body = calendar_of(request.cooperative, rows, meetings)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


@person_page
def post_on(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Put something in the agenda."""
    form = forms.On(request.POST or None)
    may_post = access.may_post(request.person, request.actors)
    if (
        may_post
        and form.is_valid()
        and form.try_to(
            actions.post_on,
            form.said(),
            form.begins_at,
            form.ends_at,
            by=request.person,
            at=clock.now(),
        )
    ):
        return redirect("agenda:posting", coop, form.result.code)
    return render(request, "agenda/post_on.html", {"form": form, "may_post": may_post})


@person_page
def post_notice(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Hang a notice on the board."""
    form = forms.Notice(request.POST or None, initial={"until": clock.today() + A_FORTNIGHT})
    may_post = access.may_post(request.person, request.actors)
    if (
        may_post
        and form.is_valid()
        and form.try_to(
            actions.post_notice,
            form.said(),
            form.cleaned_data["until"],
            by=request.person,
            at=clock.now(),
        )
    ):
        return redirect("agenda:posting", coop, form.result.code)
    return render(request, "agenda/post_notice.html", {"form": form, "may_post": may_post})


@person_page
def withdraw(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Take it away; asked once more, since it does not come back."""
    row = access.posting_to_withdraw(request.cooperative, request.person, code)
    if request.method == "POST":
        actions.withdraw(row, by=request.person, at=clock.now())
        return redirect("agenda:agenda", coop)
    return render(request, "agenda/withdraw.html", {"posting": row})
