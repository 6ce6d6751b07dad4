"""What is asked of who opens a vote, and of who votes."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.forms.speaking import Conclude, _interest
from tussenruimte.decisions.forms.writing import NO, YES
from tussenruimte.decisions.models import Adviser, Method, Needed, Option, Roll, Vote
from tussenruimte.kit import clock
from tussenruimte.kit.forms import Day, HouseForm

LABEL = Option._meta.get_field("label").max_length or 0
PASSES = "0"


class OpenVote(Conclude):
    """How people vote, until when, and which conditions stand in the proposal as it is now."""

    method = forms.ChoiceField(
        label=_("How do people choose?"),
        widget=forms.RadioSelect,
        initial=Method.YES_NO,
        choices=[
            (Method.YES_NO, _("For or against")),
            (Method.APPROVAL, _("Everything that they agree with, out of several options")),
            (Method.RANKED, _("Several options, in the order of what they like best")),
        ],
    )
    options = forms.CharField(
        label=_("Which options are there?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "bigtext--low"}),
        help_text=_(
            "Only with several options: each on a line of its own. "
            "“We leave it as it is” is added by itself."
        ),
    )
    needed = forms.ChoiceField(
        label=_("When is it adopted?"),
        widget=forms.RadioSelect,
        initial=Needed.HALF,
        choices=[
            (Needed.HALF, _("When more than half of the votes are for")),
            (Needed.TWO_THIRDS, _("When at least two thirds of the votes are for")),
        ],
        help_text=_("Your statutes say what is needed. With several options the first one wins."),
    )
    secret = forms.ChoiceField(
        label=_("Do people vote with their name?"),
        widget=forms.RadioSelect,
        initial=NO,
        choices=[
            (NO, _("Yes, afterwards members see who chose what")),
            (YES, _("No, nobody sees who chose what")),
        ],
        help_text=_("About people it is better to vote without names."),
    )
    closes_on = forms.DateField(label=_("What is the last day?"), widget=Day())
    quorum = forms.IntegerField(
        label=_("How many voices have to come in at least?"),
        min_value=1,
        max_value=1_000_000,
        required=False,
        help_text=_("Leave it empty when your statutes ask for no number."),
    )
    field_order = ("method", "options", "needed", "secret", "closes_on", "quorum", "met", "point")

    def __init__(self, advisers: Collection[Adviser], *args: Any, **more: Any) -> None:
        super().__init__(advisers, *args, **more)
        self.order_fields(self.field_order)

    def clean_options(self) -> tuple[str, ...]:
        """One option from each line that says something."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        if any(len(line) > LABEL for line in lines):
            raise forms.ValidationError(
                gettext("Keep each option under %(n)s letters.") % {"n": LABEL}
            )
        return tuple(line for line in lines if line)

    def clean(self) -> dict[str, Any]:
        """Several options are named; two thirds is of the votes for and against."""
        said = super().clean() or self.cleaned_data
        is_yes_no = said.get("method") == Method.YES_NO
        if is_yes_no and said.get("options"):
            self.add_error("options", gettext("With for or against there are no other options."))
        if not is_yes_no and not said.get("options") and "options" not in self.errors:
            self.add_error("options", gettext("Write the options down, each on a line."))
        if not is_yes_no and said.get("needed") == Needed.TWO_THIRDS:
            self.add_error("needed", gettext("Two thirds only goes with for or against."))
        return said

    @property
    def ask(self) -> Ask:
        """What is asked: until the end of the last day."""
        said = self.cleaned_data
        return Ask(
            method=said["method"],
            closes_at=clock.midnight(said["closes_on"] + dt.timedelta(1)),
            options=said["options"],
            needed=said["needed"],
            quorum=said["quorum"],
            is_secret=said["secret"] == YES,
            met=tuple(said.get("met", ())),
            point=said.get("point"),
        )


class Cast(HouseForm):
    """One question: what do you choose?"""

    def __init__(self, vote: Vote, options: Sequence[Option], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.vote, self.options = vote, options
        # A form that is sent twice is remembered with who sent it and when: not this one.
        self.is_done_once = not vote.is_secret
        if vote.is_yes_no:
            self._ask_one()
        elif vote.is_ranked:
            self._ask_order()
        else:
            self._ask_several()
        if not vote.is_secret:
            self.fields["interest"] = _interest()

    def _ask_one(self) -> None:
        choices = [(str(one.place), str(one)) for one in self.options]
        self.fields["one"] = forms.ChoiceField(
            label=_("What do you choose?"),
            widget=forms.RadioSelect,
            choices=[*choices, (PASSES, gettext("I pass"))],
            error_messages={"required": _("Choose for or against, or say that you pass.")},
        )

    def _ask_several(self) -> None:
        self.fields["several"] = forms.MultipleChoiceField(
            label=_("What do you agree with?"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(str(one.place), str(one)) for one in self.options],
            help_text=_("As many as you like."),
        )
        self._ask_passing()

    def _ask_order(self) -> None:
        places = [("", "–"), *((str(n), str(n)) for n in range(1, len(self.options) + 1))]
        for one in self.options:
            self.fields[f"place_{one.place}"] = forms.ChoiceField(
                label=str(one), required=False, choices=places
            )
        self._ask_passing()

    def _ask_passing(self) -> None:
        self.fields["passes"] = forms.BooleanField(label=_("I pass"), required=False)

    def clean(self) -> dict[str, Any]:
        """Something is chosen, or it is said that one passes; of an order each place once."""
        said = super().clean() or self.cleaned_data
        if self.vote.is_ranked:
            given = [said[f"place_{o.place}"] for o in self.options if said.get(f"place_{o.place}")]
            if len(set(given)) < len(given):
                raise forms.ValidationError(gettext("Give each number once."))
        if not self.vote.is_yes_no and bool(said.get("passes")) == bool(self.chosen):
            raise forms.ValidationError(gettext("Choose something, or say that you pass."))
        return said

    @property
    def chosen(self) -> list[int]:
        """Places of the options, the best first."""
        said = self.cleaned_data
        if self.vote.is_yes_no:
            return [int(said["one"])] if said["one"] != PASSES else []
        if not self.vote.is_ranked:
            return [int(place) for place in said.get("several", [])]
        ranked = {o.place: int(said.get(f"place_{o.place}") or 0) for o in self.options}
        return sorted((place for place in ranked if ranked[place]), key=ranked.__getitem__)


class GiveVoice(HouseForm):
    """To whom, by name."""

    name = forms.CharField(
        label=_("Who votes for you?"),
        max_length=120,
        help_text=_("First and last name of somebody who has a voice in this vote."),
    )

    def __init__(self, vote: Vote, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.vote = vote
        self.to: Roll | None = None

    def clean_name(self) -> str:
        """Exactly one person on the roll is called so."""
        name: str = self.cleaned_data["name"].strip()
        found = Roll.objects.filter(vote=self.vote, actor__name__iexact=name).select_related(
            "actor"
        )
        if len(found) != 1:
            raise forms.ValidationError(gettext("Nobody with exactly this name has a voice here."))
        self.to = found[0]
        return name


def as_cast(vote: Vote, chosen: Sequence[int], interest: str) -> dict[str, Any]:
    """An open ballot, as the form shows it."""
    shown: dict[str, Any] = {"interest": interest}
    if vote.is_yes_no:
        return shown | {"one": str(chosen[0]) if chosen else PASSES}
    shown["passes"] = not chosen
    if vote.is_ranked:
        return shown | {f"place_{place}": str(n) for n, place in enumerate(chosen, start=1)}
    return shown | {"several": [str(place) for place in chosen]}
