"""On the phone: the maker says that it is done. For whoever has no log-in to read it in."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.methods.phone import tidy
from tussenruimte.post.kinds import Letter
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.letters import letters_about
from tussenruimte.promises.models import Promise, State


def said_done_letters(messages: Sequence[Dispatch], aloud_to: Collection[int]) -> dict[str, Letter]:
    """What is said, as long as it still waits for an answer."""
    return letters_about(Promise.objects.filter(state=State.DONE), messages, aloud_to, _letter)


def _letter(promise: Promise, today: dt.date, *, is_known: bool) -> Letter:
    said = {
        "maker": promise.maker,
        "day": day_in_words(promise.due, today),
        "phone": tidy(promise.cooperative.phone),
    }
    in_full = (
        _(
            "%(maker)s says that what was promised to you for %(day)s is done. Is that not right? Call %(phone)s."
        )
        % said
    )
    in_general = (
        _(
            "Something that was promised to you is said to be done. Is that not right? Call %(phone)s."
        )
        % said
    )
    return Letter(
        subject=_("%(name)s: it is said to be done") % {"name": promise.cooperative.name},
        text=in_full + "\n",
        spoken=(in_full if is_known else in_general,),
    )
