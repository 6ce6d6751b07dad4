"""What somebody fills in to put something up."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.agenda.actions import Said
from tussenruimte.kit.forms import AsksSoftly, Day
from tussenruimte.methods.days import local_times


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=Day(), **more)


def _hour(**more: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(widget=widget, **more)


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


class On(Posting):
    """Something that is on."""

    title = forms.CharField(
        label=_("What is on?"), max_length=120, help_text=_("For example: coffee by the water.")
    )
    day = _day(label=_("Which day?"))
    begins = _hour(label=_("From what time?"))
    ends = _hour(label=_("Until what time?"), required=False)
    place = forms.CharField(label=_("Where?"), max_length=200)
    words = forms.CharField(
        label=_("What else is good to know?"),
        widget=forms.Textarea(attrs={"class": "bigtext--low"}),
        max_length=1000,
        required=False,
        help_text=_("Everybody may come. Does it cost something, or are there stairs? Say so."),
    )
    field_order = ["title", "day", "begins", "ends", "place", "words", "who"]
    begins_at: dt.datetime
    ends_at: dt.datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Hours as clocks show them here; one hour a year they skip."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("begins", "ends"):
            if not (given.get("day") and given.get(name)):
                continue
            moments = local_times(dt.datetime.combine(given["day"], given[name]))
            if not moments:
                self.add_error(name, _skipped())
                continue
            setattr(self, f"{name}_at", moments[0])
        return given


def _skipped() -> str:
    return gettext("The clock skips this hour in that night. Choose another hour.")


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
