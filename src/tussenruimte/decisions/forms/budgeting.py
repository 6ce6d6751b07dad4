"""What is asked of who has an idea that costs money, and of who opens the choice."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.decisions.forms.electing import OpenElection
from tussenruimte.decisions.forms.speaking import _box
from tussenruimte.decisions.forms.voting import OpenVote
from tussenruimte.decisions.forms.writing import NO, YES
from tussenruimte.decisions.models import Option
from tussenruimte.kit.forms import HouseForm


class BringIdea(HouseForm):
    """What it is, why, and what it costs."""

    title = forms.CharField(label=_("What is the idea?"), max_length=100)
    why = _box(_("Why?"), 2, _("Everybody reads this, with your name."), most=600)
    euros = forms.IntegerField(
        label=_("What does it cost, in whole euros?"), min_value=1, max_value=999_999_999
    )


class OpenBudget(OpenElection):
    """Until when people choose, how many have to, and whether their name stands beside it."""

    secret = forms.ChoiceField(
        label=_("Do people vote with their name?"),
        widget=forms.RadioSelect,
        initial=NO,
        choices=OpenVote.base_fields["secret"].choices,  # type: ignore[attr-defined]
    )
    field_order = ("closes_on", "secret", "quorum", "met")

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked: until the end of the last day."""
        return super().asked | {"is_secret": self.cleaned_data["secret"] == YES}


class WhatIChose(HouseForm):
    """What somebody chose in secret, told to nobody: the answer is not kept."""

    several = forms.MultipleChoiceField(
        label=_("What did you choose?"), widget=forms.CheckboxSelectMultiple
    )
    is_done_once = False  # what is sent here is remembered nowhere

    def __init__(self, options: Sequence[Option], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["several"]
        field.choices = [(str(one.place), str(one)) for one in options]

    @property
    def chosen(self) -> tuple[int, ...]:
        """Places of the ideas, the lowest first."""
        return tuple(sorted(int(place) for place in self.cleaned_data["several"]))
