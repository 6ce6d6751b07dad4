"""How somebody comes in: the list of it, the second code, and the codes for when it is not at hand."""

from typing import Any

from allauth.mfa.base import views as showing
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.internal import flows
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from tussenruimte.kit.pages import View, private
from tussenruimte.web.second_factor import is_certain, keep_new_app, note_new_app, secret_of_new_app
from tussenruimte.web.signed_in import devices_of
from tussenruimte.web.views.passkeys import other_ways


class SetUpApp(app.ActivateTOTPView):
    """Scan or copy the secret, and show once that the app gives the right code."""

    def dispatch(self, request: HttpRequest, *args: Any, **more: Any) -> Any:
        """The secret stays with the browser as long as it is shown."""
        self.secret = secret_of_new_app(request)
        response = super().dispatch(request, *args, **more)
        if isinstance(response, TemplateResponse):
            keep_new_app(request, response, self.secret)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the secret of this browser."""
        return {**super().get_form_kwargs(), "secret": self.secret}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The secret in groups of four, for whoever copies it."""
        said: dict[str, Any] = super().get_context_data(**more)
        secret = said["form"].secret
        grouped = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
        is_asked = settings.SECOND_FACTOR and not is_certain(self.request)
        return said | {"secret": grouped, "is_asked": is_asked}

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever typed a right code just now does not have to do so again."""
        response: HttpResponse = super().form_valid(form)
        note_new_app(self.request, response)
        return response


class Index(showing.IndexView):
    """The ways in that somebody has."""

    template_name = "mfa/index.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """And how many recovery codes are left."""
        said: dict[str, Any] = super().get_context_data(**more)
        left = said["authenticators"].get("recovery_codes")
        said["passkeys"] = said["authenticators"].get("webauthn", [])
        said["devices"] = devices_of(self.request)
        return said | {"codes_left": len(left.get_unused_codes()) if left else 0}


class ShowAgain(showing.ReauthenticateView):
    """Somebody who is in already shows with a code that it is them."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """And whether a passkey would do as well."""
        said: dict[str, Any] = super().get_context_data(**more)
        has_app = is_mfa_enabled(self.request.user, [Authenticator.Type.TOTP])  # type: ignore[arg-type]
        return said | {"others": other_ways(self), "has_app": has_app}


@private
@login_required
@require_POST
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out on one device."""
    flows.sessions.end_sessions(request, _devices(request).filter(pk=pk))
    return redirect("mfa_index" if request.user.is_authenticated else "account_login")


@private
@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    others = _devices(request).exclude(session_key=request.session.session_key)
    flows.sessions.end_sessions(request, others)
    return redirect("mfa_index")


def _devices(request: HttpRequest) -> QuerySet[UserSession]:
    return UserSession.objects.filter(user_id=request.user.pk)


def _page(view: Any) -> View:
    """A page of allauth, kept by nobody on the way."""
    return private(view)


ways_in = _page(Index.as_view())
set_up_app = _page(SetUpApp.as_view())
stop_app = _page(app.deactivate_totp)
recovery_codes = _page(codes.view_recovery_codes)
new_recovery_codes = _page(codes.generate_recovery_codes)
show_again = _page(ShowAgain.as_view())
