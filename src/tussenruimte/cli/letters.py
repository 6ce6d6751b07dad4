"""The letter to the board when private texts leave the house: that it happened, and what to ask."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.cli.actions import WORDS_LEFT, WORDS_TAKEN
from tussenruimte.kit import clock
from tussenruimte.members.models import Actor, Cooperative
from tussenruimte.post.kinds import Letter, register
from tussenruimte.post.models import Dispatch
from tussenruimte.record.reads import newest_of


def words_left(message: Dispatch) -> Letter | None:
    """There is always something to say: that it happened does not pass."""
    name = Cooperative.objects.get(pk=message.cooperative_id).name
    said = {"name": name, "day": date_format(clock.day(message.due_at), "l j F")}
    seats = _seats(message)
    keys = _("Those open only with the keys of two seats together: %(seats)s.")
    sentences = (
        _("On %(day)s somebody took along a copy of all that %(name)s has. Private texts too.")
        % said,
        *([keys % {"seats": ", ".join(seats)}] if seats else []),
        _("Did you not know? Ask today who looks after the computer of this house."),
    )
    return Letter(
        subject=_("%(name)s: somebody took private texts along") % said,
        text="\n\n".join(sentences) + "\n",
        spoken=sentences,
    )


def _seats(message: Dispatch) -> list[str]:
    """What the seats are called whose keys were given at that moment; before seats were asked for, none."""
    fact = newest_of(message.cooperative_id, WORDS_TAKEN, at=message.due_at) or {}
    codes: Any = fact.get("seats", ())
    rows = Actor.objects.filter(cooperative=message.cooperative_id, code__in=codes)
    return list(rows.order_by("name").values_list("name", flat=True))


def tell_post() -> None:
    """Say to `post` how our kind becomes text; once, at the start."""
    register(WORDS_LEFT, words_left)
