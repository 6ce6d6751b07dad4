"""What every form of this room is made of: people, lines that become promises, a moment."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.conversations.models import Way
from tussenruimte.conversations.reads import Around
from tussenruimte.conversations.spoken import Line
from tussenruimte.kit.forms import (
    AsksSoftly,
    Day,
    HouseForm,
    WithMoments,
    hour_field,
    which_field,
)
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, Person

__all__ = [
    "LINES",
    "WAYS",
    "AsksAboutLines",
    "HouseForm",
    "WithLines",
    "WithMoment",
    "WithPeople",
    "box",
    "day_field",
]

LINES = (1, 2, 3)
WAYS = [
    (Way.TOGETHER, gettext_lazy("We see each other")),
    (Way.PHONE, gettext_lazy("By phone")),
    (Way.SCREEN, gettext_lazy("On a screen")),
    (Way.LETTER, gettext_lazy("In writing")),
]


def day_field(**more: Any) -> forms.DateField:
    return forms.DateField(widget=Day(), **more)


def box(**more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea, max_length=5000, **more)


def _look(widget: forms.Widget, classes: str) -> forms.Widget:
    """A box in a line has no room for more than itself, so it is drawn without the usual tag."""
    widget.attrs["class"] = classes
    return widget


class WithPeople(HouseForm):
    """A form in which people are chosen: those who belong to the matter, and others."""

    yes = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, matter: Matter, by: Person, around: Around, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.matter, self.by, self.around = matter, by, around
        self.actors = {actor.code: actor for actor in (*around.inside, *around.outside)}
        self.is_about_me = by.pk == matter.person_id
        self.name = matter.person.first_name if matter.person else ""
        self.fields["yes"].label = _(
            "%(name)s is all right with somebody new joining and reading along."
        ) % {"name": self.name}
        if self.is_about_me or not matter.is_private or not around.outside:
            del self.fields["yes"]

    def offer_hosts(self) -> None:
        """Somebody to speak with: no organisation, and no seat in which nobody sits."""
        everybody = (*self.around.inside, *self.around.outside)
        silent = [actor.pk for actor in everybody if not self.around.can_answer(actor)]
        self.offer("host", without=[self.matter.person_id, *silent])

    def offer(
        self, field: str, *, without: Collection[int | None] = (), empty: str | None = None
    ) -> None:
        """Let this field be one of the people, who belong to it first."""
        inside = self.choices_of(self.around.inside, without)
        outside = self.choices_of(self.around.outside, without)
        grouped: list[Any] = [("", empty)] if empty is not None else []
        grouped += [(_("Belongs to it"), inside)] if inside else []
        grouped += [(_("Somebody else"), outside)] if outside else []
        choices: Any = self.fields[field]
        choices.choices = grouped

    def choices_of(
        self, actors: Iterable[Actor], without: Collection[int | None]
    ) -> list[tuple[str, str]]:
        return [(a.code, self._called(a)) for a in actors if a.pk not in without]

    def _called(self, actor: Actor) -> str:
        return _("%(name)s (you)") % {"name": actor} if actor.pk == self.by.pk else str(actor)

    def actor(self, field: str) -> Actor | None:
        """Who was chosen."""
        return self.actors.get(self.cleaned_data.get(field) or "")

    @property
    def said_yes(self) -> bool:
        """Whether the person agrees to somebody new; on their own page their choice is that yes."""
        return self.is_about_me or bool(self.cleaned_data.get("yes"))


class WithLines(WithPeople):
    """ "Wie doet wat, nu?": up to three lines; an empty line is no promise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in LINES:
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=_("Who?"), required=False, widget=_look(forms.Select(), "select input--short")
            )
            self.offer(f"who_{number}", empty="…")
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("Does what?"),
                max_length=300,
                required=False,
                widget=_look(forms.TextInput(), "input"),
            )
            self.fields[f"when_{number}"] = day_field(label=_("By which day?"), required=False)
            _look(self.fields[f"when_{number}"].widget, "input input--short")

    def clean(self) -> dict[str, Any]:
        """A line that was begun is asked for whole."""
        given = super().clean() or self.cleaned_data
        for number in LINES:
            names = [f"{part}_{number}" for part in ("who", "what", "when")]
            if any(given.get(name) for name in names):
                for name in names:
                    if not given.get(name) and name not in self.errors:
                        self.add_error(name, _("Fill this in too, or leave the whole line empty."))
        return given

    @property
    def line_fields(self) -> list[list[forms.BoundField]]:
        """The boxes, line by line."""
        return [[self[f"{part}_{n}"] for part in ("who", "what", "when")] for n in LINES]

    @property
    def more_lines_open(self) -> bool:
        """Whether the second and third line have to be seen."""
        return any(field.errors or field.value() for row in self.line_fields[1:] for field in row)

    def lines(self) -> list[Line]:
        """Who does what by when, as far as it was filled in."""
        given = self.cleaned_data
        return [
            Line(maker, given[f"what_{n}"], given[f"when_{n}"])
            for n in LINES
            if (maker := self.actor(f"who_{n}")) and given[f"what_{n}"] and given[f"when_{n}"]
        ]


class AsksAboutLines(AsksSoftly, WithLines):
    """Lines that everybody reads are looked at for everybody; about oneself nothing is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_about_me:
            self.soft_fields = ()
        elif not self.matter.is_private:
            self.published_fields = tuple(f"what_{number}" for number in LINES)


class WithMoment(WithMoments):
    """A day and an hour."""

    hours: ClassVar = {"time": "which"}
    day = day_field(label=gettext_lazy("Which day?"))
    time = hour_field(label=gettext_lazy("What time?"))
    which = which_field()

    @property
    def moment(self) -> dt.datetime | None:
        """The one real moment."""
        return self.moments.get("time")
