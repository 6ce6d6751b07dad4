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

from tussenruimte.kit import clock
from tussenruimte.kit.sealing import unseal, unwrap
from tussenruimte.members.models import Kind
from tussenruimte.methods.initials import first_name
from tussenruimte.methods.ladder import days_late, state_of, time_left
from tussenruimte.promises.models import Basis
from tussenruimte.reflections.naming import by_name
from tussenruimte.relations.models import Need, Relation

COLUMNS = (
    *("kind", "code", "code2", "sort", "state", "at", "at2", "day", "n", "flag"),
    *("who", "who_code", "who_phone", "whom", "whom_code"),
    *("s1", "s2", "s3", "owner", "wrapped", "master"),
)

PAGE = """
WITH mine AS (SELECT p.code AS owner, k.wrapped, k.master FROM members_person p
              LEFT JOIN members_personkey k ON k.person_id = p.actor_id WHERE p.actor_id = %(person)s)
SELECT 'promise' AS kind, p.code, m.kind AS code2, p.purpose AS sort, p.state, CAST(p.made_at AS TEXT) AS at,
       CAST(p.done_at AS TEXT) AS at2, CAST(p.due AS TEXT) AS day, p.times_moved AS n,
       CASE WHEN p.look_again_since IS NULL THEN 0 ELSE 1 END AS flag,
       m.name AS who, m.code AS who_code, m.phone AS who_phone, r.name AS whom, r.code AS whom_code,
       p.text AS s1, p.outcome AS s2, NULL AS s3, mine.owner, mine.wrapped, mine.master
  FROM promises_promise p JOIN members_actor m ON m.id = p.maker_id
  JOIN members_actor r ON r.id = p.receiver_id CROSS JOIN mine WHERE p.matter_id = %(matter)s
UNION ALL
SELECT 'conversation', c.code, h.kind, c.sort, c.stage, CAST(c.asked_at AS TEXT), CAST(c.planned_at AS TEXT),
       CAST(c.held_on AS TEXT), 0, CASE WHEN c.was_person_there THEN 1 WHEN c.was_person_there IS NULL THEN NULL ELSE 0 END,
       h.name, h.code, h.phone, '', '', c.said, c.goes_well, c.about, mine.owner, mine.wrapped, mine.master
  FROM conversations_conversation c JOIN members_actor h ON h.id = c.host_id CROSS JOIN mine
 WHERE c.matter_id = %(matter)s
UNION ALL
SELECT 'words', w.code, '', '', '', CAST(w.at AS TEXT), NULL, NULL, 0, 0, a.name, a.code, '', '', '',
       w.words, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_addedwords w JOIN members_actor a ON a.id = w.by_id CROSS JOIN mine WHERE w.need_id = %(matter)s
UNION ALL
SELECT 'relation', r.code, '', r.part, '', CAST(r.asked_at AS TEXT), NULL, CAST(r.until AS TEXT),
       CASE WHEN r.person_yes_at IS NULL THEN 0 ELSE 1 END, CASE WHEN r.other_yes_at IS NULL THEN 0 ELSE 1 END,
       a.name, a.code, a.phone, '', '', r.goal, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_relation r JOIN members_actor a ON a.id = r.other_id CROSS JOIN mine WHERE r.need_id = %(matter)s
UNION ALL
SELECT 'remark', m.code, m.beside, m.sort, '', CAST(m.made_at AS TEXT), CAST(m.answered_at AS TEXT), NULL, 0, 0,
       a.name, a.code, '', '', '', m.quote, m.words, m.answer, mine.owner, mine.wrapped, mine.master
  FROM matters_remark m JOIN members_actor a ON a.id = m.by_id CROSS JOIN mine WHERE m.matter_id = %(matter)s
UNION ALL
SELECT 'offer', o.code, '', '', '', CAST(o.asked_at AS TEXT), NULL, CAST(o.told_on AS TEXT),
       CASE WHEN o.person_yes_at IS NULL THEN 0 ELSE 1 END, CASE WHEN o.taker_yes_at IS NULL THEN 0 ELSE 1 END,
       t.name, t.code, t.phone, g.name, g.code, o.why, o.told_how, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_needhandover o JOIN members_actor t ON t.id = o.taker_id
  JOIN members_actor g ON g.id = o.giver_id CROSS JOIN mine
 WHERE o.need_id = %(matter)s AND o.done_at IS NULL AND o.ended_at IS NULL
UNION ALL
SELECT 'bounce', b.code, '', '', '', CAST(b.at AS TEXT), NULL, CAST(b."on" AS TEXT), 0, 0, '', '', '', '', '',
       b.sender, b.sent_to, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_bounce b CROSS JOIN mine WHERE b.need_id = %(matter)s
UNION ALL
SELECT 'loss', '', '', l.basis, '', CAST(l.at AS TEXT), NULL, CAST(l."on" AS TEXT), 0, 0, '', '', '', '', '',
       NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_loss l CROSS JOIN mine WHERE l.need_id = %(matter)s
UNION ALL
SELECT 'file', f.code, '', f.kind, '', CAST(f.added_at AS TEXT), NULL, NULL, f.size, 0, a.name, a.code, '', '', '',
       f.name, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM matters_file f JOIN members_actor a ON a.id = f.added_by_id CROSS JOIN mine
 WHERE f.matter_id = %(matter)s AND f.removed_at IS NULL
UNION ALL
SELECT 'set-aside', '', '', s.reason, '', CAST(s.first_at AS TEXT), CAST(s.second_at AS TEXT), NULL, 0, 0,
       f.name, f.code, '', a.name, a.code, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_setaside s JOIN members_actor f ON f.id = s.first_id
  JOIN members_actor a ON a.id = s.asked_id CROSS JOIN mine
 WHERE s.need_id = %(matter)s AND s.restored_at IS NULL
UNION ALL
SELECT 'judgement', j.code, v.code, j.sort, '', CAST(j.written_at AS TEXT), CAST(j.peer_answered_at AS TEXT), NULL,
       v.number, CASE WHEN j.sort <> 'refusal' OR EXISTS (
           SELECT 1 FROM conversations_conversation c
             LEFT JOIN conversations_conversation rests ON rests.id = j.conversation_id
            WHERE c.matter_id = j.matter_id AND c.was_person_there AND c.sort <> 'moment'
              AND c.stage IN ('held', 'confirmed') AND (rests.id IS NULL OR c.id = rests.id
                   OR (c.held_on >= rests.held_on AND c.noted_at > rests.noted_at)))
       THEN 0 ELSE 1 END,
       w.name, w.code, '', p.name, p.code, v.saw, v.did, NULL, w.code, k.wrapped, k.master
  FROM reflections_judgement j JOIN members_actor w ON w.id = j.writer_id
  JOIN members_actor p ON p.id = j.peer_id JOIN reflections_judgementversion v ON v.judgement_id = j.id
  LEFT JOIN members_personkey k ON k.person_id = j.writer_id
 WHERE j.matter_id = %(matter)s
   AND v.number = (SELECT max(x.number) FROM reflections_judgementversion x WHERE x.judgement_id = j.id)
UNION ALL
SELECT 'lookback', l.code, '', '', '', CAST(l.given_at AS TEXT), NULL, NULL, 0, 0, g.name, g.code, '', '', '',
       l.story, l.felt_known, l.went_well, g.code, k.wrapped, k.master
  FROM reflections_lookback l JOIN members_actor g ON g.id = l.giver_id
  LEFT JOIN members_personkey k ON k.person_id = l.giver_id
 WHERE l.matter_id = %(matter)s AND l.withdrawn_at IS NULL
ORDER BY 6
"""

