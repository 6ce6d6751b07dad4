"""Changes that take more than one room."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock, rooms
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.members.by import By
from tussenruimte.members.models import Circle, Cooperative, User


@dataclass(frozen=True, slots=True)
class Beginning:
    """What somebody fills in to begin a cooperative."""

    code: str
    name: str
    slug: str
    phone: str
    desk: str
    founder: str
    email: str
    sort: str
    why: str
    takes_duty: bool


@transaction.atomic
def begin_cooperative(
    asked: Beginning, *, by: By, at: dt.datetime
) -> tuple[Cooperative, User | None]:
    """A cooperative with its first person: a member, who may hold on to questions, acts for the work area,
    and is the board until others sit there too. It begins small: rooms that can be shut still are.

    Also returns their log-in when it is new: whose it is already may only open it by mail.
    """
    members.use_set_up_code(asked.code, by=by, at=at)
    cooperative = members.found_cooperative(
        slug=asked.slug, name=asked.name, phone=asked.phone, desk=asked.desk, by=by, at=at
    )
    members.shut_rooms(cooperative, rooms.rooms(), by=by, at=at)
    matters.open_bond(cooperative, by=by, at=at)
    person = members.welcome_person(cooperative, name=asked.founder, by=by, at=at)
    members.let_hold(person, by=by, at=at)
    is_known = User.objects.filter(email__iexact=asked.email).exists()
    user = members.give_login(person, asked.email, by=person, at=at)
    today = clock.day(at)
    members.make_member(person.actor, sort=asked.sort, since=today, why=asked.why, by=person, at=at)
    for name, sort in ((asked.name, Circle.Sort.AREA), (_("Board"), Circle.Sort.BOARD)):
        circle = members.make_circle(cooperative, name, sort=sort, by=person, at=at)
        members.sit_in_circle(circle, person, since=today, by=person, at=at)
    if asked.takes_duty:
        until = today + dt.timedelta(days=13 - today.weekday())
        members.take_duty(person, since=today, until=until, by=person, at=at)
    return cooperative, None if is_known else user
