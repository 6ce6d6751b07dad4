"""What the second code and passkeys ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _


class SetUpApp(ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, secret: str, **more: Any) -> None:
        self.user = more.pop("user")
        super(ActivateTOTPForm, self).__init__(*args, **more)
        self.secret = secret


class AddPasskey(passkeys.AddWebAuthnForm):
    """One more passkey, and how somebody calls the device that it is on."""

    passwordless = None  # type: ignore[assignment]  # each of ours opens the door by itself
    name = forms.CharField(
        label=_("What do you call this device?"),
        max_length=60,
        required=False,
        help_text=_("So that you know later which one it is."),
    )

    def clean(self) -> dict[str, Any]:
        """What the device made, checked; a refusal in words of the house."""
        with _said_plainly(gettext("This did not work. Press the button once more.")):
            said: dict[str, Any] = super().clean()
        return said


class RenamePasskey(passkeys.EditWebAuthnForm):
    """Another name."""

    name = forms.CharField(label=_("What do you call this device?"), max_length=60)


class _Signed:
    """What a passkey signed."""

    def clean_credential(self) -> Any:
        """Whose passkey it is; one sentence when it is nobody's or went wrong."""
        with _said_plainly(
            gettext("This passkey does not open the door. Try once more, or take another way in.")
        ):
            return self.whose()

    def whose(self) -> Any:
        """The passkey, when it is the right one and signed what was asked."""
        return super().clean_credential()  # type: ignore[misc]


class ComeInByPasskey(_Signed, passkeys.LoginWebAuthnForm):
    """In with a passkey alone. For a log-in that there is not the same is asked as for one that there is."""

    def whose(self) -> Any:
        """Of whom we do not know we look up the passkeys too, in vain."""
        said = self.cleaned_data["credential"]
        auth.parse_authentication_response(said)
        return auth.complete_authentication(_somebody_or_nobody(said), said)


def _somebody_or_nobody(said: dict[str, Any]) -> Any:
    nobody = get_user_model()(pk=0)
    try:
        found = auth.extract_user_from_response(said)
    except ValidationError:
        return nobody
    return found if found.is_active else nobody


class ShowPasskey(_Signed, passkeys.AuthenticateWebAuthnForm):
    """In with a code by mail, and then a passkey."""


class ShowPasskeyAgain(_Signed, passkeys.ReauthenticateWebAuthnForm):
    """In already."""


@contextmanager
def _said_plainly(sentence: str) -> Iterator[None]:
    try:
        yield
    except (ValidationError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValidationError(sentence) from error  # whatever a browser made of it
