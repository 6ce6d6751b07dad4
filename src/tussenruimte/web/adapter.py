"""How allauth speaks in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class DoorAdapter(DefaultAccountAdapter):
    """Signing in goes by code. A log-in without a person in a cooperative opens nothing."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: the way in is a conversation."""
        return False

    def get_login_redirect_url(self, request: Any) -> str:
        """To the page asked for, or home."""
        return super().get_login_redirect_url(request)
