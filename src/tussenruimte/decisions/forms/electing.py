"""What is asked of who wants to be elected, and of who opens an election."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.decisions.forms.speaking import Conclude, _box
from tussenruimte.decisions.forms.voting import OpenVote
from tussenruimte.kit import clock
from tussenruimte.kit.forms import Day, HouseForm


class Stand(HouseForm):
    """Why somebody wants it."""

    words = _box(
        _("Why do you want it?"),
        3,
        _("A few words. Everybody reads this, with your name."),
        most=600,
    )


class OpenElection(Conclude):
    """Until when people vote, and how many have to."""

    closes_on = forms.DateField(label=_("What is the last day?"), widget=Day())
    quorum = OpenVote.base_fields["quorum"]
    field_order: tuple[str, ...] = ("closes_on", "quorum", "met")

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked: until the end of the last day."""
        said = self.cleaned_data
        return {
            "closes_at": clock.midnight(said["closes_on"] + dt.timedelta(1)),
            "quorum": said["quorum"],
            "met": tuple(said.get("met", ())),
        }
