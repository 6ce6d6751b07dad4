"""One small form per step of the holder: each knows its own sentences and what it gives the action."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit import clock
from tussenruimte.kit.forms import AsksSoftly, Day, HouseForm
from tussenruimte.members.models import Person
from tussenruimte.members.reads import people_named, people_who_may_hold
from tussenruimte.promises.models import Basis
from tussenruimte.relations.models import Ending, Need, Relation, SetAside


def day_field(**more: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(widget=Day(), **more)


def box(rows: int = 3, **more: Any) -> forms.CharField:
    """A box for a few sentences."""
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=5000, **more)


class Step(AsksSoftly):
    """A step about a need. `heading`, `lead` and `button` are its sentences.

    `choice` is a field with people or questions in it; `no_choice` says what to do when there are none.
    """

    heading: Any = ""
    folded: tuple[str, ...] = ()  # fields that few people need
    folded_title: Any = ""
    lead: Any = ""
    button: Any = ""
    choice = ""
    no_choice: Any = ""

    def __init__(self, *args: Any, need: Need, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need, self.person = need, person
        self.names = {"name": need.person.first_name}

    def terms(self) -> dict[str, Any]:
        """What the action gets."""
        return dict(self.cleaned_data)

    @property
    def dead_end(self) -> str:
        """What to do when there is nothing to choose from; empty when there is."""
        field: Any = self.fields.get(self.choice)
        is_empty = field is not None and not field.queryset.exists()
        return str(self.no_choice) % self.names if is_empty else ""

    @property
    def open_fields(self) -> list[forms.BoundField]:
        """What everybody sees."""
        return [field for field in self.visible_fields() if field.name not in self.folded]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        """What is behind a fold."""
        return [self[name] for name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether something behind the fold was filled in or is wrong."""
        return any(field.errors or field.value() for field in self.folded_fields)

    @property
    def title(self) -> str:
        """The heading, with the name in it."""
        return str(self.heading) % self.names

    @property
    def intro(self) -> str:
        """The lead, with the name in it."""
        return str(self.lead) % self.names


