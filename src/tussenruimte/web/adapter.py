"""How allauth speaks in this house."""

import smtplib
from threading import BoundedSemaphore
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.messages import ERROR
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.second_codes import unwrap_secret, wrap_secret
from tussenruimte.web.devices import device_in_words
from tussenruimte.web.invited import by_log_in, by_mail, take_up
from tussenruimte.web.signed_in import (
    HALF_WAY,
    SEEN,
    end_in_time,
    leave_network_outside,
    network_of,
)

# When the mail server is slow, two of the four who answer pages here wait for it, and no more.
AT_THE_POST = BoundedSemaphore(2)
QUEUE = 1.0  # seconds of waiting for one of these two
LONGEST = 10  # seconds: whoever signs in looks at an empty page meanwhile


class DoorAdapter(DefaultAccountAdapter):
    """Signing in goes by code. A log-in without a person in a cooperative opens nothing."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not the code from the mail. Look once more."),
        "too_many_login_attempts": gettext_lazy(
            "That was too often. Wait five minutes, then ask for a new code."
        ),
        "asked_too_often": gettext_lazy(
            "That was asked too often from here. Wait fifteen minutes, or call your cooperative."
        ),
        "rate_limited": gettext_lazy(
            "A new code is on its way already. Wait a minute, then ask again."
        ),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up by themselves: the way in is a conversation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail goes to every address, known or not, so that neither page nor time tells which."""
        self.request.session.set_expiry(HALF_WAY)
        about = {"signup_url": "", "public_url": self.request.build_absolute_uri("/")}
        sorry = _("We cannot send mail now. Try again in ten minutes, or call your cooperative.")
        if not AT_THE_POST.acquire(timeout=QUEUE):
            raise Refused(sorry)
        try:
            super().send_mail(template_prefix, email, context | about)
        except (smtplib.SMTPException, OSError) as error:
            raise Refused(sorry) from error
        finally:
            AT_THE_POST.release()

    def render_mail(self, *words: Any, **more: Any) -> EmailMessage:
        """The mail with the code, which waits less long for the server than other letters."""
        mail: EmailMessage = super().render_mail(*words, **more)
        mail.connection = get_connection(timeout=min(LONGEST, settings.EMAIL_TIMEOUT))
        return mail

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """The session keeps how somebody signed in, not with which address or from which network.

        Whoever stood at the door with an invitation becomes the person that it was for.
        """
        email = more.get("email") or ""
        who = by_mail(email) if email else by_log_in(user)
        proven = email or getattr(request, "proven_address", "")
        try:
            there = take_up(request, user, who=who, email=proven)
        except Refused as no:
            self.logout(request)
            self.add_message(request, ERROR, message=str(no))
            return redirect("account_login")
        end_in_time(request.session)
        for record in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, []):
            record.pop("email", None)
        request.session[SEEN] = clock.today().isoformat()
        leave_network_outside(request)
        response: HttpResponse = super().post_login(request, user, **more)
        return redirect(there) if there else response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has no app shows it with the passkey first; codes on paper are for when that is gone."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        has_app = len(ways) > 1 and is_mfa_enabled(user, [Authenticator.Type.TOTP])
        return ways if has_app else ways[::-1]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Only before the door: of who is in, no network is kept."""
        return network_of(request, super().get_client_ip)

    def add_message(self, request: HttpRequest, level: int, *words: Any, **more: Any) -> None:
        """What goes wrong is said. The rest the pages say: a message would carry the address along."""
        if level >= ERROR:
            super().add_message(request, level, *words, **more)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second code: what it is kept as, and what it is called in somebody's app."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is not right, or was used already. Wait for the next one, and try again."
        ),
    }

    def get_totp_issuer(self) -> str:
        """The name in the list of the app."""
        return _("The in-between space")

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002 - named by allauth
        """A passkey is first called after the device that it is made on."""
        return device_in_words(context.request.headers.get("User-Agent", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """How a device lists where its passkey belongs."""
        return super().get_public_key_credential_rp_entity() | {"name": self.get_totp_issuer()}

    def _get_user_identifier(self, user: Any) -> str:
        """Their address, or else the name under which somebody invited them."""
        return str(user.email or getattr(user, "known_as", "") or _("my way in"))

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """How a device lists whose passkey it is."""
        called = self._get_user_identifier(user)
        said: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return said | {"name": called, "display_name": called}

    def build_totp_svg(self, url: str) -> str:  # noqa: ARG002 - our page draws it in our own way
        """Nothing: the template has a tag for it."""
        return ""

    def encrypt(self, text: str) -> str:
        """Secrets lie in the database under the master key."""
        return wrap_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was put under that key, or before under that of the installation."""
        return unwrap_secret(encrypted_text)
