"""What somebody fills in to put something up."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.agenda.actions import Said
from tussenruimte.kit.forms import AsksSoftly, Day, WithMoments, hour_field, which_field


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=Day(), **more)


class Posting(AsksSoftly):
    """What is the same for everything that is put up."""

    who = forms.ChoiceField(
        label=_("Whom can people ask?"),
        widget=forms.RadioSelect,
        initial="me",
        choices=[
            ("me", _("Me: my name stands beside it.")),
            ("us", _("The cooperative: my name does not stand beside it.")),
        ],
    )
    published_fields = ("title", "words")

    def said(self) -> Said:
        """The words, as they go up."""
        given = self.cleaned_data
        return Said(
            title=given["title"],
            words=given["words"],
            place=given.get("place", ""),
            asks_house=given["who"] == "us",
        )


class On(WithMoments, Posting):
    """Something that is on."""

    hours: ClassVar = {"begins": "which_begins", "ends": "which_ends"}
    title = forms.CharField(
        label=_("What is on?"), max_length=120, help_text=_("For example: coffee by the water.")
    )
    day = _day(label=_("Which day?"))
    begins = hour_field(label=_("From what time?"))
    which_begins = which_field(label=_("Does it begin the first or the second time?"))
    ends = hour_field(label=_("Until what time?"), required=False)
    which_ends = which_field(label=_("Does it end the first or the second time?"))
    place = forms.CharField(label=_("Where?"), max_length=200)
    words = forms.CharField(
        label=_("What else is good to know?"),
        widget=forms.Textarea(attrs={"class": "bigtext--low"}),
        max_length=1000,
        required=False,
        help_text=_("Everybody may come. Does it cost something, or are there stairs? Say so."),
    )
    field_order = [
        "title", "day", "begins", "which_begins", "ends", "which_ends", "place", "words", "who"
    ]  # fmt: skip

    @property
    def begins_at(self) -> dt.datetime:
        """The moment at which it begins."""
        return self.moments["begins"]

    @property
    def ends_at(self) -> dt.datetime | None:
        """The moment at which it ends, when that was said."""
        return self.moments.get("ends")


class Notice(Posting):
    """A notice."""

    title = forms.CharField(
        label=_("What do you ask or offer?"),
        max_length=120,
        help_text=_("For example: who has a ladder?"),
    )
    words = forms.CharField(
        label=_("What else is good to know?"),
        widget=forms.Textarea(attrs={"class": "bigtext--low"}),
        max_length=1000,
        required=False,
    )
    until = _day(label=_("Until which day does it hang here?"))
    field_order = ["title", "words", "until", "who"]
