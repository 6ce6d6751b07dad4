"""What people fill in beside a sentence, and what the board writes down as a stop-rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit import clock
from tussenruimte.kit.forms import AsksSoftly, Day, HouseForm
from tussenruimte.matters.models import Remark as RemarkRow, StopRule, StopRuleVersion
from tussenruimte.matters.stop_rules import Rule as RuleSaid


class Remark(HouseForm):
    """A question or a dispute beside a sentence."""

    beside = forms.CharField(max_length=12, widget=forms.HiddenInput)
    quote = forms.CharField(
        max_length=400,
        required=False,
        label=_("Which sentence?"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sort = forms.ChoiceField(
        choices=RemarkRow.Sort.choices,
        widget=forms.RadioSelect,
        label=_("What do you want to say?"),
    )
    words = forms.CharField(
        max_length=2000, label=_("In your own words"), widget=forms.Textarea(attrs={"rows": 4})
    )


class Answer(HouseForm):
    """The answer to a remark."""

    answer = forms.CharField(
        max_length=2000, label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 4})
    )


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=Day(attrs={"class": "input--short"}), initial=clock.today, **more)


def _lines(**more: Any) -> forms.CharField:
    return forms.CharField(
        required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 4}), **more
    )


class Rule(AsksSoftly):
    """What a stop-rule says, with the day on which it was decided."""

    title = forms.CharField(max_length=120, label=_("What is it called?"))
    words = forms.CharField(
        max_length=600,
        label=_("What does it say?"),
        help_text=_("In one or two sentences that everybody understands."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    protects = forms.CharField(max_length=120, label=_("Whom does it protect?"))
    invoked_by = forms.ChoiceField(
        choices=StopRuleVersion.Invoker.choices,
        widget=forms.RadioSelect,
        label=_("Who may invoke it?"),
    )
    told_to = _lines(label=_("Who can be told?"), help_text=_("One on each line."))
    steps = _lines(
        label=_("What happens?"),
        help_text=_(
            "One on each line. Whoever invokes it chooses what they did, and writes nothing."
        ),
    )
    most_days = forms.IntegerField(
        min_value=1,
        label=_("For how many days at most?"),
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )
    decided_on = _day(
        label=_("On which day was this decided?"),
        error_messages={"required": _("Write the day on which it was decided.")},
    )
    published_fields = ("title", "words", "protects", "told_to", "steps")

    def said(self) -> RuleSaid:
        """As the action gets it."""
        return RuleSaid(**{name: self.cleaned_data[name] for name in RuleSaid.__slots__})


class NewRule(Rule):
    """A new one says in which direction it protects."""

    direction = forms.ChoiceField(
        choices=StopRule.Direction.choices,
        widget=forms.RadioSelect,
        label=_("In which direction?"),
    )
    field_order = ("direction",)


class EndRule(HouseForm):
    """The day on which it was decided that it ends."""

    decided_on = _day(
        label=_("On which day was this decided?"),
        error_messages={"required": _("Write the day on which it was decided.")},
    )
