"""Starting a proposal, writing it anew, withdrawing it, keeping out of it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms import writing as forms
from tussenruimte.decisions.models import Kind
from tussenruimte.decisions.reads.proposals import circles_to_decide
from tussenruimte.decisions.reads.serving import to_serve
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import NotHere

SERVES = "dient"  # in an address: the code of what the proposal is for


@person_page
def choose(request: CooperativeRequest, coop: str) -> HttpResponse:
    """What sort of proposal is it?"""
    access.may_start(request.person, clock.today())
    asked = request.GET.get(SERVES, "")
    dient = f"?{urlencode({SERVES: asked})}" if asked else ""
    return render(request, "decisions/choose.html", {"dient": dient})


@person_page
def start(request: CooperativeRequest, coop: str, kind: str) -> HttpResponse:
    """Write a proposal."""
    access.may_start(request.person, clock.today())
    if kind not in Kind.values:
        raise NotHere
    asked = request.GET.get(SERVES, "")
    form = forms.Start(
        circles_to_decide(request.cooperative),
        to_serve(request.cooperative, {asked, request.POST.get("serves", "")}),
        request.POST or None,
        kind=kind,
        initial={"serves": asked},
    )
    if form.is_valid() and form.try_to(
        actions.start_proposal,
        request.cooperative,
        form.draft,
        kind=kind,
        circle=form.decides,
        **form.what_about,
        by=request.person,
        at=clock.now(),
    ):
        messages.success(request, _("Your proposal stands. Everybody can read it now."))
        return redirect("decisions:proposal", coop, form.result.code)
    return render(request, "decisions/start.html", {"form": form, "kind": Kind(kind).label})


@person_page
def rewrite(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Write a new version; what it said before stays readable."""
    row = access.proposal_to_write(request.cooperative, request.person, code)
    assert row.version is not None  # noqa: S101 - written in the same change as the proposal
    form = forms.Rewrite(request.POST or None, kind=row.kind, initial=forms.as_written(row.version))
    if form.is_valid() and form.try_to(
        actions.write_version,
        row,
        form.draft,
        because=form.cleaned_data["because"],
        by=request.person,
        at=clock.now(),
    ):
        return redirect("decisions:proposal", coop, code)
    return render(request, "decisions/rewrite.html", {"form": form, "proposal": row})


@person_page
def again(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Open a decision again: what is new, and how the proposal could read now."""
    row = access.proposal_to_open_again(request.cooperative, request.person, code, clock.today())
    assert row.version is not None  # noqa: S101 - written in the same change as the proposal
    form = forms.Again(request.POST or None, kind=row.kind, initial=forms.as_written(row.version))
    if form.is_valid() and form.try_to(
        actions.open_again,
        row,
        form.draft,
        form.cleaned_data["news"],
        by=request.person,
        at=clock.now(),
    ):
        return redirect("decisions:proposal", coop, form.result.code)
    return render(request, "decisions/again.html", {"form": form, "proposal": row})


@person_page
def withdraw(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Not propose it after all."""
    row = access.proposal_to_write(request.cooperative, request.person, code)
    form = forms.Why(request.POST or None, label=_("Why do you withdraw it?"))
    if form.is_valid() and form.try_to(
        actions.withdraw, row, form.cleaned_data["words"], by=request.person, at=clock.now()
    ):
        return redirect("decisions:proposal", coop, code)
    said: dict[str, Any] = {"form": form, "proposal": row}
    return render(request, "decisions/withdraw.html", said)


@person_page
def keep_out(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Say that one's own interest is against it."""
    row = access.proposal_to_speak_about(
        request.cooperative, request.person, request.actors, code, clock.today()
    )
    label, hint = _("What is your interest?"), _("Everybody reads this, with your name.")
    form = forms.Why(request.POST or None, label=label, hint=hint)
    if form.is_valid() and form.try_to(
        actions.keep_out, row, form.cleaned_data["words"], by=request.person, at=clock.now()
    ):
        return redirect("decisions:proposal", coop, code)
    return render(request, "decisions/keep_out.html", {"form": form, "proposal": row})
