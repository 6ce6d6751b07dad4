"""Questions about who."""

import datetime as dt

from django.db import connection
from django.db.models import Func, Q, Subquery, TextField, Value
from django.db.models.functions import Cast

from tussenruimte.members.models import (
    Absence,
    Actor,
    ActsFor,
    Circle,
    Cooperative,
    Duty,
    Kind,
    Login,
    Person,
    Seat,
    User,
)


def cooperative_called(slug: str) -> Cooperative | None:
    """The cooperative with this short name in addresses."""
    return Cooperative.objects.filter(slug=slug).first()


def enter(slug: str) -> Cooperative | None:
    """The cooperative at this address; PostgreSQL hears in the same question where we are."""
    rows = Cooperative.objects.filter(slug=slug)
    if connection.vendor == "postgresql":
        told = (Value("app.coop"), Cast("pk", TextField()), Value(False))
        rows = rows.annotate(told=Func(*told, function="set_config", output_field=TextField()))
    return rows.first()


def person_of_login(
    cooperative: Cooperative, user: User, on: dt.date
) -> tuple[Person | None, list[int]]:
    """Who this log-in is in this cooperative, if anybody, and for which actors they act today."""
    rows = ActsFor.objects.current(on).filter(
        cooperative=cooperative, person__user=user, person__forgotten_at=None
    )
    found = list(rows.select_related("person__actor"))
    return (found[0].person, [row.actor_id for row in found]) if found else (None, [])


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
    away = absence_on(person, day)
    if away is not None:
        return away.stand_in
    return person


def absence_on(person: Person, day: dt.date) -> Absence | None:
    """The absence that holds on this day: with a stand-in who said yes."""
    rows = Absence.objects.filter(
        cooperative=person.cooperative_id,
        person=person,
        said_yes=True,
        since__lte=day,
        until__gte=day,
    )
    return rows.select_related("stand_in__actor").order_by("-since").first()


def stand_in_questions(person: Person) -> list[Absence]:
    """Who asks this person to stand in for them and has no answer yet."""
    rows = Absence.objects.filter(cooperative=person.cooperative_id, stand_in=person, said_yes=None)
    return list(rows.select_related("person__actor").order_by("asked_at"))


def people_who_may_hold(cooperative: Cooperative) -> list[Person]:
    """Everybody who may hold on to a need."""
    rows = Person.objects.named().filter(cooperative=cooperative, standing__isnull=False)
    return list(rows.order_by("actor__name"))


def people_called(cooperative: Cooperative, words: str, limit: int = 20) -> list[Person]:
    """People whose name has these words in it."""
    rows = Person.objects.named().filter(
        cooperative=cooperative, actor__name__icontains=words, forgotten_at=None
    )
    return list(rows.order_by("actor__name")[:limit])


def promisers(cooperative: Cooperative) -> list[Actor]:
    """Seats, organisations and people who may hold: those one can promise to or ask from, by name."""
    rows = Actor.objects.filter(cooperative=cooperative).filter(
        Q(kind__in=[Kind.SEAT, Kind.ORGANISATION]) | Q(person__standing__isnull=False)
    )
    return list(rows.order_by("name"))


def seats(cooperative: Cooperative) -> list[Seat]:
    """All seats by name, with who stands in."""
    rows = Seat.objects.filter(cooperative=cooperative)
    return list(
        rows.select_related("actor", "organisation__actor", "stand_in__actor").order_by(
            "actor__name"
        )
    )


def work_area(cooperative: Cooperative) -> Circle | None:
    """The work area of the cooperative; its first one, until there are more."""
    rows = Circle.objects.filter(cooperative=cooperative, sort=Circle.Sort.AREA)
    return rows.select_related("actor").order_by("pk").first()


def everywhere() -> list[Cooperative]:
    """All cooperatives of this installation; the clock walks them one by one."""
    return list(Cooperative.objects.order_by("pk"))


def cast_of(cooperative: Cooperative, language: str) -> list[tuple[Person, str]]:
    """Whom one can be in the demo, in its order, with who they are in a sentence.

    The sentences stand in the settings of a made-up cooperative: `{"demo": {"cast": [{"person":
    CODE, "nl": …, "en": …}], "card": {"code": …, "word": …}}}`.
    """
    rows = cooperative.setting("demo", {}).get("cast", [])
    people = Person.objects.named().select_related("user").filter(cooperative=cooperative)
    known = {
        p.code: p for p in people.filter(code__in=[r["person"] for r in rows], user__isnull=False)
    }
    return [(known[r["person"]], r[language]) for r in rows if r["person"] in known]
