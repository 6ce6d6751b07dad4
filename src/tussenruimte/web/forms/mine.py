"""What somebody says about their own data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.forms import HouseForm, phone_field
from tussenruimte.members.languages import LANGUAGES
from tussenruimte.members.models import Person


class Correct(HouseForm):
    """Who somebody is, as they say it themselves. Nothing of it is needed."""

    name = forms.CharField(
        label=_("What do we call you?"),
        max_length=120,
        required=False,
        help_text=_("A first name is enough."),
    )
    phone = phone_field(
        label=_("A number that everybody here may see"),
        required=False,
        help_text=_("Leave it empty if you do not want that."),
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
