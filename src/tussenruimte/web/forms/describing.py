"""How the cooperative is called and reached."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.forms import AsksSoftly, phone_field
from tussenruimte.members.models import Cooperative


def _line(label: Any, hint: Any = "", *, most: int = 120, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=most, **more)


class Describe(AsksSoftly):
    """What everybody reads of it, on each page and on each letter."""

    published_fields = ("name", "tagline", "desk")
    name = _line(_("What is the cooperative called?"))
    legal_name = _line(
        _("What is it called in the trade register?"),
        _("Such as: Coöperatie De Rietkade U.A. Left empty until it stands there."),
        most=200,
        required=False,
    )
    tagline = _line(_("What is it, in three words?"), required=False)
    area = _line(_("Of which neighbourhood or village is it?"), required=False)
    municipality = _line(_("In which municipality?"), required=False)
    phone = phone_field(label=_("Which phone number may everybody call?"))
    email = forms.EmailField(label=_("Which mail address may everybody write to?"), required=False)
    desk = _line(_("When and where can people walk in?"), most=200, required=False)

    def __init__(self, cooperative: Cooperative, *said: Any, **more: Any) -> None:
        initial = {name: getattr(cooperative, name) for name in self.base_fields}
        super().__init__(*said, initial=initial, **more)

    @property
    def told(self) -> dict[str, str]:
        """What was filled in, by the names of the columns."""
        return {name: str(self.cleaned_data[name]).strip() for name in self.base_fields}
