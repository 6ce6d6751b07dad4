"""Everything on the page of a need, in one statement.

The page is asked for all day, so it is one plain portable statement instead of a dozen; a test
compares it with what the ORM says (house, way 1). Each row carries the key that opens its words.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from tussenruimte.conversations.models import Way
from tussenruimte.kit import clock
from tussenruimte.kit.sealing import unseal, unwrap
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Kind, Person
from tussenruimte.methods.initials import first_name
from tussenruimte.methods.ladder import days_late, state_of, time_left
from tussenruimte.promises.models import Basis
from tussenruimte.reflections.models import Sort as Weighed
from tussenruimte.reflections.naming import by_name
from tussenruimte.reflections.reads import shown_words
from tussenruimte.relations.models import DoneFor, Need, Relation, acts_as
from tussenruimte.relations.reads.page_sql import COLUMNS, PAGE, PLACES, SEALED

ANSWERED = {DoneFor.What.PROMISE_KEPT, DoneFor.What.TALK_RIGHT}


class Who(NamedTuple):
    """Somebody's name and code."""

    name: str
    code: str


@dataclass(slots=True)
class Line:
    """One row of the page. `words` are opened: by the names of their fields."""

    kind: str
    code: str
    sort: str
    state: str
    at: dt.datetime
    at2: dt.datetime | None
    day: dt.date | None
    n: int
    flag: int | None
    who: str
    who_code: str
    who_phone: str
    whom: str
    whom_code: str
    words: dict[str, str]
    beside: str = ""
    who_kind: str = ""
    way: str = ""
    stays: str = ""  # code of the promise to stay, of a judgement that it cannot be done alone
    staying: "PromiseLine | None" = None
    tells_who_stays: bool = False  # the last one; of an earlier one it says what came of it
    remarks: "list[Line]" = field(default_factory=list)
    is_to_answer: bool = False  # a remark: whoever reads the page gives the answer
    for_them: "list[Line]" = field(default_factory=list)  # done by whoever acts for the person

    @property
    def shown_on(self) -> dt.date:
        """The day of a conversation: held, or else planned, or else asked; of others, when written."""
        if self.kind != "conversation":
            return clock.day(self.at)
        return self.day or clock.day(self.at2 or self.at)

    @property
    def part(self) -> str:
        """What somebody is to the person, in words."""
        return str(Relation.Part(self.sort).label)

    @property
    def for_what(self) -> list[str]:
        """For what somebody stands beside the person, and what they may arrange."""
        return [self.words[name] for name in ("goal", "scope") if self.words[name]]

    @property
    def may_act(self) -> bool:
        """Whether somebody acts for the person once both said yes."""
        return acts_as(self.sort, has_scope=bool(self.words["scope"]))

    @property
    def is_both(self) -> bool:
        """Whether both said yes to standing beside each other."""
        return bool(self.n and self.flag)

    @property
    def done(self) -> str:
        """What somebody did for the person."""
        return str(DoneFor.What(self.sort).label)

    @property
    def done_as(self) -> str:
        """As what they did it."""
        return str(Relation.Part(self.state).label)

    @property
    def was_answered_for(self) -> bool:
        """Whether the last word about it was somebody else's, for the person."""
        return bool(self.for_them) and self.for_them[-1].sort in ANSWERED

    @property
    def ingredients(self) -> list[str]:
        """The words that were chosen when looking back, in the language of whoever reads."""
        return shown_words(self.words["ingredients"])

    @property
    def told(self) -> list[str]:
        """What was told when looking back, the good first."""
        texts = [self.words[name] for name in ("went_well", "story", "felt_known")]
        return [text for text in texts if text]

    @property
    def weighed(self) -> str:
        """What sort of judgement it is, in words."""
        return str(Weighed(self.sort).label)

    @property
    def signs_in(self) -> bool:
        """Whether somebody who stands beside the person has a log-in of their own."""
        return self.kind == "relation" and bool(self.way)

    @property
    def way_shown(self) -> str:
        """How people speak with each other, in words."""
        return str(Way(self.way).label)

    @property
    def answer(self) -> str:
        """What the person said about a conversation; `own` when they wrote it down themselves."""
        return ("", "yes", "no", "own")[self.n]

    @property
    def is_unwritten(self) -> bool:
        """A conversation whose moment has passed, and nobody wrote down how it went."""
        planned = self.at2 if self.state == "planned" else None
        return planned is not None and planned <= clock.now()

    @property
    def is_suspended(self) -> bool:
        """A no that waits: the conversation it rests on is disputed and none came after it."""
        return self.kind == "judgement" and bool(self.flag)

    @property
    def basis(self) -> str:
        """What fell away, in words."""
        return str(Basis(self.sort).label)

    @property
    def called(self) -> str:
        """What to call them in a sentence: a seat or a circle has no first name."""
        return first_name(self.who) if self.who_kind in {"", Kind.PERSON} else self.who

    @property
    def actor(self) -> "Who":
        """Who, as a door needs it."""
        return Who(self.who, self.who_code)


