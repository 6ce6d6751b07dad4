"""What somebody types at the card's door, and at the counter for a new card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.forms import HouseForm
from tussenruimte.members.models import Person
from tussenruimte.relations.forms.holding import Step
from tussenruimte.relations.reads.cards import who_has_a_card


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


class NewCard(Step):
    """A lost card."""

    heading = _("A new card for %(name)s")
    lead = _(
        "The old card opens nothing any more. Let %(name)s type the own word; do not look at it."
    )
    button = _("Make the card")
    is_done_once = False  # the code is shown only once: a second click makes one that is shown
    whom = forms.ChoiceField(label=_("For whom is the card?"), widget=forms.RadioSelect)
    own_word = forms.CharField(
        max_length=60,
        label=_("Own word"),
        help_text=_("It is never printed."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.code: person for person in who_has_a_card(self.need)}
        field: Any = self.fields["whom"]
        field.choices = [(code, person.name) for code, person in self.people.items()]
        self.initial.setdefault("whom", self.need.person.code)
        if len(self.people) == 1:
            del self.fields["whom"]

    @property
    def gets_it(self) -> Person:
        """For whom it is."""
        return self.people[self.cleaned_data.get("whom", self.need.person.code)]

    def terms(self) -> dict[str, Any]:
        """`whom` is a person."""
        return {"own_word": self.cleaned_data["own_word"], "whom": self.gets_it}
