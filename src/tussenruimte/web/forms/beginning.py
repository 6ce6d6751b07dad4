"""What it takes to begin."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.forms import AsksSoftly, phone_field
from tussenruimte.members.models import Member
from tussenruimte.members.taking_part import AS_WHAT, FOR_THEMSELVES, READ_BESIDE, WHY_LONG
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
    phone = phone_field(label=_("Which phone number may everybody call?"))
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
    sort = forms.ChoiceField(
        label=AS_WHAT,
        widget=forms.RadioSelect,
        choices=FOR_THEMSELVES,
        initial=Member.Sort.RESIDENT,
    )
    why = forms.CharField(
        label=_("Why do you begin this?"),
        max_length=WHY_LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=READ_BESIDE,
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
