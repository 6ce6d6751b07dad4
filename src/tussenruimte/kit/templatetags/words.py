"""Filters: days, hours, numbers and names as people say them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags import days, doors
from tussenruimte.methods import initials as methods, phone as phone_numbers

register = template.Library()


@register.filter
def day(when: dt.date | dt.datetime | None, today: dt.date | None = None) -> str:
    """Today, tomorrow, yesterday, or "Wednesday 4 March"."""
    return days.day_in_words(when, today or clock.today()) if when else ""


@register.filter
def on_day(when: dt.date | dt.datetime | None, today: dt.date | None = None) -> str:
    """The same inside a sentence: "on Wednesday 4 March", but "today"."""
    return days.on_day_in_words(when, today or clock.today()) if when else ""


@register.filter
def day_short(when: dt.date | dt.datetime | None, today: dt.date | None = None) -> str:
    """Day and month where there is little room: "4 Mar"."""
    return days.day_in_short(when, today or clock.today()) if when else ""


@register.filter
def days_late(due: dt.date | None, today: dt.date | None = None) -> str:
    """How late, in words: "nine days late"; nothing when it is not."""
    return days.late_in_words(due, today or clock.today()) if due else ""


@register.filter
def hour(when: dt.datetime | dt.time | None) -> str:
    """The time as it stands in a list."""
    return days.hour_in_figures(when) if when else ""


@register.filter
def oclock(when: dt.datetime | dt.time | None) -> str:
    """The time as it stands in a sentence."""
    return days.hour_in_words(when) if when else ""


@register.filter
def in_words(number: int) -> str:
    """A number in words, up to twenty."""
    return days.number_in_words(number)


@register.filter
def first_name(actor: Any) -> str:
    """What to call somebody inside a sentence; a seat, circle or organisation has no first name."""
    kind, name = getattr(actor, "kind", "person"), doors.name_of(actor)
    if kind == "seat":  # a word, not a name: "bel wethouder sociaal"
        return name[:1].lower() + name[1:]
    if kind != "person":
        return name
    return str(getattr(actor, "first_name", "") or methods.first_name(doors.name_of(actor)))


@register.filter
def first_names(actors: Iterable[Any]) -> str:
    """What to call them together: "Amina, Sjaan and Idris"."""
    names = [first_name(actor) for actor in actors]
    if len(names) < 2:  # noqa: PLR2004 - nobody, or one
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


@register.filter
def initials(actor: Any) -> str:
    """The two letters on a door."""
    return methods.initials(doors.name_of(actor))


@register.filter
def tel(text: str) -> str:
    """The address that dials the number in a text; nothing without one."""
    return phone_numbers.tel(text or "")


@register.filter
def phone(text: str) -> str:
    """A phone number grouped for reading."""
    return phone_numbers.tidy(text or "")
