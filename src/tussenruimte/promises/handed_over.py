"""Letters about a promise that goes to somebody else: asked, answered, and told to whom it was made."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.members.models import Cooperative
from tussenruimte.methods.phone import tidy
from tussenruimte.post.kinds import Letter, Together
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.access import who_answers
from tussenruimte.promises.models import Handover, State
from tussenruimte.promises.reads import over_in_words
from tussenruimte.promises.reads.telling import readable

Said = tuple[str, str]  # in full, and to or by whoever may not know who promised what
Say = Callable[[Handover, dict[str, str]], Said | None]
To = Callable[[Collection[Handover], dt.date], Mapping[str, Collection[str]]]


def _asked(row: Handover, names: dict[str, str]) -> Said | None:
    """To the maker, or whoever answers for them: somebody wants to take it over."""
    if over_in_words(row):
        return None
    full = _(
        "%(taker)s offers to take over what %(giver)s promised for %(day)s. It counts when you say yes."
    )
    general = _(
        "Somebody offers to take over what was promised for %(day)s. Call %(house)s to say yes or no."
    )
    return full % names, general % names


def _answered(row: Handover, names: dict[str, str]) -> Said | None:
    """To whoever offered: yes or no."""
    if row.accepted:
        full = _("%(giver)s says yes: you take over what was promised for %(day)s.")
        return full % names, _("You take over what was promised for %(day)s.") % names
    full = _("%(giver)s keeps what was promised for %(day)s. Thank you for offering.")
    general = _("What was promised for %(day)s stays where it was. Thank you for offering.")
    return full % names, general % names


def _ended(row: Handover, names: dict[str, str]) -> Said | None:
    """To whoever offered: it is not needed any more, as long as that is so."""
    if row.promise.state == State.OPEN and row.promise.due < clock.today():
        return None
    full = _(
        "You offered to take over what %(giver)s promised. That is not needed any more. Thank you for offering."
    )
    general = _(
        "You offered to take something over. That is not needed any more. Thank you for offering."
    )
    return full % names, general


def _taken(row: Handover, names: dict[str, str]) -> Said | None:
    """To whom it was promised: somebody else does it, as long as that is so."""
    if row.promise.maker_id != row.taker_id:
        return None
    full = _(
        "%(taker)s took over from %(giver)s what was promised to you for %(day)s. Questions? Call %(phone)s."
    )
    general = _(
        "Somebody else does what was promised to you for %(day)s. Questions? Call %(house)s."
    )
    return full % names, general % names


def _page_of_answer(row: Handover, coop: str) -> str:
    return reverse("promises:answer-taker", args=[coop, row.code])


def _page_of_promise(row: Handover, coop: str) -> str:
    if not row.accepted:
        return reverse("promises:late", args=[coop])
    return reverse("promises:promise", args=[coop, row.promise.code])


def _letters(say: Say, page: Callable[[Handover, str], str], to: To | None = None) -> Together:
    """`to`: who is meant by now, when that may have changed since it was put in."""

    def together(messages: Sequence[Dispatch], aloud_to: Collection[int]) -> Mapping[str, Letter]:
        rows = Handover.objects.filter(code__in={m.about for m in messages}).select_related(
            "giver", "taker", "cooperative", "promise__matter", "promise__maker"
        )
        found, today = {row.code: row for row in rows}, clock.today()
        promises = [row.promise for row in found.values()]
        known = readable(promises, aloud_to, today) if aloud_to else set()
        meant = to(found.values(), today) if to else {}
        letters = {}
        for message in messages:
            row = found.get(message.about)
            is_meant = not to or message.to in meant.get(message.about, ())
            said = say(row, _names(row, today)) if row and is_meant else None
            if row and said:
                link = f"{settings.PUBLIC_URL}{page(row, row.cooperative.slug)}"
                spoken = said[0] if row.promise_id in known else said[1]
                letters[message.code] = _letter(row.cooperative, said[0], link, spoken)
        return letters

    return together


def _who_is_asked(rows: Collection[Handover], today: dt.date) -> dict[str, set[str]]:
    """Who can say yes by now, as codes."""
    return {
        code: {person.code for person in people}
        for code, people in who_answers(rows, today).items()
    }


def _names(row: Handover, today: dt.date) -> dict[str, str]:
    return {
        "giver": str(row.giver),
        "taker": str(row.taker),
        "day": day_in_words(row.promise.due, today),
        "phone": tidy(row.taker.phone or row.cooperative.phone),
        "house": tidy(row.cooperative.phone),  # of nobody in particular
    }


def _letter(cooperative: Cooperative, said: str, link: str, spoken: str) -> Letter:
    subject = _("%(name)s: a promise goes to somebody else") % {"name": cooperative.name}
    return Letter(subject=subject, text=f"{said}\n\n{link}\n", spoken=(spoken,))


LETTERS = {
    "take-over": _letters(_asked, _page_of_answer, to=_who_is_asked),
    "take-over-answered": _letters(_answered, _page_of_promise),
    "take-over-ended": _letters(_ended, _page_of_promise),
    "taken-over": _letters(_taken, _page_of_promise),
}
