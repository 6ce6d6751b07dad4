"""The base of all forms: a refusal becomes a sentence beside what was filled in."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.kit import once, wording
from tussenruimte.kit.refusal import Refused
from tussenruimte.methods import phone
from tussenruimte.methods.days import FIRST, SECOND, local_times

YEARS = range(1900, 2200)  # outside these a day is a slip, and days cannot always be counted


class Day(forms.DateInput):
    """A day on the calendar of the browser."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def hour_field(**more: Any) -> forms.TimeField:
    """An hour on the wall."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(widget=widget, **more)


def phone_field(**more: Any) -> forms.CharField:
    """A number that others are going to call."""
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    return forms.CharField(max_length=40, widget=widget, validators=[_refuse_no_number], **more)


def _refuse_no_number(typed: str) -> None:
    if not phone.can_be_called(typed):
        raise forms.ValidationError(_("Nobody can call this. Is a figure missing?"))


def which_field(**more: Any) -> forms.ChoiceField:
    """In the night when an hour comes twice: which of the two is meant."""
    return forms.ChoiceField(
        **{"label": gettext_lazy("Which of the two?")} | more,
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (FIRST, gettext_lazy("The first time, before the clock goes back")),
            (SECOND, gettext_lazy("The second time, after the clock went back")),
        ],
    )


class HouseForm(forms.Form):
    """A form that keeps what was typed when the moment turns out to be wrong."""

    required_css_class = "required"
    result: Any = None
    # No for a form that sees to it by itself, or whose answer is shown only once.
    is_done_once = True

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        days = {n: day for n, day in self.cleaned_data.items() if isinstance(day, dt.date)}
        for name, day in days.items():
            if day.year not in YEARS:
                self.add_error(name, _("This day is too far away. Look at the year once more."))

    def try_to(self, action: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Do the action. A refusal stands above the form, and nothing that was typed is lost.

        The same form sent twice is done once, and leads twice to the same place.
        """
        try:
            if self.is_done_once:
                self.result = once.do_once(self, action, *args, **kwargs)
            else:
                self.result = action(*args, **kwargs)
        except Refused as no:
            self.add_error(None, str(no))
            return False
        return True


class Asked(NamedTuple):
    """What is asked and hinted about one text of a form."""

    questions: list[wording.Doubt]
    hints: list[str]


class AsksSoftly(HouseForm):
    """Asks in a friendly way about hard words that somebody wrote, and never stands in the way.

    Once everything else is right, the page comes back with a line per word. The button "Leave it
    so" names those words, and then the form is valid as it is.
    """

    AS_IS = "as_is"
    soft_fields: tuple[str, ...] = ()  # asked about
    published_fields: tuple[str, ...] = ()  # asked about, and looked at for everybody who reads it

    def __init__(self, *args: Any, asks: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:  # whoever tells about themselves is never asked about a word
            self.soft_fields = self.published_fields = ()

    def is_valid(self) -> bool:
        """Filled in well, and no question is left that the person has not seen."""
        return super().is_valid() and not self.asked

    @cached_property
    def let_be(self) -> frozenset[str]:
        """The words that stay as they are, as the button or an earlier page said."""
        marks: Any = self.data  # a plain dict, when a form is filled in without a page
        sent = marks.getlist(self.AS_IS) if hasattr(marks, "getlist") else [marks.get(self.AS_IS)]
        return frozenset(" ".join(filter(None, sent)).split())

    @cached_property
    def asked(self) -> dict[str, Asked]:
        """What is left to ask, by the name of the field."""
        if not self.is_bound or self.errors:
            return {}
        names = dict.fromkeys((*self.soft_fields, *self.published_fields))
        found = {name: self._asked_about(name) for name in names if self.cleaned_data.get(name)}
        return {name: asked for name, asked in found.items() if asked.questions or asked.hints}

    def _asked_about(self, name: str) -> Asked:
        text, before = self.cleaned_data[name], str(self.initial.get(name) or "")
        settled = self.let_be | {question.mark for question in wording.questions_about(before)}
        questions = [q for q in wording.questions_about(text) if q.mark not in settled]
        looks = name in self.published_fields and wording.SHOWN_ONCE not in self.let_be
        return Asked(questions, wording.hints_about(text) if looks else [])

    @property
    def marks(self) -> str:
        """What the button "Leave it so" sends: all that was asked about, now and before."""
        now = {question.mark for asked in self.asked.values() for question in asked.questions}
        return " ".join(sorted(now | {wording.SHOWN_ONCE} | self.let_be))

    @property
    def marks_before(self) -> str:
        """What goes along with every button: what was let be before, and that hints were shown."""
        shown = {wording.SHOWN_ONCE} if any(a.hints for a in self.asked.values()) else set()
        return " ".join(sorted(self.let_be | shown))

    @property
    def carrier(self) -> str:
        """The field that carries `marks_before`: the first one asked about, or else the first."""
        names = [*self.soft_fields, *self.published_fields]
        return next((name for name in self.fields if name in self.asked), names[0] if names else "")


class WithMoments(HouseForm):
    """Hours on one day become moments. The hour that comes twice is asked about, and nothing else is.

    `hours` says in which field it is asked which one is meant. That field is there only on a page
    that asks. An hour that the clock skips is refused.
    """

    hours: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.moments: dict[str, dt.datetime] = {}
        if not self.is_bound:
            self._ask_only({which for which in self.hours.values() if self.initial.get(which)})

    def _ask_only(self, asked: set[str]) -> None:
        """What is not asked is not there, and what was sent as an answer to it does not count."""
        for which in set(self.hours.values()) - asked:
            self.fields.pop(which, None)
            self.errors.pop(which, None)

    def clean(self) -> dict[str, Any]:
        """Find the one real moment of each hour, or ask which."""
        given = super().clean() or self.cleaned_data
        asked = set()
        for name, which in self.hours.items():
            if not (given.get("day") and given.get(name)):
                continue
            found = local_times(dt.datetime.combine(given["day"], given[name]))
            if len(found) > 1:
                asked.add(which)
                self.fields[which].required = True
            self._choose(name, which, found)
        self._ask_only(asked)
        return given

    def _choose(self, name: str, which: str, found: list[dt.datetime]) -> None:
        chosen = self.cleaned_data.get(which)
        if not found:
            self.add_error(
                name,
                _("The clock skips this hour in that night. Choose an earlier or a later time."),
            )
        elif len(found) == 1 or chosen:
            meant = found[-1] if chosen == SECOND else found[0]
            # Of two moments in one zone only what the clock shows is compared, not which came first.
            self.moments[name] = meant.astimezone(dt.UTC)
        elif which not in self.errors:
            self.add_error(which, _("This hour comes twice in that night."))
