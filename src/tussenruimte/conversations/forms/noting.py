"""Writing down what was discussed, and saying that it was otherwise."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.conversations.forms import WAYS, AsksAboutLines, HouseForm, box, day_field
from tussenruimte.conversations.models import Conversation, Way
from tussenruimte.conversations.spoken import Noted, Telling
from tussenruimte.kit import clock


class Note(AsksAboutLines):
    """What was discussed: one box, whether the person was there, and who does what now."""

    soft_fields = ("goes_well", "said", "why")
    goes_well = box(label=gettext_lazy("What goes well?"), required=False)
    said = box()
    was_there = forms.ChoiceField(widget=forms.RadioSelect)
    why = box(required=False)
    told_by = forms.ChoiceField(required=False)
    told_on = day_field(label=gettext_lazy("By which day?"), required=False)
    host = forms.ChoiceField(label=gettext_lazy("With whom did you speak?"))
    held_on = day_field(
        label=gettext_lazy("On which day?"),
        help_text=gettext_lazy("You can write it down later too."),
        required=False,
        initial=clock.today,
    )
    way = forms.ChoiceField(label=gettext_lazy("How?"), choices=WAYS, required=False)
    present = forms.MultipleChoiceField(
        label=gettext_lazy("Who else was there?"),
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
        self.offer_hosts()
        present: Any = self.fields["present"]
        present.choices = self.choices_of(self.around.inside, here)
        new: Any = self.fields["new"]
        new.choices = [("", "…"), *self.choices_of(self.around.outside, here)]
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


class Dispute(HouseForm):
    """ "Dit klopt niet", in own words."""

    words = box(
        label=gettext_lazy("What is not right?"),
        help_text=gettext_lazy(
            "In your own words. They stand beside the conversation, and nobody changes them."
        ),
    )
