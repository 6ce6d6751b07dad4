"""What is on as an iCalendar file, for the calendar that somebody has already."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tussenruimte.agenda.models import Posting
from tussenruimte.conversations.invitation import HERE, on_the_wall
from tussenruimte.decisions.models import Meeting
from tussenruimte.members.models import Cooperative

if TYPE_CHECKING:
    from icalendar import Event


def calendar_of(
    cooperative: Cooperative, rows: Iterable[Posting], meetings: Iterable[Meeting] = ()
) -> bytes:
    """Everything that is on, with the name of the cooperative above it."""
    from icalendar import Calendar, Timezone  # noqa: PLC0415 - heavy, and not for most pages

    calendar = Calendar()
    calendar.add("prodid", "-//Tussenruimte//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", cooperative.name)
    calendar.add_component(Timezone.from_ical(HERE))
    for posting in rows:
        calendar.add_component(_event(posting))
    for meeting in meetings:
        calendar.add_component(_event_of_meeting(meeting))
    return bytes(calendar.to_ical())


def page_of(posting: Posting) -> str:
    """The whole address of its page."""
    path = reverse("agenda:posting", args=[posting.cooperative.slug, posting.code])
    return settings.PUBLIC_URL + path


def _event(posting: Posting) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as above

    assert posting.begins_at is not None  # noqa: S101 - only what is on comes here
    event = Event()
    event.add("uid", f"{posting.code}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("summary", posting.title_now)
    event.add("dtstamp", posting.placed_at.astimezone(dt.UTC))
    event.add("dtstart", on_the_wall(posting.begins_at))
    if posting.ends_at:
        event.add("dtend", on_the_wall(posting.ends_at))
    for name, text in (("location", posting.place_now), ("description", posting.words_now)):
        if text:
            event.add(name, text)
    event.add("url", page_of(posting))
    return event


def _event_of_meeting(meeting: Meeting) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as above

    assert meeting.convened_at is not None  # noqa: S101 - only to what members are invited
    event = Event()
    event.add("uid", f"{meeting.code}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("summary", _("Members' meeting"))
    event.add("dtstamp", meeting.convened_at.astimezone(dt.UTC))
    event.add("dtstart", on_the_wall(meeting.begins_at))
    event.add("location", meeting.place)
    path = reverse("decisions:meeting", args=[meeting.cooperative.slug, meeting.code])
    event.add("url", settings.PUBLIC_URL + path)
    return event
