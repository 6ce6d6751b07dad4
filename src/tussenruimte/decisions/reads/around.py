"""What stands around a proposal on its page, in one question: its votes, whose turn it is or what each
said, who keeps out, who wants to be elected, what money could be spent on, and what is proposed for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Count as Many, F, QuerySet, Value
from django.db.models.functions import Cast

from tussenruimte.decisions.models import (
    Candidate,
    Conflict,
    Idea,
    Kind,
    Position,
    Proposal,
    Result,
    Round,
    Turn,
    Vote,
)
from tussenruimte.decisions.reads.budgets import ideas_that_stand
from tussenruimte.decisions.reads.elections import who_stand
from tussenruimte.decisions.reads.rounds import Count, counted, said_in
from tussenruimte.decisions.reads.serving import that_serve
from tussenruimte.kit import clock
from tussenruimte.kit.questions import Places, Question
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, ActsFor, Person, PersonKey
from tussenruimte.members.reads.called import called

SAID = 10  # of the voices in a round: the latest, and those of whoever reads

# What a kind of row does not have. The columns of all kinds stand in this order.
WITHOUT: dict[str, Any] = {
    "what": None,
    "id": F("pk"),
    "round": Cast(Value(None), models.BigIntegerField()),
    "number": Value(0),
    "code": Value(""),
    "says": Value(""),
    "why": Value(""),
    "words": Cast(Value(None), models.BinaryField()),
    "interest": Cast(Value(None), models.BinaryField()),
    "since": Cast(Value(None), models.DateTimeField()),
    "at": Cast(Value(None), models.DateTimeField()),
    "until": Cast(Value(None), models.DateField()),
    "actor": Cast(Value(None), models.BigIntegerField()),
    "actor_code": Value(""),
    "actor_name": Value(""),
    "person": Cast(Value(None), models.BigIntegerField()),
    "person_code": Value(""),
    "person_name": Value(""),
    "wrapped": Cast(Value(None), models.BinaryField()),
    "master": Value(""),
}


@dataclass(slots=True)
class Around:
    """Each kind of row, in the order in which it is shown."""

    votes: list[Vote] = field(default_factory=list)  # latest first
    turns: list[Turn] = field(default_factory=list)  # who has spoken stands first
    voices: list[Position] = field(
        default_factory=list
    )  # what may be read of them, not of more than fit
    leanings: list[tuple[str, int]] = field(
        default_factory=list
    )  # how many of all that may be read
    conflicts: list[Conflict] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    ideas: list[Idea] = field(default_factory=list)
    serving: list[Proposal] = field(default_factory=list)  # latest first

    @property
    def counted(self) -> list[Count]:
        """How many leaned which way."""
        return counted(dict(self.leanings))

    @property
    def said(self) -> int:
        """How many said something, shown or not."""
        return sum(number for _leaning, number in self.leanings)


def around(proposal: Proposal, person: Person | None = None) -> Around:
    """Everything that this person may read now; only what this proposal can have is asked for."""
    keys = {
        "proposal": proposal.pk,
        "matter": proposal.matter_id,
        "round": proposal.round_id or 0,
        "person": person.pk if person else 0,
        "on": clock.today(),
    }
    found = Around()
    for values in _question(tuple(_kinds(proposal))).all(**keys):
        row = dict(zip(WITHOUT, values.values(), strict=True))
        kind, read = READ[row["what"]]
        getattr(found, kind).append(read(row))
    found.votes.sort(key=lambda one: -one.round.number)
    found.serving.sort(key=lambda one: (one.started_at, one.pk), reverse=True)
    found.turns.sort(key=lambda one: (one.spoken_at is None, one.place))
    for rows in (found.voices, found.conflicts, found.candidates, found.ideas):
        rows.sort(key=lambda one: (one.at, one.pk))
    return found


def _kinds(proposal: Proposal) -> Iterator[str]:
    """What there can be around it now."""
    yield from ("vote", "serving")
    row = proposal.round
    if row is not None and row.sort == Round.Sort.CONSENT and row.closed_at is None:
        yield "turn"
    elif row is not None and row.sort in {Round.Sort.OPINION, Round.Sort.CONSENT}:
        yield from ("position", "leaning")
    if proposal.circle_id is not None:
        yield "conflict"
    if proposal.kind == Kind.ELECTION:
        yield "candidate"
    if proposal.kind == Kind.BUDGET:
        yield "idea"


@cache
def _question(kinds: tuple[str, ...]) -> Question:
    """All of these in one: there are a dozen such questions, each worked out once."""

    def asked(given: Places) -> QuerySet[Any, Any]:
        first, *others = (ASKED[kind](given) for kind in kinds)
        return first.union(*others, all=True) if others else first

    return Question(asked)


def _columns(rows: QuerySet[Any, Any], what: str, **columns: Any) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(*(WITHOUT | {"what": Value(what)} | columns).values())


def _of_person(actor: str = "person__actor") -> dict[str, Any]:
    """The columns with who said it, for whom, and the key that opens it."""
    return {
        "actor": F(f"{actor}__pk"),
        "actor_code": F(f"{actor}__code"),
        "actor_name": called(actor),
        "person": F("person__pk"),
        "person_code": F("person__code"),
        "person_name": called("person__actor"),
        "wrapped": F("person__key__wrapped"),
        "master": F("person__key__master"),
    }


def _votes(given: Places) -> QuerySet[Any, Any]:
    return _columns(
        Vote.objects.filter(round__proposal=given.key("proposal")), "vote", round=F("round__pk"),
        number=F("round__number"), code=F("code"), says=F("result__verdict"),
        since=F("closed_at"), at=F("closes_at"),
    )  # fmt: skip


def _turns(given: Places) -> QuerySet[Any, Any]:
    return _columns(
        Turn.objects.filter(round=given.key("round")), "turn", number=F("place"), since=F("since"),
        at=F("spoken_at"), until=F("until"), **_of_person(),
    )  # fmt: skip


def _positions(given: Places) -> QuerySet[Any, Any]:
    rows = said_in(given.key("round")).order_by()
    latest = rows.filter(pk__in=rows.order_by("-at", "-pk").values("pk")[:SAID])
    acts = ActsFor.objects.current(given.day("on")).filter(person=given.key("person"))
    own = rows.filter(actor__in=acts.values("actor"))
    # Put together, and not as one or the other: PostgreSQL then knows that these are few.
    rows = rows.filter(pk__in=latest.values("pk").union(own.values("pk")))
    return _columns(
        rows, "position", code=F("code"), says=F("leaning"), words=F("said"),
        interest=F("interest"), at=F("at"), **_of_person("actor"),
    )  # fmt: skip


def _leanings(given: Places) -> QuerySet[Any, Any]:
    rows = said_in(given.key("round")).order_by().values("leaning").annotate(many=Many("pk"))
    return _columns(rows, "leaning", id=Value(0), number=F("many"), says=F("leaning"))


def _conflicts(given: Places) -> QuerySet[Any, Any]:
    return _columns(
        Conflict.objects.filter(proposal=given.key("proposal")), "conflict", code=F("code"), words=F("why"),
        at=F("at"), **_of_person(),
    )  # fmt: skip


def _candidates(given: Places) -> QuerySet[Any, Any]:
    return _columns(
        who_stand(given.key("proposal")), "candidate", code=F("code"), words=F("words"), at=F("at"),
        **_of_person(),
    )  # fmt: skip


def _ideas(given: Places) -> QuerySet[Any, Any]:
    return _columns(
        ideas_that_stand(given.key("proposal")), "idea", number=F("euros"), code=F("code"), says=F("title"),
        why=F("why"), at=F("at"), person=F("by__pk"), person_name=called("by__actor"),
    )  # fmt: skip


def _serving(given: Places) -> QuerySet[Any, Any]:
    return _columns(
        that_serve(matter__serves=given.key("matter")), "serving", code=F("code"), says=F("matter__title"),
        why=F("stage"), at=F("started_at"),
    )  # fmt: skip


ASKED = {
    "vote": _votes,
    "serving": _serving,
    "turn": _turns,
    "position": _positions,
    "leaning": _leanings,
    "conflict": _conflicts,
    "candidate": _candidates,
    "idea": _ideas,
}


# ---- a line of the answer becomes a row again ------------------------------------------------------


def _known(model: Any, **values: Any) -> Any:
    """A row of which only this much was fetched; the rest would be asked for."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname in values]
    return model.from_db(DEFAULT_DB_ALIAS, names, [values[name] for name in names])


