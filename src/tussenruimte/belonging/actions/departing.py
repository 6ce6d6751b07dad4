"""A member leaves at once. What they hold is asked over; until somebody says yes it stays with them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.belonging.actions.shared import _send
from tussenruimte.belonging.models import Departure
from tussenruimte.belonging.reads import leaving as reads
from tussenruimte.belonging.reads.joining import who_decides
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.held import hold
from tussenruimte.members import actions as members
from tussenruimte.members.models import Cooperative, Duty, Member, Person
from tussenruimte.members.reads import people_behind, who_may_hold_besides
from tussenruimte.promises import actions as promises
from tussenruimte.record.actions import note
from tussenruimte.relations import actions as relations
from tussenruimte.relations.models import Need


@transaction.atomic
def leave_membership(member: Member, person: Person, *, by: Person, at: dt.datetime) -> Departure:
    """They leave today, by themselves or told to the board. For some days it can be taken back."""
    is_self = member.actor_id == person.pk
    if is_self:
        hold(*(need.matter_id for need in reads.needs_held(person)), *_matters_of(person))
    members.end_membership(member, until=clock.day(at), by=by, at=at)
    departure = Departure.objects.create(
        cooperative_id=member.cooperative_id, member=member, person=person, left_at=at, noted_by=by
    )
    if is_self:
        hand_over_all(person, by=by, at=at)
    _send("left", departure, _board(member.cooperative, at), by, at)
    note("member.departed", departure, by=by, at=at, person=person.code)
    return departure


def _matters_of(person: Person) -> list[int]:
    return list(reads.promises_left(person).values_list("matter", flat=True))


def _board(cooperative: Cooperative, at: dt.datetime) -> list[Person]:
    today = clock.day(at)
    return people_behind(who_decides(cooperative, today), today)


@transaction.atomic
def hand_over_all(person: Person, *, by: Person, at: dt.datetime) -> None:
    """Each question, promise and day of duty is asked over; seats and circles of the house are left."""
    today = clock.day(at)
    for need in reads.needs_held(person):
        _ask_over_need(need, person, today, at)
    for promise in reads.promises_left(person):
        for taker in reads.who_could_take(promise, person, today):
            if _went(promises.offer, promise, to=taker, by=by, at=at):
                break
    for duty in reads.duties_ahead(person, today):
        _ask_over_days(duty, person, today, by, at)
    for seat in reads.seats_of_the_house(person):
        members.leave_seat(seat, until=today, by=by, at=at)
    for circle in reads.circles_of(person):
        members.leave_circle(circle, person, by=by, at=at)
    note("member.handed-over", person, by=by, at=at)


def _ask_over_need(need: Need, person: Person, today: dt.date, at: dt.datetime) -> None:
    why = _("%(name)s leaves the cooperative.") % {"name": person.first_name}
    for taker in reads.who_could_hold(person, today):
        if _went(relations.offer_need, need, to=taker, why=why, by=person, at=at):
            return


def _ask_over_days(duty: Duty, person: Person, today: dt.date, by: Person, at: dt.datetime) -> None:
    since = max(duty.since, today + dt.timedelta(1))
    days = {"since": since, "until": duty.until}
    for taker in who_may_hold_besides(person):
        if _went(members.offer_days, duty, to=taker, **days, by=by, at=at):
            return


def _went(do: Callable[..., Any], *what: Any, **how: Any) -> bool:
    """Whether somebody could be asked; when not, it stays where it is, and that is shown."""
    try:
        do(*what, **how)
    except Refused:
        return False
    return True


@transaction.atomic
def take_back_departure(departure: Departure, *, by: Person, at: dt.datetime) -> None:
    """They stay after all: what nobody took yet is theirs again, what somebody took is not."""
    rows = Departure.objects.select_for_update(of=("self",), no_key=True).select_related(
        "cooperative", "member__actor", "person__actor"
    )
    departure = rows.get(pk=departure.pk)
    if not departure.can_be_taken_back(clock.day(at)):
        raise Refused(_("This can no longer be taken back. You can ask to become a member again."))
    left_on = clock.day(departure.left_at)
    if departure.member.until != left_on:
        raise Refused(_("You are a member again already."))
    members.go_on_as_member(departure.member, by=by, at=at)
    if departure.member.actor_id == departure.person_id:
        _keep_all(departure, left_on, by, at)
    departure.taken_back_at = at
    departure.save(update_fields=["taken_back_at"])
    note("member.stays", departure, by=by, at=at)


def _keep_all(departure: Departure, left_on: dt.date, by: Person, at: dt.datetime) -> None:
    for need in reads.needs_asked_over(departure):
        relations.take_back_offer(need, by=by, at=at)
    for promise in reads.promises_asked_over(departure):
        promises.take_back_offer(promise, by=by, at=at)
    for circle in reads.circles_left(departure, left_on):
        members.sit_in_circle(circle, departure.person, since=clock.day(at), by=by, at=at)
