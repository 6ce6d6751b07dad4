"""Days, hours and small numbers in words, the way people say them."""

import datetime as dt
from functools import lru_cache

from django.utils.dateformat import format as date_in_format, time_format
from django.utils.translation import (
    get_language,
    gettext,
    gettext_lazy,
    ngettext,
    override,
    pgettext,
    pgettext_lazy,
)

from tussenruimte.kit import clock

NUMBERS = (
    pgettext_lazy("number", "none"),
    pgettext_lazy("number", "one"),
    pgettext_lazy("number", "two"),
    pgettext_lazy("number", "three"),
    pgettext_lazy("number", "four"),
    pgettext_lazy("number", "five"),
    pgettext_lazy("number", "six"),
    pgettext_lazy("number", "seven"),
    pgettext_lazy("number", "eight"),
    pgettext_lazy("number", "nine"),
    pgettext_lazy("number", "ten"),
    pgettext_lazy("number", "eleven"),
    pgettext_lazy("number", "twelve"),
    pgettext_lazy("number", "thirteen"),
    pgettext_lazy("number", "fourteen"),
    pgettext_lazy("number", "fifteen"),
    pgettext_lazy("number", "sixteen"),
    pgettext_lazy("number", "seventeen"),
    pgettext_lazy("number", "eighteen"),
    pgettext_lazy("number", "nineteen"),
    pgettext_lazy("number", "twenty"),
)

NEAR = {-1: gettext_lazy("yesterday"), 0: gettext_lazy("today"), 1: gettext_lazy("tomorrow")}


def as_day(when: dt.date | dt.datetime) -> dt.date:
    """The day on the calendar: a moment becomes the day in the Netherlands."""
    return clock.day(when) if isinstance(when, dt.datetime) else when


def _near(day: dt.date, today: dt.date) -> str | None:
    word = NEAR.get((day - today).days)
    return None if word is None else str(word)


def _calendar(day: dt.date, today: dt.date, plain: str) -> str:
    words = plain if day.year == today.year else f"{plain} Y"
    return _written(day, words, get_language() or "")


@lru_cache(maxsize=2_000)  # the same few days stand on every page of a day
def _written(day: dt.date, words: str, language: str) -> str:
    with override(language):
        return date_in_format(day, words)


def day_in_words(when: dt.date | dt.datetime, today: dt.date) -> str:
    """Today, tomorrow, yesterday, or the weekday and date; with the year when it is another."""
    day = as_day(when)
    return _near(day, today) or _calendar(day, today, "l j F")


def on_day_in_words(when: dt.date | dt.datetime, today: dt.date) -> str:
    """The same, as it stands in a sentence: "on Wednesday 4 March", but "today"."""
    day = as_day(when)
    return _near(day, today) or gettext("on %(day)s") % {"day": _calendar(day, today, "l j F")}


def day_in_short(when: dt.date | dt.datetime, today: dt.date) -> str:
    """Day and month, where there is little room."""
    return _calendar(as_day(when), today, pgettext("format of a short day", "j M"))


def late_in_words(due: dt.date, today: dt.date) -> str:
    """How late, in words; nothing when it is not late."""
    days = (today - due).days
    if days <= 0:
        return ""
    return ngettext("%(number)s day late", "%(number)s days late", days) % {
        "number": number_in_words(days)
    }


def number_in_words(number: int) -> str:
    """Words up to twenty, figures from there."""
    return str(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


def _time(when: dt.datetime | dt.time) -> dt.time:
    return when.astimezone(clock.AMSTERDAM).time() if isinstance(when, dt.datetime) else when


def hour_in_figures(when: dt.datetime | dt.time) -> str:
    """The time as it stands in a list."""
    return time_format(_time(when), pgettext("format of a time", "H:i"))


def hour_in_words(when: dt.datetime | dt.time) -> str:
    """The time as it stands in a sentence."""
    time = _time(when)
    if time.minute == 0:
        return pgettext("time in a sentence", "%(hour)s:00") % {"hour": time.hour}
    return pgettext("time in a sentence", "%(time)s") % {"time": hour_in_figures(when)}
