"""What people fill in beside a sentence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.forms import HouseForm
from tussenruimte.matters.models import Remark as RemarkRow


class Remark(HouseForm):
    """A question or a dispute beside a sentence."""

    beside = forms.CharField(max_length=12, widget=forms.HiddenInput)
    quote = forms.CharField(
        max_length=400,
        required=False,
        label=_("Which sentence?"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sort = forms.ChoiceField(
        choices=RemarkRow.Sort.choices,
        widget=forms.RadioSelect,
        label=_("What do you want to say?"),
    )
    words = forms.CharField(
        max_length=2000, label=_("In your own words"), widget=forms.Textarea(attrs={"rows": 4})
    )


class Answer(HouseForm):
    """The answer to a remark."""

    answer = forms.CharField(
        max_length=2000, label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 4})
    )