def _person(row: dict[str, Any]) -> Person:
    """Who it was, with their key, or without when they were forgotten."""
    person: Person = _known(Person, actor_id=row["person"], code=row["person_code"])
    person.actor = _known(
        Actor, id=row["person"], code=row["person_code"], name=row["person_name"], hat=None
    )
    has_key = row["wrapped"] is not None
    key = _known(PersonKey, person_id=person.pk, wrapped=row["wrapped"], master=row["master"])
    _fetched(person, "key", key if has_key else None)
    return person


def _fetched(row: models.Model, name: str, other: Any) -> None:
    """What points at this row, or it points at, is here already or is not there."""
    link: Any = row._meta.get_field(name)
    link.set_cached_value(row, other)


def _vote(row: dict[str, Any]) -> Vote:
    vote: Vote = _known(
        Vote, id=row["id"], code=row["code"], closes_at=row["at"], closed_at=row["since"]
    )
    vote.round = _known(Round, id=row["round"], number=row["number"])
    _fetched(vote, "result", _known(Result, verdict=row["says"]) if row["says"] else None)
    return vote


def _turn(row: dict[str, Any]) -> Turn:
    turn: Turn = _known(
        Turn, id=row["id"], place=row["number"], since=row["since"], until=row["until"],
        spoken_at=row["at"],
    )  # fmt: skip
    turn.person = _person(row)
    return turn


