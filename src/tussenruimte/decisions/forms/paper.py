"""What is asked of who reads a paper with a voice on it, and of who counts the box of a secret vote."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.decisions.forms.voting import Cast
from tussenruimte.decisions.models import Option, Vote
from tussenruimte.kit.forms import HouseForm

TIMES = "x"  # before it stands how many papers say the same
MOST_PAPERS = 5_000


class ReadPaper(Cast):
    """The same question as of who votes themselves: what stands there?"""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("one", "several"):
            if name in self.fields:
                self.fields[name].label = _("What is ticked on the paper?")
        self.fields["interest"].label = _("What stands there about their own interest?")
        self.fields["interest"].help_text = _("Leave it empty when nothing stands there.")


class CountBox(HouseForm):
    """Every paper on a line of its own, or how many say the same: `1 3`, or `12x 1 3`; `0` passes."""

    papers = forms.CharField(
        label=_("What stands on the papers?"),
        max_length=40_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    is_done_once = False  # what is sent here is remembered nowhere

    def __init__(self, vote: Vote, options: Sequence[Option], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.vote, self.places = vote, {one.place for one in options}
        example = "12x 2 1" if vote.is_ranked else "12x 1"
        self.fields["papers"].help_text = gettext(
            "Each paper on a line: the numbers of what is chosen, 0 for who passes. "
            "When several say the same: “%(example)s” is twelve times the same."
        ) % {"example": example}

    def clean_papers(self) -> list[list[int]]:
        """One list of places for each paper."""
        lines = enumerate(self.cleaned_data["papers"].splitlines(), start=1)
        found: list[list[int]] = []
        for number, line in lines:
            if line.strip():
                found += self._read(number, line)
            if len(found) > MOST_PAPERS:
                raise forms.ValidationError(
                    gettext("At most %(n)s papers lie in one box.") % {"n": MOST_PAPERS}
                )
        return found

    def _read(self, number: int, line: str) -> list[list[int]]:
        times, sign, words = line.casefold().partition(TIMES)
        try:
            many = int(times) if sign else 1
            places = [int(word) for word in (words if sign else line).replace(",", " ").split()]
        except ValueError:
            many, places = 0, []
        chosen = [] if places == [0] else places
        fits = set(chosen) <= self.places and len(set(chosen)) == len(chosen)
        if not places or not fits or not 1 <= many <= MOST_PAPERS:
            raise forms.ValidationError(
                gettext("Line %(line)s is not clear: “%(words)s”. Write numbers that stand above.")
                % {"line": number, "words": line.strip()[:40]}
            )
        if self.vote.is_yes_no and len(chosen) > 1:
            raise forms.ValidationError(
                gettext("On line %(line)s stand two. Who ticked both passes: write 0.")
                % {"line": number}
            )
        return [chosen] * many
