"""Somebody by the name under which they come in: a list of everybody is for members only."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.belonging import reads
from tussenruimte.kit.forms import HouseForm
from tussenruimte.members.models import Cooperative, Person


class ByName(HouseForm):
    """Exactly one person, by first and last name. What is asked is called `label`."""

    label: Any  # in the language of whoever reads
    name = forms.CharField(
        max_length=120, help_text=_("First and last name, as they come in here.")
    )

    def __init__(self, cooperative: Cooperative, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"].label = self.label
        self.cooperative = cooperative
        self.person: Person | None = None

    def clean_name(self) -> str:
        """Exactly one person with that name."""
        name: str = self.cleaned_data["name"]
        found = list(reads.people_who_could_sit(self.cooperative, name))
        if len(found) != 1:
            raise ValidationError(
                gettext(
                    "Nobody with exactly this name comes in here. Let them join first, or call us."
                )
                if not found
                else gettext("More than one person has this name. Call us, then we look together.")
            )
        self.person = found[0]
        return name
