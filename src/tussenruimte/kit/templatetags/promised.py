"""Promises on a page: the clock, the line in a list, the ladder, the house fronts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext as _, override

from tussenruimte.kit import clock as house_clock
from tussenruimte.kit.templatetags import days, drawings
from tussenruimte.methods.ladder import time_left

register = template.Library()

CHECKED = {"kept", "done", "unconfirmed"}


def _today(context: Context) -> dt.date:
    return context.get("today") or house_clock.today()


def _state_now(state: str, due: dt.date | None, today: dt.date) -> str:
    """Soon and late are worked out, never stored."""
    if state != "open" or due is None:
        return state
    left = (due - today).days
    return "late" if left < 0 else "soon" if left <= 1 else "open"


def _left(since: dt.date | None, due: dt.date | None, today: dt.date) -> int:
    return time_left(days.as_day(since or today), due, today) if due else 0


def _word_for(state: str, due: dt.date | None, today: dt.date) -> str:
    """The word that goes with a state, so that colour is never alone."""
    if state == "late":
        return capfirst(days.late_in_words(due, today)) + "." if due else _("Late.")
    if state in {"open", "soon"}:
        if due is None:
            return ""
        if due == today:
            return capfirst(_("today")) + "."
        return _("By %(day)s.") % {"day": days.day_in_words(due, today)}
    return {
        "kept": _("Done."),
        "done": _("Said to be done."),
        "unconfirmed": _("Done, not confirmed."),
        "moved": _("Moved."),
        "failed": _("Did not work out."),
        "released": _("No longer needed."),
        "handed-over": _("Handed over."),
    }[state]


@register.simple_tag(takes_context=True)
def clock(
    context: Context,
    state: str,
    left: int | None = None,
    *,
    due: dt.date | None = None,
    since: dt.date | dt.datetime | None = None,
) -> SafeString:
    """The promise clock: its rim is the time that is left."""
    today = _today(context)
    left = _left(since, due, today) if left is None else left
    return _clock(_state_now(state, due, today), left)


@cache  # nine states, a hundred places of the rim
def _clock(state: str, left: int) -> SafeString:
    said = {"state": state, "left": left, "checked": CHECKED}
    return render_to_string("web/parts/clock.html", said)


@register.simple_block_tag(takes_context=True)
def promise(  # noqa: PLR0913 - what a part can show are its named arguments
    context: Context,
    content: str,
    *,
    what: str,
    state: str = "open",
    due: dt.date | None = None,
    since: dt.date | dt.datetime | None = None,
    left: int | None = None,
    word: str = "",
    url: str = "",
) -> SafeString:
    """A promise in a list: its clock, what was promised, and how it stands in words."""
    today = _today(context)
    now = _state_now(state, due, today)
    left = _left(since, due, today) if left is None else left
    said = _when(now, word or _word_for(now, due, today), content)
    named = format_html('<a href="{}">{}</a>', url, what) if url else what
    return format_html(PROMISE, _clock(now, left), named, said)


# Promises stand by the dozen on a page: this takes a fifth of the time of a template.
PROMISE = '<li class="promise">{}\n  <p class="promise__what">{}</p>\n  {}\n</li>'
WHEN = '<p class="promise__when">{} {}</p>'


def _when(state: str, word: str, content: str) -> SafeString:
    if not (word or content.strip()):
        return SafeString("")
    mark = format_html('<span class="state state--{}">{}</span>', state, word) if word else ""
    return format_html(WHEN, mark, SafeString(content))


@register.inclusion_tag("web/parts/ladder.html", takes_context=True)
def ladder(context: Context, steps: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Who knows that it is late: each step one higher, the one who must act is lit."""
    return {"steps": [{"reached": True, **step} for step in steps], "today": _today(context)}


@register.simple_tag
def facade(*, kept: int = 0, moved: int = 0, late: int = 0, open: int = 0) -> SafeString:  # noqa: A002 - a word of the glossary
    """House fronts with one window for each promise, with the key beside them."""
    return _facade(get_language() or "", kept=kept, moved=moved, late=late, open=open)


@lru_cache(maxsize=200)  # of a quarter that is over it stays the same for everybody who looks
def _facade(language: str, **counts: int) -> SafeString:
    said = {"street": drawings.street_of(counts), "total": sum(counts.values()), **counts}
    with override(language):
        return render_to_string("web/parts/facade.html", said)
