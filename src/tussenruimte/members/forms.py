"""What the pages about being away and about duty ask."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.kit.forms import Day, HouseForm
from tussenruimte.members.list_words import unread
from tussenruimte.members.models import Person
from tussenruimte.members.reads import Week
from tussenruimte.methods.member_list import Column, Understood, understand
from tussenruimte.methods.sheets import Row, Unread, rows_of


def somebody_else(people: list[Person]) -> list[tuple[str, str]]:
    """One of these people."""
    return [("", gettext("Choose somebody")), *((p.code, p.name) for p in people)]


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


class BringList(HouseForm):
    """A file with a list of members."""

    file = forms.FileField(
        label=_("The file with the list"),
        help_text=_("From Excel (.xlsx) or as text (.csv). At most 2,000 rows and 1 MB."),
        error_messages={"required": _("Choose the file with the list.")},
    )
    rows: list[Row]
    understood: Understood

    def clean_file(self) -> Any:
        """A file with rows; what it is called counts for nothing."""
        file = self.cleaned_data["file"]
        try:
            self.rows = rows_of(file.read())
        except Unread as no:
            raise ValidationError(unread(no.why)) from no
        return file

    def clean(self) -> dict[str, Any]:
        """Titles above the columns that we know, and no column of BSNs."""
        said: dict[str, Any] = super().clean() or {}
        if "file" not in said:
            return said
        self.understood = understand(self.rows)
        if not self.understood.header:
            self.add_error("file", _no_titles())
        for column in self.understood.bsn_columns:
            self.add_error("file", _of_bsn(column))
        return said


def _no_titles() -> str:
    return gettext(
        "We do not see what stands in which column. Write above the columns: name, telephone, e-mail."
    )


def _of_bsn(column: Column) -> str:
    return gettext(
        "Column %(letter)s has BSNs in it. We may not keep those, and neither may you. Take the whole column out."
    ) % {"letter": column.letter}


class TakeInList(HouseForm):
    """The list that somebody just looked at."""

    carried = forms.CharField(widget=forms.HiddenInput)