@dataclass(slots=True)
class PromiseLine:
    """A promise on the page: what, who, whose turn, and how late."""

    line: Line
    state: str
    late: int
    left: int

    @property
    def what(self) -> str:
        """What was promised."""
        return self.line.words["text"]

    @property
    def due(self) -> dt.date | None:
        """The day."""
        return self.line.day


@dataclass(slots=True)
class NeedPage:
    """What stands on the page of one need."""

    promises: list[PromiseLine]
    conversations: list[Line]
    added: list[Line]
    joined: list[Line]  # own words of another question of the same person, that was joined with it
    relations: list[Line]
    offer: Line | None
    bounces: list[Line]
    losses: list[Line]
    files: list[Line]
    judgements: list[Line]
    lookbacks: list[Line]
    set_aside: Line | None
    remarks: dict[str, list[Line]]
    for_them: list[Line]  # what somebody did for the person
    holders: int
    holder_agreed: bool

    @property
    def before(self) -> list[Line]:
        """What was said, weighed and looked back on, latest first."""
        lines = [*self.conversations, *self.judgements, *self.lookbacks]
        return sorted(lines, key=lambda line: line.shown_on, reverse=True)

    @property
    def late(self) -> list[PromiseLine]:
        """Promises past their day, longest first."""
        return sorted((p for p in self.promises if p.state == "late"), key=lambda p: -p.late)

    @property
    def to_confirm(self) -> list[PromiseLine]:
        """Said to be done, and the receiver has not answered."""
        return [p for p in self.promises if p.state in {"done", "unconfirmed"}]

    def closed_for(self, need: Need) -> Line | None:
        """Who said for the person that it is done, if somebody did."""
        return next((line for line in self.for_them if line.at == need.closed_at), None)

    def is_acted_in(self, need: Need, person: Person) -> bool:
        """Whether this person may act for whoever asks; never whoever holds on."""
        acting = {line.who_code for line in self.relations if line.may_act and line.is_both}
        return person.code in acting and need.holder_id != person.pk

    @property
    def waiting_relations(self) -> list[Line]:
        """Asked, and one of the two has not said yes."""
        return [r for r in self.relations if not r.is_both]


def _name_people(lines: list[Line], need: Need) -> None:
    """Judgements name others by code; here they get their names, as far as they are known."""
    names = {need.person.code: need.person.name}
    for line in lines:
        names |= {line.who_code: line.who, line.whom_code: line.whom}
    for line in lines:
        if line.kind == "judgement":
            line.words = {field: by_name(text, names) for field, text in line.words.items()}


def need_page(need: Need, today: dt.date) -> NeedPage:
    """Everything on the page of a need, words opened, in one query."""
    lines = _lines(need)
    _name_people(lines, need)
    kinds: dict[str, list[Line]] = {}
    for line in lines:
        kinds.setdefault(line.kind, []).append(line)
    remarks: dict[str, list[Line]] = {}
    for line in kinds.get("remark", []):
        remarks.setdefault(line.beside, []).append(line)
    for_them: dict[str, list[Line]] = {}
    for line in kinds.get("done-for", []):
        for_them.setdefault(line.beside, []).append(line)
    for line in lines:
        line.remarks = remarks.get(line.code, []) if line.code else []
        line.for_them = for_them.get(line.code, []) if line.code else []
    relations = kinds.get("relation", [])
    holding = [r for r in relations if r.sort == Relation.Part.HOLDER]
    unconfirmed = term(need.cooperative, "unconfirmed")
    promises = [_promise(line, today, unconfirmed) for line in kinds.get("promise", [])]
    _say_who_stays(kinds.get("judgement", []), promises)
    return NeedPage(
        promises=_in_order(promises),
        conversations=kinds.get("conversation", [])[::-1],
        added=kinds.get("words", []),
        joined=[line for line in lines if line.kind in {"joined", "joined-words"}],
        relations=[r for r in relations if r.day is None and r.sort != Relation.Part.HOLDER],
        offer=next(iter(kinds.get("offer", [])), None),
        bounces=kinds.get("bounce", []),
        losses=kinds.get("loss", []),
        files=kinds.get("file", []),
        judgements=kinds.get("judgement", []),
        lookbacks=kinds.get("lookback", []),
        set_aside=next(iter(kinds.get("set-aside", [])), None),
        remarks=remarks,
        for_them=kinds.get("done-for", []),
        holders=len(holding),
        holder_agreed=any(r.n for r in holding if r.day is None),
    )


