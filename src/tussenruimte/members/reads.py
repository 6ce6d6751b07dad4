"""Questions about who."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import Func, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _

from tussenruimte.kit.questions import Places, Question
from tussenruimte.kit.tenancy import was_told
from tussenruimte.members.acting import MAY_HOLD, OF_MEMBER
from tussenruimte.members.models import (
    Absence,
    Actor,
    ActsFor,
    Circle,
    Cooperative,
    Duty,
    DutyOffer,
    Kind,
    Login,
    Member,
    Person,
    Seat,
    Standing,
    Tenure,
    User,
)
from tussenruimte.methods.names import as_name


def cooperative_called(slug: str) -> Cooperative | None:
    """The cooperative with this short name in addresses."""
    return Cooperative.objects.filter(slug=slug).first()


def enter(slug: str) -> Cooperative | None:
    """The cooperative at this address; PostgreSQL hears in the same question where we are."""
    found: Cooperative | None = AT_ADDRESS.first(slug=slug)
    if found is not None:
        was_told(found.pk)
    return found


def _at_address(given: Places) -> QuerySet[Cooperative]:
    rows = Cooperative.objects.filter(slug=given.text("slug"))
    if connection.vendor == "postgresql":
        told = (Value("app.coop"), Cast("pk", TextField()), Value(False))
        rows = rows.annotate(told=Func(*told, function="set_config", output_field=TextField()))
    return rows


AT_ADDRESS = Question(_at_address)


def person_of_login(
    cooperative: Cooperative, user: User, on: dt.date
) -> tuple[Person | None, list[int]]:
    """Who this log-in is in this cooperative, if anybody, and for which actors they act today."""
    found: list[ActsFor] = OF_LOGIN.all(cooperative=cooperative.pk, user=user.pk, on=on)
    if not found:
        return None, []
    person = found[0].person
    person.cooperative = cooperative  # so that nobody asks for it again
    person.answers_for_others = any(getattr(row, "for_others", False) for row in found)
    person.lets_in = any(getattr(row, "lets_in", False) for row in found)
    person.is_member = any(getattr(row, "of_member", False) for row in found)
    return person, [row.actor_id for row in found]


OF_LOGIN = Question(
    lambda given: (
        ActsFor.objects.current(given.day("on"))
        .filter(
            cooperative=given.key("cooperative"),
            person__user=given.key("user"),
            person__forgotten_at=None,
        )
        .select_related("person__actor")
        .annotate(
            for_others=Q(actor__kind=Kind.SEAT) | MAY_HOLD,
            lets_in=Q(actor__circle__sort=Circle.Sort.BOARD) | MAY_HOLD,
            of_member=OF_MEMBER,
        )
    )
)


def log_in_with(address: str) -> User | None:
    """The log-in of whoever has this mailbox."""
    return User.objects.filter(email=address.lower(), is_active=True).first() if address else None


def cooperatives_of(user: User) -> list[Cooperative]:
    """Where this log-in is somebody."""
    ids = Login.objects.filter(user=user).values("in_cooperative")
    return list(Cooperative.objects.filter(pk__in=Subquery(ids)))


def actors_of(person: Person, on: dt.date) -> list[int]:
    """For whom this person acts today: themselves, their seats, their circles."""
    rows = ActsFor.objects.current(on).filter(cooperative=person.cooperative_id, person=person)
    return list(rows.values_list("actor_id", flat=True))


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


def people_called(cooperative: Cooperative, words: str, limit: int = 20) -> list[Person]:
    """People whose name has these words in it."""
    if words and not as_name(words):
        return []
    rows = Person.objects.named().filter(
        cooperative=cooperative, actor__name__icontains=words, forgotten_at=None
    )
    return list(rows.order_by("actor__name")[:limit])


def people_named(cooperative: Cooperative, name: str) -> list[Person]:
    """People with exactly this name, capitals aside."""
    name = as_name(name)
    if not name:
        return []
    rows = Person.objects.named().filter(
        cooperative=cooperative, actor__name__iexact=name, forgotten_at=None
    )
    return list(rows.order_by("pk")[:8])


def promisers(cooperative: Cooperative) -> list[Actor]:
    """Seats, organisations and people who may hold: those one can promise to or ask from, by name."""
    rows = Actor.objects.filter(cooperative=cooperative).filter(
        Q(kind__in=[Kind.SEAT, Kind.ORGANISATION])
        | Q(person__standing__isnull=False, person__forgotten_at=None)
    )
    return list(rows.exclude(seat__abolished_on__isnull=False).order_by("name"))


def seats(cooperative: Cooperative) -> list[Seat]:
    """All seats that are there by name, with who stands in."""
    rows = Seat.objects.filter(cooperative=cooperative, abolished_on=None)
    return list(
        rows.select_related("actor", "organisation__actor", "stand_in__actor").order_by(
            "actor__name"
        )
    )


def work_area(cooperative: Cooperative) -> Circle | None:
    """The work area of the cooperative; its first one, until there are more."""
    rows = Circle.objects.filter(cooperative=cooperative, sort=Circle.Sort.AREA)
    return rows.select_related("actor").order_by("pk").first()


def table_of(cooperative: Cooperative, today: dt.date) -> dt.date | None:
    """The day of the next table of the work area, when one is planned."""
    rows = Circle.objects.filter(cooperative=cooperative, sort=Circle.Sort.AREA)
    return (
        rows.filter(next_table_on__gte=today)
        .order_by("next_table_on")
        .values_list("next_table_on", flat=True)
        .first()
    )


def everywhere() -> list[Cooperative]:
    """All cooperatives of this installation; the clock walks them one by one."""
    return list(Cooperative.objects.order_by("pk"))


def cast_of(cooperative: Cooperative, today: dt.date) -> list[tuple[Person, str]]:
    """Whom one can be in the demo: everybody with a log-in, and as what they take part."""
    rows = (
        Person.objects.named()
        .select_related("user", "standing")
        .filter(cooperative=cooperative, user__isnull=False, forgotten_at=None)
    )
    seats = _names_by_person(
        Tenure.objects.filter(cooperative=cooperative, until=None), "seat__actor__name"
    )
    sorts = dict(
        Member.objects.filter(cooperative=cooperative, until=None).values_list("actor", "sort")
    )
    duty = on_duty(cooperative, today)
    cast = []
    for person in rows.order_by("actor__name"):
        parts = seats.get(person.pk, [])
        if person.pk in sorts and not parts:
            parts = [str(Member.Sort(sorts[person.pk]).label)]
        if duty is not None and duty.pk == person.pk:
            parts.append(_("has the duty"))
        elif hasattr(person, "standing"):
            parts.append(_("holds on to questions"))
        cast.append((person, ", ".join(parts) or _("takes part")))
    return _as_told(cooperative, cast)


def _as_told(cooperative: Cooperative, cast: list[tuple[Person, str]]) -> list[tuple[Person, str]]:
    """A made-up cooperative may say in its settings who one can be, in its own order and words."""
    rows = cooperative.setting("demo", {}).get("cast", [])
    if not rows:
        return cast
    known = {person.code: (person, who) for person, who in cast}
    language = get_language() or "nl"
    return [
        (known[row["person"]][0], row.get(language) or known[row["person"]][1])
        for row in rows
        if row["person"] in known
    ]


def card_of_demo(cooperative: Cooperative) -> dict[str, str]:
    """Code and own word of a card to look with, in a made-up cooperative."""
    card: dict[str, str] = cooperative.setting("demo", {}).get("card", {})
    return card


def _names_by_person(tenures: "QuerySet[Tenure]", name: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for person, said in tenures.order_by("since").values_list("person", name):
        found.setdefault(person, []).append(said)
    return found