class HandOver(Step):
    """Ask somebody else to hold on."""

    heading = _("Who could hold on to the question of %(name)s?")
    lead = _(
        "You hold on until the other says yes and %(name)s does too. Letting go is possible when somebody else holds on."
    )
    button = _("Ask it")
    choice = "to"
    no_choice = _(
        "Nobody else may hold on to questions yet. Ask the board who could. Until then you hold on."
    )
    soft_fields = ("why",)
    to = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Whom do you ask?"),
        to_field_name="code",
        empty_label=_("Choose somebody"),
    )
    why = box(
        label=_("Why them?"),
        help_text=_(
            "They read only this until both have said yes. Write nothing that is not needed."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [
            p.pk
            for p in people_who_may_hold(self.need.cooperative)
            if p.pk not in {self.need.holder_id, self.need.person_id}
        ]
        field: Any = self.fields["to"]
        field.queryset = Person.objects.named().filter(pk__in=others).order_by("actor__name")


class Quiet(Step):
    """Rest until a day."""

    heading = _("Until when is it quiet for %(name)s?")
    lead = _("You agreed this together. After that day you look again how things are.")
    button = _("Let it be quiet")
    until = day_field(label=_("Until"))


class Nothing(Step):
    """A step that asks nothing more than the button."""


class Lose(Nothing):
    """We lost somebody."""

    heading = _("Have we lost %(name)s?")
    lead = _(
        "This ends nothing. You promise to look for %(name)s, at places and with people who know them."
    )
    button = _("We are looking")


class Find(Step):
    """Found again."""

    heading = _("You found %(name)s")
    lead = _("How can we reach %(name)s now?")
    button = _("Write it down")
    reach = forms.CharField(
        max_length=200,
        label=_("To be reached at"),
        help_text=_("A number, an address, or “through Sjaan, Wednesdays”."),
    )


class Sent(Step):
    """Sent on to another desk."""

    heading = _("Was %(name)s sent on to somebody else?")
    lead = _("The second time we bring everybody to one table, within five working days.")
    button = _("Write it down")
    soft_fields = ("sender", "sent_to")
    sender = forms.CharField(max_length=120, label=_("Who sent them on?"))
    sent_to = forms.CharField(max_length=120, label=_("To whom?"))
    on = day_field(label=_("On which day?"), initial=clock.today)


class Fell(Step):
    """A ground fell away."""

    heading = _("What fell away for %(name)s?")
    lead = _("Every promise that hangs on it is looked at again at once, together.")
    button = _("Look at it together")
    basis = forms.ChoiceField(
        choices=[(b.value, b.label) for b in (Basis.HOME, Basis.INCOME, Basis.CARE)],
        widget=forms.RadioSelect,
        label=_("What fell away?"),
    )
    on = day_field(label=_("Since which day?"), initial=clock.today)


class Words(Step):
    """Words that were added."""

    heading = _("What did %(name)s say besides?")
    lead = _(
        "In their own words. %(name)s reads exactly the same. The first words stay as they are."
    )
    button = _("Add it")
    soft_fields = ("words",)
    words = box(5, label=_("Their words"))


class Beside(Step):
    """Somebody stands beside the person."""

    heading = _("Who is with %(name)s?")
    folded = ("scope", "paper_seen_on")
    folded_title = _("May they arrange things for them?")
    lead = _("They read along once both have said yes.")
    button = _("Ask them")
    soft_fields = ("goal", "scope")
    name = forms.CharField(max_length=120, label=_("Name"))
    which = forms.ChoiceField(
        widget=forms.RadioSelect, required=False, label=_("Whom do you mean?")
    )
    part = forms.ChoiceField(
        choices=[(p.value, p.label) for p in Relation.Part if p != Relation.Part.HOLDER],
        label=_("What are they to each other?"),
        help_text=_("A carer takes care of somebody close to them, not as a job."),
    )
    goal = forms.CharField(max_length=300, required=False, label=_("For what?"))
    scope = forms.CharField(
        max_length=300,
        required=False,
        label=_("What may they arrange?"),
        help_text=_(
            "As it stands on the paper. Or of a parent of a child younger than twelve, who asked for it."
        ),
    )
    paper_seen_on = day_field(
        required=False,
        label=_("On which day did you see the paper?"),
    )
    person_said_yes = forms.BooleanField(required=False, label=_("The person says yes to this"))
    other_said_yes = forms.BooleanField(required=False, label=_("The other says yes to this"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["which"]
        found = (
            people_named(self.need.cooperative, self.data.get("name", "")) if self.is_bound else []
        )
        field.choices = [(p.code, f"{p.name} ({p.code[-3:]})") for p in found]
        field.choices += [("new", _("Somebody who is new here"))] if found else []
        if not found:
            del self.fields["which"]
        else:
            field.required = True

    def terms(self) -> dict[str, Any]:
        """`other` is somebody known here, or the name of somebody new."""
        terms = dict(self.cleaned_data)
        which, name = terms.pop("which", "new"), terms.pop("name")
        known = (
            Person.objects.named().filter(cooperative=self.need.cooperative_id, code=which).first()
        )
        return {**terms, "other": known or name}


class CloseFor(Step):
    """One of the three recorded reasons."""

    heading = _("End the question of %(name)s without their yes?")
    lead = _(
        "Only %(name)s says that it is done. There are three exceptions; being out of reach is none of them."
    )
    button = _("End it")
    soft_fields = ("words",)
    ending = forms.ChoiceField(
        choices=[(e.value, e.label) for e in (Ending.DIED, Ending.MOVED, Ending.ON_PAPER)],
        widget=forms.RadioSelect,
        label=_("What happened?"),
    )
    words = box(label=_("How do you know?"))


class PutAside(Step):
    """Two people put a message aside."""

    heading = _("Put this message aside?")
    lead = _("Only before the first contact, by two people, and it can come back for thirty days.")
    button = _("Ask somebody to look along")
    choice = "second"
    no_choice = _(
        "Nobody else may hold on to questions yet, so nobody can look along and this stays. Speak with %(name)s, or ask the board who could look along."
    )
    reason = forms.ChoiceField(
        choices=SetAside.Reason.choices, widget=forms.RadioSelect, label=_("Why?")
    )
    second = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Who looks along?"),
        to_field_name="code",
        empty_label=_("Choose somebody"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [
            p.pk
            for p in people_who_may_hold(self.need.cooperative)
            if p.pk not in {self.person.pk, self.need.person_id}
        ]
        field: Any = self.fields["second"]
        field.queryset = Person.objects.named().filter(pk__in=others).order_by("actor__name")


class PutAllAside(PutAside):
    """Two people put many messages of one place aside: those that were there to read, no later ones."""

    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def seen_of(self, rows: list[Need]) -> list[Need]:
        """Those that stood on the page."""
        last = self.cleaned_data["seen"]
        return [need for need in rows if last is None or need.told_at <= last]

    def terms(self) -> dict[str, Any]:
        """What the action gets."""
        return {name: said for name, said in super().terms().items() if name != "seen"}


class Join(Step):
    """The same question came twice."""

    heading = _("Did %(name)s tell this twice?")
    lead = _("Both own words stay. The cards of both open the one that goes on.")
    button = _("Join them")
    choice = "into"
    no_choice = _(
        "You hold on to no other question. Does somebody else hold on to it? Ask them to hand it over to you first."
    )
    into = forms.ModelChoiceField(
        queryset=Need.objects.none(),
        label=_("Which one goes on?"),
        to_field_name="code",
        empty_label=_("Choose a question"),
    )
    is_same_person = forms.BooleanField(
        label=_("Yes, this is the same person"),
        help_text=_(
            "Whoever told one of them reads both from now on. Are you not sure? Ask them first."
        ),
        error_messages={
            "required": _("Only what one and the same person told is joined. Ask them first.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        mine = Need.objects.filter(
            cooperative=self.need.cooperative_id, holder=self.person.pk, closed_at=None
        )
        field.queryset = mine.exclude(pk=self.need.pk).select_related(
            "person__actor", "matter__person__actor"
        )
        field.label_from_instance = _told_by_whom


def _told_by_whom(need: Need) -> str:
    """Whose it is and when they told it."""
    told = date_format(clock.day(need.told_at), "j F")
    return f"{need.matter.shown_title}, {told} ({need.code[-3:]})"


class AddFile(Step):
    """A picture or scan."""

    heading = _("Add a picture or a scan for %(name)s")
    lead = _("A photo loses its place and time. Only those who may read this question see it.")
    button = _("Add it")
    upload = forms.FileField(label=_("Picture or PDF"), help_text=_("At most 10 MB."))


class Answer(HouseForm):
    """Yes or no."""

    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])

    @property
    def says_yes(self) -> bool:
        """Whether it was a yes."""
        return bool(self.cleaned_data["answer"] == "yes")


class Told(Step):
    """Told, because the person cannot be reached."""

    heading = _("How did you let %(name)s know?")
    lead = _(
        "%(name)s cannot be reached now. Then we write down how and when you tried to tell them."
    )
    button = _("Write it down")
    soft_fields = ("how",)
    how = box(label=_("How?"))
