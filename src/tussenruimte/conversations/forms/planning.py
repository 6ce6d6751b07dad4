"""Asking for a conversation, choosing its moment, and saying that it did not take place."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.conversations.forms import (
    LINES,
    WAYS,
    AsksAboutLines,
    WithMoment,
    WithPeople,
    box,
)
from tussenruimte.conversations.models import Conversation, Way
from tussenruimte.conversations.spoken import Plan


class Ask(WithPeople):
    """Ask somebody for a conversation."""

    host = forms.ChoiceField(label=gettext_lazy("Who plans it?"))
    about = box(
        label=gettext_lazy("What would you like to talk about?"),
        help_text=gettext_lazy("One sentence is enough. Whoever comes reads it."),
        required=False,
    )
    field_order = ("about", "host", "yes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_hosts()
        if not self.is_about_me:
            self.initial.setdefault("host", self.by.code)


class Planning(WithMoment, WithPeople):
    """When, where, how and with whom."""

    way = forms.ChoiceField(
        label=gettext_lazy("How?"), choices=WAYS, widget=forms.RadioSelect, initial=Way.TOGETHER
    )
    place = forms.CharField(
        label=gettext_lazy("Where?"),
        help_text=gettext_lazy("A place, a number or an address. It stands in no mail."),
        max_length=200,
        required=False,
    )
    guests = forms.MultipleChoiceField(
        label=gettext_lazy("Who comes too?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        always = {conversation.host_id, self.matter.person_id}
        field: Any = self.fields["guests"]
        field.choices = self.choices_of(self.around.inside, always)
        if not field.choices:
            del self.fields["guests"]
        for number in LINES:
            self.fields[f"more_{number}"] = forms.ChoiceField(
                label=_("Somebody new"), required=False
            )
            more: Any = self.fields[f"more_{number}"]
            more.choices = [("", "…"), *self.choices_of(self.around.outside, always)]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Boxes for people who do not belong to it yet."""
        return [self[f"more_{number}"] for number in LINES] if self.around.outside else []

    @property
    def more_open(self) -> bool:
        """Whether those boxes have to be seen."""
        return any(field.value() for field in self.more_fields) or bool(self.errors)

    def plan(self) -> Plan:
        """What the action gets."""
        assert self.moment is not None  # noqa: S101 - a valid form has one
        codes = [*self.cleaned_data.get("guests", ()), *self._new_codes()]
        return Plan(
            when=self.moment,
            place=self.cleaned_data["place"],
            way=self.cleaned_data["way"],
            invited=[self.actors[code] for code in codes],
            person_said_yes=self.said_yes,
        )

    def _new_codes(self) -> list[str]:
        chosen = [self.cleaned_data.get(f"more_{number}") for number in LINES]
        return list(dict.fromkeys(code for code in chosen if code))


class NotHeld(WithMoment, AsksAboutLines):
    """Why it did not take place, and then a new moment or a promise."""

    soft_fields = ("why",)
    why = box(label=gettext_lazy("Why did it not take place?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].required = self.fields["time"].required = False
        self.fields["day"].label = _("Which new day?")
        self.offer("who_1", without=[a.pk for a in self.around.outside], empty="…")
        spare = [f"{part}_{n}" for n in LINES[1:] for part in ("who", "what", "when")]
        for name in (*spare, "yes"):
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """A day alone is no moment."""
        given = super().clean()
        if bool(given.get("day")) != bool(given.get("time")) and not self.errors:
            self.add_error("time" if given.get("day") else "day", _("Fill this in too."))
        return given

    @property
    def line_fields(self) -> list[list[forms.BoundField]]:
        """One line is enough here."""
        return [[self["who_1"], self["what_1"], self["when_1"]]]

    def terms(self) -> dict[str, Any]:
        """What the action gets."""
        lines = self.lines()
        return {
            "why": self.cleaned_data["why"],
            "again": Plan(when=self.moment) if self.moment else None,
            "instead": lines[0] if lines else None,
        }
