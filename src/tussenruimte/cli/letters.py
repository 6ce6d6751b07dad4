"""The letter to the board when private texts leave the house: that it happened, and what to ask."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.cli.actions import WORDS_LEFT
from tussenruimte.kit import clock
from tussenruimte.members.models import Cooperative
from tussenruimte.post.kinds import Letter, register
from tussenruimte.post.models import Dispatch


def words_left(message: Dispatch) -> Letter | None:
    """There is always something to say: that it happened does not pass."""
    name = Cooperative.objects.get(pk=message.cooperative_id).name
    said = {"name": name, "day": date_format(clock.day(message.due_at), "l j F")}
    sentences = (
        _("On %(day)s somebody took along a copy of all that %(name)s has. Private texts too.")
        % said,
        _("Those open only with the keys of two people together."),
        _("Did you not know? Ask today who looks after the computer of this house."),
    )
    return Letter(
        subject=_("%(name)s: somebody took private texts along") % said,
        text="\n\n".join(sentences) + "\n",
        spoken=sentences,
    )


def tell_post() -> None:
    """Say to `post` how our kind becomes text; once, at the start."""
    register(WORDS_LEFT, words_left)
