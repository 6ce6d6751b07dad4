"""Coming in with an invitation: with a code by mail, or with a passkey when there is no mailbox."""

from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.mfa.webauthn.internal import auth, flows
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tussenruimte.kit import clock
from tussenruimte.kit.network import network_of
from tussenruimte.kit.pages import CooperativeRequest, private
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.members import access, actions, reads
from tussenruimte.members.actions import count_wrong_try
from tussenruimte.members.models import Invitation
from tussenruimte.web.forms.door import AskForCode
from tussenruimte.web.forms.letting_in import OpenInvitation
from tussenruimte.web.forms.showing import AddPasskey
from tussenruimte.web.invited import at_the_door, by_log_in, by_mail, expects, remember
from tussenruimte.web.views.passkeys import asks_what_to_sign


@private
def invitation(request: CooperativeRequest, coop: str, code: str = "") -> HttpResponse:
    """The door for who has a code; from a link it is filled in already. Looking uses nothing up."""
    form = OpenInvitation(request.POST or None, initial={"code": code})
    if form.is_valid() and not request.user.is_authenticated:
        row = _try(request, form)
        if row is not None:
            request.session.cycle_key()
            remember(request, row)
            return redirect("web:invitation-in", coop)
    return render(request, "web/invitation.html", {"form": form})


def _try(request: CooperativeRequest, form: OpenInvitation) -> Invitation | None:
    """A wrong try is counted after it was refused, so that it stays counted."""
    at, text = clock.now(), form.cleaned_data["code"]
    try:
        return access.invitation_of(request.cooperative, text, network=network_of(request), at=at)
    except access.WrongInvitation as no:
        count_wrong_try(*no.keys, by="klok", at=at)
        form.add_error("code", str(no))
    except Refused as no:
        form.add_error("code", str(no))
    return None


@private
def come_in(request: CooperativeRequest, coop: str) -> HttpResponse:
    """How they want to come in from now on: with a mailbox, or without."""
    row = _of(request)
    if row is None:
        return redirect("web:invitation", coop)
    form = AskForCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        ready = actions.make_login_ready(row, by="klok", at=clock.now())
        expects(request, by_mail(email))
        LoginCodeVerificationProcess.initiate(
            request=request, user=reads.log_in_with(email) or ready, email=email
        )
        return redirect("account_confirm_login_code")
    return _page(request, row, form)


@private
@require_POST
def by_passkey(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Without a mailbox: the device itself is the way in."""
    row = _of(request)
    if row is None:
        return redirect("web:invitation", coop)
    user: Any = actions.make_login_ready(row, by="klok", at=clock.now())
    user.known_as = row.person.name
    if asks_what_to_sign(request):
        return JsonResponse(auth.begin_registration(user, True))
    form = AddPasskey(request.POST, user=user)
    if not form.is_valid():
        return _page(request, row, AskForCode(), wrong=form.errors)
    made = flows.signup_authenticator(
        request, user, form.cleaned_data["name"], form.cleaned_data["credential"]
    )
    expects(request, by_log_in(user))
    return flows.perform_passwordless_login(request, made, Login(user=user))


def _of(request: CooperativeRequest) -> Invitation | None:
    if request.user.is_authenticated:
        return None
    try:
        return at_the_door(request)
    except NotHere:
        return None


def _page(request: HttpRequest, row: Invitation, form: Any, **more: Any) -> HttpResponse:
    said = {"invitation": row, "form": form, "name": row.person.first_name, **more}
    return render(request, "web/invitation_in.html", said)
