"""Letters about what should have gone past somebody by now: to whoever asks on, and to whom it was promised."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.methods.phone import tidy
from tussenruimte.post.kinds import Letter, Together
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.letters import letters_about
from tussenruimte.promises.models import Promise, State

Said = tuple[str, str]  # in full, and to or by whoever may not know who promised what
Say = Callable[[dict[str, str]], Said]


def _to_maker(names: dict[str, str]) -> Said:
    full = _(
        "You promised %(receiver)s something for %(day)s. Somebody else had to say yes to it by %(until)s, and has not answered yet. Ask for the answer, and say what it is."
    )
    general = _(
        "Somebody else had to say yes by %(until)s to something that you promised, and has not answered yet. Ask for the answer. Call %(house)s to say what it is."
    )
    return full % names, general % names


def _to_stand_in(names: dict[str, str]) -> Said:
    full = _(
        "%(maker)s promised something for %(day)s. Somebody else had to say yes to it by %(until)s, and has not answered yet. Nobody sits there now and you stand in: find out how it stands. Call %(house)s."
    )
    return full % names, full % names


def _to_receiver(names: dict[str, str]) -> Said:
    full = _(
        "%(maker)s promised you something for %(day)s. Somebody else had to say yes to it by %(until)s, and has not answered yet. Call %(phone)s, and ask how it stands."
    )
    general = _(
        "Something was promised to you for %(day)s. Somebody else had to say yes to it by %(until)s, and has not answered yet. Call %(house)s, and ask how it stands."
    )
    return full % names, general % names


def _letters(say: Say, *, has_page: bool = True) -> Together:
    """What is said as long as it is so; never past whom it goes or what it is about."""

    def write(promise: Promise, today: dt.date, *, is_known: bool) -> Letter:
        home = promise.cooperative
        full, general = say(_names(promise, today))
        page = reverse("promises:promise", args=[home.slug, promise.code])
        return Letter(
            subject=_("%(name)s: an answer has not come yet") % {"name": home.name},
            text=f"{full}\n\n{settings.PUBLIC_URL}{page}\n" if has_page else f"{full}\n",
            spoken=(full if is_known else general,),
        )

    def together(messages: Sequence[Dispatch], aloud_to: Collection[int]) -> Mapping[str, Letter]:
        silent = {"passing__answered_at": None, "passing__until__lt": clock.today()}
        rows = Promise.objects.filter(state=State.OPEN, **silent)
        rows = rows.select_related("passing", "receiver")
        return letters_about(rows, messages, aloud_to, write)

    return together


def _names(promise: Promise, today: dt.date) -> dict[str, str]:
    home = promise.cooperative
    return {
        "maker": str(promise.maker),
        "receiver": str(promise.receiver),
        "day": day_in_words(promise.due, today),
        "until": day_in_words(promise.passing.until, today),
        "phone": tidy(promise.maker.phone or home.phone),
        "house": tidy(home.phone),  # of nobody in particular
    }


# Whoever stands in for an empty seat knows its promises from outside only.
LETTERS: dict[str, Together] = {
    "unanswered": _letters(_to_maker),
    "unanswered-seat": _letters(_to_stand_in, has_page=False),
    "no-answer": _letters(_to_receiver),
}
