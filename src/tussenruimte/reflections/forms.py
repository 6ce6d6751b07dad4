"""What people fill in: three steps of a judgement, looking along, looking back."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.reads import Around
from tussenruimte.kit import clock
from tussenruimte.kit.forms import AsksSoftly, HouseForm
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, Person
from tussenruimte.reflections.models import Judgement, Sort
from tussenruimte.reflections.reads import who_may_stay
from tussenruimte.reflections.weighed import Given, Weighed, Words

ANGLES = ("for_person", "for_craft", "for_organisation", "for_system")


def _box(**more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea, max_length=5000, **more)


class Writing(AsksSoftly):
    """The words of a judgement, the first time or again."""

    soft_fields = ("saw", "did", "rule", *ANGLES)
    saw = _box(label=gettext_lazy("What did you see?"))
    did = _box(label=gettext_lazy("What did you do, and why?"))
    interest = forms.CharField(
        label=gettext_lazy("Do you have an interest of your own in it?"),
        help_text=gettext_lazy("“None” is an answer too."),
        max_length=500,
    )
    for_person = _box(label=gettext_lazy("For the person"), required=False)
    for_craft = _box(label=gettext_lazy("For my craft"), required=False)
    for_organisation = _box(label=gettext_lazy("For my organisation"), required=False)
    for_system = _box(label=gettext_lazy("For the whole of rules and money"), required=False)

    @property
    def angles(self) -> list[forms.BoundField]:
        """Four angles to look from; none has to be filled in."""
        return [self[name] for name in ANGLES]

    @property
    def angles_open(self) -> bool:
        """Whether they have to be seen."""
        return any(field.value() or field.errors for field in self.angles)

    def words(self) -> Words:
        """What the action gets."""
        return Words(**{name: self.cleaned_data[name] for name in Words.__slots__})


class AsksPeer(forms.Form):
    """Who looks along: somebody who can answer, and neither the writer nor the person."""

    peer = forms.ChoiceField(
        label=gettext_lazy("Who looks along?"),
        error_messages={
            "required": gettext_lazy(
                "Choose who looks along: somebody else. You ask for no permission."
            )
        },
    )

    def offer_peers(self, around: Around, without: Collection[int | None]) -> None:
        """Let it be one of these people, who belong to it first."""
        inside = [a for a in around.inside if a.pk not in without and around.can_answer(a)]
        outside = [a for a in around.outside if a.pk not in without and around.can_answer(a)]
        self.actors = {actor.code: actor for actor in (*inside, *outside)}
        field: Any = self.fields["peer"]
        field.choices = [
            ("", "…"),
            (_("Belongs to it"), [(a.code, str(a)) for a in inside]),
            (_("Somebody else"), [(a.code, str(a)) for a in outside]),
        ]

    @property
    def chosen(self) -> Actor | None:
        """Who was chosen."""
        return self.actors.get(self.cleaned_data["peer"])


class Another(AsksPeer, HouseForm):
    """Somebody else looks along, when the one who was asked does not."""

    def __init__(self, *args: Any, judgement: Judgement, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = {judgement.writer_id, judgement.peer_id, judgement.matter.person_id}
        self.offer_peers(around, gone)


class Weigh(AsksPeer, Writing):
    """A judgement in three steps on one page."""

    sort = forms.ChoiceField(
        label=gettext_lazy("What was it?"),
        choices=Sort.choices,
        widget=forms.RadioSelect,
        initial=Sort.ACTING,
    )
    rule = forms.CharField(
        label=gettext_lazy("Which rule?"),
        help_text=gettext_lazy("Only for an exception. In a few words, without people."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "rules"}),
    )

    talk = forms.ChoiceField(label="", required=False)
    stays = forms.ChoiceField(label="", required=False)

    def __init__(
        self,
        *args: Any,
        matter: Matter,
        by: Person,
        around: Around,
        talks: Sequence[Conversation] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, asks=by.pk != matter.person_id, **kwargs)
        self.offer_peers(around, {by.pk, matter.person_id})
        self._offer_company(matter, by, around, talks)
        self.fields["saw"].label = _("1. What did you see?")
        self.fields["did"].label = _("2. What did you do, and why?")
        self.fields["peer"].label = _("3. Who looks along?")

    def _offer_company(
        self, matter: Matter, by: Person, around: Around, talks: Sequence[Conversation]
    ) -> None:
        """Whoever helps somebody can say that they cannot do it alone, and who stays."""
        self.talks = {talk.code: talk for talk in talks}
        self.company = {actor.code: actor for actor in who_may_stay(matter, around, by)}
        sort, talk, stays = (self.fields[name] for name in ("sort", "talk", "stays"))
        if matter.person is None or matter.person_id == by.pk:
            sort.choices = [one for one in Sort.choices if one[0] != Sort.NOT_ALONE]  # type: ignore[attr-defined]
            del self.fields["talk"], self.fields["stays"]
            return
        names = {"name": matter.person.first_name}
        talk.label = _("In which conversation did you talk this over with %(name)s?") % names
        stays.label = _("Who stays with %(name)s?") % names
        stays.help_text = _("Somebody else says yes first. Until then you stay yourself.")
        talk.choices = [("", "…"), *((t.code, _day_and_host(t)) for t in talks)]  # type: ignore[attr-defined]
        stays.choices = [("", "…"), *((a.code, str(a)) for a in self.company.values())]  # type: ignore[attr-defined]

    @property
    def asks_company(self) -> bool:
        """Whether what is asked then has to be seen."""
        return bool(self["sort"].value() == Sort.NOT_ALONE)

    def weighed(self) -> Weighed:
        """What the action gets."""
        return Weighed(
            self.words(),
            self.chosen,
            sort=self.cleaned_data["sort"],
            rule=self.cleaned_data["rule"],
            talk=self.talks.get(self.cleaned_data.get("talk", "")),
            stays=self.company.get(self.cleaned_data.get("stays", "")),
        )


def _day_and_host(talk: Conversation) -> str:
    """As one finds it back: "maandag 16 november, met Amina"."""
    assert talk.held_on is not None  # noqa: S101 - it was held
    said = {"day": day_in_words(talk.held_on, clock.today()), "who": talk.host}
    return _("%(day)s, with %(who)s") % said


class Again(Writing):
    """A new version: the words of the last one, to write on in."""


class Answer(AsksSoftly):
    """What whoever looks along sees."""

    soft_fields = ("words",)
    words = _box(
        label=gettext_lazy("What do you see?"),
        help_text=gettext_lazy(
            "What went well, what would you have weighed otherwise? You need not approve it."
        ),
    )


class LookBack(AsksSoftly):
    """Looking back in words. One of these is enough."""

    soft_fields = ("went_well", "story")
    published_fields = ("own_word",)
    went_well = _box(label=gettext_lazy("What went well?"), required=False)
    ingredients = forms.MultipleChoiceField(
        label=gettext_lazy("What was there?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own_word = forms.CharField(
        label=gettext_lazy("A word of your own"),
        help_text=gettext_lazy("Others can choose it too. Name nobody."),
        max_length=40,
        required=False,
    )
    story = _box(label=gettext_lazy("Tell it in your own words"), required=False)
    felt_known = _box(label=gettext_lazy("Did you feel known?"), required=False)

    def __init__(
        self, *args: Any, words: list[tuple[str, str]], is_about_me: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, asks=not is_about_me, **kwargs)
        field: Any = self.fields["ingredients"]
        field.choices = words
        if not is_about_me:
            del self.fields["felt_known"]

    def given(self, own_word: str = "") -> Given:
        """What the action gets."""
        chosen = [*self.cleaned_data["ingredients"], *([own_word] if own_word else [])]
        return Given(
            went_well=self.cleaned_data["went_well"],
            ingredients=list(dict.fromkeys(chosen)),
            story=self.cleaned_data["story"],
            felt_known=self.cleaned_data.get("felt_known", ""),
        )
