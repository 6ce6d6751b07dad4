"""What the first pages ask."""

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.core import signing
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.forms import AsksSoftly, HouseForm
from tussenruimte.members.languages import LANGUAGES
from tussenruimte.members.models import Person
from tussenruimte.web.actions import Beginning


class Begin(AsksSoftly):
    """A cooperative, and the first person in it."""

    published_fields = ("name", "desk")
    code = forms.CharField(
        label=_("Set-up code"),
        max_length=20,
        help_text=_("It stands in the window where the house was started."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    name = forms.CharField(
        label=_("What is the cooperative called?"),
        max_length=120,
        help_text=_("Such as: De Rietkade"),
    )
    slug = forms.SlugField(
        label=_("Its short name in addresses"),
        max_length=40,
        required=False,
        help_text=_("Such as: rietkade. Left empty, we make it from the name."),
    )
    phone = forms.CharField(
        label=_("Which phone number may everybody call?"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    desk = forms.CharField(
        label=_("When and where can people walk in?"),
        max_length=200,
        required=False,
        help_text=_("Such as: Wednesday from 10 to 16 in the community house"),
    )
    founder = forms.CharField(
        label=_("What is your name?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with a code that we mail to it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    takes_duty = forms.BooleanField(
        label=_("I have the duty this week and the next"),
        help_text=_(
            "Whoever has the duty holds on to what comes in and calls back. Without anybody, nobody can tell anything here."
        ),
        required=False,
        initial=True,
    )

    def clean(self) -> dict[str, Any]:
        """A short name in small letters, made from the name when it is left out."""
        said: dict[str, Any] = super().clean() or {}
        slug = (said.get("slug") or slugify(said.get("name", ""))[:40]).lower().strip("-")
        if not slug and not self.has_error("slug") and not self.has_error("name"):
            self.add_error("slug", _("We cannot make it from this name. Choose one yourself."))
        return said | {"slug": slug}

    def beginning(self) -> Beginning:
        """What was filled in."""
        return Beginning(**self.cleaned_data)


class Correct(HouseForm):
    """Who somebody is, as they say it themselves. Nothing of it is needed."""

    name = forms.CharField(
        label=_("What do we call you?"),
        max_length=120,
        required=False,
        help_text=_("A first name is enough."),
    )
    phone = forms.CharField(
        label=_("A number that everybody here may see"),
        max_length=40,
        required=False,
        help_text=_("Leave it empty if you do not want that."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    reach = forms.CharField(
        label=_("How do we find you?"),
        max_length=200,
        required=False,
        help_text=_("A number, an address or a place. Only whoever helps you sees this."),
    )
    language = forms.ChoiceField(
        label=_("In which language do you like to speak?"),
        choices=[(code, own) for code, (own, _ours) in LANGUAGES.items()],
    )
    interpreter = forms.CharField(
        label=_("Do you want an interpreter? For which language?"), max_length=80, required=False
    )

    def __init__(self, *args: Any, person: Person, **more: Any) -> None:
        now = {
            "name": person.actor.name,
            "phone": person.actor.phone,
            "language": person.language,
            "reach": person.read("reach"),
            "interpreter": person.read("interpreter"),
        }
        more.setdefault("initial", now)
        super().__init__(*args, **more)


class AskToBeForgotten(HouseForm):
    """That somebody really wants this."""

    sure = forms.BooleanField(
        label=_("I want to be forgotten here"),
        error_messages={"required": _("Tick that you want to be forgotten.")},
    )


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
