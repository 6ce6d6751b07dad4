"""In by way of another house that knows who somebody is, such as the municipality's own log-in.

It opens the door for who is known here by the very address that the other house verified, or who
stands here with an invitation. It makes nobody known, and what it tells besides is not kept.
"""

from typing import Any, NoReturn

from allauth.account.adapter import get_adapter as door
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.contrib.messages import ERROR
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tussenruimte.members import reads
from tussenruimte.web.invited import (
    by_log_in,
    came_from_elsewhere,
    expects,
    log_in_made_ready,
)


class OtherHouse(OpenIDConnectProvider):
    """The other house. Of what it tells only its own name for somebody stays."""

    def extract_extra_data(self, _data: Any) -> dict[str, Any]:
        """Nothing: who somebody is stands in our own house."""
        return {}


class OtherHouseAdapter(DefaultSocialAccountAdapter):
    """Who may come in by way of it."""

    def is_open_for_signup(self, _request: HttpRequest, _login: Any) -> bool:
        """Nobody becomes known by coming in."""
        return False

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """Known from an earlier time, by a verified address, or by an invitation; otherwise no."""
        address = next((one.email for one in sociallogin.email_addresses if one.verified), "")
        user = sociallogin.user if sociallogin.is_existing else _not_bound_yet(sociallogin, address)
        ready = log_in_made_ready(request) if user is None else None
        if user is None and ready is None:
            self.say_no(request, _nobody_here())
        if not sociallogin.is_existing:
            sociallogin.connect(request, user or ready)
        if ready is not None:
            request.proven_address = address.lower()
        if came_from_elsewhere(request):
            expects(request, by_log_in(sociallogin.user))

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_more: Any) -> None:
        """Called off there, or it does not answer."""
        self.say_no(request, could_not())

    def say_no(self, request: HttpRequest, sentence: str) -> NoReturn:
        """Back to the door, with one sentence."""
        door(request).add_message(request, ERROR, message=sentence)
        raise ImmediateHttpResponse(redirect("account_login"))


def _not_bound_yet(sociallogin: Any, address: str) -> Any:
    """Who comes in with this address; nobody when the other house knew them by another name before.

    An address goes from one person to the next there, and a name of theirs does not.
    """
    user = reads.log_in_with(address)
    bound = SocialAccount.objects.filter(provider=sociallogin.account.provider)
    return None if user is None or bound.filter(user=user).exists() else user


def could_not() -> str:
    """What somebody reads when the other house did not let them through."""
    return _("Coming in with %(name)s did not work. Try again, or take another way.") % {
        "name": settings.OTHER_HOUSE
    }


def _nobody_here() -> str:
    return _(
        "%(name)s knows you, but nobody here comes in with that address. Call your cooperative."
    ) % {"name": settings.OTHER_HOUSE}
