"""What somebody fills in when they tell what is needed: one box, one yes, one own word."""

import re
import secrets
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language, gettext_lazy as _

from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.forms import AsksSoftly, HouseForm
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.languages import LANGUAGES
from tussenruimte.relations.actions.telling import Telling

MOST_LETTERS = 20_000
SHORT = 80
SPOKEN = [(code, own) for code, (own, _ours) in LANGUAGES.items()]

# Marks that turn the direction of the text around them: in a name they would turn our sentences.
TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Line(forms.CharField):
    """One short line, such as a name: without marks that turn the letters around it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", SHORT)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """On one line, with single spaces."""
        return " ".join(TURNING.sub("", str(super().to_python(value) or "")).split())


class Words(forms.CharField):
    """Own words: kept as they were typed, up to a length that somebody can still read."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MOST_LETTERS)
        super().__init__(strip=False, **kwargs)
        self.error_messages["max_length"] = _(
            "This is longer than we can keep: at most %(limit_value)d letters. Tell the most important part here and the rest when you speak with each other."
        )

    def to_python(self, value: Any) -> str:
        """With line ends as they were typed, not as they were sent."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def no_bsn(form: HouseForm) -> None:
    """A citizen service number is refused beside the box in which it stands.

    Not in `reach`: one in eleven telephone numbers looks like one.
    """
    texts = [n for n, field in form.fields.items() if isinstance(field, Line | Words)]
    for name in (n for n in texts if n != "reach"):
        try:
            refuse_bsn(form.cleaned_data.get(name) or "")
        except Refused as no:
            form.add_error(name, str(no))


@dataclass(frozen=True, slots=True)
class Fold:
    """Questions that may stay folded away. It stands open once something in it was filled in."""

    title: Any
    fields: list[BoundField]
    is_open: bool
    hint: Any = ""


class Tell(HouseForm):
    """Tell what is needed. Only three questions ask for an answer; with a log-in two."""

    folds: list[tuple[Any, Any, tuple[str, ...]]] = [
        (_("Your name, and how we find you"), "", ("name", "reach")),
        (_("It cannot wait"), "", ("is_urgent", "urgency")),
        (_("I would rather speak another language"), "", ("language", "interpreter")),
        (
            _("We ask this together"),
            _("Then both of you get a card, each with a word of your own."),
            ("together_name", "together_word"),
        ),
        (
            _("I am younger than 16"),
            _("We ask this to help you well. We do not keep it."),
            ("age", "parent_name", "parent_word", "is_alone"),
        ),
    ]
    folded_open = "name"
    is_done_once = False  # it sees to that itself, and shows the card again

    words = Words(
        label=_("What is needed?"),
        help_text=_("In your own words. We change nothing in them."),
        error_messages={
            "required": _("Tell in a few words what is needed. One sentence is enough.")
        },
    )
    own_word = forms.CharField(
        max_length=60,
        label=_("Choose an own word"),
        help_text=_("With your card and this word you see how things stand. It is never printed."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
        error_messages={
            "required": _(
                "Choose an own word for the card. With it you can always see how things stand."
            )
        },
    )
    has_consent = forms.BooleanField(
        label=_(
            "Yes, you may keep what I tell here, to help me with it. Also when it is about my health, my money or my family."
        ),
        error_messages={
            "required": _(
                "Say that we may keep what you tell. Otherwise we cannot help you with it."
            )
        },
    )
    name = Line(
        label=_("What may we call you?"),
        help_text=_("Your first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "class": "input--short"}),
    )
    reach = Line(
        max_length=200,
        label=_("How do we find you?"),
        help_text=_(
            "A number, an address or a place. “Through Sjaan” or “Wednesdays at the walk-in” is fine too."
        ),
    )
    is_urgent = forms.BooleanField(
        required=False,
        label=_("It is about my house, money or safety"),
        help_text=_("Then somebody gets in touch today."),
    )
    urgency = Line(
        max_length=300,
        label=_("Why can it not wait?"),
        help_text=_("In your own words."),
    )
    language = forms.ChoiceField(
        required=False, choices=SPOKEN, label=_("Which language do you like to speak?")
    )
    interpreter = Line(
        max_length=40,
        label=_("Shall we ask an interpreter?"),
        help_text=_("Write for which language. Sign language is fine too."),
    )
    together_name = Line(
        label=_("With whom do you ask this?"), help_text=_("A first name is enough.")
    )
    together_word = forms.CharField(
        required=False,
        max_length=60,
        label=_("The own word of the other"),
        help_text=_("Let the other choose and type it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
    )
    age = forms.ChoiceField(
        required=False,
        label=_("How old are you?"),
        widget=forms.RadioSelect,
        choices=[
            ("", _("16 or older")),
            ("12-16", _("12, 13, 14 or 15")),
            ("under-12", _("Younger than 12")),
        ],
    )
    parent_name = Line(
        label=_("Who does this together with you?"),
        help_text=_(
            "A parent, or somebody who looks after you. From 12 on you may also bring somebody you trust. Would you rather talk first? Call the Kindertelefoon: 0800 0432."
        ),
    )
    parent_word = forms.CharField(
        required=False,
        max_length=60,
        label=_("Their own word"),
        help_text=_(
            "Let them choose and type it, then they get a card too. Are they not here? Leave it empty: they get a card at the counter."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
    )
    is_alone = forms.BooleanField(
        required=False,
        label=_("There is nobody yet who does this together with me"),
        help_text=_("Then whoever takes in your question looks for somebody together with you."),
    )
    extra = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    once = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = secrets.token_urlsafe(16)
        self.fields["language"].initial = (get_language() or "nl")[:2]
        for name in ("name", "reach", "own_word") if is_known else ():
            del self.fields[name]

    @property
    def folded(self) -> list[Fold]:
        """The questions that may stay folded away."""
        found = []
        for title, hint, names in self.folds:
            fields = [self[name] for name in names if name in self.fields]
            is_open = names[0] == self.folded_open or any(map(self._is_touched, fields))
            found += [Fold(title, fields, is_open, hint)] if fields else []
        return found

    def _is_touched(self, bound: BoundField) -> bool:
        if bound.name == "language":
            return self.is_bound and bound.value() != self.fields["language"].initial
        return bool(self.is_bound and (bound.value() or bound.errors))

    def clean_name(self) -> str:
        """ "R." is R: a full stop comes after it anyway, where a sentence ends."""
        return str(self.cleaned_data["name"]).rstrip(".")

    def clean_extra(self) -> None:
        """Only a machine fills in what nobody can see; a person is told, and loses nothing."""
        if self.cleaned_data["extra"]:
            raise forms.ValidationError(
                _("Make this box empty, then send it once more. It is only there to stop machines.")
            )

    def clean(self) -> dict[str, Any]:
        """No citizen service number anywhere."""
        no_bsn(self)
        return self.cleaned_data

    def telling(self, origin: str) -> Telling:
        """What the action gets."""
        said = {k: v for k, v in self.cleaned_data.items() if k != "extra" and v not in {None, ""}}
        return Telling(**said, origin=origin)


class TellForAnother(AsksSoftly, Tell):
    """Told at the door, or for somebody who does not do it themselves: with why, and what they chose.

    Whoever speaks about somebody else is asked softly about hard words; whoever tells their own
    need is not.
    """

    soft_fields = ("words", "why_for_them")

    folds = [
        (_("How we find them"), "", ("reach",)),
        (_("It cannot wait"), "", ("is_urgent", "urgency")),
        (_("They would rather speak another language"), "", ("language", "interpreter")),
        (
            _("They ask this with somebody else"),
            _("Then both get a card, each with a word of their own."),
            ("together_name", "together_word"),
        ),
        (
            _("They are younger than 16"),
            _("We ask this to help them well. We do not keep it."),
            ("age", "parent_name", "parent_word", "is_alone"),
        ),
    ]
    folded_open = "reach"

    why_for_them = Line(
        required=True,
        max_length=300,
        label=_("Why do you tell it, and not they themselves?"),
        help_text=_("They read this too."),
        error_messages={
            "required": _("Say why you tell it for them. They read this, and hear that you did.")
        },
    )
    holds_it_myself = forms.BooleanField(
        required=False,
        label=_("I hold on to it myself"),
        help_text=_("Then you are the one who gets in touch, with your own name and number."),
    )
    field_order = ("words", "why_for_them", "name", "own_word", "has_consent", "holds_it_myself")

    def __init__(self, *args: Any, may_hold: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_hold:
            del self.fields["holds_it_myself"]
        for name, label, hint in THEIRS:
            self.fields[name].label, self.fields[name].help_text = label, hint
        self.fields["own_word"].required = self.fields["has_consent"].required = False
        self.fields["own_word"].widget = forms.PasswordInput(
            render_value=True, attrs={"autocomplete": "off", "class": "input--short"}
        )


THEIRS = (
    ("words", _("What is needed?"), _("In their own words. Write down only what they said, or what you did and saw yourself.")),
    ("name", _("What may we call them?"), _("A first name is enough.")),
    ("reach", _("How do we find them?"), _("A number, an address or a place. “Through me” is fine too.")),
    ("own_word", _("Let them choose an own word"), _("Let them type it and do not look. Are they not there? Leave it empty: they get a card when somebody speaks with them.")),
    ("has_consent", _("They are here and say: yes, you may keep this to help me with it"), _("If they do not know it yet, leave it open. Telling them comes first then.")),
    ("is_urgent", _("It is about their house, money or safety"), _("Then somebody gets in touch today.")),
    ("language", _("Which language do they like to speak?"), ""),
    ("age", _("How old are they?"), ""),
    ("together_name", _("With whom do they ask this?"), _("A first name is enough.")),
    ("is_alone", _("There is nobody yet who does this together with them"), _("Then whoever takes in the question looks for somebody together with them.")),
    ("parent_name", _("Who does this together with them?"), _("A parent, or somebody who looks after them.")),
)  # fmt: skip
