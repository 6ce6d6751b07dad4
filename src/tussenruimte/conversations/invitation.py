"""The invitation for a calendar: when it is, and nothing that somebody said.

A title in a calendar is read over shoulders and by other programs, so it says "conversation" only.
Where and about what stands on the page that the invitation points to.
"""

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.members.clocks import term

if TYPE_CHECKING:
    from icalendar import Event

# The rule of today in a few lines; the library would list every change of clocks since 1970.
HERE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def invitation(conversation: Conversation, *, url: str, at: dt.datetime) -> bytes:
    """An iCalendar file. A later one replaces an earlier one: same UID, higher SEQUENCE."""
    from icalendar import Calendar, Timezone  # noqa: PLC0415 - heavy, and not for most pages

    calendar = Calendar()
    calendar.add("prodid", "-//Tussenruimte//NL")
    calendar.add("version", "2.0")
    calendar.add_component(Timezone.from_ical(HERE))
    event = _event(conversation, at)
    event.add("uid", f"{conversation.code}@{urlsplit(url).hostname}")
    event.add("url", url)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(conversation: Conversation, at: dt.datetime) -> "Event":
    from icalendar import Event, vCalAddress  # noqa: PLC0415 - as above

    cooperative = conversation.cooperative
    assert conversation.planned_at is not None  # noqa: S101 - the page asks for a planned one
    begin = on_the_wall(conversation.planned_at)
    minutes = dt.timedelta(minutes=term(cooperative, "conversation_minutes"))
    event = Event()
    event.add("summary", _("Conversation"))
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("dtstart", begin)
    event.add("duration", minutes)
    event.add("sequence", max(conversation.invitation - 1, 0))
    event.add("class", "PRIVATE")
    is_off = conversation.stage == Stage.NOT_HELD
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if cooperative.email:
        organizer = vCalAddress(f"mailto:{cooperative.email}")
        organizer.params["CN"] = cooperative.name
        event["organizer"] = organizer
    return event


def on_the_wall(moment: dt.datetime) -> dt.datetime:
    """As clocks show it here; but the second of two equal hours in October only UTC can name."""
    here = moment.astimezone(AMSTERDAM)
    return moment.astimezone(dt.UTC) if here.fold else here
