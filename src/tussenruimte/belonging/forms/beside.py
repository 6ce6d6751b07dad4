"""What somebody fills in beside a sentence that others wrote about them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.belonging.beside import Written
from tussenruimte.kit.forms import HouseForm
from tussenruimte.matters.models import Remark


class NotRight(HouseForm):
    """Which sentence, and one's own words."""

    beside = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    sort = forms.ChoiceField(
        label=_("What do you want to say?"),
        widget=forms.RadioSelect,
        choices=[
            (Remark.Sort.WRONG.value, _("This is not right")),
            (Remark.Sort.QUESTION.value, _("What do you mean exactly?")),
        ],
        initial=Remark.Sort.WRONG.value,
    )
    words = forms.CharField(
        label=_("In your own words"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={
            "required": _("Write in your own words what is not right, or what you want to know.")
        },
    )

    def __init__(self, *args: Any, written: Iterable[Written], **more: Any) -> None:
        super().__init__(*args, **more)
        self.written = {one.code: one for one in written}
        field: Any = self.fields["beside"]
        field.choices = [(code, one.short) for code, one in self.written.items()]

    @property
    def chosen(self) -> Written:
        """The sentence."""
        return self.written[self.cleaned_data["beside"]]

    @property
    def said(self) -> dict[str, Any]:
        """What was put beside it."""
        return {**self.cleaned_data, "quote": ""}
