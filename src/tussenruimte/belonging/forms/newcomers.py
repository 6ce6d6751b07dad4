"""What is asked of somebody who is not known here yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.belonging.actions.newcomers import Newcomer
from tussenruimte.belonging.forms import Ask, Talk
from tussenruimte.kit.forms import HouseForm


class ByThemselves(HouseForm):
    """How they are called and found, and the word for their card."""

    name = forms.CharField(
        label=_("What is your name?"),
        max_length=80,
        help_text=_("Members know each other by name."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "input--short"}),
        error_messages={"required": _("Say how you are called. Members know each other by name.")},
    )
    reach = forms.CharField(
        label=_("How do we find you?"),
        max_length=200,
        help_text=_(
            "A number, an address or a place. Only whoever speaks with you, and the board, read it."
        ),
        error_messages={
            "required": _("Say how we find you. A number, an address or a place is enough.")
        },
    )
    word = forms.CharField(
        label=_("Choose an own word"),
        max_length=60,
        help_text=_("You get a card. With it and this word you see how things stand."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
        error_messages={"required": _("Choose an own word for the card.")},
    )

    @property
    def newcomer(self) -> Newcomer:
        """Who asks."""
        said = self.cleaned_data
        return Newcomer(said["name"], said["reach"], said["word"])


class OfSeat(ByThemselves):
    """The same beside what is asked of a seat."""

    def __init__(self, *said: Any, **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["name"].help_text = _("Your name stands beside what you ask.")
        self.fields["reach"].help_text = _(
            "A number, an address or a place. Only whoever tells you that there is news reads it."
        )


class AskNew(OfSeat, Ask):
    """A question to a seat of somebody who is not known here yet."""


class TalkNew(OfSeat, Talk):
    """That somebody who is not known here yet wants to speak with a seat."""
