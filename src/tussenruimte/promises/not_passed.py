"""A letter to whom it was promised: it had to go past somebody, and it may not."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.methods.phone import tidy
from tussenruimte.post.kinds import Letter
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.letters import letters_about
from tussenruimte.promises.models import Promise, State


def not_passed_letters(
    messages: Sequence[Dispatch], aloud_to: Collection[int]
) -> dict[str, Letter]:
    """What is said, as long as the promise is open; never past whom it went or what it is about."""
    rows = Promise.objects.filter(state=State.OPEN, passing__said_yes=False)
    return letters_about(rows, messages, aloud_to, _letter)


def _letter(promise: Promise, today: dt.date, *, is_known: bool) -> Letter:
    home = promise.cooperative
    said = {
        "maker": promise.maker,
        "day": day_in_words(promise.due, today),
        "phone": tidy(promise.maker.phone or home.phone),
        "house": tidy(home.phone),  # of nobody in particular
    }
    in_full = (
        _(
            "%(maker)s promised you something for %(day)s. Somebody else had to say yes to it, and they said no. Call %(phone)s, and ask what happens now."
        )
        % said
    )
    in_general = (
        _(
            "Something was promised to you for %(day)s. Somebody else had to say yes to it, and they said no. Call %(house)s, and ask what happens now."
        )
        % said
    )
    page = reverse("promises:promise", args=[home.slug, promise.code])
    return Letter(
        subject=_("%(name)s: something that was promised may not be done") % {"name": home.name},
        text=f"{in_full}\n\n{settings.PUBLIC_URL}{page}\n",
        spoken=(in_full if is_known else in_general,),
    )
