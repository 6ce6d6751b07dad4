"""What the pages about joining and leaving ask."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.belonging.forms.newcomers import ByThemselves
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.forms import Day, HouseForm
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Member
from tussenruimte.members.taking_part import AS_WHAT, FOR_THEMSELVES, READ_BESIDE, WHY_LONG

FOR_OTHERS = {Member.Sort.ORGANISATION, Member.Sort.MUNICIPALITY}


class Why(HouseForm):
    """Why one takes part, and what one gets out of it."""

    why = forms.CharField(
        label=_("Why do you take part?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=WHY_LONG,
        help_text=READ_BESIDE,
        error_messages={"required": _("Write in a few words why you take part.")},
    )
    interest = forms.CharField(
        label=_("What do you get out of it yourself?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=WHY_LONG,
        required=False,
        help_text=_(
            "Everybody gets something: company, work, money. Members see it, so nobody has to guess."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """No citizen service number stands beside a name."""
        said = super().clean() or self.cleaned_data
        for name in ("organisation", "why", "interest", "name", "word"):
            try:
                refuse_bsn(said.get(name) or "")
            except Refused as no:
                self.add_error(name, str(no))
        return said


class Join(Why):
    """As what, why, and what one gets out of it."""

    sort = forms.ChoiceField(
        label=AS_WHAT,
        widget=forms.RadioSelect,
        choices=[
            *FOR_THEMSELVES,
            (Member.Sort.ORGANISATION, _("For an organisation")),
            (Member.Sort.MUNICIPALITY, _("For the municipality")),
        ],
        error_messages={"required": _("Choose as what you take part.")},
    )
    organisation = forms.CharField(
        label=_("How is your organisation or municipality called?"),
        max_length=120,
        required=False,
        help_text=_("Only when you do not ask this for yourself."),
    )

    def __init__(self, *said: Any, is_member: bool = False, **more: Any) -> None:
        super().__init__(*said, **more)
        if is_member:  # then they can only come for others
            sort: Any = self.fields["sort"]
            sort.choices = [choice for choice in sort.choices if choice[0] in FOR_OTHERS]

    def clean(self) -> dict[str, Any]:
        """An organisation has a name; whoever joins for themselves has none of it."""
        said = super().clean() or self.cleaned_data
        if said.get("sort") in FOR_OTHERS and not said.get("organisation"):
            self.add_error("organisation", gettext("Say for which organisation you ask this."))
        return said

    @property
    def wish(self) -> Wish:
        """What is asked."""
        said = self.cleaned_data
        is_for_others = said["sort"] in FOR_OTHERS
        organisation = said["organisation"] if is_for_others else ""
        return Wish(said["sort"], said["why"], said["interest"], organisation)


class JoinNew(ByThemselves, Join):
    """The same, for somebody who is not known here yet."""


class Say(HouseForm):
    """Words of one kind: a reason, an objection, what was otherwise."""

    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), max_length=2000)

    def __init__(self, *args: Any, label: Any, hint: Any = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].label, self.fields["words"].help_text = label, hint

    @property
    def said(self) -> str:
        """What was written."""
        return str(self.cleaned_data["words"])


class Council(HouseForm):
    """When the municipality's council was heard; nothing for anybody else."""

    consulted_on = forms.DateField(
        label=_("On which day was the council heard?"),
        widget=Day(),
        help_text=_("The law wants this before a municipality joins."),
        error_messages={"required": _("Write on which day the council was heard.")},
    )

    def __init__(self, *args: Any, is_municipality: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_municipality:
            del self.fields["consulted_on"]

    @property
    def consulted(self) -> dt.date | None:
        """That day."""
        found: dt.date | None = self.cleaned_data.get("consulted_on")
        return found


class Meeting(Council):
    """What the members' meeting said, and when."""

    met_on = forms.DateField(label=_("On which day did the members meet?"), widget=Day())
    says = forms.ChoiceField(
        label=_("What did they say?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Member after all")), ("no", _("No member"))],
    )

    def __init__(self, *args: Any, is_municipality: bool, **more: Any) -> None:
        super().__init__(*args, is_municipality=is_municipality, **more)
        if "consulted_on" in self.fields:
            self.fields["consulted_on"].required = False

    def clean(self) -> dict[str, Any]:
        """The municipality joins with the day on which its council was heard."""
        said = super().clean() or self.cleaned_data
        if said.get("says") == "yes" and "consulted_on" in self.fields and not self.consulted:
            self.add_error(
                "consulted_on",
                ValidationError(gettext("Write on which day the council was heard.")),
            )
        return said

    @property
    def admits(self) -> bool:
        """Whether they become a member after all."""
        return bool(self.cleaned_data["says"] == "yes")


class Keeps(HouseForm):
    """What the members' meeting said about staying, and when."""

    met_on = forms.DateField(label=_("On which day did the members meet?"), widget=Day())
    says = forms.ChoiceField(
        label=_("What did they say?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("They stay a member")), ("no", _("They cannot stay"))],
    )

    @property
    def said(self) -> dict[str, Any]:
        """Whether they stay, and the day."""
        return {"stays": self.cleaned_data["says"] == "yes", "met_on": self.cleaned_data["met_on"]}
