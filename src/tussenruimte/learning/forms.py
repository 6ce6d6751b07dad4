"""What is asked of whoever tells what went wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.forms import HouseForm

WORDS, WHOM = 4_000, 200  # characters


class Tell(HouseForm):
    """In their own words; nobody is asked to prove anything."""

    words = forms.CharField(
        label=_("What went wrong?"),
        help_text=_("As you would tell it at the kitchen table."),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    whom = forms.CharField(
        label=_("Whom is it about?"),
        help_text=_(
            "A name, a seat or an organisation. Whoever you name here does not get to hear it from us."
        ),
        max_length=WHOM,
        required=False,
    )
