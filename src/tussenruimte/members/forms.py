"""What the pages about being away and about duty ask."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.kit.forms import HouseForm
from tussenruimte.members.models import Person
from tussenruimte.members.reads import Week


def somebody_else(people: list[Person]) -> list[tuple[str, str]]:
    """One of these people."""
    return [("", gettext("Choose somebody")), *((p.code, p.name) for p in people)]


class Day(forms.DateInput):
    """A day on the calendar of the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Away(HouseForm):
    """From when to when, and who stands in."""

    since = forms.DateField(label=_("From"), widget=Day())
    until = forms.DateField(label=_("Up to and including"), widget=Day())
    stand_in = forms.ChoiceField(
        label=_("Whom do you ask to stand in?"),
        help_text=_(
            "They have to say yes first. Then new questions in your days of duty go to them."
        ),
    )

    def __init__(self, people: list[Person], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {p.code: p for p in people}
        self.fields["stand_in"].choices = somebody_else(people)  # type: ignore[attr-defined]

    def clean_stand_in(self) -> Person:
        """The person behind the code."""
        return self.people[self.cleaned_data["stand_in"]]


class GiveDays(HouseForm):
    """Who takes these days."""

    taker = forms.ChoiceField(
        label=_("Whom do you ask?"), help_text=_("Until they say yes the days stay yours.")
    )

    def __init__(self, people: list[Person], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {p.code: p for p in people}
        self.fields["taker"].choices = somebody_else(people)  # type: ignore[attr-defined]

    def clean_taker(self) -> Person:
        """The person behind the code."""
        return self.people[self.cleaned_data["taker"]]


class TakeWeeks(HouseForm):
    """Which of the free weeks."""

    weeks = forms.TypedMultipleChoiceField(
        label=_("I take these weeks"),
        coerce=dt.date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one week.")},
    )

    def __init__(self, free: list[Week], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["weeks"].choices = [(w.monday.isoformat(), w.title) for w in free]  # type: ignore[attr-defined]


class Answer(HouseForm):
    """Yes or no."""

    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])

    @property
    def says_yes(self) -> bool:
        """Whether it is yes."""
        return bool(self.cleaned_data["answer"] == "yes")
