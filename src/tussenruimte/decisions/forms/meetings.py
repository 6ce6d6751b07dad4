"""What is asked of who wants the members to meet, of who calls them, and of who writes it down."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.decisions.actions import There, When
from tussenruimte.decisions.forms.speaking import _box
from tussenruimte.decisions.hooks import Waits
from tussenruimte.decisions.models import Meeting, Proposal
from tussenruimte.decisions.reads.meetings import OnAgenda, members_called
from tussenruimte.kit import clock
from tussenruimte.kit.forms import Day, HouseForm, WithMoments, hour_field, which_field
from tussenruimte.members.models import Actor
from tussenruimte.methods.days import which_of

LONGEST = 120  # letters of a name


class AskForMeeting(HouseForm):
    """Why should the members meet?"""

    reason = _box(
        _("What should the members meet about, and why?"),
        4,
        _("Everybody reads this, with your name. Tell nothing about others."),
        most=1_000,
    )


class Plan(WithMoments):
    """A moment and a place."""

    hours: ClassVar = {"hour": "which"}
    day = forms.DateField(label=_("Which day?"), widget=Day())
    hour = hour_field(label=_("What time does it begin?"))
    which = which_field()
    place = forms.CharField(
        label=_("Where?"),
        max_length=200,
        help_text=_("With the street, and how somebody with a wheelchair comes in."),
    )

    @property
    def when(self) -> When:
        """When and where, of a form that is filled in well."""
        return When(self.moments["hour"], self.cleaned_data["place"])


class Move(Plan):
    """Another moment or place, and why."""

    why = _box(_("Why does it move?"), 2, _("Members read this."), most=600)


def as_planned(meeting: Meeting) -> dict[str, Any]:
    """The moment and the place as they are now."""
    begins = meeting.begins_at.astimezone(clock.AMSTERDAM)
    return {
        "day": begins.date(),
        "hour": begins.time(),
        "which": which_of(begins),
        "place": meeting.place,
    }


class PutOn(HouseForm):
    """One thing for the agenda."""

    proposal = forms.ChoiceField(label=_("A proposal"), required=False)
    waits = forms.ChoiceField(label=_("Somebody who waits for the members"), required=False)
    title = forms.CharField(
        label=_("Or something else, in one line"),
        max_length=120,
        required=False,
        help_text=_("Name no people. Members cannot decide about what does not stand here."),
    )

    def __init__(
        self, proposals: Sequence[Proposal], waits: Sequence[Waits], *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.by_code = {one.code: one for one in proposals}
        nothing = ("", _("Choose one"))
        of_proposal: Any = self.fields["proposal"]
        of_proposal.choices = [nothing, *((k, str(one)) for k, one in self.by_code.items())]
        of_waits: Any = self.fields["waits"]
        of_waits.choices = [nothing, *((str(one.matter), one.asks) for one in waits)]
        if not proposals:
            del self.fields["proposal"]
        if not waits:
            del self.fields["waits"]

    def clean(self) -> dict[str, Any]:
        """Exactly one of them."""
        said = super().clean() or self.cleaned_data
        if sum(bool(said.get(name)) for name in ("proposal", "waits", "title")) != 1:
            raise forms.ValidationError(gettext("Choose one thing, or write one."))
        return said

    @property
    def item(self) -> dict[str, Any]:
        """What goes on the agenda."""
        said = self.cleaned_data
        return {
            "proposal": self.by_code.get(said.get("proposal", "")),
            "waits": int(said["waits"]) if said.get("waits") else None,
            "title": said["title"],
        }


class WhoWasThere(HouseForm):
    """Names, each on a line; of who gave a paper with the name of who brought it."""

    names = _box(
        _("Which members were there?"),
        8,
        _("Each name on a line of its own, as it stands in the list of members."),
        most=100_000,
    )
    proxies = _box(
        _("For whom did somebody else vote?"),
        3,
        _("On each line: the member who was not there, a colon, and who voted for them."),
        required=False,
        most=100_000,
    )

    def __init__(self, meeting: Meeting, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.meeting = meeting
        self.there: There | None = None
        self.taken = Counter[str]()  # how many of one name stand somewhere already

    def clean(self) -> dict[str, Any]:
        """Every name is that of a member; the same name twice is two members of that name."""
        said = super().clean() or self.cleaned_data
        names = _lines(said.get("names") or "")
        pairs = [line.partition(":") for line in _lines(said.get("proxies") or "")]
        absent = [" ".join(who.split()) for who, _colon, _by in pairs]
        brought = [" ".join(by.split()) for _who, _colon, by in pairs]
        if not all(brought):
            self.add_error(
                "proxies", gettext("Write on each line who voted for them, after a colon.")
            )
        found = self._members({*names, *absent, *brought})
        themselves = self._each("names", names, found)
        givers = self._each("proxies", absent, found)
        first = {one.name.casefold(): one for one in reversed(themselves)}
        for name in brought:
            if name and name.casefold() not in first:
                self._unknown_proxy(name)
        if not self.errors:
            by = [first[name.casefold()] for name in brought]
            self.there = There(themselves, list(zip(givers, by, strict=True)))
        return said

    def _members(self, names: set[str]) -> dict[str, list[Actor]]:
        found: dict[str, list[Actor]] = {}
        day = clock.day(self.meeting.begins_at)
        asked = sorted(name for name in names if name and len(name) <= LONGEST)
        for start in range(0, len(asked), 100):  # so many in one question
            part = asked[start : start + 100]
            for actor in members_called(self.meeting.cooperative, part, day):
                found.setdefault(actor.name.casefold(), []).append(actor)
        return found

    def _each(self, field: str, names: Sequence[str], found: dict[str, list[Actor]]) -> list[Actor]:
        """A member for each name; who is not known is said by name."""
        rows = []
        for name in names:
            same = found.get(name.casefold(), [])
            place = self.taken[name.casefold()]
            self.taken[name.casefold()] += 1
            if place < len(same):
                rows.append(same[place])
            elif place:
                self.add_error(field, gettext("%(name)s stands there too often.") % {"name": name})
            else:
                self.add_error(
                    field, gettext("No member is called “%(name)s”.") % {"name": name[:LONGEST]}
                )
        return rows

    def _unknown_proxy(self, name: str) -> None:
        self.add_error(
            "proxies",
            gettext("%(name)s voted for somebody, and does not stand among who was there.")
            % {"name": name[:LONGEST]},
        )


def _lines(text: str) -> list[str]:
    return [line for line in (" ".join(one.split()) for one in text.splitlines()) if line]


class WriteMinutes(HouseForm):
    """A few words about each thing; what was decided stands there already."""

    def __init__(self, agenda: Sequence[OnAgenda], *args: Any, is_next: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = [one.item.place for one in agenda]
        for place in self.places:
            self.fields[f"words_{place}"] = _box(
                _("What was said, in a few words"), 3, required=False, most=1_000
            )
        if is_next:
            self.fields["because"] = forms.CharField(label=_("What was not right?"), max_length=300)

    @property
    def words(self) -> dict[int, str]:
        """By the place of each thing on the agenda."""
        return {place: self.cleaned_data[f"words_{place}"] for place in self.places}
