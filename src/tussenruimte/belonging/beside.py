"""What others wrote about somebody here, beside which that person can put their own words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import Truncator

from tussenruimte.belonging.models import Answer, Expulsion, Inherited, Joining, Question
from tussenruimte.conversations.models import Conversation
from tussenruimte.matters.hooks import Keys
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.matters.reads import Said, latest_beside, said_beside_each
from tussenruimte.members.models import Person
from tussenruimte.promises.models import Promise

# Whose words stand in a row: the table, the way from it to the matter, and to whoever wrote it.
WROTE = (
    (Joining, "matter", "decided_by"),
    (Expulsion, "matter", "begun_by"),
    (Answer, "question__matter", "by"),
    (Inherited, "promise__matter", "succession__person"),
)


def who_wrote(matter: Matter, code: str) -> list[Keys]:
    """Who refused somebody, put them out, answered what they asked, or gave a promise to them back."""
    return [
        model.objects.filter(**{about: matter.pk}, code=code).values_list(by, flat=True)
        for model, about, by in WROTE
    ]


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence that somebody else wrote, and what was put beside it."""

    code: str
    matter: Matter
    who: str
    text: str
    beside: list[Said]

    @property
    def short(self) -> str:
        """As one of the choices."""
        return Truncator(f"{self.who}: {self.text}").chars(140)


def written_about(person: Person) -> list[Written]:
    """Why they were refused or put out, what seats answered them and gave back, what was said and promised.

    What stands with a question of theirs is read and disputed there.
    """
    rows = [
        *_decided(person), *_answered(person), *_given_back(person), *_said(person), *_promised(person),
    ]  # fmt: skip
    beside = said_beside_each(person.cooperative, [row.code for row, *_rest in rows])
    return [
        Written(row.code, matter, who, row.read(field), beside.get(row.code, []))
        for row, matter, who, field in rows
    ]


def beside_answers(questions: Collection[Question]) -> dict[int, list[Said]]:
    """What was put beside the latest answers, by the key of what was promised for the question."""
    answered = {one.answer.code: one for one in questions if one.answer}
    if not answered:
        return {}
    cooperative = next(iter(answered.values())).cooperative
    found = said_beside_each(cooperative, answered)
    return {answered[code].promise_id: said for code, said in found.items()}


def beside_in_public(
    questions: Collection[Any], *, for_all: bool
) -> list[tuple[Question, list[Said]]]:
    """Each question with the latest that stands beside its answer. `for_all`: also for who did not sign in.

    Then the words of whoever came without a log-in wait until somebody answered them, as their
    question did; that they say it is not right stands there at once.
    """
    each = [
        (one, latest_beside(one, person=one.asker, answers=one.answer.by if one.answer else None))
        for one in questions
    ]
    if not for_all:
        return each
    return [
        (one, [said if _was_read(said) else _only_the_mark(said) for said in beside])
        for one, beside in each
    ]


def _was_read(said: Said) -> bool:
    return said.remark.by.user_id is not None or bool(said.answer)


def _only_the_mark(said: Said) -> Said:
    return replace(said, words="")


Found = tuple[Any, Matter, str, str]  # the row, its matter, who wrote it, the field


def _decided(person: Person) -> Iterable[Found]:
    refused = Joining.objects.whole().filter(person=person, refused_at__isnull=False)
    for joining in refused.order_by("pk"):
        yield (
            joining,
            joining.matter,
            joining.decided_by.name if joining.decided_by else "",
            "reason",
        )
    expelled = Expulsion.objects.whole().filter(person=person, expelled_at__isnull=False)
    for expulsion in expelled.order_by("pk"):
        yield expulsion, expulsion.matter, expulsion.begun_by.name, "reason"


def _answered(person: Person) -> Iterable[Found]:
    rows = Answer.objects.filter(question__asker=person).order_by("pk")
    for row in rows.select_related("by__actor", "question__matter__person", "question__asker__key"):
        yield row, row.question.matter, row.by.name, "words"


def _given_back(person: Person) -> Iterable[Found]:
    rows = Inherited.objects.filter(promise__of=person, accepted=False).order_by("pk")
    for row in rows.select_related(
        "succession__person__actor", "promise__matter__person", "promise__of__key"
    ):
        yield row, row.promise.matter, row.succession.person.name, "reason"


# What a conversation says, the first that there is.
OF_TALK = ("said", "goes_well", "why_without", "why_not_held", "about")


def _said(person: Person) -> Iterable[Found]:
    rows = Conversation.objects.whole().filter(of=person).exclude(matter__subject=Subject.NEED)
    for row in rows.order_by("pk"):
        said = next((name for name in OF_TALK if getattr(row, name)), "")
        if said:
            yield row, row.matter, row.noted_by.name if row.noted_by else str(row.host), said


def _promised(person: Person) -> Iterable[Found]:
    rows = Promise.objects.whole().filter(of=person).exclude(maker=person.pk)
    for row in rows.exclude(matter__subject=Subject.NEED).order_by("pk"):
        yield row, row.matter, str(row.maker), "text"
