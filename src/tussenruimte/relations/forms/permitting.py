"""What whoever holds on fills in to ask "mag … dit lezen?"."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit import clock
from tussenruimte.members.models import Actor
from tussenruimte.members.reads.called import choices_of
from tussenruimte.relations.forms.holding import Step, day_field


class AskToRead(Step):
    """Who, for what, until when. The person answers."""

    heading = _("Who would you let read the question of %(name)s?")
    lead = _(
        "You ask %(name)s. Only %(name)s says yes or no, on their own page or with the card. A no changes nothing about the help."
    )
    button = _("Ask it")
    soft_fields = ("purpose",)
    to = forms.ChoiceField(
        label=_("Who?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it.")},
    )
    purpose = forms.CharField(
        max_length=300,
        label=_("For what?"),
        help_text=_(
            "For example: “to help with the letter to the municipality”. The person reads this."
        ),
        error_messages={"required": _("Write for what they may read it.")},
    )
    until = day_field(
        required=False,
        label=_("Until when?"),
        help_text=_("Leave it empty: until the person takes it back."),
    )

    def __init__(self, *args: Any, found: list[Actor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {actor.code: actor for actor in found}
        field: Any = self.fields["to"]
        field.choices = choices_of(found)

    def clean_until(self) -> dt.date | None:
        """A day that is still to come."""
        until: dt.date | None = self.cleaned_data["until"]
        if until and until < clock.today():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return until

    def terms(self) -> dict[str, Any]:
        """`to` is an actor."""
        return {**self.cleaned_data, "to": self.found[self.cleaned_data["to"]]}
