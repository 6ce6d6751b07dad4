"""What time it is, asked in one place so that everything else is told."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """This moment, in UTC."""
    return timezone.now()


def day(at: dt.datetime) -> dt.date:
    """The date on the calendar in the Netherlands at this moment."""
    return at.astimezone(AMSTERDAM).date()


def today() -> dt.date:
    """The date on the calendar in the Netherlands now."""
    return day(now())


def midnight(date: dt.date) -> dt.datetime:
    """The moment at which this date begins in the Netherlands."""
    return dt.datetime.combine(date, dt.time(), AMSTERDAM)