def _say_who_stays(judgements: list[Line], promises: list[PromiseLine]) -> None:
    """Each judgement that it cannot be done alone gets the promise to stay; the last says who does now."""
    by_code = {promise.line.code: promise for promise in promises}
    latest = [line for line in judgements if line.stays][-1:]
    for line in judgements:
        line.staying = by_code.get(line.stays)
        line.tells_who_stays = line in latest


def _lines(need: Need) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(PAGE, {"person": need.person_id, "matter": need.matter_id})
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    keys = _keys(rows)
    return [_line(row, keys.get(row["owner"])) for row in rows]


def _keys(rows: Iterable[dict[str, Any]]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for row in rows:
        if row["wrapped"] is not None and row["owner"] not in found:
            found[row["owner"]] = unwrap(bytes(row["wrapped"]), row["owner"], row["master"])
    return found


def _line(row: dict[str, Any], key: bytes | None) -> Line:
    return Line(
        kind=row["kind"],
        code=row["code"],
        sort=row["sort"],
        state=row["state"],
        at=_moment(row["at"]) or clock.now(),
        at2=_moment(row["at2"]),
        day=dt.date.fromisoformat(row["day"]) if row["day"] else None,
        n=row["n"],
        flag=row["flag"],
        who=row["who"],
        who_code=row["who_code"],
        who_phone=row["who_phone"],
        whom=row["whom"],
        whom_code=row["whom_code"],
        way=row["way"],
        words=_opened(row, key),
        beside=row["code2"] if row["kind"] in {"remark", "done-for"} else "",
        who_kind=row["code2"] if row["kind"] in {"promise", "conversation"} else "",
        stays=row["way"] if row["kind"] == "judgement" else "",
    )


def _opened(row: dict[str, Any], key: bytes | None) -> dict[str, str]:
    table, fields, code = PLACES.get(row["kind"], ("", (), "code"))
    words = {}
    for name, column in zip(fields, SEALED, strict=False):
        sealed = row[column]
        if sealed is None:
            words[name] = ""
        elif key is None:
            words[name] = _("(forgotten)")
        elif not sealed:
            words[name] = _("(no longer kept)")
        else:
            words[name] = unseal(key, bytes(sealed), f"{table}|{row[code]}|{name}")
    return words


def _moment(text: str | None) -> dt.datetime | None:
    if not text:
        return None
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _promise(line: Line, today: dt.date, unconfirmed_after: int) -> PromiseLine:
    assert line.day is not None  # noqa: S101 - every promise has a day
    done = clock.day(line.at2) if line.at2 else None
    if line.state == "released":
        state = "released"
    else:
        state = state_of(
            line.day,
            today,
            said_done=done if line.state == "done" else None,
            is_kept=line.state == "kept",
            is_failed=line.state == "failed",
            unconfirmed_after=unconfirmed_after,
        ).value
    late = days_late(line.day, today) if state == "late" else 0
    return PromiseLine(line, state, late, time_left(clock.day(line.at), line.day, today))


ORDER = {"late": 0, "soon": 1, "open": 2, "done": 3, "unconfirmed": 3}


def _in_order(promises: list[PromiseLine]) -> list[PromiseLine]:
    """What asks for something first, then what is coming, then what was."""
    return sorted(promises, key=lambda p: (ORDER.get(p.state, 4), p.line.day or dt.date.max))
