"""What the pages about promises ask."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.forms import AsksSoftly, Day, HouseForm
from tussenruimte.members.models import Actor
from tussenruimte.promises.models import VIA, Basis

NOT_YET = "not-yet"


class TimeInput(forms.TimeInput):
    """An hour from the clock of the browser."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhoField(forms.ChoiceField):
    """One of these actors, chosen by name; gives the actor."""

    def __init__(self, actors: Iterable[Actor], **more: Any) -> None:
        self.by_code = {actor.code: actor for actor in actors}
        names = [("", _("choose a name")), *((a.code, str(a)) for a in self.by_code.values())]
        super().__init__(choices=names, **more)

    def clean(self, value: Any) -> Any:
        """The actor of this code."""
        code = super().clean(value)
        return self.by_code.get(code)


class Keep(HouseForm):
    """It is done: say how, if you like."""

    how = forms.CharField(
        label=_("How did it go?"),
        help_text=_("One sentence is enough. Who you promised it to reads this."),
        widget=forms.Textarea,
        required=False,
        max_length=2000,
    )


class Move(AsksSoftly):
    """Another day, told first."""

    soft_fields = ("reason",)
    to = forms.DateField(label=_("Which day will it be?"), widget=Day)
    reason = forms.CharField(
        label=_("Why does the day change?"), widget=forms.Textarea, max_length=2000
    )
    told = forms.ChoiceField(
        label=_("How did you tell it?"),
        choices=[
            ("spoken", _("We spoke")),
            ("phone", _("I called")),
            ("mail", _("I wrote")),
            ("card", _("It stands with their card")),
            (NOT_YET, _("I have not told it yet")),
        ],
        widget=forms.RadioSelect,
        initial=NOT_YET,
    )

    def clean_told(self) -> str:
        """Not told yet is no way of telling; the action says what comes first."""
        told: str = self.cleaned_data["told"]
        return "" if told == NOT_YET else told


class Fail(AsksSoftly):
    """It did not work out, and what happens now."""

    soft_fields = ("what_now",)
    what_now = forms.CharField(
        label=_("What happens now?"),
        help_text=_("So that it does not end here: who does what, by when?"),
        widget=forms.Textarea,
        max_length=2000,
    )
    told = forms.BooleanField(label=_("I have told it"), required=False)


class Passing(HouseForm):
    """Past whom it still has to go, and by which day there is an answer."""

    via = forms.CharField(
        label=_("Past whom does it still have to go?"),
        help_text=_("For example: the municipal council, or the board."),
        max_length=VIA,
    )
    until = forms.DateField(label=_("By which day is there an answer?"), widget=Day)


class PassElsewhere(Passing):
    """The same anew, with what stood there when it was read."""

    stands = forms.CharField(required=False, widget=forms.HiddenInput)


class Yes(HouseForm):
    """A form that may need the yes of the person it is about."""

    said_yes = forms.BooleanField(required=False)

    def ask_yes_of(self, name: str) -> None:
        """Ask for the yes of this person; without a name nobody has to be asked."""
        if name:
            self.fields["said_yes"].label = _("%(name)s says: yes, that is all right") % {
                "name": name
            }
            self.fields["said_yes"].help_text = _("They will be able to read along from then on.")
        else:
            del self.fields["said_yes"]


class Offer(Yes):
    """To whom."""

    field_order = ["to", "said_yes"]

    def __init__(self, *args: Any, actors: Iterable[Actor], yes_of: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"] = WhoField(
            actors,
            label=_("Who could take this over?"),
            help_text=_("It stays yours until they say yes."),
        )
        self.order_fields(self.field_order)
        self.ask_yes_of(yes_of)


class Answer(HouseForm):
    """Yes or no, by the button that was pressed."""

    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])


class AnswerTaker(Yes, Answer):
    """The same, to whoever wants to take it over; with the yes of the person, where that is needed."""

    def __init__(self, *args: Any, yes_of: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.ask_yes_of(yes_of)


class Make(AsksSoftly, Yes):
    """Who promises what to whom, by when."""

    published_fields = ("text",)
    field_order = ["maker", "text", "receiver", "due", "due_time", "said_yes"]
    text = forms.CharField(
        label=_("What is promised?"),
        help_text=_("One sentence: who does what."),
        widget=forms.Textarea,
        max_length=2000,
    )
    due = forms.DateField(label=_("By which day?"), widget=Day)
    due_time = forms.TimeField(label=_("Before which hour?"), widget=TimeInput, required=False)
    basis = forms.ChoiceField(
        label=_("On what does it hang?"),
        help_text=_("When that falls away, you look at this promise again together."),
        choices=Basis.choices,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        makers: Iterable[Actor],
        receivers: Iterable[Actor],
        yes_of: str,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["maker"] = WhoField(
            makers,
            label=_("Who promises it?"),
            help_text=_("Somebody else only if they said so themselves."),
        )
        self.fields["receiver"] = WhoField(receivers, label=_("To whom is it promised?"))
        self.order_fields(self.field_order)
        self.ask_yes_of(yes_of)

    def as_promise(self) -> dict[str, Any]:
        """What the action wants to know."""
        said = {name: self.cleaned_data[name] for name in ("maker", "receiver", "text", "due")}
        said["due_time"], said["basis"] = self.cleaned_data["due_time"], self.cleaned_data["basis"]
        said["person_said_yes"] = self.cleaned_data.get("said_yes", False)
        return said
