"""What is asked of who proposes something: what and why before how."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.decisions.actions import Draft, Elects, Money
from tussenruimte.decisions.models import FOR_A_WHILE, MOST_CANDIDATES, Kind, Version
from tussenruimte.kit.forms import AsksSoftly, Day, HouseForm
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members.models import Circle

ALL = "all"
MOST = 999_999_999  # euros
HIGH = 6  # lines of a box in which one tells
YES, NO = "yes", "no"
OTHERS = (
    "circle",
    "because",
    "news",
    "seats",
    "fills",
    "instead",
    "euros",
    "euros_before",
    "serves",
    "together",
)  # not of a draft


def _text(label: Any, most: int, rows: int, hint: Any = "", *, required: bool = True) -> Any:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=forms.Textarea(
            attrs={"rows": rows} | ({"class": "bigtext--low"} if rows < HIGH else {})
        ),
        help_text=hint,
    )


class Write(AsksSoftly):
    """The words of a proposal, in the order in which people understand it."""

    title = forms.CharField(label=_("In one sentence: what do you propose?"), max_length=120)
    why = _text(
        _("What do you want, and why?"), 4_000, 6, _("Everybody reads this. Name no people.")
    )
    how = _text(_("How could it go?"), 4_000, 4, _("This can also come later."), required=False)
    builds_on = _text(
        _("What does it build on?"),
        600,
        2,
        _("What is there already? Nothing yet? Then write that."),
    )
    saves = forms.ChoiceField(
        label=_("Is money saved by it?"),
        widget=forms.RadioSelect,
        choices=[(NO, _("No")), (YES, _("Yes"))],
        error_messages={"required": _("Say yes or no. This is never left open here.")},
    )
    saves_euros = forms.IntegerField(
        label=_("How much, in whole euros?"), min_value=1, max_value=MOST, required=False
    )
    asks_more = forms.CharField(
        label=_("Are people asked to do more themselves? What?"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty when nobody is asked to do more."),
    )
    risk = _text(_("What can go wrong?"), 2_000, 3)
    borne_by = forms.CharField(label=_("Who bears that, and do we find that good?"), max_length=300)
    look_back_on = forms.DateField(
        label=_("When do you look back?"),
        required=False,
        widget=Day(),
        help_text=_("A rule and an experiment always have such a day."),
    )
    ends_on = forms.DateField(label=_("When does it end?"), required=False, widget=Day())
    published_fields = ("why", "how", "builds_on", "asks_more", "risk")

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        if kind not in FOR_A_WHILE:
            del self.fields["ends_on"]
            return
        for name in ("look_back_on", "ends_on"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """How much is saved is asked when something is; a rule and an experiment end."""
        said = super().clean() or self.cleaned_data
        if (
            said.get("saves") == YES
            and not said.get("saves_euros")
            and "saves_euros" not in self.errors
        ):
            self.add_error("saves_euros", gettext("Write how much money is saved, in whole euros."))
        return said

    @property
    def draft(self) -> Draft:
        """What was written."""
        said = dict(self.cleaned_data)
        for other in OTHERS:
            said.pop(other, None)
        said["saves"] = said["saves"] == YES
        return Draft(**said)


class Start(Write):
    """A new proposal, and who decides about it."""

    circle = forms.ChoiceField(label=_("Who decides about this?"))
    serves = forms.ChoiceField(
        label=_("What does it serve?"),
        required=False,
        help_text=_(
            "For instance something that we decided. Only what everybody may read stands here."
        ),
    )
    together = forms.BooleanField(
        label=_("All kinds of members must agree"),
        required=False,
        help_text=_(
            "Residents, professionals and organisations: each kind by itself. Mostly not needed."
        ),
    )
    seats = forms.IntegerField(
        label=_("How many people are elected?"), min_value=1, max_value=MOST_CANDIDATES - 1
    )
    fills = forms.ChoiceField(
        label=_("In which circle do they come to sit?"),
        required=False,
        help_text=_("From the day of the result they sit there, without another step."),
    )
    instead = forms.BooleanField(
        label=_("Instead of who sits there now"),
        required=False,
        help_text=_("Whoever sits there and is not elected leaves on that day."),
    )
    euros = forms.IntegerField(
        label=_("How much money is there to share, in whole euros?"), min_value=1, max_value=MOST
    )
    euros_before = forms.IntegerField(
        label=_("How much was there before?"),
        min_value=1,
        max_value=MOST,
        required=False,
        help_text=_("Is it less now? Then everybody reads how much less. It may stay empty."),
    )
    field_order = (
        "title", "why", "seats", "fills", "instead", "euros", "euros_before", "how", "serves", "builds_on", "circle", "together",
    )  # fmt: skip

    def __init__(
        self, circles: Sequence[Circle], to_serve: Sequence[Matter], *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.to_serve = {one.code: one for one in to_serve}
        self.fields["serves"].choices = [  # type: ignore[attr-defined]
            ("", _("Nothing yet, or something else")),
            *_by_sort(to_serve),
        ]
        if self.kind in {Kind.ELECTION, Kind.BUDGET}:
            del self.fields["together"]
        if self.kind != Kind.ELECTION:
            del self.fields["seats"], self.fields["fills"], self.fields["instead"]
        if self.kind != Kind.BUDGET:
            del self.fields["euros"], self.fields["euros_before"]
        self.circles = {one.actor.code: one for one in circles}
        names = [(code, one.actor.name) for code, one in self.circles.items()]
        field: Any = self.fields["circle"]
        field.choices = [("", _("Choose who decides")), *names, (ALL, _("All members together"))]
        if self.kind == Kind.ELECTION:
            self.fields["fills"].choices = [  # type: ignore[attr-defined]
                ("", _("None: it is about something else")),
                *(one for one in names if self.circles[one[0]].sort != Circle.Sort.MEETING),
            ]

    @property
    def decides(self) -> Circle | None:
        """The circle; none when all members decide."""
        return self.circles.get(self.cleaned_data["circle"])

    @property
    def what_about(self) -> dict[str, Any]:
        """What it serves; how many people are elected, or how much money is shared."""
        said = self.cleaned_data
        about: dict[str, Any] = {
            "serves": self.to_serve.get(said["serves"]),
            "together": said.get("together", False),
        }
        if self.kind == Kind.ELECTION:
            fills = self.circles.get(said["fills"])
            about["elects"] = Elects(said["seats"], fills, said["instead"])
        if self.kind == Kind.BUDGET:
            about["money"] = Money(said["euros"], said["euros_before"])
        return about


def _by_sort(matters: Iterable[Matter]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped by what sort of thing it is; within each the order in which they came."""
    rows = sorted(matters, key=lambda one: one.subject)
    return [
        (capfirst(str(Subject(sort).label)), [(one.code, one.shown_title) for one in group])
        for sort, group in groupby(rows, key=lambda one: one.subject)
    ]


class Again(Write):
    """What was decided, opened again: what is new, and the words as they could be now."""

    news = _text(_("What is new since it was decided?"), 600, 3, _("Everybody reads this."))
    field_order = ("news",)


class Rewrite(Write):
    """A new version, and why it came."""

    because = _text(
        _("What changed, and why?"), 600, 2, _("For instance: Noor had a paramount objection.")
    )
    field_order = ("because",)


def as_written(version: Version) -> dict[str, Any]:
    """A version, as a form shows it."""
    names = (
        "title", "why", "how", "builds_on", "saves_euros", "asks_more", "risk", "borne_by",
        "look_back_on", "ends_on",
    )  # fmt: skip
    return {name: getattr(version, name) for name in names} | {
        "saves": YES if version.saves else NO
    }


class Sort(HouseForm):
    """What sort of proposal it is, on the page before."""

    kind = forms.ChoiceField(choices=Kind)


class Why(HouseForm):
    """One box: why."""

    words = forms.CharField(max_length=600, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: Any, hint: Any = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].label, self.fields["words"].help_text = label, hint
