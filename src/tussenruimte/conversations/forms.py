"""What people fill in: asking, planning, writing down, and saying that it was otherwise."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.conversations.models import Conversation, Way
from tussenruimte.conversations.reads import Around
from tussenruimte.conversations.spoken import Line, Noted, Plan, Telling
from tussenruimte.kit import clock
from tussenruimte.kit.forms import HouseForm
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, Person
from tussenruimte.methods.days import local_times

LINES = (1, 2, 3)
WAYS = [
    (Way.TOGETHER, gettext_lazy("We see each other")),
    (Way.PHONE, gettext_lazy("By phone")),
    (Way.SCREEN, gettext_lazy("On a screen")),
    (Way.LETTER, gettext_lazy("In writing")),
]


def _day(**more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **more)


def _words(**more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea, max_length=5000, **more)


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
            "%(name)s is all right with it that who is new joins and reads along."
        ) % {"name": self.name}
        if self.is_about_me or not matter.is_private or not around.outside:
            del self.fields["yes"]

    def offer(
        self, field: str, *, without: Collection[int | None] = (), empty: str | None = None
    ) -> None:
        """Let this field be one of the people, who belong to it first."""
        inside = self._choices(self.around.inside, without)
        outside = self._choices(self.around.outside, without)
        grouped: list[Any] = [("", empty)] if empty is not None else []
        grouped += [(_("Belongs to it"), inside)] if inside else []
        grouped += [(_("Somebody else"), outside)] if outside else []
        choices: Any = self.fields[field]
        choices.choices = grouped

    def _choices(
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
            self.fields[f"who_{number}"] = forms.ChoiceField(label=_("Who?"), required=False)
            self.offer(f"who_{number}", empty="…")
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("Does what?"), max_length=300, required=False
            )
            self.fields[f"when_{number}"] = _day(label=_("By which day?"), required=False)

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


class WithMoment(HouseForm):
    """A day and an hour as clocks show it; twice a year the clocks themselves are the trouble."""

    day = _day(label=gettext_lazy("Which day?"))
    time = forms.TimeField(
        label=gettext_lazy("What time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Which of the two?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("first", gettext_lazy("The first time, before the clock goes back")),
            ("second", gettext_lazy("The second time, after the clock went back")),
        ],
    )
    asks_which = False
    moment: dt.datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Find the one real moment, or ask which."""
        given = super().clean() or self.cleaned_data
        day, time = given.get("day"), given.get("time")
        if day and time:
            self._find(local_times(dt.datetime.combine(day, time)), given.get("which"))
        return given

    def _find(self, moments: list[dt.datetime], which: str | None) -> None:
        if not moments:
            self.add_error(
                "time",
                _("The clock skips this hour in that night. Choose an earlier or a later time."),
            )
            return
        if len(moments) > 1:
            self.asks_which = True
            if not which:
                self.add_error("which", _("This hour comes twice in that night."))
                return
        self.moment = moments[-1] if which == "second" else moments[0]


