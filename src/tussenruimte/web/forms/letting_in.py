"""What it takes to let somebody in, or back in."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.kit.forms import Day, HouseForm
from tussenruimte.members import reads
from tussenruimte.members.models import Cooperative, Invitation, Person


class Known(HouseForm):
    """Exactly one person, by the name under which they are known here."""

    name = forms.CharField(
        max_length=120, help_text=_("First and last name, as they are known here.")
    )
    question: Any = ""

    def __init__(self, cooperative: Cooperative, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"].label = self.question
        self.cooperative = cooperative
        self.person: Person | None = None

    def clean_name(self) -> str:
        """Exactly one person with that name."""
        name: str = self.cleaned_data["name"]
        found = reads.people_named(self.cooperative, name)
        if len(found) > 1:
            raise ValidationError(
                gettext("More than one person has this name. Call us, then we look together.")
            )
        if not found:
            raise ValidationError(
                gettext("Nobody with exactly this name is known here. Let them join first.")
            )
        self.person = found[0]
        return name


class LetHold(Known):
    """Who may hold on to questions from now on; they said yes themselves."""

    question = _("Who may hold on to questions from now on?")
    said_yes = forms.BooleanField(
        label=_("We talked about it, and they said yes."),
        error_messages={"required": _("First talk with them. They have to say yes themselves.")},
    )


class Invite(Known):
    """Whom, and how the code goes to them."""

    is_done_once = False  # the code is shown only once
    question = _("Whom do you invite?")

    way = forms.ChoiceField(
        label=_("How do they get it?"),
        widget=forms.RadioSelect,
        choices=[
            (Invitation.Way.PAPER, _("On paper. You give them the sheet.")),
            (Invitation.Way.MAIL, _("By mail.")),
        ],
        initial=Invitation.Way.PAPER,
    )
    email = forms.EmailField(
        label=_("To which e-mail address?"),
        required=False,
        help_text=_("Only when it goes by mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """By mail it needs an address."""
        said: dict[str, Any] = super().clean() or {}
        is_mail = said.get("way") == Invitation.Way.MAIL
        if is_mail and not said.get("email") and not self.has_error("email"):
            self.add_error("email", _("Write the address, or choose paper."))
        return said


class Seen(HouseForm):
    """On which day somebody was seen."""

    seen_on = forms.DateField(
        label=_("On which day did you see them?"),
        widget=Day(),
        help_text=_("In person or on a screen, so that you are sure that it is them."),
    )


class SeenWhom(Seen):
    """Who lost their second code, and when they were seen."""

    person = forms.ChoiceField(label=_("Who lost their second code?"))
    field_order = ("person", "seen_on")

    def __init__(self, people: list[Person], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {one.code: one for one in people}
        choices: Any = self.fields["person"]
        choices.choices = [
            ("", gettext("Choose somebody")),
            *((one.code, one.name) for one in people),
        ]

    @property
    def whom(self) -> Person:
        """The person behind the code."""
        return self.people[self.cleaned_data["person"]]

    @property
    def seen(self) -> dt.date:
        """The day."""
        day: dt.date = self.cleaned_data["seen_on"]
        return day


class OpenInvitation(forms.Form):
    """The code of an invitation."""

    code = forms.CharField(
        label=_("The code of your invitation"),
        max_length=40,
        help_text=_("Ten letters and figures."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class MyAddress(forms.Form):
    """Where the code goes with which somebody comes in from now on."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
