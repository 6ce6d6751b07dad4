"""Passkeys: the device signs with the person, so nothing has to be remembered or typed.

The script asks the form's own address what is to be signed, and then sends the form. What was asked
stands in the session from that moment only: looking at a page writes nothing.
"""

from typing import Any

from allauth.account.internal.templatekit import get_entrance_context_data
from allauth.account.mixins import NextRedirectMixin
from allauth.mfa.base import views as showing
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from tussenruimte.kit.pages import View, private
from tussenruimte.kit.refusal import Refused
from tussenruimte.web.second_factor import note_shown
from tussenruimte.web.signed_in import HALF_WAY

Context = dict[str, Any]


def asks_what_to_sign(request: HttpRequest) -> bool:
    """Whether it is the script that asks, before it has an answer."""
    return request.headers.get("Accept") == "application/json"


def other_ways(page: Any) -> list[dict[str, Any]]:
    """How else somebody can show that it is them."""
    found: list[dict[str, Any]] = page.get_reauthentication_alternatives()
    return found


class Add(passkeys.AddWebAuthnView):
    """One more passkey, that opens the door by itself."""

    template_name = "mfa/passkeys/add.html"

    def post(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """What to make, or what was made."""
        if asks_what_to_sign(request):
            return JsonResponse(auth.begin_registration(request.user, True))  # type: ignore[arg-type]
        answer: HttpResponse = super().post(request, *args, **more)
        return answer

    def get_context_data(self, **more: Any) -> Context:
        """Without something to sign: that is asked for later."""
        return FormView.get_context_data(self, **more)

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever signed just now does not have to do so again."""
        response: HttpResponse = super().form_valid(form)
        note_shown(self.request, "webauthn")
        return response


class Rename(passkeys.EditWebAuthnView):
    """Another name for a passkey, so that one knows which it is."""

    template_name = "mfa/passkeys/rename.html"
    success_url = reverse_lazy("mfa_index")


class Remove(passkeys.RemoveWebAuthnView):
    """One passkey less."""

    template_name = "mfa/passkeys/remove.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """The last key of who has no mailbox stays: without it they could never come in again."""
        user: Any = self.request.user
        mine = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
        if not user.email and mine.count() == 1:
            raise Refused(
                _("This is your only way in. Add another passkey first, then you can remove it.")
            )
        response: HttpResponse = super().form_valid(form)
        return response


class ComeIn(passkeys.LoginWebAuthnView):
    """In with a passkey alone: it counts as both."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - named by allauth
        """There is no page: the button stands at the door."""
        return redirect("account_login")

    def post(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """What to sign, or what was signed."""
        if asks_what_to_sign(request):
            request.session.set_expiry(HALF_WAY)
            return JsonResponse(auth.begin_authentication())
        answer: HttpResponse = super().post(request, *args, **more)
        return answer


class ShowAgain(passkeys.ReauthenticateWebAuthnView):
    """Somebody who is in already shows with a passkey that it is them."""

    template_name = "mfa/passkeys/show_again.html"

    def post(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """What to sign, or what was signed."""
        if asks_what_to_sign(request):
            return JsonResponse(auth.begin_authentication(request.user))  # type: ignore[arg-type]
        answer: HttpResponse = super().post(request, *args, **more)
        return answer

    def get_context_data(self, **more: Any) -> Context:
        """Without something to sign, and with the other ways to show it."""
        said: Context = NextRedirectMixin.get_context_data(self, **more)  # type: ignore[no-untyped-call]
        return said | {"others": other_ways(self)}

    def form_invalid(self, form: Any) -> HttpResponse:
        """The same page, with what was wrong."""
        return FormView.form_invalid(self, form)


class Show(showing.AuthenticateView):
    """Half way in: the second code, or a passkey."""

    def post(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """What to sign, what was signed, or a code."""
        if asks_what_to_sign(request):
            return JsonResponse(auth.begin_authentication(self.stage.login.user))
        answer: HttpResponse = super().post(request, *args, **more)
        return answer

    def get_context_data(self, **more: Any) -> Context:
        """Which of the ways this person has."""
        has = set(
            Authenticator.objects.filter(user_id=self.stage.login.user.pk).values_list(
                "type", flat=True
            )
        )
        return (
            TemplateView.get_context_data(self, **more)
            | get_entrance_context_data(self.request)
            | {"form": self.auth_form, "by_passkey": self.webauthn_form}
            | {"has_app": "totp" in has, "has_passkey": "webauthn" in has}
        )


def _page(view: Any) -> View:
    """A page of allauth, kept by nobody on the way."""
    return private(view)


add = _page(Add.as_view())
rename = _page(Rename.as_view())
remove = _page(Remove.as_view())
come_in = _page(ComeIn.as_view())
show_again = _page(ShowAgain.as_view())
show = _page(Show.as_view())
