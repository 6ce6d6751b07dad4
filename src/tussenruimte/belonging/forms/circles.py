"""What the pages about circles ask."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.belonging.actions.circles import MOST, NewCircle
from tussenruimte.belonging.forms.by_name import ByName
from tussenruimte.kit.forms import AsksSoftly, Day, HouseForm
from tussenruimte.members.models import Circle

NONE = "none"


class Start(AsksSoftly):
    """First: which circle can do it already? Only when none can, a new one."""

    could = forms.ChoiceField(
        label=_("Which circle could do this already?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("First look whether a circle can do it already.")},
    )
    none_because = forms.CharField(
        label=_("None of them, because …"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody reads this with the new circle."),
    )
    name = forms.CharField(label=_("How is the new circle called?"), max_length=80, required=False)
    purpose = forms.CharField(
        label=_("What is it for?"),
        max_length=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("At most 600 characters."),
    )
    sort = forms.ChoiceField(
        label=_("What sort of circle is it?"),
        widget=forms.RadioSelect,
        required=False,
        initial=Circle.Sort.WORK,
        choices=[
            (Circle.Sort.WORK, _("A work circle: does one thing")),
            (Circle.Sort.AREA, _("A work area: a piece of the neighbourhood")),
            (Circle.Sort.TRUST, _("A trust circle: hears what went wrong")),
        ],
    )
    giver = forms.ChoiceField(
        label=_("Which circle is asked what the new one may decide?"),
        required=False,
        help_text=_("What is left to do goes there when the new circle ends."),
    )
    until = forms.DateField(
        label=_("Until when?"),
        required=False,
        widget=Day(),
        help_text=_("On that day it ends by itself. After a conversation it can go on."),
    )
    published_fields = ("none_because", "purpose")

    def __init__(self, circles: Sequence[Circle], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.circles = {one.actor.code: one for one in circles}
        names = [(code, one.actor.name) for code, one in self.circles.items()]
        could: Any = self.fields["could"]
        could.choices = [*names, (NONE, _("None of these"))]
        giver: Any = self.fields["giver"]
        giver.choices = [("", _("Choose a circle")), *names]

    def clean(self) -> dict[str, Any]:
        """Without a circle that can do it, everything about the new one is asked."""
        said = super().clean() or self.cleaned_data
        if said.get("could") != NONE:
            return said
        for name, sentence in (
            ("none_because", gettext("Write why none of the circles that are there can do it.")),
            ("name", gettext("Write how the circle is called.")),
            ("purpose", gettext("Write what the circle is for.")),
            ("giver", gettext("Choose which circle is asked what the new one may decide.")),
            ("until", gettext("Choose the last day. It can go on after a conversation.")),
        ):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return said

    @property
    def existing(self) -> Circle | None:
        """The circle that can do it."""
        return self.circles.get(self.cleaned_data["could"])

    @property
    def new(self) -> NewCircle:
        """What is begun."""
        said = self.cleaned_data
        sort = said["sort"] or Circle.Sort.WORK
        giver = self.circles[said["giver"]]
        words = said["name"], said["purpose"]
        return NewCircle(*words, sort, said["until"], giver, said["none_because"])


class Backing(AsksSoftly):
    """What a circle may decide by itself, and until when."""

    words = forms.CharField(
        label=_("What may this circle decide by itself?"),
        widget=forms.Textarea,
        max_length=MOST,
        help_text=_("At most 600 characters. What stood here before stays readable."),
    )
    until = forms.DateField(
        label=_("Until when?"),
        required=False,
        widget=Day(),
        help_text=_("Leave it empty: then as long as the circle is there."),
    )
    published_fields = ("words",)


class AskIn(ByName):
    """Who is asked to sit in a circle, by the name under which they are known."""

    label = _("Whom do you ask?")


class GoOn(HouseForm):
    """How much longer."""

    until = forms.DateField(label=_("Until when does it go on?"), widget=Day())

    @property
    def day(self) -> dt.date:
        """The new last day."""
        day: dt.date = self.cleaned_data["until"]
        return day
