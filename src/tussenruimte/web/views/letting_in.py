"""Letting somebody in: invitations on paper or by mail, and a way back for who lost a second code."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, View, person_page
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.members import access, actions
from tussenruimte.members.models import Invitation
from tussenruimte.web.forms.letting_in import Invite, LetHold, Seen, SeenWhom
from tussenruimte.web.invited import mail_invitation
from tussenruimte.web.reads import letting_in as reads


def lets_in_page(view: Callable[..., HttpResponse]) -> View:
    """Only for whoever may invite."""

    @wraps(view)
    def page(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access.lets_in(request.person, clock.today()):
            raise NotHere
        return view(request, *args, **kwargs)

    return person_page(page)


@lets_in_page
@require_safe
def letting_in(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Who was invited and did not come yet, and who waits for a second who saw them."""
    today = clock.today()
    lets_back = access.lets_back_in(request.person, today)
    said = {
        "invitations": reads.invitations(request.cooperative, today),
        "ways_back": reads.ways_back(request.cooperative, request.person, today),
        "lets_back": lets_back,
        "brings_list": access.brings_list(request.cooperative, request.person, today),
        "today": today,
    }
    return render(request, "web/letting_in.html", said)


@person_page
def let_hold(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Somebody may hold on to questions too, and have the duty."""
    at = clock.now()
    if not access.sees_to_the_house(request.person, clock.day(at)):
        raise NotHere
    form = LetHold(request.cooperative, request.POST or None)
    if form.is_valid() and form.try_to(actions.let_hold, form.person, by=request.person, at=at):
        messages.success(
            request,
            _("%(name)s may hold on to questions now, and take weeks of duty.")
            % {"name": form.person.first_name if form.person else ""},
        )
        return redirect("members:duty", coop)
    return render(request, "web/let_hold.html", {"form": form})


@lets_in_page
def invite(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Invite somebody; the code is shown or mailed now, and never again."""
    form = Invite(request.cooperative, request.POST or None)
    if form.is_valid() and form.try_to(
        actions.invite, form.person, form.cleaned_data["way"], by=request.person, at=clock.now()
    ):
        invitation, code = form.result
        if invitation.way == Invitation.Way.PAPER:
            return _sheet(request, coop, invitation, code)
        try:
            mail_invitation(request.cooperative, invitation, code, form.cleaned_data["email"])
        except Refused as no:
            actions.revoke_invitation(invitation, by=request.person, at=clock.now())
            form.add_error(None, str(no))
        else:
            return redirect("web:letting-in", coop)
    return render(request, "web/invite.html", {"form": form})


def _sheet(
    request: CooperativeRequest, coop: str, invitation: Invitation, code: str
) -> HttpResponse:
    said = {
        "invitation": invitation,
        "code": f"{code[:5]} {code[5:]}",
        "door": settings.PUBLIC_URL + reverse("web:invitation", args=[coop]),
        "whole": settings.PUBLIC_URL + reverse("web:invited", args=[coop, code]),
    }
    return render(request, "web/invitation_sheet.html", said)


@lets_in_page
@require_POST
def revoke(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """It opens nothing any more."""
    row = access.invitation_to_revoke(request.cooperative, request.person, code, clock.today())
    actions.revoke_invitation(row, by=request.person, at=clock.now())
    return redirect("web:letting-in", coop)


@person_page
def say_seen(request: CooperativeRequest, coop: str) -> HttpResponse:
    """The first of two who saw somebody."""
    if not access.lets_back_in(request.person, clock.today()):
        raise NotHere
    people = reads.people_with_second_code(request.person)
    form = SeenWhom(people, request.POST or None, initial={"seen_on": clock.today()})
    if form.is_valid() and form.try_to(
        actions.say_seen, form.whom, form.seen, by=request.person, at=clock.now()
    ):
        return redirect("web:letting-in", coop)
    return render(request, "web/say_seen.html", {"form": form, "people": people})


@person_page
def say_seen_too(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """The second: then the second code ends."""
    me = request.person
    row = access.way_back_to_see(request.cooperative, me, code, clock.today())
    form = Seen(request.POST or None, initial={"seen_on": clock.today()})
    if form.is_valid() and form.try_to(
        actions.say_seen_too, row, form.cleaned_data["seen_on"], by=me, at=clock.now()
    ):
        return redirect("web:way-back", coop, code)
    said = {
        "row": row,
        "form": form,
        "is_open": row.is_open(clock.today()),
        "is_mine": row.first_id == me.pk,
        "today": clock.today(),
    }
    return render(request, "web/say_seen_too.html", said)


@person_page
@require_POST
def take_back_seen(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """It does not go on."""
    row = access.way_back_to_see(request.cooperative, request.person, code, clock.today())
    actions.take_back_seen(row, by=request.person, at=clock.now())
    return redirect("web:letting-in", coop)
