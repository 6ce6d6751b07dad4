"""What somebody fills in who invokes a stop-rule. There is no box for words: nobody writes a suspicion."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit import clock
from tussenruimte.kit.forms import HouseForm
from tussenruimte.matters.models import StopRuleVersion
from tussenruimte.matters.stop_rules import Called, lines_of
from tussenruimte.members.models import Cooperative
from tussenruimte.relations.forms.holding import day_field
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.stops import need_named


class Invoke(HouseForm):
    """Whose question, who was told, what was done, for how long, and whether the person knows."""

    name = forms.CharField(
        max_length=120,
        label=_("Whose question is it?"),
        help_text=_("The name, exactly as it stands here."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    told_to = forms.MultipleChoiceField(
        label=_("Whom did you tell?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose whom you told. Tell somebody first.")},
    )
    done = forms.MultipleChoiceField(
        required=False, label=_("What did you do?"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(
        min_value=1,
        label=_("For how many days?"),
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )
    is_told = forms.ChoiceField(
        label=_("Does the person know?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("Yes, I told them.")),
            ("later", _("Not yet. I tell them as soon as it is safe.")),
        ],
        error_messages={"required": _("Choose whether the person knows.")},
    )
    tell_by = day_field(
        required=False,
        label=_("By which day do you tell them?"),
        help_text=_("Only when they do not know yet. It becomes a promise."),
    )

    def __init__(
        self,
        *args: Any,
        cooperative: Cooperative,
        version: StopRuleVersion,
        need: Need | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cooperative, self.need = cooperative, need
        if need is not None:
            del self.fields["name"]
        fields: Any = self.fields
        fields["told_to"].choices = list(enumerate(lines_of(version.told_to)))
        fields["done"].choices = list(enumerate(lines_of(version.steps)))
        self.initial.setdefault("days", version.most_days)

    def clean_name(self) -> str:
        """Exactly one person with an open question has this name."""
        name: str = self.cleaned_data["name"]
        self.need = need_named(self.cooperative, name)
        if self.need is None:
            raise forms.ValidationError(
                _(
                    "There is no one open question of somebody with exactly this name. Is there danger? Call one of the numbers above, then call us."
                )
            )
        return name

    def clean(self) -> dict[str, Any]:
        """Whoever tells later says by which day."""
        said, later = self.cleaned_data, self.cleaned_data.get("is_told") == "later"
        tell_by: dt.date | None = said.get("tell_by")
        if later and "tell_by" in said and (tell_by is None or tell_by < clock.today()):
            self.add_error("tell_by", _("Choose by which day you tell them: today or later."))
        return said

    def called(self) -> Called:
        """As the action gets it."""
        said = self.cleaned_data
        return Called(
            told_to=[int(place) for place in said["told_to"]],
            done=[int(place) for place in said["done"]],
            days=said["days"],
            is_told=said["is_told"] == "yes",
        )