def _position(row: dict[str, Any]) -> Position:
    one: Position = _known(
        Position, id=row["id"], code=row["code"], leaning=row["says"], said=row["words"],
        interest=row["interest"], at=row["at"],
    )  # fmt: skip
    one.actor = _known(
        Actor, id=row["actor"], code=row["actor_code"], name=row["actor_name"], hat=None
    )
    one.person = _person(row)
    return one


def _conflict(row: dict[str, Any]) -> Conflict:
    one: Conflict = _known(Conflict, id=row["id"], code=row["code"], why=row["words"], at=row["at"])
    one.person = _person(row)
    return one


def _candidate(row: dict[str, Any]) -> Candidate:
    one: Candidate = _known(
        Candidate, id=row["id"], code=row["code"], words=row["words"], at=row["at"]
    )
    one.person = _person(row)
    return one


def _idea(row: dict[str, Any]) -> Idea:
    one: Idea = _known(
        Idea, id=row["id"], code=row["code"], title=row["says"], why=row["why"],
        euros=row["number"], at=row["at"],
    )  # fmt: skip
    one.by = _person(row)
    return one


def _proposal(row: dict[str, Any]) -> Proposal:
    one: Proposal = _known(
        Proposal, id=row["id"], code=row["code"], stage=row["why"], started_at=row["at"]
    )
    _fetched(one, "matter", _known(Matter, code=row["code"], title=row["says"]))
    return one


READ = {
    "vote": ("votes", _vote),
    "serving": ("serving", _proposal),
    "turn": ("turns", _turn),
    "position": ("voices", _position),
    "leaning": ("leanings", lambda row: (row["says"], row["number"])),
    "conflict": ("conflicts", _conflict),
    "candidate": ("candidates", _candidate),
    "idea": ("ideas", _idea),
}
