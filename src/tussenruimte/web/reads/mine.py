"""Everything that the house keeps of one person: to look at, to take along, and to say is not right."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import BinaryField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from tussenruimte.agenda.models import Posting
from tussenruimte.belonging.models import Answer, Expulsion, Inherited, Joining, Question
from tussenruimte.conversations.models import Attendance, Conversation
from tussenruimte.decisions.models import (
    Adviser,
    Answer as Reply,
    Ballot,
    Candidate,
    Conflict,
    PaperReading,
    Position,
    Stance,
)
from tussenruimte.kit import clock
from tussenruimte.learning.models import Complaint
from tussenruimte.learning.reads import Concern, told_of
from tussenruimte.matters.models import File, Permission, PermissionAsked, Remark
from tussenruimte.matters.reads import in_plain_words, who_has_seen_of
from tussenruimte.members.languages import LANGUAGES
from tussenruimte.members.models import Actor, ActsFor, Kind, Person
from tussenruimte.promises.models import Move, Promise
from tussenruimte.reflections.models import Judgement, JudgementVersion, LookBack
from tussenruimte.relations.models import AddedWords, Bounce, Need, NeedHandover, Relation

Label = str | Lazy


@dataclass(frozen=True, slots=True)
class Kept:
    """A sort of row with words about a person: how it is called, and the way to that person."""

    name: str
    title: Label
    model: Any
    person: str
    at: str
    fields: tuple[str, ...]


KEPT = (
    Kept(
        "asked",
        _("What you asked"),
        Need,
        "person",
        "told_at",
        ("words", "urgency", "why_for_them"),
    ),
    Kept("added", _("What was added"), AddedWords, "need__person", "at", ("words",)),
    Kept("promised", _("What was promised"), Promise, "of", "made_at", ("text", "outcome")),
    Kept("moved", _("Why a day changed"), Move, "promise__of", "at", ("reason",)),
    Kept(
        "talked",
        _("Conversations"),
        Conversation,
        "of",
        "asked_at",
        ("about", "place", "said", "goes_well", "why_without", "why_not_held"),
    ),
    Kept(
        "answered",
        _("What somebody said of a conversation"),
        Attendance,
        "conversation__of",
        "agreed_at",
        ("own_words",),
    ),
    Kept(
        "beside",
        _("Who stands beside you"),
        Relation,
        "need__person",
        "asked_at",
        ("goal", "scope"),
    ),
    Kept(
        "handed",
        _("Who was asked to hold on"),
        NeedHandover,
        "need__person",
        "asked_at",
        ("why", "told_how"),
    ),
    Kept("sent-on", _("From desk to desk"), Bounce, "need__person", "at", ("sender", "sent_to")),
    Kept("allowed", _("Whom you let read"), Permission, "person", "given_at", ("purpose",)),
    Kept(
        "asked-to-read", _("Who asked to read"), PermissionAsked, "person", "asked_at", ("purpose",)
    ),
    Kept(
        "remarks",
        _("What stands beside a sentence"),
        Remark,
        "person",
        "made_at",
        ("quote", "words", "answer"),
    ),
    Kept(
        "told-trust",
        _("What you told the trust circle"),
        Complaint,
        "reporter",
        "told_at",
        ("words", "whom"),
    ),
    Kept("pictures", _("Pictures"), File, "person", "added_at", ("name",)),
    Kept("to-seats", _("What you asked a seat"), Question, "asker", "asked_at", ("words",)),
    Kept("from-seats", _("What a seat answered"), Answer, "question__asker", "at", ("words",)),
    Kept("given-back", _("Why a seat gave it back"), Inherited, "promise__of", "at", ("reason",)),
    Kept("weighed", _("What you weighed"), Judgement, "writer", "written_at", ("peer_words",)),
    Kept(
        "versions",
        _("How you weighed it"),
        JudgementVersion,
        "judgement__writer",
        "at",
        (
            "saw",
            "did",
            "interest",
            "for_person",
            "for_craft",
            "for_organisation",
            "for_system",
        ),
    ),
    Kept(
        "joined",
        _("That you wanted to join"),
        Joining,
        "person",
        "asked_at",
        ("why", "interest", "reason", "objection"),
    ),
    Kept(
        "staying",
        _("Whether you could stay a member"),
        Expulsion,
        "person",
        "begun_at",
        ("reason", "objection"),
    ),
    Kept(
        "put-up",
        _("What you put up for everybody"),
        Posting,
        "placed_by",
        "placed_at",
        ("title", "words", "place"),
    ),
    Kept(
        "spoken",
        _("What you said about a proposal"),
        Position,
        "person",
        "at",
        ("said", "interest"),
    ),
    Kept(
        "voted",
        _("Your own interest in an open vote"),
        Ballot,
        "person",
        "at",
        ("interest",),
    ),
    Kept(
        "on-paper",
        _("Your own interest, as somebody read it on your paper"),
        PaperReading,
        "person",
        "at",
        ("interest",),
    ),
    Kept("room-wanted", _("How much room you wanted, and why"), Stance, "person", "at", ("said",)),
    Kept("stood", _("Why you wanted to be elected"), Candidate, "person", "at", ("words",)),
    Kept("kept-out", _("Why you kept out of a decision"), Conflict, "person", "at", ("why",)),
    Kept("advised", _("What you advised"), Adviser, "given_by", "given_at", ("words", "interest")),
    Kept("replied", _("What you answered on advice"), Reply, "by", "at", ("words",)),
    Kept(
        "looked-back",
        _("How you looked back"),
        LookBack,
        "giver",
        "given_at",
        ("went_well", "ingredients", "story", "felt_known"),
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with what stands in it in words."""

    code: str
    at: dt.datetime | None
    words: dict[str, str]
    beside: list[str]  # what they put beside it


