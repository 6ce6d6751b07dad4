"""Who looked at what, merged per day: what others saw of me, and what I saw of others."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise

from tussenruimte.kit import clock
from tussenruimte.matters.models import Ground, Matter
from tussenruimte.matters.reads import not_told_yet
from tussenruimte.members.models import Actor, Person
from tussenruimte.record.models import Reading

AT_ONCE = dt.timedelta(days=31)

Row = tuple[dt.datetime, str, str, str]  # at, reader, matter, ground


@dataclass
class Look:
    """Somebody looked at something on a day, this many times, on these grounds."""

    who: Actor | None
    what: Matter | None
    times: int = 0
    grounds: list[str | Promise] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """Looks by day, newest first; and the day up to which there is more."""

    days: dict[dt.date, list[Look]]
    older: dt.date | None

    @property
    def lookers(self) -> list[Actor]:
        """Whoever looked, each once."""
        looks = (look for day in self.days.values() for look in day)
        return list({look.who.code: look.who for look in looks if look.who}.values())


def of_me(person: Person, until: dt.date) -> Seen:
    """What others saw of what is about me, in the month up to a day."""
    rows = Matter.objects.filter(person=person).select_related("person__actor")
    matters = {matter.code: matter for matter in rows}
    readings = _in(person).filter(matter__in=matters).exclude(not_told_yet())
    found = _month(readings, until)
    names = _names({reader for _at, reader, _matter, _ground in found})
    return Seen(_by_day(found, names, matters), _older(readings, until))


def by_me(person: Person, until: dt.date) -> Seen:
    """What I saw of what is about others."""
    readings = _in(person).filter(reader=person.code)
    found = _month(readings, until)
    codes = {matter for _at, _reader, matter, _ground in found}
    rows = Matter.objects.filter(cooperative=person.cooperative_id, code__in=codes)
    matters = {matter.code: matter for matter in rows.select_related("person__actor")}
    return Seen(_by_day(found, {}, matters), _older(readings, until))


def _in(person: Person) -> "QuerySet[Reading]":
    return Reading.objects.filter(cooperative_id=person.cooperative_id)


def _month(readings: "QuerySet[Reading]", until: dt.date) -> list[Row]:
    """The readings of the month that ends with this day, newest first."""
    end = until + dt.timedelta(1)
    since, before = clock.midnight(end - AT_ONCE), clock.midnight(end)
    rows = readings.filter(at__gte=since, at__lt=before).order_by("-at", "-pk")
    return list(rows.values_list("at", "reader", "matter", "ground"))


def _older(readings: "QuerySet[Reading]", until: dt.date) -> dt.date | None:
    """The last day before that month on which there was a reading."""
    since = clock.midnight(until + dt.timedelta(1) - AT_ONCE)
    last = readings.filter(at__lt=since).order_by("-at").values_list("at", flat=True).first()
    return clock.day(last) if last else None


def _by_day(
    rows: list[Row], names: dict[str, Actor], matters: dict[str, Matter]
) -> dict[dt.date, list[Look]]:
    labels = dict(Ground.choices)
    days: dict[dt.date, dict[tuple[str, str], Look]] = {}
    for at, reader, matter, ground in rows:
        looks = days.setdefault(clock.day(at), {})
        look = looks.setdefault((reader, matter), Look(names.get(reader), matters.get(matter)))
        look.times += 1
        if (label := labels.get(ground)) and label not in look.grounds:
            look.grounds.append(label)
    return {day: list(looks.values()) for day, looks in days.items()}


def _names(codes: Iterable[str]) -> dict[str, Actor]:
    return {actor.code: actor for actor in Actor.objects.filter(code__in=codes)}
