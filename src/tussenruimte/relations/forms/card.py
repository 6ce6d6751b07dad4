"""What somebody types at the card's door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.forms import HouseForm


class CardDoor(HouseForm):
    """Code and own word."""

    code = forms.CharField(
        max_length=40,
        label=_("Your code"),
        help_text=_("Eight characters. Capitals and dashes do not matter."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "input--code",
            }
        ),
        error_messages={"required": _("Type the code that stands on the card.")},
    )
    word = forms.CharField(
        max_length=60,
        label=_("Your own word"),
        help_text=_("The word that you chose yourself."),
        widget=forms.PasswordInput(
            attrs={"autocomplete": "off", "class": "input--short"}, render_value=False
        ),
        error_messages={"required": _("Type the word that you chose yourself.")},
    )