@dataclass(frozen=True, slots=True)
class Part:
    """All rows of one sort."""

    name: str
    title: Label
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class About:
    """Who somebody is here."""

    code: str
    name: str
    phone: str
    reach: str
    language: str
    interpreter: str
    email: str
    member_since: dt.date | None
    why: str
    interest: str
    acts_for: list[str]


def about(person: Person, on: dt.date) -> About:
    """What is written down of who they are."""
    return _about(*_with_whom_they_act_for(person, on))


def _with_whom_they_act_for(person: Person, on: dt.date) -> tuple[Person, list[str]]:
    """Somebody with their key, log-in and membership, and the names for which they act, in one question."""
    acting = ActsFor.objects.current(on).filter(person=person)
    rows = Actor.objects.filter(Q(pk=person.actor_id) | Q(pk__in=acting.values("actor")))
    rows = rows.select_related("member", "person__user", "person__key")
    known = {row.pk: row for row in rows.order_by("name")}
    names = [row.name for row in known.values() if row.kind != Kind.PERSON]
    return known[person.actor_id].person, names


def _about(person: Person, acts_for: list[str]) -> About:
    member = getattr(person.actor, "member", None)
    own = LANGUAGES.get(person.language)
    return About(
        code=person.code,
        name=person.actor.name,
        phone=person.actor.phone,
        reach=person.read("reach"),
        language=own[0] if own else person.language,
        interpreter=person.read("interpreter"),
        email=(person.user.email or "") if person.user else "",
        member_since=member.since if member else None,
        why=member.why if member else "",
        interest=member.interest if member else "",
        acts_for=acts_for,
    )


def parts(person: Person, rows: Iterable[tuple[Any, ...]] | None = None) -> Iterator[Part]:
    """Every word that is sealed for this person, by sort; without sorts of which there is nothing."""
    beside = _beside(person)
    found: dict[str, list[Row]] = {}
    rows = _all_kept(person) if rows is None else rows
    kept_rows = [row for row in rows if row[0] in BY_NAME]
    for name, _key, code, at, *sealed in sorted(kept_rows, key=lambda row: row[:2]):
        words = _opened(BY_NAME[name], person, code, sealed)
        found.setdefault(name, []).append(Row(code, at, words, beside.get(code, [])))
    for kept in KEPT:
        if kept.name in found:
            yield Part(kept.name, kept.title, found[kept.name])


