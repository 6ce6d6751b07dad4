"""Who has the duty on which day, who is away, and who may hold on to questions."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.members.models import (
    Absence,
    Cooperative,
    Duty,
    DutyOffer,
    Person,
    Standing,
)


def duty_on(cooperative: Cooperative, day: dt.date) -> Duty | None:
    """Who takes in what comes on this day; the latest promise of two."""
    rows = Duty.objects.filter(cooperative=cooperative, since__lte=day, until__gte=day)
    return (
        rows.select_related("person__person__actor", "stand_in__person__actor")
        .order_by("-since", "-pk")
        .first()
    )


def on_duty(cooperative: Cooperative, day: dt.date) -> Person | None:
    """The person who holds what comes in today: whoever has the duty, or their stand-in while away."""
    duty = duty_on(cooperative, day)
    if duty is None:
        return None
    person = duty.person.person
    seen: set[int] = set()
    while (away := absence_on(person, day)) and person.pk not in seen:
        seen.add(person.pk)  # whoever stands in may be away too
        person = away.stand_in
    return person


@dataclass(frozen=True, slots=True)
class Turn:
    """Days on end with the same person on duty, or with nobody."""

    since: dt.date
    until: dt.date
    duty: Duty | None
    stand_in: Person | None = None


def turns(cooperative_id: int, since: dt.date, until: dt.date) -> list[Turn]:
    """Who has the duty on each of these days, days on end taken together."""
    rows = Duty.objects.filter(cooperative=cooperative_id, since__lte=until, until__gte=since)
    duties = list(rows.select_related("person__person__actor").order_by("since", "pk"))
    absences = _absences(cooperative_id, since, until)
    found: list[Turn] = []
    for n in range((until - since).days + 1):
        day = since + dt.timedelta(days=n)
        duty = next((d for d in reversed(duties) if d.since <= day <= d.until), None)
        stand_in = _stands_in(absences, duty, day)
        last = found[-1] if found else None
        if last and (last.duty, last.stand_in) == (duty, stand_in):
            found[-1] = replace(last, until=day)
        else:
            found.append(Turn(day, day, duty, stand_in))
    return found


def _absences(cooperative_id: int, since: dt.date, until: dt.date) -> list[Absence]:
    rows = Absence.objects.filter(
        cooperative=cooperative_id, said_yes=True, since__lte=until, until__gte=since
    )
    return list(rows.select_related("stand_in__actor").order_by("-since"))


def _stands_in(absences: list[Absence], duty: Duty | None, day: dt.date) -> Person | None:
    away = {a.person_id: a for a in reversed(absences) if a.covers(day)}  # the latest of two counts
    found, seen, who = None, set[int](), duty.person_id if duty else 0
    while who in away and who not in seen:
        seen.add(who)  # whoever stands in may be away too
        found = away[who].stand_in
        who = found.pk
    return None if duty is None or who == duty.person_id else found


def free_days(cooperative_id: int, since: dt.date, until: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Days in this time on which nobody has the duty."""
    if since > until:
        return []
    return [(t.since, t.until) for t in turns(cooperative_id, since, until) if t.duty is None]


WEEKS_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday, or from today, with who has the duty on which days."""

    monday: dt.date
    since: dt.date
    until: dt.date
    turns: list[Turn]

    @property
    def is_free(self) -> bool:
        """Whether there are days on which nobody has the duty."""
        return any(turn.duty is None for turn in self.turns)

    @property
    def title(self) -> str:
        """From when to when."""
        if self.since == self.until:
            return date_format(self.since, "j F")
        return _("%(since)s to %(until)s") % {
            "since": date_format(self.since, "j F"),
            "until": date_format(self.until, "j F"),
        }


def weeks(cooperative: Cooperative, today: dt.date) -> list[Week]:
    """This week and those after it."""
    first = today - dt.timedelta(days=today.weekday())
    last = first + dt.timedelta(days=7 * WEEKS_AHEAD - 1)
    days = turns(cooperative.pk, today, last)
    found = []
    for n in range(WEEKS_AHEAD):
        monday = first + dt.timedelta(days=7 * n)
        since, until = max(monday, today), sunday_of(monday)
        cut = [
            replace(turn, since=max(turn.since, since), until=min(turn.until, until))
            for turn in days
            if turn.since <= until and turn.until >= since
        ]
        found.append(Week(monday, since, until, cut))
    return found


def sunday_of(day: dt.date) -> dt.date:
    """The last day of the week of this day."""
    return day + dt.timedelta(days=6 - day.weekday())


def may_hold(person: Person) -> bool:
    """Whether this person may hold on to what somebody needs."""
    return Standing.objects.filter(person=person, person__forgotten_at=None).exists()


def who_may_hold_besides(person: Person) -> list[Person]:
    """Everybody else who may hold on to a need."""
    return [p for p in people_who_may_hold(person.cooperative) if p.pk != person.pk]


def duty_offers_of(person: Person, today: dt.date) -> list[DutyOffer]:
    """Days of somebody's duty that are offered by them or to them, and wait for an answer."""
    rows = DutyOffer.objects.filter(
        Q(taker=person.pk) | Q(duty__person=person.pk),
        cooperative=person.cooperative_id,
        answered_at=None,
        until__gte=today,
    )
    return list(
        rows.select_related("duty__person__person__actor", "taker__person__actor").order_by("since")
    )


def absences_of(person: Person, today: dt.date) -> list[Absence]:
    """When this person is away, now or later, and who was asked to stand in."""
    rows = Absence.objects.filter(
        cooperative=person.cooperative_id, person=person, until__gte=today
    )
    return list(rows.select_related("stand_in__actor").order_by("since", "asked_at"))


def absence_on(person: Person, day: dt.date) -> Absence | None:
    """The absence that holds on this day: with a stand-in who said yes."""
    rows = Absence.objects.current(day).filter(cooperative=person.cooperative_id, person=person)
    return rows.select_related("stand_in__actor").order_by("-since").first()


def stand_in_questions(person: Person) -> list[Absence]:
    """Who asks this person to stand in for them and has no answer yet."""
    rows = Absence.objects.filter(cooperative=person.cooperative_id, stand_in=person, said_yes=None)
    return list(rows.select_related("person__actor").order_by("asked_at"))


def people_who_may_hold(cooperative: Cooperative) -> list[Person]:
    """Everybody who may hold on to a need; who left the cooperative is not asked any more."""
    rows = Person.objects.named().filter(
        cooperative=cooperative, standing__isnull=False, forgotten_at=None
    )
    rows = rows.exclude(actor__member__until__isnull=False)
    return list(rows.order_by("actor__name"))
