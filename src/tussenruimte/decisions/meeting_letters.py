"""What letters about members' meetings say: days and hours. Never a reason, a place or a title."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_noop

from tussenruimte.decisions.models import Demand, Meeting
from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import hour_in_words
from tussenruimte.post.kinds import register
from tussenruimte.post.sentences import Says, Sentences, page_of


def _moment(row: Meeting) -> dict[str, str]:
    begins = row.begins_at.astimezone(clock.AMSTERDAM)
    return {"day": date_format(begins, "l j F"), "hour": hour_in_words(begins)}


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
SUBJECT = gettext_noop("About the members' meeting")


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    for name, says in MEETINGS.items():
        kind = Sentences(Meeting.objects.whole, says, page_of("decisions:meeting"), SUBJECT)
        register(f"decisions.{name}", together=kind.letters)
    for name, says in DEMANDS.items():
        kind = Sentences(Demand.objects.whole, says, page_of("decisions:demand"), SUBJECT)
        register(f"decisions.{name}", together=kind.letters)
