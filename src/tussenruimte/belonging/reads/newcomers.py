"""How many people came by themselves, and what somebody asked of seats."""

import datetime as dt
from dataclasses import dataclass

from tussenruimte.belonging.access import asked_of_seats
from tussenruimte.belonging.models import Joining, Question
from tussenruimte.conversations.models import Conversation
from tussenruimte.matters.models import Subject
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.promises.models import Promise, Purpose, State

LATEST = 20  # of what somebody asked


def came_since(cooperative: Cooperative, since: dt.datetime) -> int:
    """How many asked to join, or asked something of a seat without a log-in, since this moment."""
    joined = Joining.objects.filter(cooperative=cooperative, asked_at__gte=since)
    asked = Question.objects.filter(
        cooperative=cooperative, asked_at__gte=since, asker__user__isnull=True
    )
    talks = Conversation.objects.filter(
        cooperative=cooperative,
        asked_at__gte=since,
        matter__subject=Subject.SEAT,
        asked_by__user__isnull=True,
    )
    return joined.count() + asked.count() + talks.count()


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked of a seat: a question, or a conversation; and what the seat promised for it."""

    promise: Promise
    question: Question | None = None
    talk: Conversation | None = None

    @property
    def is_open(self) -> bool:
        """Whether the seat still has to do it."""
        return self.promise.state == State.OPEN

    @property
    def where(self) -> str:
        """Where they speak."""
        return self.talk.read("place") if self.talk else ""

    @property
    def is_said_done(self) -> bool:
        """Whether whoever asked can say that it is right, or is not."""
        return self.promise.state == State.DONE


def asked_by(person: Person) -> list[Asked]:
    """The latest of what this person asked of seats, latest first."""
    rows = asked_of_seats(person).select_related("maker__seat__stand_in__actor")
    latest = list(rows.order_by("-pk")[:LATEST])
    questions = {row.promise_id: row for row in Question.objects.whole().filter(promise__in=latest)}
    talks = _talks_of(person)
    return [
        Asked(one, questions[one.pk]) if one.pk in questions else Asked(one, talk=_of(one, talks))
        for one in latest
    ]


def promise_of_talk(talk: Conversation) -> Promise:
    """What the seat promised when somebody asked it for this conversation."""
    rows = Promise.objects.whole().filter(
        matter=talk.matter_id, receiver=talk.asked_by_id, purpose=Purpose.ANSWER
    )
    return rows.get(made_at=talk.asked_at)


def _talks_of(person: Person) -> list[Conversation]:
    """With seats, latest first."""
    rows = Conversation.objects.whole().filter(
        cooperative=person.cooperative_id, asked_by=person.pk, matter__subject=Subject.SEAT
    )
    return list(rows.order_by("-asked_at", "-pk")[:LATEST])


def _of(promise: Promise, talks: list[Conversation]) -> Conversation | None:
    """The conversation that was asked when this was promised."""
    mine = (one for one in talks if one.matter_id == promise.matter_id)
    return next((one for one in mine if one.asked_at == promise.made_at), None)
