"""Everything on the page of a need, in one statement.

The page is asked for all day, so it is one plain portable statement instead of a dozen; a test
compares it with what the ORM says (house, way 1). Each row carries the key that opens its words.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person, bare_key, opened
from tussenruimte.methods.ladder import days_late, state_of, time_left
from tussenruimte.promises.models import Purpose
from tussenruimte.promises.reads import law_in_words
from tussenruimte.reflections.naming import by_name
from tussenruimte.relations.models import Need, Relation
from tussenruimte.relations.reads.line import Line
from tussenruimte.relations.reads.page_sql import COLUMNS, PAGE, PLACES, SEALED

BESIDE = {"remark", "done-for", "stop", "law"}  # carry the code of another row
WITH_KIND = {"promise", "conversation", "may-read", "permitted"}  # a seat has no first name


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

    @property
    def is_law(self) -> bool:
        """Whether a law asks this: nobody gave their word for it."""
        return self.line.sort == Purpose.LAW

    @property
    def word(self) -> str:
        """What stands instead of "by that day" when the day comes from a law."""
        return law_in_words(self.line.day, self.state) if self.is_law and self.line.day else ""


@dataclass(slots=True)
class NeedPage:
    """What stands on the page of one need."""

    promises: list[PromiseLine]
    conversations: list[Line]
    added: list[Line]
    joined: list[Line]  # own words of another question of the same person, that was joined with it
    relations: list[Line]
    offer: Line | None
    asked_to_read: list[Line]  # "mag … dit lezen?", and the person has not answered
    permitted: list[Line]  # who was given permission to read it
    stops: list[Line]  # stop-rules that were invoked about it
    laws: list[Line]  # terms of a law that run, or were stopped
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

    def relations_for(self, *, is_self: bool) -> list[Line]:
        """Who stands beside the person; before both said yes only the person reads that."""
        return [line for line in self.relations if is_self or line.is_both]

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


def _grouped(lines: list[Line], by: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(getattr(line, by), []).append(line)
    return found


def need_page(need: Need, today: dt.date) -> NeedPage:
    """Everything on the page of a need, words opened, in one query."""
    lines = _lines(need, today)
    _name_people(lines, need)
    kinds = _grouped(lines, "kind")
    remarks = _grouped(kinds.get("remark", []), "beside")
    for_them = _grouped(kinds.get("done-for", []), "beside")
    for line in lines:
        line.remarks = [one for code in _codes(line) for one in remarks.get(code, [])]
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
        asked_to_read=kinds.get("may-read", []),
        permitted=kinds.get("permitted", []),
        stops=kinds.get("stop", []),
        laws=kinds.get("law", []),
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


def _codes(line: Line) -> list[str]:
    """Beside which rows a remark stands with this one: a purpose is read where it was asked for, and given."""
    was_asked = [line.way] if line.kind == "permitted" else []
    return [code for code in (*was_asked, line.code) if code]


def _say_who_stays(judgements: list[Line], promises: list[PromiseLine]) -> None:
    """Each judgement that it cannot be done alone gets the promise to stay; the last says who does now."""
    by_code = {promise.line.code: promise for promise in promises}
    latest = [line for line in judgements if line.stays][-1:]
    for line in judgements:
        line.staying = by_code.get(line.stays)
        line.tells_who_stays = line in latest


def _lines(need: Need, today: dt.date) -> list[Line]:
    asked = {
        "person": need.person_id,
        "matter": need.matter_id,
        "today": connection.ops.adapt_datefield_value(today),
    }
    with connection.cursor() as cursor:
        cursor.execute(PAGE, asked)
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    keys = _keys(rows)
    return [_line(row, keys.get(row["owner"])) for row in rows]


def _keys(rows: Iterable[dict[str, Any]]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for row in rows:
        if row["wrapped"] is not None and row["owner"] not in found:
            found[row["owner"]] = bare_key(row["owner"], bytes(row["wrapped"]), row["master"])
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
        beside=row["code2"] if row["kind"] in BESIDE else "",
        who_kind=row["code2"] if row["kind"] in WITH_KIND else "",
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
            words[name] = opened(key, bytes(sealed), f"{table}|{row[code]}|{name}")
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