class Ask(WithPeople):
    """Ask somebody for a conversation."""

    host = forms.ChoiceField(label=gettext_lazy("Who plans it?"))
    about = _words(
        label=gettext_lazy("What would you like to talk about?"),
        help_text=gettext_lazy("One sentence is enough. Who comes reads it."),
        required=False,
    )
    field_order = ("about", "host", "yes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("host", without=[self.matter.person_id])
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
        field.choices = self._choices(self.around.inside, always)
        if not field.choices:
            del self.fields["guests"]
        for number in LINES:
            self.fields[f"more_{number}"] = forms.ChoiceField(
                label=_("Somebody new"), required=False
            )
            more: Any = self.fields[f"more_{number}"]
            more.choices = [("", "…"), *self._choices(self.around.outside, always)]

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


class Note(WithLines):
    """What was discussed: one box, whether the person was there, and who does what now."""

    goes_well = _words(label=gettext_lazy("What goes well?"), required=False)
    said = _words(required=False)
    was_there = forms.ChoiceField(widget=forms.RadioSelect)
    why = _words(required=False)
    told_by = forms.ChoiceField(required=False)
    told_on = _day(label=gettext_lazy("By which day?"), required=False)
    host = forms.ChoiceField(label=gettext_lazy("With whom did you speak?"))
    held_on = _day(
        label=gettext_lazy("On which day?"),
        help_text=gettext_lazy("You can write it down later too."),
        required=False,
        initial=clock.today,
    )
    way = forms.ChoiceField(label=gettext_lazy("How?"), choices=WAYS, required=False)
    present = forms.MultipleChoiceField(
        label=gettext_lazy("Who were there too?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new = forms.ChoiceField(label=gettext_lazy("And somebody new?"), required=False)

    def __init__(self, *args: Any, conversation: Conversation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.matter.person_id
        here = {person, self.by.pk, conversation.host_id if conversation else None}
        self._name_the_person()
        self.offer("told_by", without=[person], empty="…")
        self.offer("host", without=[person])
        present: Any = self.fields["present"]
        present.choices = self._choices(self.around.inside, here)
        new: Any = self.fields["new"]
        new.choices = [("", "…"), *self._choices(self.around.outside, here)]
        self._leave_out(conversation)

    def _name_the_person(self) -> None:
        names = {"name": self.name}
        fields: dict[str, Any] = self.fields
        fields["said"].label = _("What did you discuss?")
        if self.name and not self.is_about_me:
            fields["said"].help_text = (
                _("Write it so that %(name)s can read it. They read the very same words.") % names
            )
        fields["was_there"].label = _("Was %(name)s there?") % names
        fields["was_there"].choices = [("yes", _("Yes, we spoke together")), ("no", _("No"))]
        fields["was_there"].widget.hints = {
            "no": _("Then you say below who tells %(name)s, and by when.") % names
        }
        fields["why"].label = _("Why was %(name)s not there?") % names
        fields["told_by"].label = _("Who tells %(name)s?") % names

    def _leave_out(self, conversation: Conversation | None) -> None:
        """Only what has to be asked: of the person themselves not whether they were there."""
        gone = []
        if self.is_about_me or not self.matter.is_private:
            gone += ["was_there", "why", "told_by", "told_on"]
        if not self.is_about_me or conversation is not None:
            gone.append("host")
        present: Any = self.fields["present"]
        gone += [] if present.choices else ["present"]
        gone += [] if self.around.outside else ["new"]
        for name in gone:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Without the person: why, and who tells them by when."""
        given = super().clean()
        if given.get("was_there") == "no":
            for name in ("why", "told_by", "told_on"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, self._ask_for(name))
        return given

    def _ask_for(self, name: str) -> str:
        names = {"name": self.name}
        if name == "why":
            return _("Say why %(name)s was not there.") % names
        if name == "told_by":
            return _("Choose who tells %(name)s.") % names
        return _("Choose by which day %(name)s hears it.") % names

    @property
    def absent_open(self) -> bool:
        """Whether the questions for when the person was not there have to be seen."""
        return "was_there" in self.fields and self["was_there"].value() == "no"

    @property
    def more_open(self) -> bool:
        """Whether the lesser questions have to be seen."""
        names = {"held_on", "way", "present", "new", "yes"} & set(self.fields)
        return any(self[name].errors for name in names) or bool(self.non_field_errors())

    def noted(self) -> Noted:
        """What the action gets."""
        given = self.cleaned_data
        was_there = given.get("was_there", "yes") == "yes"
        codes = [*given.get("present", ()), given.get("new") or ""]
        maker = self.actor("told_by")
        telling = None
        if not was_there and maker is not None:
            telling = Telling(why=given["why"], maker=maker, due=given["told_on"])
        return Noted(
            said=given["said"],
            goes_well=given["goes_well"],
            was_person_there=was_there,
            telling=telling,
            present=[self.actors[code] for code in codes if code],
            lines=self.lines(),
            held_on=given["held_on"],
            way=given["way"] or Way.TOGETHER,
            person_said_yes=self.said_yes,
        )


class NotHeld(WithMoment, WithLines):
    """Why it did not go on, and then a new moment or a promise."""

    why = _words(label=gettext_lazy("Why did it not go on?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].required = self.fields["time"].required = False
        self.fields["day"].label = _("Which new day?")
        for number in LINES[1:]:
            for part in ("who", "what", "when"):
                del self.fields[f"{part}_{number}"]

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


class Dispute(HouseForm):
    """ "Dit klopt niet", in own words."""

    words = _words(
        label=gettext_lazy("What is not right?"),
        help_text=gettext_lazy(
            "In your own words. They stand beside the conversation, and nobody changes them."
        ),
    )
