"""What the pages about seats ask."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.belonging.forms.by_name import ByName
from tussenruimte.kit.forms import AsksSoftly, HouseForm
from tussenruimte.members.models import MANDATE, Organisation, Person, Seat


class Ask(HouseForm):
    """One question, and who may read it."""

    words = forms.CharField(
        label=_("What do you want to ask?"), widget=forms.Textarea, max_length=3000
    )
    who = forms.ChoiceField(
        label=_("Who may read this?"),
        widget=forms.RadioSelect,
        initial="everybody",
        choices=[
            (
                "everybody",
                _("Everybody. The question and the answer stand on the page of the seat."),
            ),
            ("us", _("Only the seat and I.")),
        ],
    )

    @property
    def said(self) -> dict[str, Any]:
        """The question, and whether only the seat and whoever asks read it."""
        return {
            "words": self.cleaned_data["words"],
            "is_private": self.cleaned_data["who"] == "us",
        }


class Answer(AsksSoftly):
    """What the seat answers."""

    words = forms.CharField(label=_("Your answer"), widget=forms.Textarea, max_length=5000)
    published_fields = ("words",)


class Talk(HouseForm):
    """What the conversation should be about."""

    about = forms.CharField(
        label=_("What do you want to talk about?"), widget=forms.Textarea, max_length=1000
    )

    @property
    def said(self) -> dict[str, Any]:
        """What it is about."""
        return {"about": self.cleaned_data["about"]}


class StandIn(HouseForm):
    """Who is asked to stand in."""

    nobody = _("Choose somebody")
    person = forms.ChoiceField(
        label=_("Whom do you ask to stand in?"),
        help_text=_("They have to say yes first."),
    )

    def __init__(self, people: Sequence[Person], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {one.code: one for one in people}
        choices: Any = self.fields["person"]
        choices.choices = [("", self.nobody), *((one.code, one.name) for one in people)]

    @property
    def chosen(self) -> Person | None:
        """Who was chosen."""
        return self.people.get(self.cleaned_data["person"])


class Leave(StandIn):
    """Leave, and perhaps ask somebody to stand in."""

    nobody = _("Nobody yet")

    def __init__(self, people: Sequence[Person], *args: Any, **more: Any) -> None:
        super().__init__(people, *args, **more)
        self.fields["person"].required = False


class Name(ByName):
    """Who comes next, by the name under which they come in."""

    label = _("Who comes next?")


class Mandate(AsksSoftly):
    """What somebody can promise from this seat."""

    words = forms.CharField(
        label=_("What can somebody promise from this seat?"),
        widget=forms.Textarea,
        max_length=MANDATE,
        help_text=_("At most 600 characters. What stood here before stays readable."),
    )
    published_fields = ("words",)


class NewSeat(AsksSoftly):
    """A seat: how it is called, for whom one speaks from it, and what can be promised there."""

    name = forms.CharField(
        label=_("How is the seat called?"),
        max_length=80,
        help_text=_("As people say it: alderman for care, district nurse, treasurer."),
    )
    of = forms.ChoiceField(label=_("For whom does one speak from it?"))
    words = forms.CharField(
        label=_("What can somebody promise from this seat?"),
        widget=forms.Textarea,
        max_length=MANDATE,
        help_text=_("At most 600 characters."),
    )
    published_fields = ("words",)

    def __init__(self, whose: Sequence[Organisation | None], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.whose = {one.actor.code if one else "-": one for one in whose}
        of: Any = self.fields["of"]
        of.choices = [
            (code, one.actor.name if one else _("The cooperative itself"))
            for code, one in self.whose.items()
        ]

    def clean(self) -> dict[str, Any]:
        """One name once for whoever one speaks for."""
        said = super().clean() or self.cleaned_data
        if said.get("of") and said.get("name"):
            rows = Seat.objects.filter(organisation=self.organisation, abolished_on=None)
            if rows.filter(actor__name__iexact=said["name"].strip()).exists():
                self.add_error("name", _("There is a seat with this name already."))
        return said

    @property
    def organisation(self) -> Organisation | None:
        """For which organisation; nothing for the cooperative itself."""
        return self.whose[self.cleaned_data["of"]]


class GiveBack(HouseForm):
    """Why, and whether the person it is about agrees."""

    reason = forms.CharField(
        label=_("Why do you give it back?"), widget=forms.Textarea, max_length=1000
    )
    yes = forms.BooleanField(
        label=_("Whoever it is about is all right with somebody else reading along."),
        required=False,
    )

    def __init__(self, *args: Any, is_private: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_private:
            del self.fields["yes"]

    @property
    def said_yes(self) -> bool:
        """Whether the person agrees to somebody new."""
        return bool(self.cleaned_data.get("yes"))


class Forget(HouseForm):
    """That it cannot be undone."""

    is_done_once = False  # the second time there is nobody any more

    sure = forms.BooleanField(
        label=_("I know that this cannot be undone"),
        error_messages={"required": _("Tick that you know it cannot be undone.")},
    )
