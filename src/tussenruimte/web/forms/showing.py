"""What the second code and passkeys ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _


class SetUpApp(ActivateTOTPForm):
    """The first code of a new app. Its secret goes along in the page and is kept nowhere till then."""

    SHOWN_FOR = 60 * 60  # seconds

    def __init__(self, *args: Any, **more: Any) -> None:
        self.user = more.pop("user")
        super(ActivateTOTPForm, self).__init__(*args, **more)
        self.secret = self._given() or generate_totp_secret()

    def _given(self) -> str:
        try:
            given: str = signing.loads(
                self.data.get("secret", ""), salt=self._for_them, max_age=self.SHOWN_FOR
            )
        except signing.BadSignature:
            return ""
        return given

    @property
    def _for_them(self) -> str:
        return f"second factor|{self.user.pk}"

    @property
    def signed(self) -> str:
        """The secret, so that nobody can put another one in its place."""
        return signing.dumps(self.secret, salt=self._for_them)


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
            return super().clean_credential()  # type: ignore[misc]


class ComeInByPasskey(_Signed, passkeys.LoginWebAuthnForm):
    """In with a passkey alone."""


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