# Where the words of each kind of row stand: table, and the field in s1, s2, s3; the code of the row.
PLACES = {
    "promise": ("promises_promise", ("text", "outcome"), "code"),
    "conversation": ("conversations_conversation", ("said", "goes_well", "about"), "code"),
    "words": ("relations_addedwords", ("words",), "code"),
    "relation": ("relations_relation", ("goal",), "code"),
    "remark": ("matters_remark", ("quote", "words", "answer"), "code"),
    "offer": ("relations_needhandover", ("why", "told_how"), "code"),
    "bounce": ("relations_bounce", ("sender", "sent_to"), "code"),
    "file": ("matters_file", ("name",), "code"),
    "judgement": ("reflections_judgementversion", ("saw", "did"), "code2"),
    "lookback": ("reflections_lookback", ("story", "felt_known", "went_well"), "code"),
}


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
    remarks: "list[Line]" = field(default_factory=list)

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
    relations: list[Line]
    offer: Line | None
    bounces: list[Line]
    losses: list[Line]
    files: list[Line]
    judgements: list[Line]
    lookbacks: list[Line]
    set_aside: Line | None
    remarks: dict[str, list[Line]]
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

    @property
    def waiting_relations(self) -> list[Line]:
        """Asked, and one of the two has not said yes."""
        return [r for r in self.relations if not (r.n and r.flag)]


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
    for line in lines:
        line.remarks = remarks.get(line.code, []) if line.code else []
    relations = kinds.get("relation", [])
    holding = [r for r in relations if r.sort == Relation.Part.HOLDER]
    return NeedPage(
        promises=_in_order([_promise(line, today) for line in kinds.get("promise", [])]),
        conversations=kinds.get("conversation", [])[::-1],
        added=kinds.get("words", []),
        relations=[r for r in relations if r.day is None and r.sort != Relation.Part.HOLDER],
        offer=next(iter(kinds.get("offer", [])), None),
        bounces=kinds.get("bounce", []),
        losses=kinds.get("loss", []),
        files=kinds.get("file", []),
        judgements=kinds.get("judgement", []),
        lookbacks=kinds.get("lookback", []),
        set_aside=next(iter(kinds.get("set-aside", [])), None),
        remarks=remarks,
        holders=len(holding),
        holder_agreed=any(r.n for r in holding if r.day is None),
    )


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
        words=_opened(row, key),
        beside=row["code2"] if row["kind"] == "remark" else "",
        who_kind=row["code2"] if row["kind"] in {"promise", "conversation"} else "",
    )


def _opened(row: dict[str, Any], key: bytes | None) -> dict[str, str]:
    table, fields, code = PLACES.get(row["kind"], ("", (), "code"))
    words = {}
    for name, column in zip(fields, ("s1", "s2", "s3"), strict=False):
        sealed = row[column]
        if sealed is None:
            words[name] = ""
        elif key is None:
            words[name] = _("(forgotten)")
        else:
            words[name] = unseal(key, bytes(sealed), f"{table}|{row[code]}|{name}")
    return words


def _moment(text: str | None) -> dt.datetime | None:
    if not text:
        return None
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _promise(line: Line, today: dt.date) -> PromiseLine:
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
        ).value
    late = days_late(line.day, today) if state == "late" else 0
    return PromiseLine(line, state, late, time_left(clock.day(line.at), line.day, today))


ORDER = {"late": 0, "soon": 1, "open": 2, "done": 3, "unconfirmed": 3}


def _in_order(promises: list[PromiseLine]) -> list[PromiseLine]:
    """What asks for something first, then what is coming, then what was."""
    return sorted(promises, key=lambda p: (ORDER.get(p.state, 4), p.line.day or dt.date.max))
