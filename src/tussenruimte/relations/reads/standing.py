"""How one need stands: who could hold on, an offer that waits, how long a closed one can come back."""

import datetime as dt

from tussenruimte.conversations.models import Conversation
from tussenruimte.kit import clock
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative, Person, Standing
from tussenruimte.members.reads import duty_on, on_duty
from tussenruimte.promises.models import Promise, PromiseQuerySet, Purpose, State
from tussenruimte.relations.models import DoneFor, Need, NeedHandover, Stage


def who_takes_in(
    cooperative: Cooperative, somebody: Person | None, day: dt.date
) -> Standing | None:
    """Whoever has the duty, or their stand-in: nobody holds on to what they ask themselves."""
    duty = duty_on(cooperative, day)
    stand_in = duty.stand_in.person if duty and duty.stand_in else None
    for person in (on_duty(cooperative, day), stand_in):
        if person is not None and person != somebody:
            standing = standing_of(person)
            if standing is not None:
                return standing
    return None


def standing_of(person: Person) -> Standing | None:
    """With what this person may hold on, if they may."""
    rows = Standing.objects.select_related("person__actor").filter(person__forgotten_at=None)
    return rows.filter(person=person).first()


def open_offer(need: Need) -> NeedHandover | None:
    """The offer that still waits for a yes, if there is one."""
    rows = NeedHandover.objects.filter(need=need, done_at=None, ended_at=None)
    return rows.select_related("taker__person__actor", "giver__actor").first()


def promised_by_holding(need: Need, *purposes: Purpose) -> PromiseQuerySet:
    """Promises that go with holding on. Telling what was discussed goes with that conversation."""
    rows = Promise.objects.filter(matter=need.matter_id, purpose__in=purposes)
    talks = Conversation.objects.filter(matter=need.matter_id, telling__isnull=False)
    return rows.exclude(pk__in=talks.values("telling")).order_by("pk")


def is_another_wished(need: Need) -> bool:
    """Whether whoever holds on promised to look for somebody else, and has not found them yet."""
    rows = Promise.objects.filter(
        matter=need.matter_id, maker=need.holder_id, purpose=Purpose.ANOTHER, state=State.OPEN
    )
    return rows.exists()


def undo_until(need: Need) -> dt.date | None:
    """The last day on which a closed question can be opened again."""
    if need.closed_at is None or need.stage not in {Stage.DONE, Stage.WITHDRAWN}:
        return None
    return clock.day(need.closed_at) + dt.timedelta(days=term(need.cooperative, "card_undo"))


def was_closed_for(need: Need) -> bool:
    """Whether it was somebody else who closed it, for the person."""
    if need.closed_at is None:
        return False
    closing = [DoneFor.What.CLOSED, DoneFor.What.WITHDRAWN]
    return DoneFor.objects.filter(need=need, what__in=closing, at=need.closed_at).exists()
