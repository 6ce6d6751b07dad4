"""Texts that hang on no question: by which clock each goes, and those that are over for so long."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Length

from tussenruimte.belonging.models import Answer, Expulsion, Inherited, Joining, Question
from tussenruimte.conversations.models import Attendance, Conversation, Stage
from tussenruimte.matters.models import (
    File,
    Openness,
    Permission,
    PermissionAsked,
    Remark,
    Subject,
)
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative
from tussenruimte.promises.models import Move, Promise, State
from tussenruimte.reflections.models import Judgement, JudgementVersion, LookBack
from tussenruimte.relations.reads.over import OF_A_MATTER, WEIGHED, Texts

# By which clock goes what hangs on a matter, by what that is about. Questions have clocks of their own.
CLOCK_OF: Mapping[str, str] = {
    Subject.MEMBER: "member_texts",
    Subject.FORGET: "member_texts",
    Subject.QUESTION: "seat_texts",
    Subject.SEAT: "seat_texts",
    Subject.BOND: "public_texts",
    Subject.CIRCLE: "public_texts",
    Subject.WORK: "public_texts",
    Subject.PROPOSAL: "decision_texts",
    Subject.DEMAND: "decision_texts",
    Subject.MEETING: "decision_texts",
    Subject.STOP: "weighed_texts",
    Subject.COMPLAINT: "complaint_texts",
}

NOTHING = Q()


def _kept(prefix: str = "") -> Q:
    return ~Q(**{f"{prefix}state": State.OPEN})


def _talked(prefix: str = "") -> Q:
    return ~Q(**{f"{prefix}stage__in": [Stage.ASKED, Stage.PLANNED]})


# From which moment the term of a row runs, the first of these that it has, and what makes it over.
SINCE: Mapping[Any, tuple[tuple[str, ...], Q]] = {
    Answer: (("at",), _kept("question__promise__")),
    Attendance: (
        ("conversation__noted_at", "conversation__planned_at", "conversation__asked_at"),
        _talked("conversation__"),
    ),
    Conversation: (("noted_at", "planned_at", "asked_at"), _talked()),
    Expulsion: (("stays_at", "expelled_at"), NOTHING),
    File: (("added_at",), NOTHING),
    Inherited: (("at",), _kept("promise__")),
    Joining: (("admitted_at", "refused_at", "withdrawn_at"), NOTHING),
    Judgement: (("peer_answered_at",), NOTHING),
    JudgementVersion: (("at",), NOTHING),
    LookBack: (("given_at",), NOTHING),
    Move: (("promise__ended_at", "promise__done_at"), _kept("promise__")),
    Permission: (("given_at",), NOTHING),
    PermissionAsked: (("asked_at",), NOTHING),
    Promise: (("ended_at", "done_at"), _kept()),
    Question: (("promise__ended_at", "promise__done_at"), _kept("promise__")),
    Remark: (("made_at",), NOTHING),
}

# Tables of this room: each has one clock, whatever its matter is about.
OWN: tuple[tuple[Texts, str], ...] = (
    ((Joining, "matter", ("why", "interest", "reason", "objection")), "member_texts"),
    ((Expulsion, "matter", ("reason", "objection")), "member_texts"),
    ((Answer, "question__matter", ("words",)), "seat_texts"),
    ((Inherited, "promise__matter", ("reason",)), "seat_texts"),
    ((Question, "matter", ("words",)), "seat_texts"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Texts of one table that go by one clock, and about what; about anything when that is empty."""

    clock: str
    texts: Texts
    about: tuple[str, ...] = ()

    @property
    def since(self) -> Any:
        """From which moment the term of a row runs."""
        names = SINCE[self.texts[0]][0]
        return Coalesce(*names) if len(names) > 1 else F(names[0])

    @property
    def over(self) -> Q:
        """What makes a row over: itself, and nothing is open any more about a private matter."""
        return SINCE[self.texts[0]][1] & ~_is_busy(self.texts[1])

    def rows(self) -> QuerySet[Any]:
        """Every row of it, also without words."""
        model, link, _fields = self.texts
        found: QuerySet[Any] = model.objects.annotate(ran_since=self.since)
        return found.filter(**{f"{link}__subject__in": self.about}) if self.about else found


def _is_busy(link: str) -> Q:
    """Somebody still has to do, say or talk over something about it; what is public always goes on."""
    promised = Promise.objects.filter(matter=OuterRef(link), state=State.OPEN)
    asked = Conversation.objects.filter(
        matter=OuterRef(link), stage__in=[Stage.ASKED, Stage.PLANNED]
    )
    is_private = Q(**{f"{link}__openness": Openness.PRIVATE})
    return is_private & (Q(Exists(promised)) | Q(Exists(asked)))


def _about(clock: str) -> tuple[str, ...]:
    return tuple(subject for subject, name in CLOCK_OF.items() if name == clock)


KEPT: tuple[Kept, ...] = (
    *(Kept(clock, texts) for texts, clock in OWN),
    *(
        Kept(clock, texts, _about(clock))
        for clock in sorted({*CLOCK_OF.values()})
        for texts in OF_A_MATTER
    ),
    *(Kept("weighed_texts", texts, tuple(CLOCK_OF)) for texts in WEIGHED),
)


def _has_words(fields: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(**{f"{name}_length__gt": 0}) for name in fields))


def over_before(kept: Kept, cooperative: Cooperative, before: dt.datetime, most: int) -> list[int]:
    """Rows that were over before this moment and still have words, oldest first."""
    fields = kept.texts[2]
    rows = kept.rows().filter(kept.over, cooperative=cooperative, ran_since__lt=before)
    left = rows.annotate(**{f"{name}_length": Length(name) for name in fields})
    found = left.filter(_has_words(fields)).order_by("ran_since", "pk")
    return list(found.values_list("pk", flat=True)[:most])


def days_of(kept: Kept, cooperative: Cooperative) -> int:
    """How long these stay."""
    return term(cooperative, kept.clock)


def gone_while_open() -> Iterator[tuple[str, str, str]]:
    """Cooperative, table and code of a text that is gone while it was not over."""
    elsewhere = (*OF_A_MATTER, *WEIGHED)
    every = [Kept("", texts) for texts, _clock in OWN]
    for kept in (*every, *(Kept("", texts, tuple(CLOCK_OF)) for texts in elsewhere)):
        model, _link, fields = kept.texts
        rows = kept.rows().annotate(**{f"{name}_length": Length(name) for name in fields})
        gone = reduce(or_, (Q(**{f"{name}_length": 0}) for name in fields))
        found = rows.filter(gone).exclude(kept.over)
        for slug, code in found.values_list("cooperative__slug", "code"):
            yield slug, model._meta.db_table, code
