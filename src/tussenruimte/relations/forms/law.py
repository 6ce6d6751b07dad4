"""From which day a term of a law runs, which one, and to which seat it may be said."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, ngettext

from tussenruimte.kit import clock
from tussenruimte.kit.forms import HouseForm
from tussenruimte.members.law import LAWS, Law, number_of
from tussenruimte.members.models import Actor
from tussenruimte.members.reads.called import choices_of
from tussenruimte.methods.law import Unit
from tussenruimte.relations.forms.holding import day_field
from tussenruimte.relations.models import Need


def _hint(law: Law, number: int) -> str:
    said = {
        Unit.WEEKS: ngettext(
            "%(n)s week, counted from %(day)s", "%(n)s weeks, counted from %(day)s", number
        ),
        Unit.DAYS: ngettext(
            "%(n)s day, counted from %(day)s", "%(n)s days, counted from %(day)s", number
        ),
        Unit.WORKING_DAYS: ngettext(
            "%(n)s working day, counted from %(day)s",
            "%(n)s working days, counted from %(day)s",
            number,
        ),
    }[law.unit]
    return said % {"n": number, "day": law.reported}


class StartLaw(HouseForm):
    """Which law, from which day, and which seat of the municipality has to act."""

    key = forms.ChoiceField(
        label=_("What was reported?"),
        widget=forms.RadioSelect,
        choices=[(key, law.title) for key, law in LAWS.items()],
        error_messages={"required": _("Choose what was reported.")},
    )
    reported_on = day_field(
        label=_("On which day?"),
        help_text=_("The day on the letter or the receipt of the municipality."),
        error_messages={"required": _("Write the day on which it was reported.")},
    )
    seat = forms.ChoiceField(
        required=False,
        label=_("Who has to do it?"),
        help_text=_("A seat of the municipality that may read this, with the yes of the person."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, need: Need, seats: list[Actor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["key"].widget.hints = {
            key: _hint(law, number_of(need.cooperative, key)) for key, law in LAWS.items()
        }
        self.seats = {actor.code: actor for actor in seats}
        field: Any = self.fields["seat"]
        nobody = _("Nobody yet. Only %(name)s and whoever holds on see it.")
        field.choices = [("", nobody % {"name": need.person.first_name}), *choices_of(seats)]
        if len(seats) == 1:
            field.initial = seats[0].code
        if not seats:
            del self.fields["seat"]

    def clean_reported_on(self) -> dt.date:
        """A day that was."""
        day: dt.date = self.cleaned_data["reported_on"]
        if day > clock.today():
            raise forms.ValidationError(
                _("Write the day on which it was reported: today or earlier.")
            )
        return day

    def terms(self) -> dict[str, Any]:
        """What the action gets."""
        said = self.cleaned_data
        return {
            "reported_on": said["reported_on"],
            "seat": self.seats.get(said.get("seat", "")),
        }
