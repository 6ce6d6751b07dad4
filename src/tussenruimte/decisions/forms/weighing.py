"""What is asked of who says how much room to give, and of who writes down what was chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.decisions.models import Point
from tussenruimte.kit.forms import HouseForm


def point_field(label: Any, hint: Any = "") -> Any:
    """The five points, in words."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        coerce=int,
        widget=forms.RadioSelect,
        choices=Point.choices,
        error_messages={"required": _("Choose one of the five points, from grip to room.")},
    )


class Weigh(HouseForm):
    """Where somebody stands, and one sentence if they like."""

    point = point_field(_("How much room do we give?"))
    said = forms.CharField(
        label=_("Why? One sentence is enough."),
        max_length=300,
        required=False,
        help_text=_("Members read this, with your name."),
    )
