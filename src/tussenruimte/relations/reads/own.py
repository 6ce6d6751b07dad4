"""What a person sees of their own need, besides what everybody sees who reads along."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.conversations.models import Attendance
from tussenruimte.matters.models import Ground, Permission, PermissionAsked, Reader
from tussenruimte.matters.reads import (
    Said,
    Seen,
    permissions_of,
    said_beside_each,
    stopped_in_silence,
    who_has_seen,
)
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import Actor, Cooperative, Kind, Person, Tenure
from tussenruimte.methods.names import as_name
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.promises.reads import ladder_in, ladder_of, promises_of
from tussenruimte.relations.models import Need, Relation
from tussenruimte.relations.reads.line import Line
from tussenruimte.relations.reads.page import NeedPage, PromiseLine

FEWEST_LETTERS = 2  # of a name, before anybody is found
MOST_FOUND = 8
HELD = {"held", "confirmed", "disputed"}


@dataclass(frozen=True, slots=True)
class LateOne:
    """A promise to somebody that is late: who knows it, and whether they asked for a conversation."""

    promise: PromiseLine
    who: str  # whoever sits there, when a seat promised
    seat: str  # its bare name
    steps: list[dict[str, Any]]
    is_asked: bool
    is_mine: bool  # of whoever looks


def late_ones(need: Need, page: NeedPage, person: Person, today: dt.date) -> list[LateOne]:
    """What others promised and did not do in time, longest first, each with its ladder."""
    late = [p for p in page.late if p.line.who_code != need.person.code]
    if not late:
        return []
    rows = promises_of(need.matter).filter(state=State.OPEN, due__lt=today)
    found = {row.code: row for row in rows.select_related("matter__circle__actor")}
    ladder, hearing = ladder_in(need.cooperative), hearing_in(need.cooperative, today)
    sits = _who_sits([row.maker_id for row in found.values() if row.maker.is_public_office])
    asked = {talk.who_code for talk in page.conversations if talk.state in {"asked", "planned"}}
    return [
        LateOne(
            p,
            sits.get(row.maker_id, p.line.who),
            row.maker.name if row.maker_id in sits else "",
            ladder_of(row, today, ladder, hearing, _me(row, person)),
            p.line.who_code in asked,
            row.maker_id == person.pk,
        )
        for p, row in ((p, found[p.line.code]) for p in late)
    ]


def _who_sits(seats: list[int]) -> dict[int, str]:
    if not seats:
        return {}
    rows = Tenure.objects.filter(seat__in=seats, until=None).select_related("person__actor")
    return {row.seat_id: row.person.name for row in rows}


def _me(promise: Promise, person: Person) -> str:
    return _("You") if promise.receiver_id == person.pk else ""


@dataclass(frozen=True, slots=True)
class Turns:
    """What waits for a word of the person themselves, and what else was promised."""

    to_confirm: list[PromiseLine]
    offer: Line | None
    asked: list[tuple[Line, str]]  # with what they would be to the person
    to_read: list[Line]  # "mag … dit lezen?"
    promises: list[PromiseLine]

    @property
    def is_any(self) -> bool:
        """Whether anything waits."""
        return bool(self.to_confirm or self.offer or self.asked or self.to_read)


def _as_what(line: Line) -> str:
    return ": ".join(filter(None, [part_to_you(line), line.words["scope"]]))


def answers_for(need: Need, person: Person, *, acts: bool) -> set[str]:
    """Codes of whom they answer for here: themselves, and the person when they may act for them."""
    return {person.code, need.person.code} if acts else {person.code}


def turns_of(
    page: NeedPage, need: Need, person: Person, late: list[LateOne], *, acts: bool
) -> Turns:
    """Each thing stands in one place: late, waiting for a word, or in the list.

    Who stands beside the person is for the person alone; so is what somebody who acts promised them.
    """
    is_self, whom = need.person_id == person.pk, answers_for(need, person, acts=acts)
    done = [p for p in page.to_confirm if p.state == "done" and p.line.whom_code in whom]
    mine = [p for p in done if p.line.who_code != person.code]
    elsewhere = {p.line.code for p in mine} | {one.promise.line.code for one in late}
    return Turns(
        to_confirm=mine,
        offer=page.offer if acts and page.offer and not page.offer.n else None,
        asked=[(line, _as_what(line)) for line in page.relations if is_self and not line.n],
        to_read=[line for line in page.asked_to_read if acts and line.who_code != person.code],
        promises=[p for p in page.promises if p.line.code not in elsewhere],
    )


PARTS = {
    Relation.Part.BESIDE: gettext_lazy("stands beside you"),
    Relation.Part.FINDS: gettext_lazy("knows where to find you"),
    Relation.Part.REPRESENTATIVE: gettext_lazy("may arrange things for you"),
    Relation.Part.ASKS_TOO: gettext_lazy("asks this together with you"),
}


def part_to_you(line: Line) -> str:
    """What somebody is to the person who reads it."""
    return str(PARTS.get(Relation.Part(line.sort), line.part))


def together(page: NeedPage, person: Person, *, is_self: bool) -> list[dict[str, Any]]:
    """Who is with the person, with both their yeses; the person and whoever it is can end it."""
    return [
        {
            "line": line,
            "actor": line.actor,
            "part": ": ".join(
                filter(None, [part_to_you(line) if is_self else line.part, *line.for_what])
            ),
            "may_end": is_self or line.who_code == person.code,
        }
        for line in page.relations
        if line.is_both
    ]


def between_parents(page: NeedPage, person: Person) -> bool:
    """A parent does not see how the other parent is reached. Whether whoever reads it is a parent."""
    parents = {line.who_code for line in page.relations if line.sort == Relation.Part.PARENT}
    if person.code not in parents:
        return False
    theirs = [line for line in page.relations if line.who_code in parents]
    for line in [*theirs, *(p.line for p in page.promises if p.line.who_code in parents)]:
        line.who_phone = line.who_phone if line.who_code == person.code else ""
    return True


def contact_of(page: NeedPage) -> PromiseLine | None:
    """The promise of the first contact, as long as it is not done."""
    open_ones = [p for p in page.promises if p.state in {"open", "soon", "late"}]
    return next((p for p in open_ones if p.line.sort == Purpose.CONTACT), None)


ANSWERS = {None: "", True: "yes", False: "no"}
NOT_THERE = "not-there"


class Talk(NamedTuple):
    """A conversation, as it stands for whoever looks."""

    line: Line
    answer: (
        str  # yes, no, or nothing yet; `own` when they wrote it down, or that they are not there
    )
    is_there: bool
    whom: str  # with whom they speak, or else the person


def talks_of(need: Need, page: NeedPage, person: Person, *, acts: bool = False) -> list[Talk]:
    """Each conversation with what this person said about it.

    Whoever acts for the person it is about sees what that person said.
    """
    if need.person_id == person.pk:
        return [Talk(line, line.answer, True, line.who) for line in page.conversations]
    rows = Attendance.objects.filter(conversation__matter=need.matter_id, actor=person.pk)
    said = rows.values_list("conversation__code", "agreed")
    mine = {code: ANSWERS[agreed] for code, agreed in said}
    return [
        Talk(
            line,
            line.answer if acts else mine.get(line.code, NOT_THERE),
            line.code in mine,
            need.person.first_name if line.who_code == person.code else line.who,
        )
        for line in page.conversations
    ]


def whom_to_ask(need: Need, page: NeedPage, person: Person) -> list[Actor]:
    """With whom somebody can ask for a conversation: who holds on first, then who is there too."""
    codes = [need.holder.person.code] if need.holder else []
    codes += [line.who_code for line in page.relations if line.is_both]
    codes += [promise.line.who_code for promise in page.promises]
    rows = Actor.objects.filter(cooperative=need.cooperative_id, code__in=codes)
    found = rows.exclude(pk__in=[person.pk, need.person_id]).exclude(kind=Kind.ORGANISATION)
    return sorted(found, key=lambda actor: codes.index(actor.code))


@dataclass(frozen=True, slots=True)
class MayRead:
    """Somebody who may read it today, why, and until when."""

    actor: Actor
    grounds: list[str]
    until: dt.date | None


def who_may_read(need: Need, today: dt.date) -> list[MayRead]:
    """Everybody but the person, by name; each once, with every ground."""
    rows = Reader.objects.current(today).filter(matter=need.matter_id)
    rows = rows.exclude(ground=Ground.STOP, actor__in=stopped_in_silence(need.matter))
    found: dict[int, list[Reader]] = {}
    for row in rows.exclude(actor=need.person_id).select_related("actor").order_by("actor__name"):
        found.setdefault(row.actor_id, []).append(row)
    return [_may_read(rows) for rows in found.values()]


def _may_read(rows: list[Reader]) -> MayRead:
    ends = [row.until for row in rows]
    until = None if None in ends else max(end for end in ends if end)
    return MayRead(rows[0].actor, [str(Ground(row.ground).label) for row in rows], until)


def permissions(need: Need, today: dt.date) -> list[tuple[Permission, str, list[Said]]]:
    """What the person allowed, with for what, and what was put beside that."""
    rows = permissions_of(need.matter, today)
    asked = PermissionAsked.objects.filter(permission__in=rows)
    of = dict(asked.values_list("code", "permission__code"))
    codes = [*of, *(row.code for row in rows)]
    found: dict[str, list[Said]] = {}
    for code, said in said_beside_each(need.cooperative, codes).items():
        found.setdefault(of.get(code, code), []).extend(said)
    return [(row, row.read("purpose"), found.get(row.code, [])) for row in rows]


def seen_last(need: Need) -> list[Seen]:
    """Everybody who has looked, each with the last day."""
    last: dict[str, Seen] = {}
    for seen in who_has_seen([need.matter]):
        last.setdefault(seen.code, seen)
    return list(last.values())


def whom_to_let_read(
    cooperative: Cooperative, words: str, today: dt.date, *, but: Collection[int] = ()
) -> list[Actor]:
    """Members, holders, seats and organisations by a piece of their name; not whoever looks.

    Nobody is found here who only asked for something themselves.
    """
    words = as_name(words)
    if len(words) < FEWEST_LETTERS:
        return []
    is_member = Q(member__since__lte=today) & (Q(member__until=None) | Q(member__until__gt=today))
    may_be_found = (
        Q(kind__in=[Kind.SEAT, Kind.ORGANISATION]) | is_member | Q(person__standing__isnull=False)
    )
    rows = Actor.objects.filter(may_be_found, cooperative=cooperative, name__icontains=words)
    rows = rows.exclude(pk__in=but)
    return list(rows.exclude(person__forgotten_at__isnull=False).order_by("name")[:MOST_FOUND])
