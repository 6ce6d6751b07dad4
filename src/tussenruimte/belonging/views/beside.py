"""What others wrote about somebody as a member or at a seat, and their own words beside it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tussenruimte.belonging.beside import written_about
from tussenruimte.belonging.doors import own_page
from tussenruimte.belonging.forms.beside import NotRight
from tussenruimte.kit import clock
from tussenruimte.matters.actions import remark


@own_page
def wrong(request: Any, coop: str) -> HttpResponse:
    """Each sentence, and "dit klopt niet" beside one of them."""
    typed = request.typed if request.typed is not None and "words" in request.typed else None
    chosen = request.GET.get("bij") or request.POST.get("bij", "")
    form = NotRight(typed, written=written_about(request.person), initial={"beside": chosen})
    if form.is_valid() and form.try_to(
        remark, form.chosen.matter, by=request.person, at=clock.now(), **form.said
    ):
        messages.success(request, _("Your words stand beside it."))
        if not request.door:
            return redirect("belonging:wrong", coop)
        form = NotRight(written=written_about(request.person))
    return render(request, "belonging/wrong.html", {"form": form, "written": form.written.values()})
