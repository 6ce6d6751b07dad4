"""What is asked of who has a voice, who advises and who answers."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.decisions.forms.weighing import point_field
from tussenruimte.decisions.models import Advice, Adviser, Authority, Leaning
from tussenruimte.kit.forms import HouseForm
from tussenruimte.members.models import Actor, Cooperative
from tussenruimte.members.reads import people_named


def _box(label: Any, rows: int, hint: Any = "", *, required: bool = True, most: int = 2_000) -> Any:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "class": "bigtext--low"}),
        help_text=hint,
    )


def _interest() -> Any:
    return forms.CharField(
        label=_("What do you yourself gain or lose by it?"),
        max_length=300,
        required=False,
        help_text=_("Everybody has an interest. It stands beside your voice."),
    )


class React(HouseForm):
    """What somebody finds of it."""

    leaning = forms.ChoiceField(
        label=_("What do you find of it?"),
        widget=forms.RadioSelect,
        choices=[
            (Leaning.AGREE, _("I agree")),
            (Leaning.DISAGREE, _("I do not agree")),
            (Leaning.PASS, _("I pass")),
        ],
        error_messages={"required": _("Choose whether you agree, do not agree or pass.")},
    )
    said = _box(_("Why?"), 3, required=False)
    interest = _interest()


class Speak(HouseForm):
    """Can they live with it?"""

    leaning = forms.ChoiceField(
        label=_("Can you live with it?"),
        widget=forms.RadioSelect,
        choices=[
            (Leaning.CONSENT, _("Yes, no paramount objection. It need not be my first choice.")),
            (Leaning.OBJECTION, _("No, I have a paramount objection. Below I write why.")),
        ],
        error_messages={
            "required": _("Choose whether you can live with it or have a paramount objection.")
        },
    )
    said = _box(_("Why?"), 3, _("Nobody reads this before everybody has spoken."), required=False)
    interest = _interest()

    def clean(self) -> dict[str, Any]:
        """An objection has a reason."""
        said = super().clean() or self.cleaned_data
        if said.get("leaning") == Leaning.OBJECTION and not (said.get("said") or "").strip():
            self.add_error(
                "said",
                gettext("Write why. An objection without a reason cannot be looked at together."),
            )
        return said


class NameAdviser(HouseForm):
    """Who has to be heard, by what, and why."""

    who = forms.ChoiceField(label=_("Which seat, circle or organisation?"), required=False)
    name = forms.CharField(
        label=_("Or somebody by name"),
        max_length=120,
        required=False,
        help_text=_("First and last name, as they come in here."),
    )
    authority = forms.ChoiceField(
        label=_("By what do they have to be heard?"),
        widget=forms.RadioSelect,
        choices=[
            (Authority.POLITICAL, _("They go about it: political")),
            (Authority.CRAFT, _("They know of it: a craft")),
            (Authority.LIFE, _("They live with it: their own life")),
        ],
    )
    craft = forms.CharField(label=_("Which craft?"), max_length=80, required=False)
    why = _box(_("Why do they have to be heard?"), 2, most=300)

    def __init__(
        self, cooperative: Cooperative, actors: Sequence[Actor], *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.cooperative = cooperative
        self.by_code = {one.code: one for one in actors}
        field: Any = self.fields["who"]
        field.choices = [
            ("", _("Choose, or fill in a name")),
            *((c, a.name) for c, a in self.by_code.items()),
        ]
        self.actor: Actor | None = None

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two, and a craft with its name."""
        said = super().clean() or self.cleaned_data
        if said.get("authority") == Authority.CRAFT and not (said.get("craft") or "").strip():
            self.add_error("craft", gettext("Write which craft it is."))
        self.actor = self._chosen(said)
        return said

    def _chosen(self, said: dict[str, Any]) -> Actor | None:
        name = (said.get("name") or "").strip()
        if bool(said.get("who")) == bool(name):
            raise ValidationError(gettext("Choose one from the list, or fill in one name."))
        if not name:
            return self.by_code[said["who"]]
        found = people_named(self.cooperative, name)
        if len(found) != 1:
            self.add_error("name", gettext("Nobody with exactly this name comes in here."))
            return None
        return found[0].actor


class Advise(HouseForm):
    """What an adviser says."""

    advice = forms.ChoiceField(
        label=_("What do you advise?"),
        widget=forms.RadioSelect,
        choices=[
            (Advice.FOR, _("Do it")),
            (Advice.ON_CONDITION, _("Do it, on a condition")),
            (Advice.AGAINST, _("Do not do it")),
        ],
        error_messages={"required": _("Choose what you advise.")},
    )
    words = _box(_("Why, and on which condition?"), 5, _("Everybody reads this, with your name."))
    interest = _interest()


class AnswerAdvice(HouseForm):
    """Why it goes otherwise."""

    words = _box(_("Why does it go otherwise?"), 5, _("Everybody reads this, with your name."))


class Conclude(HouseForm):
    """Of each condition whether it stands in the proposal as it is now; the point between grip and room."""

    met = forms.MultipleChoiceField(
        label=_("Which conditions stand in the proposal as it is now?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever set a condition that does not stand in it is owed a written answer."),
    )

    point = point_field(
        _("How much room does this give?"), _("Members said what they want. This stands beside it.")
    )

    def __init__(
        self, advisers: Collection[Adviser], *args: Any, weighs: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        if not weighs:
            del self.fields["point"]
        conditional = [one for one in advisers if one.advice == Advice.ON_CONDITION]
        field: Any = self.fields["met"]
        field.choices = [(one.code, str(one.actor)) for one in conditional]
        if not conditional:
            del self.fields["met"]