BY_NAME = {kept.name: kept for kept in KEPT}
TOLD = "told-about"
NO_WORDS = [Cast(Value(None), BinaryField())] * max(len(kept.fields) for kept in KEPT)


def _all_kept(person: Person) -> QuerySet[Any, Any]:
    """The rows of all sorts, in one question: sort, key, code, moment, and what is sealed in them.

    Also who told them, and when, that something was told about them: there a name stands for the code.
    """
    about = told_of(person).values_list(
        Value(TOLD), F("pk"), F("concerned_told_by__actor__name"), F("concerned_told_at"), *NO_WORDS
    )
    others = (
        kept.model.objects.filter(**{kept.person: person, "cooperative": person.cooperative_id})
        .order_by()
        .values_list(Value(kept.name), F("pk"), F("code"), F(kept.at), *_sealed(kept))
        for kept in KEPT
    )
    everything: QuerySet[Any, Any] = about.union(*others, all=True)
    return everything


def _sealed(kept: Kept) -> list[Any]:
    return [*map(F, kept.fields), *NO_WORDS[len(kept.fields) :]]


def _opened(kept: Kept, person: Person, code: str, sealed: list[Any]) -> dict[str, str]:
    """The words in one of those rows, by field."""
    fields = dict(zip(kept.fields, sealed, strict=False))
    row = _row_of(kept.model, kept.person, person, code=code, **fields)
    return {name: text for name in kept.fields if (text := row.read(name))}


def _row_of(model: Any, way: str, person: Person, **values: Any) -> Any:
    """A row of which only this much was fetched, with the person whose key opens it."""
    name, _dots, rest = way.partition("__")
    there = model._meta.get_field(name).related_model
    return model(**values, **{name: _row_of(there, rest, person) if rest else person})


MARKS = {
    Remark.Sort.WRONG: _("%(who)s says: this is not right"),
    Remark.Sort.QUESTION: _("%(who)s asks: what do you mean exactly?"),
}


def _beside(person: Person) -> dict[str, list[str]]:
    """What was put beside sentences about somebody, by the code of the row."""
    rows = Remark.objects.filter(cooperative=person.cooperative_id, person=person).order_by("pk")
    found: dict[str, list[str]] = {}
    for said in in_plain_words(rows.select_related("by__actor", "person__key")):
        mark = MARKS[Remark.Sort(said.remark.sort)] % {"who": said.remark.by.first_name}
        found.setdefault(said.remark.beside, []).append(f"{mark}. {said.words}")
    return found


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything, as it is taken along."""

    about: About
    parts: list[Part]
    told: list[Concern]  # that something was told about them to the trust circle
    seen: list[Any]

    def as_plain(self) -> dict[str, Any]:
        """For a program to read."""
        return {
            "about": asdict(self.about),
            "kept": {part.name: [asdict(row) for row in part.rows] for part in self.parts},
            "told": [asdict(one) for one in self.told],
            "seen": [asdict(look) for look in self.seen],
        }


def whole(person: Person, at: dt.datetime) -> Whole:
    """Who they are, every word, and who read it."""
    me, acts_for = _with_whom_they_act_for(person, clock.day(at))
    rows = list(_all_kept(me))
    told = [Concern(clock.day(day), who) for name, _key, who, day, *_ in rows if name == TOLD]
    told.sort(key=lambda one: one.day, reverse=True)
    return Whole(_about(me, acts_for), list(parts(me, rows)), told, who_has_seen_of(me))


def pictures(person: Person) -> list[File]:
    """Pictures and scans that are still there."""
    rows = File.objects.filter(person=person, removed_at=None)
    return list(rows.select_related("person__key").order_by("pk"))
