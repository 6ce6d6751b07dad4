"""What letters about members' meetings say: days and hours. Never a reason, a place or a title."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from tussenruimte.decisions.models import Demand, Meeting
from tussenruimte.kit import clock
from tussenruimte.post.kinds import Letter, register
from tussenruimte.post.models import Dispatch

Says = Callable[[Any], list[str]]


def _moment(row: Meeting) -> dict[str, str]:
    begins = row.begins_at.astimezone(clock.AMSTERDAM)
    return {"day": date_format(begins, "l j F"), "hour": time_format(begins, "H:i")}


def _invited(row: Meeting) -> list[str]:
    if not row.is_to_come:
        return []
    return [
        _("The members meet on %(day)s at %(hour)s. You are invited.") % _moment(row),
        _("On the page stand the place, the agenda and how you vote early."),
    ]


def _moved(row: Meeting) -> list[str]:
    if not row.is_to_come:
        return []
    return [
        _("The members' meeting has moved. It is on %(day)s at %(hour)s.") % _moment(row),
        _("On the page stand the place and the reason."),
    ]


def _cancelled(row: Meeting) -> list[str]:
    if row.cancelled_at is None:
        return []
    return [
        _("The members' meeting of %(day)s was called off.") % _moment(row),
        _("On the page stands the reason."),
    ]


def _reached(row: Demand) -> list[str]:
    if row.promise is None:
        return [_("Enough members ask for a members' meeting.")]
    return [
        _("Enough members ask for a members' meeting."),
        _("The board calls them together, at the latest on %(day)s.")
        % {"day": date_format(row.promise.due, "l j F")},
    ]


def _free(row: Demand) -> list[str]:
    if row.freed_at is None:
        return []
    return [
        _("You asked for a members' meeting, and the board invited nobody yet."),
        _("Now you may call the members together yourselves."),
    ]


MEETINGS: dict[str, Says] = {
    "meeting": _invited,
    "meeting-moved": _moved,
    "meeting-cancelled": _cancelled,
}
DEMANDS: dict[str, Says] = {"demand-reached": _reached, "demand-free": _free}


def letters(
    name: str, messages: Sequence[Dispatch], _aloud_to: Collection[int]
) -> Mapping[str, Letter]:
    """The letters of one kind, by code of the message; without those that things overtook."""
    is_demand = name in DEMANDS
    rows: Any = Demand.objects.whole() if is_demand else Meeting.objects.whole()
    rows = rows.filter(cooperative=messages[0].cooperative_id, code__in={m.about for m in messages})
    about, found = {row.code: row for row in rows}, {}
    page = "decisions:demand" if is_demand else "decisions:meeting"
    for message in messages:
        row = about.get(message.about)
        sentences = (MEETINGS | DEMANDS)[name](row) if row else []
        if row and sentences:
            url = settings.PUBLIC_URL + reverse(page, args=[row.cooperative.slug, row.code])
            text = "\n\n".join([*sentences, _("Read on here: %(url)s") % {"url": url}])
            found[message.code] = Letter(
                subject=_("About the members' meeting"), text=text, spoken=tuple(sentences)
            )
    return found


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    for name in MEETINGS | DEMANDS:
        register(f"decisions.{name}", together=partial(letters, name))
