"""Asking for a code by mail."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context, ratelimit

from tussenruimte.kit.network import network_of


class AskForCode(RequestLoginCodeForm):
    """One address is counted for each network apart: who asks elsewhere shuts nobody out here."""

    def clean_email(self) -> str:
        """The address, known or not: the same count and the same questions for both."""
        email: str = self.cleaned_data["email"]
        key = f"{email.lower()}|{network_of(context.request)}"
        if not ratelimit.consume(context.request, action="request_login_code", key=key):
            raise get_adapter().validation_error("asked_too_often")
        users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        self._user = users[0] if users else None
        return email
