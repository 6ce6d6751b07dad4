"""Writing down how the house works here."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.kit import clock, rooms
from tussenruimte.kit.forms import Day, HouseForm
from tussenruimte.members.clocks import Clock

UNITS = {
    "days": _("days"),
    "working days": _("working days"),
    "weeks": _("weeks"),
    "rounds": _("rounds"),
    "hours": _("hours"),
    "minutes": _("minutes"),
    "rules": _("rules"),
    "voices": _("voices"),
    "years": _("years"),
    "messages": _("messages"),
    "o’clock": _("hours after midnight"),
}


class SetTerm(HouseForm):
    """Another number for one term, and the day on which that was decided."""

    number = forms.IntegerField(widget=forms.NumberInput(attrs={"class": "input--short"}))
    decided_on = forms.DateField(
        label=_("On which day was this decided?"),
        widget=Day(attrs={"class": "input--short"}),
        initial=clock.today,
        error_messages={"required": _("Write the day on which it was decided.")},
    )

    def __init__(self, one: Clock, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        said = {"least": one.least, "most": one.most, "unit": UNITS[one.unit]}
        field = self.fields["number"]
        field.label = gettext("How many %(unit)s?") % said
        field.help_text = gettext("From %(least)s to %(most)s.") % said
        field.error_messages["required"] = (
            gettext("Write a number from %(least)s to %(most)s.") % said
        )
        field.error_messages["invalid"] = field.error_messages["required"]


class Open(HouseForm):
    """Which rooms are open."""

    rooms = forms.MultipleChoiceField(
        label=_("Which rooms are open?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("A room without a tick is shut."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["rooms"].choices = [  # type: ignore[attr-defined]
            (room.label, room.name) for room in rooms.rooms().values()
        ]
        self.fields["rooms"].widget.hints = {
            room.label: room.what for room in rooms.rooms().values()
        }

    @property
    def shut(self) -> set[str]:
        """The labels of those that are not."""
        return rooms.rooms().keys() - set(self.cleaned_data["rooms"])
