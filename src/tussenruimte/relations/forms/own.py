"""What a person fills in about their own need. Each page has one question and one button."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit import clock
from tussenruimte.kit.forms import Day, HouseForm
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.matters.models import Remark
from tussenruimte.members.models import Actor, Person
from tussenruimte.members.reads.called import choices_of
from tussenruimte.reflections.reads import words_to_choose
from tussenruimte.relations.forms.telling import Line as OneLine, Words, no_bsn
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.beside import to_answer
from tussenruimte.relations.reads.line import Line
from tussenruimte.relations.reads.own import (
    HELD,
    answers_for,
    talks_of,
    whom_to_ask,
)
from tussenruimte.relations.reads.page import NeedPage
from tussenruimte.relations.reads.written import sentences_of


class OwnStep(HouseForm):
    """One question. `heading`, `lead`, `button` and `thanks` are its sentences."""

    heading: Any = ""
    lead: Any = ""
    button: Any = ""
    thanks: Any = ""

    def __init__(self, *args: Any, need: Need, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need, self.person = need, person

    def clean(self) -> dict[str, Any]:
        """No citizen service number anywhere."""
        no_bsn(self)
        return self.cleaned_data

    def terms(self) -> dict[str, Any]:
        """What the action gets."""
        return dict(self.cleaned_data)


class AddWords(OwnStep):
    """Later words."""

    heading = _("What do you want to add?")
    lead = _("Your first words stay as they are. This comes under them, with the day.")
    button = _("Add it")
    thanks = _("Your words stand with it.")
    words = Words(
        label=_("In your own words"),
        error_messages={"required": _("Write what you want to add.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.need.person_id != self.person.pk:
            self.lead = _(
                "The first words stay as they are. This comes under them, with your name and the day."
            )


class Reach(OwnStep):
    """How to find the person."""

    heading = _("How do we find you?")
    lead = _("Only whoever helps you sees this.")
    button = _("Find me like this")
    thanks = _("Now we know how to find you.")
    reach = OneLine(
        required=True,
        max_length=200,
        label=_("Where or how?"),
        help_text=_(
            "A number, an address or a place. “Through Sjaan” or “Wednesdays at the walk-in” is fine too."
        ),
        error_messages={"required": _("Write how we find you. A place is enough.")},
    )


class NotRight(OwnStep):
    """A question or a dispute beside a sentence."""

    heading = _("What is not right?")
    lead = _("Your words come right beside it, wherever it is read. Nobody takes them away.")
    button = _("Put it beside it")
    thanks = _("Your words stand beside it.")
    beside = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    sort = forms.ChoiceField(
        label=_("What do you want to say?"),
        widget=forms.RadioSelect,
        choices=[
            (Remark.Sort.WRONG.value, _("This is not right")),
            (Remark.Sort.QUESTION.value, _("What do you mean exactly?")),
        ],
        initial=Remark.Sort.WRONG.value,
    )
    quote = Words(
        required=False,
        max_length=400,
        label=_("Which sentence?"),
        widget=forms.Textarea(attrs={"class": "bigtext--low"}),
    )
    words = Words(
        max_length=5_000,
        label=_("In your own words"),
        error_messages={
            "required": _("Write in your own words what is not right, or what you want to know.")
        },
    )

    def __init__(self, *args: Any, page: NeedPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["beside"]
        field.choices = [
            (code, _short(text, page.remarks.get(code, [])))
            for code, text in sentences_of(self.need, page, self.person)
        ]


def _short(text: str, remarks: list[Line]) -> str:
    """A sentence as one of the choices, with what was said against it before."""
    against = (
        f"{_('%(who)s says: this is not right') % {'who': remark.called}}. {remark.words['words']}"
        for remark in remarks
        if remark.sort == Remark.Sort.WRONG
    )
    return " — ".join([Truncator(text).chars(140), *against])


class Respond(OwnStep):
    """An answer to what somebody else put beside one's own sentence."""

    heading = _("What do you answer?")
    lead = _("Your answer comes under it, for whoever reads along.")
    button = _("Answer")
    thanks = _("Your answer stands under it.")
    beside = forms.ChoiceField(
        label=_("To whom?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you answer."),
            "invalid_choice": _("There is an answer to this already, or it is not here."),
        },
    )
    words = Words(
        max_length=2_000,
        label=_("In your own words"),
        error_messages={"required": _("Write the answer first.")},
    )

    def __init__(self, *args: Any, page: NeedPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["beside"]
        acts = self.person.pk == self.need.person_id or page.is_acted_in(self.need, self.person)
        mine = answers_for(self.need, self.person, acts=acts)
        field.choices = [
            (line.code, f"{line.who}: {Truncator(line.words['words']).chars(140)}")
            for line in to_answer(page, self.need, self.person, mine)
        ]


class Otherwise(OwnStep):
    """A conversation was not like that, or was not there at all."""

    heading = _("Was this conversation not like that?")
    lead = _("Say how it was. What rests on this conversation waits until you have talked it over.")
    button = _("It was otherwise")
    thanks = _("Your words stand beside the conversation.")
    conversation = forms.ChoiceField(
        label=_("Which conversation?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the conversation.")},
    )
    words = Words(
        max_length=5_000,
        label=_("How was it?"),
        help_text=_("“This conversation has not been there” is fine too."),
        error_messages={"required": _("Write in your own words what is not right.")},
    )

    def __init__(self, *args: Any, page: NeedPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["conversation"]
        field.choices = [
            (line.code, _short(f"{_day(line.shown_on)}, {line.who}: {_said(line)}", line.remarks))
            for line, answer, *_how in talks_of(self.need, page, self.person)
            if line.state in HELD and answer in {"", "yes"}
        ]


class AskTalk(OwnStep):
    """Ask for a conversation, about whatever it is."""

    heading = _("Do you want to speak with somebody?")
    lead = _("They choose a moment and tell you. You need not say what it is about.")
    button = _("Ask for a conversation")
    thanks = _("You asked for a conversation. They choose a moment and tell you.")
    host = forms.ChoiceField(
        label=_("With whom?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose with whom you want to speak.")},
    )
    about = Words(
        required=False,
        max_length=5_000,
        label=_("What would you like to talk about?"),
        help_text=_("One sentence is enough. Whoever comes reads it."),
        widget=forms.Textarea(attrs={"class": "bigtext--low"}),
    )

    def __init__(self, *args: Any, page: NeedPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = {actor.code: actor for actor in whom_to_ask(self.need, page, self.person)}
        field: Any = self.fields["host"]
        field.choices = choices_of(self.hosts.values())
        self.initial.setdefault("host", next(iter(self.hosts), ""))

    def terms(self) -> dict[str, Any]:
        """`host` is an actor."""
        return {**self.cleaned_data, "host": self.hosts[self.cleaned_data["host"]]}


def _day(day: dt.date) -> str:
    return day_in_words(day, clock.today())


def _said(line: Line) -> str:
    return line.words["said"] or line.words["goes_well"] or str(_("a short chat"))


class Permit(OwnStep):
    """ "Mag … dit lezen?" """

    heading = _("May somebody else read this?")
    lead = _(
        "You say who, for what and until when. You can take it back at any time; that changes nothing about the help."
    )
    button = _("Yes, they may read it")
    thanks = _("They may read it now.")
    to = forms.ChoiceField(
        label=_("Who?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it.")},
    )
    purpose = OneLine(
        required=True,
        max_length=300,
        label=_("For what?"),
        help_text=_("For example: “to help with the letter to the municipality”."),
        error_messages={"required": _("Write for what they may read it.")},
    )
    until = forms.DateField(
        required=False,
        label=_("Until when?"),
        help_text=_("Leave it empty: until you take it back."),
        widget=Day(attrs={"class": "input--short"}),
    )

    def __init__(self, *args: Any, found: list[Actor], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.today = {actor.code: actor for actor in found}, today
        field: Any = self.fields["to"]
        field.choices = choices_of(found)

    def clean_until(self) -> dt.date | None:
        """A day that is still to come."""
        until: dt.date | None = self.cleaned_data["until"]
        if until and until < self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return until

    def terms(self) -> dict[str, Any]:
        """`to` is an actor."""
        return {**self.cleaned_data, "to": self.found[self.cleaned_data["to"]]}


class LookBack(OwnStep):
    """How it was between people: words, a story, being known. One of them is enough."""

    heading = _("How was it between you?")
    lead = _("In words, no marks. One of these is enough.")
    button = _("This is how it was")
    thanks = _("Your words stand here. You can take them back at any time.")
    went_well = Words(
        required=False,
        max_length=5_000,
        label=_("What went well?"),
        widget=forms.Textarea(attrs={"class": "bigtext--low"}),
    )
    felt_known = Words(
        required=False,
        max_length=5_000,
        label=_("Did you feel known?"),
        widget=forms.Textarea(attrs={"class": "bigtext--low"}),
    )
    ingredients = forms.MultipleChoiceField(
        required=False, label=_("What was there?"), widget=forms.CheckboxSelectMultiple
    )
    own_word = OneLine(
        max_length=40,
        label=_("A word of your own"),
        help_text=_("Others can choose it too. Name nobody."),
        widget=forms.TextInput(attrs={"class": "input--short"}),
    )
    story = Words(
        required=False,
        max_length=5_000,
        label=_("Tell it in your own words"),
        widget=forms.Textarea(attrs={"class": "bigtext--low"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["ingredients"]
        field.choices = words_to_choose(self.need.cooperative)


class Answer(HouseForm):
    """A yes or no from a button, about the row with this code."""

    code = forms.CharField(required=False, max_length=12)
    answer = forms.ChoiceField(choices=[("yes", ""), ("no", ""), ("done", ""), ("end", "")])


class End(HouseForm):
    """Done, or never mind: two buttons."""

    which = forms.ChoiceField(choices=[("done", ""), ("withdrawn", "")])

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was "never mind"."""
        return bool(self.cleaned_data["which"] == "withdrawn")
