"""How many people came by themselves, and what somebody asked of seats."""

import datetime as dt
from dataclasses import dataclass, field

from tussenruimte.belonging.access import asked_of_seats
from tussenruimte.belonging.beside import beside_answers
from tussenruimte.belonging.models import Joining, Question
from tussenruimte.conversations.models import Conversation
from tussenruimte.kit.leaves import Leaf, leaf_of
from tussenruimte.matters.models import Subject
from tussenruimte.matters.reads import Said
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.promises.models import Promise, Purpose, State


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
    beside: list[Said] = field(default_factory=list)  # what they put beside the answer

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


def asked_by(person: Person, page: int) -> Leaf[Asked]:
    """What this person asked of seats, latest first."""
    rows = asked_of_seats(person).select_related("maker__seat__stand_in__actor").order_by("-pk")
    return leaf_of(rows, page).turned_into(_with_what_was_asked)


def _with_what_was_asked(promises: list[Promise]) -> list[Asked]:
    questions = {
        one.promise_id: one for one in Question.objects.whole().filter(promise__in=promises)
    }
    talks = _talks_of([one for one in promises if one.pk not in questions])
    beside = beside_answers(questions.values())
    return [
        Asked(
            one,
            questions.get(one.pk),
            talks.get((one.matter_id, one.made_at)),
            beside.get(one.pk, []),
        )
        for one in promises
    ]


def promise_of_talk(talk: Conversation) -> Promise:
    """What the seat promised when somebody asked it for this conversation."""
    rows = Promise.objects.whole().filter(
        matter=talk.matter_id, receiver=talk.asked_by_id, purpose=Purpose.ANSWER
    )
    return rows.get(made_at=talk.asked_at)


def _talks_of(promises: list[Promise]) -> dict[tuple[int, dt.datetime], Conversation]:
    """The conversations that were asked when these were promised, by matter and moment."""
    rows = Conversation.objects.whole().filter(
        matter__in=[one.matter_id for one in promises],
        asked_by__in=[one.receiver_id for one in promises],
        asked_at__in=[one.made_at for one in promises],
    )
    return {(one.matter_id, one.asked_at): one for one in rows}
