"""Pages about what hangs on a matter: pictures and scans, remarks and their answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.kit.clock import day, now
from tussenruimte.kit.pages import back, person_page
from tussenruimte.matters import access, actions, forms
from tussenruimte.matters.files import fetch
from tussenruimte.matters.pictures import JPEG


@person_page
def file(request: Any, coop: str, code: str) -> HttpResponse:
    """A picture or scan, opened for whoever may read the matter; noted like every reading."""
    at = now()
    row = access.file_to_see(request.cooperative, request.actors, code, day(at))
    ground = access.ground_of(row.matter, request.actors, day(at))
    data = fetch(row)
    actions.look(row.matter, ground=ground, page="file", by=request.person, at=at)
    response = HttpResponse(data, content_type=row.kind)
    shown = "inline" if row.kind == JPEG else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{row.code}"'
    return response


@person_page
@require_POST
def remove_file(request: Any, coop: str, code: str) -> HttpResponse:
    """Take a picture away."""
    row = access.file_to_see(request.cooperative, request.actors, code, day(now()))
    actions.remove_file(row, by=request.person, at=now())
    messages.success(
        request, _("It was taken away. We keep only that there was one, from whom and when.")
    )
    return back(request, "/")


@person_page
def remark(request: Any, coop: str, code: str) -> HttpResponse:
    """Put a question or a dispute beside a sentence of a matter."""
    at = now()
    matter = access.matter_to_read(request.cooperative, request.actors, code, day(at))
    form = forms.Remark(request.POST or None, initial={"beside": matter.code})
    if form.is_valid():
        access.sentence_of(matter, form.cleaned_data["beside"])
    if form.is_valid() and form.try_to(
        actions.remark, matter, by=request.person, at=at, **form.cleaned_data
    ):
        return back(request, "/")
    ground = access.ground_of(matter, request.actors, day(at))
    actions.look(matter, ground=ground, page="remark", by=request.person, at=at)
    return render(request, "matters/remark.html", {"matter": matter, "form": form})


@person_page
def answer_remark(request: Any, coop: str, code: str) -> HttpResponse:
    """Answer a remark; it stays beside its sentence."""
    at = now()
    row = access.remark_to_answer(request.cooperative, request.actors, code, day(at))
    form = forms.Answer(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.answer_remark, row, by=request.person, at=at, **form.cleaned_data
    ):
        return back(request, "/")
    ground = access.ground_of(row.matter, request.actors, day(at))
    actions.look(row.matter, ground=ground, page="remark", by=request.person, at=at)
    return render(
        request,
        "matters/answer.html",
        {"row": row, "form": form, "quote": row.read("quote"), "words": row.read("words")},
    )
