"""Where somebody comes in, and who they are there."""

import datetime as dt

from django.db import connection
from django.db.models import Func, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

from tussenruimte.kit.questions import Places, Question
from tussenruimte.kit.tenancy import was_told
from tussenruimte.members.acting import MAY_HOLD, OF_MEMBER
from tussenruimte.members.models import (
    ActsFor,
    Circle,
    Cooperative,
    Kind,
    Login,
    Person,
    User,
)


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


def log_in_of_session(key: int) -> User | None:
    """The log-in that stands in a session, under the number that stands there."""
    found: User | None = OF_SESSION.first(key=key)
    return found


OF_SESSION = Question(lambda given: User.objects.filter(pk=given.key("key")))


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


def everywhere() -> list[Cooperative]:
    """All cooperatives of this installation; the clock walks them one by one."""
    return list(Cooperative.objects.order_by("pk"))
