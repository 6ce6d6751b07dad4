"""Who was there, what was written down, and the papers that one prints."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms import meetings as forms
from tussenruimte.decisions.models import Meeting, Minutes
from tussenruimte.decisions.reads import minutes as reads
from tussenruimte.decisions.reads.meetings import agenda_of
from tussenruimte.decisions.reads.proposals import advisers_of_all
from tussenruimte.kit import clock
from tussenruimte.kit.large_print import has_large_letters
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.pdf import as_pdf
from tussenruimte.kit.refusal import NotHere
from tussenruimte.members.clocks import term


def _to_run(request: CooperativeRequest, code: str) -> Meeting:
    return access.meeting_to_run(
        request.cooperative, request.person, request.actors, code, clock.today()
    )


@person_page
def hold(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Write down who was there."""
    row = _to_run(request, code)
    form = forms.WhoWasThere(row, request.POST or None)
    if form.is_valid() and form.try_to(
        actions.hold_meeting, row, form.there, by=request.person, at=clock.now()
    ):
        return redirect("decisions:meeting", coop, code)
    return render(request, "decisions/meeting_hold.html", {"form": form, "meeting": row})


@person_page
def write(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """A few words about each thing; the first time, or because something was not right."""
    row, now = _to_run(request, code), clock.now()
    found = reads.found_at(row, now)
    versions = reads.versions_of_minutes(row)
    initial: dict[str, Any] = {}
    if versions:
        for one in reads.lines_of(versions[0], [each.on for each in found]):
            initial[f"words_{one.on.item.place}"] = one.words
    agenda = [one.on for one in found]
    form = forms.WriteMinutes(agenda, request.POST or None, is_next=bool(versions), initial=initial)
    if form.is_valid() and form.try_to(
        actions.write_minutes,
        row,
        form.words,
        because=form.cleaned_data.get("because", ""),
        by=request.person,
        at=now,
    ):
        return redirect("decisions:meeting", coop, code)
    rows = [(one, form[f"words_{one.on.item.place}"]) for one in found]
    said = {"form": form, "meeting": row, "rows": rows, "is_next": bool(versions)}
    return render(request, "decisions/meeting_write.html", said)


@require_safe
def version(request: CooperativeRequest, coop: str, code: str, number: int) -> HttpResponse:
    """One version of what was written down."""
    row = access.meeting_to_see(
        request.cooperative, request.person, request.actors, code, clock.today()
    )
    one = Minutes.objects.filter(meeting=row, number=number).select_related("by__actor").first()
    if one is None:
        raise NotHere
    is_one = request.person is not None and request.person.is_member
    said = {
        "meeting": row,
        "version": one,
        "lines": reads.lines_of(one, agenda_of(row, with_names=is_one)),
        "promised": reads.promised_in(one),
        "is_member": is_one,
        "today": clock.today(),
    }
    return render(request, "decisions/meeting_minutes.html", said)


@person_page
@require_POST
def approve(request: CooperativeRequest, coop: str, code: str, earlier: str) -> HttpResponse:
    """The members said that it was so."""
    row = _to_run(request, code)
    before = access.meeting_to_see(
        request.cooperative, request.person, request.actors, earlier, clock.today()
    )
    actions.approve_minutes(before, row, by=request.person, at=clock.now())
    return redirect("decisions:meeting", coop, code)


def _packet(request: CooperativeRequest, code: str) -> dict[str, Any]:
    """Everything for the meeting on paper: agenda, proposals, advice, early votes, a paper for a proxy."""
    here, today = request.cooperative, clock.today()
    row = access.meeting_to_see(here, request.person, request.actors, code, today)
    is_one = request.person is not None and request.person.is_member
    agenda = agenda_of(row, with_names=is_one)
    heard = advisers_of_all([one.item.proposal for one in agenda if one.item.proposal], today)
    return {
        "meeting": row,
        "agenda": agenda,
        "papers": [
            (one.item.proposal, heard[one.item.proposal.pk], one.vote)
            for one in agenda
            if one.item.proposal
        ],
        "early": term(here, "vote_open"),
        "is_member": is_one,
        "today": today,
    }


@require_safe
def packet(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """The papers on a page that prints."""
    return render(request, "decisions/meeting_packet.html", _packet(request, code))


@require_safe
def packet_file(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """The same papers as a file to take along, which a screen reader reads too."""
    said = _packet(request, code)
    pdf = as_pdf(
        render_to_string("decisions/packet_file.html", said, request),
        title=_("Papers for the members' meeting"),
        by=request.cooperative.name,
        base=settings.PUBLIC_URL + request.path,
        is_large=has_large_letters(request),
    )
    day = clock.day(said["meeting"].begins_at)
    name = _("papers-members-meeting-%(day)s.pdf") % {"day": day.isoformat()}
    how = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=how)
