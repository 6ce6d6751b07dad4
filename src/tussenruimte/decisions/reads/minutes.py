"""Questions about what was written down of a members' meeting: who was there, and what came of each thing."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import F, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from tussenruimte.decisions.models import (
    Attendance,
    Conflict,
    Line,
    Meeting,
    Minutes,
    Moved,
    Proposal,
    Vote,
)
from tussenruimte.decisions.reads.meetings import OnAgenda, agenda_of
from tussenruimte.kit import clock
from tussenruimte.members.models import Actor
from tussenruimte.members.reads.called import called
from tussenruimte.promises.models import Promise


@dataclass(slots=True)
class Found:
    """What came of one thing on the agenda, found by itself."""

    on: OnAgenda
    is_adopted: bool | None = None
    vote: Vote | None = None
    promises: list[Promise] = field(default_factory=list)
    kept_out: list[Actor] = field(default_factory=list)
    words: str = ""
    voices: int | None = None  # in the vote


def found_at(meeting: Meeting, at: dt.datetime) -> list[Found]:
    """Of each thing on the agenda: decided or not by now, the vote, what was promised that day, and
    whose own interest kept them out.
    """
    agenda = agenda_of(meeting)
    proposals = [one.item.proposal for one in agenda if one.item.proposal]
    votes = _latest_votes(proposals)
    promised = _promised_on(clock.day(meeting.begins_at), [one.matter_id for one in proposals])
    out = _kept_out(proposals)
    rows = []
    for one in agenda:
        row = Found(one)
        if (about := one.item.proposal) is not None:
            is_now = about.decided_at is not None and meeting.called_at <= about.decided_at <= at
            row.is_adopted = about.is_adopted if is_now else None
            row.vote = votes.get(about.pk)
            row.promises = promised.get(about.matter_id, [])
            row.kept_out = out.get(about.pk, [])
        rows.append(row)
    return rows


def promised_about(meeting: Meeting) -> list[Promise]:
    """What was promised about the meeting itself on its day."""
    found = _promised_on(clock.day(meeting.begins_at), [meeting.matter_id])
    return found.get(meeting.matter_id, [])


def _latest_votes(proposals: Collection[Proposal]) -> dict[int, Vote]:
    rows = Vote.objects.filter(round__proposal__in=proposals, closed_at__isnull=False)
    rows = rows.select_related("round").order_by("round__number")
    return {one.round.proposal_id: one for one in rows}


def _promised_on(day: dt.date, matters: Collection[int]) -> dict[int, list[Promise]]:
    begin, end = clock.midnight(day), clock.midnight(day + dt.timedelta(1))
    rows = Promise.objects.filter(matter__in=matters, made_at__gte=begin, made_at__lt=end)
    found: dict[int, list[Promise]] = {}
    for one in rows.select_related("maker", "of__key").order_by("made_at", "pk"):
        found.setdefault(one.matter_id, []).append(one)
    return found


def _kept_out(proposals: Collection[Proposal]) -> dict[int, list[Actor]]:
    rows = Conflict.objects.filter(proposal__in=proposals).select_related("person__actor")
    found: dict[int, list[Actor]] = {}
    for one in rows.order_by("at", "pk"):
        found.setdefault(one.proposal_id, []).append(one.person.actor)
    return found


def versions_of_minutes(meeting: Meeting) -> list[Minutes]:
    """What was written down, latest first."""
    rows = Minutes.objects.filter(meeting=meeting)
    rows = rows.select_related("by__actor", "approval__meeting")
    return list(rows.order_by("-number"))


def lines_of(minutes: Minutes, agenda: list[OnAgenda]) -> list[Found]:
    """What one version says about each thing on the agenda."""
    lines = _lines(Line.objects.filter(minutes=minutes))
    people = Actor.objects.filter(cooperative=minutes.cooperative_id, code__in=_kept_out_in(lines))
    return _found(lines, agenda, _promised_in(lines), {one.code: one for one in people})


def promised_in(minutes: Minutes) -> list[Promise]:
    """What one version says was promised about the meeting itself."""
    found = _by_code(minutes.promised)
    return [found[code] for code in minutes.promised if code in found]


def _lines(rows: QuerySet[Line]) -> list[Line]:
    """In the order of the agenda; of a vote only where it stands and how many chose."""
    rows = rows.annotate(voices=F("vote__result__outcome__voices"))
    return list(rows.select_related("minutes", "vote__round").order_by("item__place"))


def _found(
    lines: list[Line],
    agenda: list[OnAgenda],
    promises: dict[str, Promise],
    people: dict[str, Actor],
) -> list[Found]:
    on = {one.item.pk: one for one in agenda}
    return [
        Found(
            on[line.item_id],
            line.is_adopted,
            line.vote,
            [promises[code] for code in line.promised if code in promises],
            [people[code] for code in line.kept_out if code in people],
            line.words,
            getattr(line, "voices", None),
        )
        for line in lines
    ]


def _kept_out_in(lines: list[Line]) -> list[str]:
    return [code for line in lines for code in line.kept_out]


def _promised_in(lines: list[Line], *, also: Iterable[str] = ()) -> dict[str, Promise]:
    return _by_code([*also, *(code for line in lines for code in line.promised)])


def _by_code(codes: list[str]) -> dict[str, Promise]:
    if not codes:
        return {}
    rows = Promise.objects.filter(code__in=codes).select_related("maker", "of__key")
    return {one.code: one for one in rows}


# ---- everything beside the agenda on the page of a meeting -----------------------------------------


@dataclass(frozen=True, slots=True)
class There:
    """A member who was there, or for whom somebody else voted."""

    name: str
    proxy: str


@dataclass(frozen=True, slots=True)
class Was:
    """When and where it was to be before, and why that changed."""

    at: dt.datetime
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """A version of what was written down; `approved` is the meeting that said that it was so."""

    number: int
    by: str
    because: str
    at: dt.datetime
    approved: dt.datetime | None


@dataclass(slots=True)
class Beside:
    """Who was there by name, how it moved (latest first), the versions (latest first), and the latest."""

    there: list[There] = field(default_factory=list)
    moves: list[Was] = field(default_factory=list)
    versions: list[Written] = field(default_factory=list)
    lines: list[Found] = field(default_factory=list)
    promised: list[Promise] = field(default_factory=list)


def beside(meeting: Meeting, agenda: list[OnAgenda], *, with_names: bool) -> Beside:
    """All of it in three questions; who was there only for who may read their names."""
    latest = Minutes.objects.filter(meeting=meeting).order_by("-number").values("pk")[:1]
    lines = _lines(Line.objects.filter(minutes=Subquery(latest))) if meeting.held_at else []
    rows = _rows_beside(meeting, _kept_out_in(lines), with_names=with_names)
    promised = lines[0].minutes.promised if lines else []
    promises = _promised_in(lines, also=promised)
    people = {code: Actor(pk, code=code, name=name) for pk, code, name, *_ in rows["kept out"]}
    return Beside(
        there=[There(name, proxy or "") for _pk, name, proxy, *_ in rows["there"]],
        moves=[Was(at, place, why) for _pk, place, why, at, _ in reversed(rows["moved"])],
        versions=[Written(*one) for one in reversed(rows["written"])],
        lines=_found(lines, agenda, promises, people),
        promised=[promises[code] for code in promised if code in promises],
    )


Row = tuple[Any, ...]  # a number, two texts, two moments
NO_MOMENT = Cast(Value(None), models.DateTimeField())


def _rows_beside(
    meeting: Meeting, kept_out: list[str], *, with_names: bool
) -> dict[str, list[Row]]:
    """Per table its rows, as they came; who was there by name."""
    of_it = {"meeting": meeting}
    asked = [_columns("moved", Moved.objects.filter(**of_it), "pk", "was_in", "why", at="was_at")]
    if meeting.held_at:
        written = Minutes.objects.filter(**of_it).annotate(until=F("approval__meeting__begins_at"))
        asked.append(
            _columns("written", written, "number", called("by__actor"), "because", at="at")
        )
    if meeting.held_at and with_names:
        there = Attendance.objects.filter(**of_it)
        asked.append(_columns("there", there, "pk", called("actor"), called("proxy")))
    if kept_out:
        people = Actor.objects.filter(cooperative=meeting.cooperative_id, code__in=kept_out)
        asked.append(_columns("kept out", people, "pk", "code", called()))
    found: dict[str, list[Row]] = {"moved": [], "written": [], "there": [], "kept out": []}
    first, *others = asked
    for what, *values in first.union(*others, all=True) if others else first:
        found[what].append(tuple(values))
    for rows in (found["moved"], found["written"]):
        rows.sort()
    found["there"].sort(key=lambda row: (row[1], row[0]))
    return found


def _columns(
    what: str, rows: QuerySet[Any, Any], number: str, *texts: Any, at: str = ""
) -> QuerySet[Any, Any]:
    moment = F(at) if at else NO_MOMENT
    until = F("until") if what == "written" else NO_MOMENT
    return rows.order_by().values_list(
        Value(what),
        F(number),
        *(F(one) if isinstance(one, str) else one for one in texts),
        moment,
        until,
    )
