"""The twin of the one statement behind *Vandaag*: the same questions, asked with models."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from tussenruimte.conversations.models import Attendance, Conversation
from tussenruimte.decisions.access import keeps_out, may_cast, voices_of
from tussenruimte.decisions.models import Adviser, Turn, Vote
from tussenruimte.kit import clock
from tussenruimte.matters.models import PermissionAsked, Remark
from tussenruimte.members.models import (
    Absence,
    Actor,
    ActsFor,
    Circle,
    Duty,
    DutyOffer,
    Kind,
    Person,
    Seat,
)
from tussenruimte.promises.models import Handover, Passing, Promise
from tussenruimte.record.models import Reading
from tussenruimte.reflections.models import Judgement
from tussenruimte.relations.models import Need, NeedHandover, Relation, SetAside
from tussenruimte.web.reads.today import Line, Someone

MOST = 12


class Twin:
    """My day, one question after the other."""

    def __init__(self, person: Person, at: dt.datetime) -> None:
        self.person, self.at, self.today = person, at, clock.day(at)
        self.coop = person.cooperative_id
        rows = ActsFor.objects.current(self.today).filter(person=person)
        self.me = list(rows.values_list("actor_id", flat=True))

    def lines(self) -> list[Line]:
        parts = [name for name in dir(self) if name.startswith("of_")]
        return [line for name in parts for line in getattr(self, name)()]

    def rows(self, model: Any, *orders: str, **which: Any) -> Any:
        return model.objects.filter(cooperative=self.coop, **which).order_by(*orders)

    # ---- promises ----------------------------------------------------------------------------

    def of_promised(self) -> list[Line]:
        first_calls = Q(
            purpose="contact", matter__need__stage="message", matter__need__holder=self.person.pk
        )
        looks = Q(
            purpose="peer",
            looks_along_at__peer_answered_at=None,
            looks_along_at__peer__in=self.me,
        )
        rows = Promise.objects.whole().filter(cooperative=self.coop, state="open")
        rows = rows.filter(maker__in=self.me).exclude(first_calls).exclude(looks)
        rows = rows.order_by("due", "pk")[:MOST]
        return [
            self.promise("promised", p, p.receiver, p.maker, till=p.look_again_since) for p in rows
        ]

    def of_to_me(self) -> list[Line]:
        rows = self.promises(state="open", receiver__in=self.me)
        return [self.promise("to-me", p, p.maker, p.receiver, more=p.maker.phone) for p in rows]

    def of_said_done(self) -> list[Line]:
        since = self.at - dt.timedelta(days=14)
        rows = self.promises(state="done", receiver__in=self.me, done_at__gte=since)
        return [self.promise("said-done", p, p.maker, p.receiver) for p in rows]

    def promises(self, **which: Any) -> Any:
        rows = Promise.objects.whole().filter(cooperative=self.coop, **which)
        return rows.order_by("due", "pk")[:MOST]

    def promise(self, kind: str, p: Promise, other: Actor, mine: Actor, **more: Any) -> Line:
        return line(
            kind, p, other, matter=p.matter, me=mine, day=p.due, at=p.made_at, time=p.due_time,
            words=p.read("text"), purpose=p.purpose, **more
        )  # fmt: skip

    def of_offered(self) -> list[Line]:
        mine = {"taker__in": self.me, "is_from_taker": False}
        rows = self.handovers(**mine)
        return [
            line("offered", h, h.giver, me=h.taker, day=h.promise.due, at=h.asked_at) for h in rows
        ]

    def of_take_over(self) -> list[Line]:
        rows = self.rows(
            Handover, "promise__due", "pk", is_from_taker=True, answered_at=None,
            promise__state="open",
        ).exclude(taker=self.person.pk)  # fmt: skip
        asked = [h for h in rows if h.giver_id in self.me or self.answers_for_empty(h)]
        return [
            line("take-over", h, h.taker, me=h.giver, day=h.promise.due, at=h.asked_at,
                 more="" if h.giver_id in self.me else "empty")
            for h in asked[:MOST]
        ]  # fmt: skip

    def answers_for_empty(self, h: Handover) -> bool:
        seat = Seat.objects.filter(actor=h.giver, vacant_since__lte=self.today).first()
        readers = h.promise.matter.readers.current(self.today).filter(ground="holder")
        is_holder = readers.filter(actor__in=self.me).exists()
        return seat is not None and (seat.stand_in == self.person or is_holder)

    def of_passing(self) -> list[Line]:
        rows = self.rows(
            Passing, "until", "pk", answered_at=None,
            promise__state="open", promise__maker__in=self.me,
        )  # fmt: skip
        return [
            line("passing", g.promise, g.promise.receiver, me=g.promise.maker, day=g.until,
                 till=g.promise.due, at=g.at, more=g.via)
            for g in rows[:MOST]
        ]  # fmt: skip

    def handovers(self, **which: Any) -> Any:
        which |= {"answered_at": None, "promise__state": "open"}
        return self.rows(Handover, "promise__due", "pk", **which)[:MOST]

    def of_late(self) -> list[Line]:
        circles = Circle.objects.filter(actor__in=self.me)
        sorts = set(circles.values_list("sort", flat=True))
        known = Q(matter__circle__in=self.me)
        if "area" in sorts:
            known |= Q(matter__circle=None)
        if "board" in sorts:
            people = ~Q(maker__kind__in=["seat", "organisation"])
            known |= people & Q(due__lte=self.today - dt.timedelta(days=3))
        late = self.today - dt.timedelta(days=1)
        rows = self.rows(Promise, "due", "pk", state="open", due__lte=late).filter(known)
        rows = rows.exclude(maker__in=self.me).exclude(receiver__in=self.me)
        return [line("late", p, p.maker, day=p.due, more=p.maker.phone) for p in rows[:MOST]]

    # ---- needs -------------------------------------------------------------------------------

    def of_added(self) -> list[Line]:
        found = []
        for n in self.rows(Need, holder=self.person.pk, closed_at=None):
            last = n.added.exclude(by=self.person).order_by("-pk").first()
            looks = Reading.objects.filter(matter=n.matter.code, reader=self.person.code)
            if last is not None and not looks.filter(at__gt=last.at).exists():
                found.append((last.at, n.matter.code, n, last))
        rows = [
            line("added", n.matter, w.by.actor, matter=n.matter, at=w.at)
            for _at, _code, n, w in sorted(found, key=lambda row: row[:2])[:MOST]
        ]
        return [replace(row, title="") for row in rows]

    def of_remark(self) -> list[Line]:
        mine = {"matter__need__holder": self.person.pk, "matter__need__closed_at": None}
        rows = self.rows(Remark, "made_at", "code", answered_at=None, **mine)
        return [
            line("remark", k, k.by.actor, matter=k.matter, at=k.made_at, more=k.sort)
            for k in rows.exclude(by=self.person)[:MOST]
        ]

    def of_message(self) -> list[Line]:
        contact = Promise.objects.filter(matter=OuterRef("pk"), purpose="contact", state="open")
        rows = self.rows(Need, holder=self.person.pk, closed_at=None, stage="message").annotate(
            due=Subquery(contact.values("due")[:1]),
            by_time=Subquery(contact.values("due_time")[:1]),
        )
        rows = rows.order_by(F("due").asc(nulls_last=True), "matter__code")
        return [
            line("message", n.matter, n.person.actor, matter=n.matter, about=False, day=n.due,
                 time=n.by_time, at=n.told_at, more="urgent" if n.is_urgent else "")
            for n in rows[:MOST]
        ]  # fmt: skip

    def of_silent(self) -> list[Line]:
        edge = self.today - dt.timedelta(days=7)
        rows = self.rows(
            Need, "last_sign_on", "matter__code", holder=self.person.pk, closed_at=None,
            last_sign_on__lte=edge,
        ).exclude(stage="message")  # fmt: skip
        rows = rows.filter(Q(quiet_until=None) | Q(quiet_until__lt=self.today))
        return [
            line(
                "silent", n.matter, n.person.actor, matter=n.matter, about=False, day=n.last_sign_on
            )
            for n in rows[:MOST]
        ]

    def of_need_offered(self) -> list[Line]:
        rows = self.offers(taker=self.person.pk, taker_yes_at=None)
        return [
            line("need-offered", h, h.giver.actor, matter=h.need.matter, at=h.asked_at)
            for h in rows
        ]

    def of_need_moves(self) -> list[Line]:
        rows = self.offers(need__person=self.person, taker_yes_at__isnull=False, person_yes_at=None)
        return [
            line("need-moves", h, h.taker.person.actor, matter=h.need.matter, about=False,
                 at=h.asked_at, more=h.giver.name)
            for h in rows
        ]  # fmt: skip

    def offers(self, **which: Any) -> Any:
        return self.rows(NeedHandover, "asked_at", "code", done_at=None, ended_at=None, **which)[
            :MOST
        ]

    def of_answering(self) -> list[Line]:
        mine = PermissionAsked.objects.filter(person=self.person, answered_at=None)
        found = [("may-read", a, a.to, a.matter, a.asked_at) for a in mine]
        for r in self.rows(Relation, other=self.person).acting():
            if r.need.holder_id != self.person.pk:
                found += self.for_them(r.need)
        found = sorted(
            (row for row in found if row[2].pk != self.person.pk),
            key=lambda row: (row[4], row[1].code),
        )
        return [
            replace(
                line(
                    "answering",
                    row,
                    other,
                    matter=matter,
                    about=matter.person != self.person,
                    at=at,
                    more=what,
                ),
                title="",
            )
            for what, row, other, matter, at in found[:MOST]
        ]

    def for_them(self, n: Need) -> list[Any]:
        asked = n.matter.permissions_asked.filter(answered_at=None)
        since = self.at - dt.timedelta(days=14)
        done = Promise.objects.filter(
            matter=n.matter, receiver=n.person_id, state="done", done_at__gte=since
        )
        moves = NeedHandover.objects.filter(
            need=n, done_at=None, ended_at=None, taker_yes_at__isnull=False, person_yes_at=None
        )
        noted = clock.midnight(self.today - dt.timedelta(days=7))
        talks = Conversation.objects.filter(
            matter=n.matter, stage="held", noted_at__gte=noted,
            attendance__in=Attendance.objects.filter(
                actor=n.person_id, was_there=True, agreed=None
            ),
        ).exclude(sort="moment").exclude(noted_by=n.person)  # fmt: skip
        return [
            *(("talk", c, c.noted_by.actor, n.matter, c.noted_at) for c in talks),
            *(("may-read", a, a.to, n.matter, a.asked_at) for a in asked),
            *(("done", p, p.maker, n.matter, p.done_at) for p in done),
            *(("moves", h, h.taker.person.actor, n.matter, h.asked_at) for h in moves),
        ]

    def of_set_aside(self) -> list[Line]:
        rows = self.rows(
            SetAside, "first_at", "need__matter__code", asked=self.person, second_at=None,
            restored_at=None,
        )  # fmt: skip
        return [
            line("set-aside", s.need.matter, s.first.actor, matter=s.need.matter, about=False,
                 at=s.first_at, more=s.reason)
            for s in rows[:MOST]
        ]  # fmt: skip

    def of_beside(self) -> list[Line]:
        rows = self.asked(other=self.person, other_yes_at=None)
        return [self.relation("beside", r, r.need.person.actor) for r in rows]

    def of_beside_me(self) -> list[Line]:
        rows = self.asked(need__person=self.person, person_yes_at=None)
        return [self.relation("beside-me", r, r.other.actor) for r in rows]

    def asked(self, **which: Any) -> Any:
        return self.rows(Relation, "asked_at", "code", until=None, **which)[:MOST]

    def relation(self, kind: str, r: Relation, other: Actor) -> Line:
        return line(kind, r, other, matter=r.need.matter, about=False, at=r.asked_at, more=r.part)

    # ---- talking, weighing, standing in --------------------------------------------------------

    def of_talk(self) -> list[Line]:
        since, till = (clock.midnight(self.today + dt.timedelta(n)) for n in (0, 1))
        rows = self.rows(
            Attendance, "planned_at", "conversation__code", actor__in=self.me,
            planned_at__gte=since, planned_at__lt=till, conversation__stage="planned",
        )  # fmt: skip
        return [
            line("talk", t.conversation, t.conversation.host, matter=t.conversation.matter,
                 at=t.conversation.planned_at, more=t.conversation.way,
                 words=t.conversation.read("about"))
            for t in rows[:MOST]
        ]  # fmt: skip

    def of_talk_was(self) -> list[Line]:
        rows = self.rows(
            Attendance, "planned_at", "conversation__code", actor__in=self.me,
            actor=F("conversation__host"), planned_at__lt=clock.midnight(self.today),
            conversation__stage="planned",
        )  # fmt: skip
        return [
            line("talk-was", t.conversation,
                 t.conversation.matter.person.actor if t.conversation.matter.person
                 else t.conversation.host,
                 matter=t.conversation.matter, at=t.conversation.planned_at)
            for t in rows[:MOST]
        ]  # fmt: skip

    def of_talk_holds(self) -> list[Line]:
        rows = self.rows(
            Attendance, "conversation__held_on", "conversation__code", actor__in=self.me,
            was_there=True, agreed=None, conversation__stage="held",
            conversation__held_on__gte=self.today - dt.timedelta(days=31),
        ).exclude(conversation__noted_by=self.person).exclude(conversation__sort="moment")  # fmt: skip
        return [
            line("talk-holds", t.conversation, t.conversation.host,
                 matter=t.conversation.matter, day=t.conversation.held_on)
            for t in rows[:MOST]
        ]  # fmt: skip

    def of_talk_asked(self) -> list[Line]:
        rows = self.rows(
            Conversation, "asked_at", "code", host__in=self.me, planned_at=None, stage="asked"
        ).exclude(asked_by=self.person)
        return [
            line("talk-asked", c, c.asked_by.actor, matter=c.matter, at=c.asked_at)
            for c in rows[:MOST]
        ]

    def of_look_along(self) -> list[Line]:
        rows = self.rows(Judgement, "written_at", "code", peer__in=self.me, peer_answered_at=None)
        return [
            line("look-along", j, j.writer.actor, at=j.written_at, more=j.sort,
                 day=j.looking.due if j.looking else None)
            for j in rows[:MOST]
        ]  # fmt: skip

    def of_stand_in(self) -> list[Line]:
        rows = self.rows(
            Absence, "since", "code", stand_in=self.person, said_yes=None, until__gte=self.today
        )
        return [line("stand-in", b, b.person.actor, day=b.since, till=b.until) for b in rows[:MOST]]

    def of_duty_offered(self) -> list[Line]:
        rows = self.rows(
            DutyOffer, "since", "code", taker=self.person.pk, answered_at=None,
            until__gte=self.today,
        )  # fmt: skip
        return [
            line("duty-offered", o, o.duty.person.person.actor, day=o.since, till=o.until)
            for o in rows[:MOST]
        ]

    # ---- deciding ----------------------------------------------------------------------------

    def of_your_turn(self) -> list[Line]:
        rows = self.rows(
            Turn, "until", "pk", person=self.person, spoken_at=None, since__isnull=False,
            round__closed_at=None,
        )  # fmt: skip
        return [
            line("your-turn", p, p.leads.actor, matter=p.matter, day=t.until, at=t.since)
            for t in rows[:MOST]
            for p in [t.round.proposal]
        ]

    def of_advise(self) -> list[Line]:
        rows = self.rows(Adviser, "named_at", "pk", actor__in=self.me, given_at=None)
        return [
            line("advise", a, a.named_by.actor, matter=a.proposal.matter, me=a.actor, at=a.named_at)
            for a in [a for a in rows if a.proposal.is_talked_about][:MOST]
        ]

    def of_vote(self) -> list[Line]:
        rows = self.rows(Vote, "closes_at", "pk", closed_at=None, closes_at__gt=self.at)
        open_now = [row for row in rows if not keeps_out(row.round.proposal, self.person)]
        return [
            line("vote", p, p.leads.actor, matter=p.matter, at=v.closes_at)
            for v in [v for v in open_now if any(map(self.waits, voices_of(v, self.me)))][:MOST]
            for p in [v.round.proposal]
        ]

    def waits(self, voice: Any) -> bool:
        is_in = hasattr(voice, "ballot") or hasattr(voice, "voted")
        return not is_in and may_cast(voice, self.person, self.today)

    def of_duty(self) -> list[Line]:
        rows = self.rows(
            Duty, "since", person=self.person.pk, since__lte=self.today, until__gte=self.today
        )
        return [line("duty", None, None, day=d.since, till=d.until) for d in rows[:MOST]]


def line(
    kind: str,
    row: Any,
    other: Actor | None,
    *,
    matter: Any = None,
    about: bool = True,
    me: Actor | None = None,
    **given: Any,
) -> Line:
    """A line as the statement gives it; what is not given is nothing."""
    person = matter.person if matter and about else None
    values: dict[str, Any] = {"day": None, "till": None, "at": None, "time": None}
    values |= {"more": "", "words": "", **given}
    return Line(
        kind=kind,
        code=row.code if row else "",
        matter=matter.code if matter else "",
        other=Someone(str(other) if other.hat else other.name, other.code, other.kind)
        if other
        else NOBODY,
        about=person.name if person else "",
        title=matter.title if matter and about else "",
        me=me.name if me and me.kind != Kind.PERSON else "",
        **values,
    )


NOBODY = Someone("iemand", "", Kind.PERSON)
