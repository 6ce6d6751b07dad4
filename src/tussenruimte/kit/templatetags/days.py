"""Days, hours and small numbers in words, the way people say them."""

import datetime as dt

from django.utils.dateformat import format as date_in_format, time_format
from django.utils.translation import gettext, gettext_lazy as _, ngettext, pgettext

from tussenruimte.kit import clock

NUMBERS = (
    _("none"),
    _("one"),
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
    _("ten"),
    _("eleven"),
    _("twelve"),
    _("thirteen"),
    _("fourteen"),
    _("fifteen"),
    _("sixteen"),
    _("seventeen"),
    _("eighteen"),
    _("nineteen"),
    _("twenty"),
)


def as_day(when: dt.date | dt.datetime) -> dt.date:
    """The day on the calendar: a moment becomes the day in the Netherlands."""
    return clock.day(when) if isinstance(when, dt.datetime) else when


def _near(day: dt.date, today: dt.date) -> str | None:
    return {
        -1: gettext("yesterday"),
        0: gettext("today"),
        1: gettext("tomorrow"),
    }.get((day - today).days)


def _calendar(day: dt.date, today: dt.date, plain: str) -> str:
    return date_in_format(day, plain if day.year == today.year else f"{plain} Y")


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
