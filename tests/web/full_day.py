"""A neighbourhood in which everything happens at once, the same for the same seed."""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from tussenruimte.conversations.models import Attendance, Conversation
from tussenruimte.decisions.models import (
    Adviser,
    Ballot,
    Conflict,
    Proposal,
    Proxy,
    Roll,
    Round,
    Turn,
    Version,
    Vote,
    Voted,
)
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Matter, PermissionAsked, Remark, Subject
from tussenruimte.members.models import Absence, Actor, Circle, Duty, DutyOffer, Person, Standing
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Handover, Passing, Promise
from tussenruimte.record import actions as record
from tussenruimte.reflections.models import Judgement
from tussenruimte.relations.models import AddedWords, Need, NeedHandover, Relation, SetAside


@dataclass
class Street:
    """Who lives here; `holders` may hold on to questions."""

    people: list[Person]
    holders: list[Person]
    seats: list[Actor]
    at: dt.datetime
    random: Random

    @property
    def coop(self) -> int:
        return self.people[0].cooperative_id

    def two(self, among: list[Any]) -> list[Any]:
        return self.random.sample(among, 2)

    def day(self, most: int = 12) -> dt.date:
        return self.at.date() + dt.timedelta(self.random.randint(-most, most))

    def ago(self) -> dt.datetime:
        return self.at - dt.timedelta(hours=self.random.randint(1, 900))

    def maybe(self) -> bool:
        return self.random.random() < 0.4


def fill(street: Street, times: int) -> None:
    """So many times of everything."""
    needs = [everything_about(street) for _n in range(times)]
    for need in needs:
        somebody_acts(street, need)


def everything_about(street: Street) -> Need:
    """One question, with all that can happen to it."""
    need = a_need(street)
    for _m in range(3):
        a_promise(street, need.matter)
    for make in (
        more_words,
        a_remark,
        a_handover,
        a_relation,
        a_talk,
        a_judgement,
        a_stand_in,
        days_of_duty,
    ):
        make(street, need)
    return need


def a_need(street: Street) -> Need:
    person, holder = street.random.choice(street.people), street.random.choice(street.holders)
    matter = matters.open_private(
        person, subject=Subject.NEED, circle=None, by=person, at=street.at
    )
    stage = street.random.choice(["message", "held", "together", "quiet", "done"])
    need = Need(cooperative_id=street.coop, matter=matter, person=person, stage=stage)
    need.told_at = need.consented_at = street.ago()
    need.last_sign_on, need.is_urgent = street.day(), street.maybe()
    need.holder = Standing.objects.get(person=holder)
    if stage == "quiet":
        need.quiet_until = street.day()
    if stage == "done":
        need.holder, need.closed_at, need.ending = None, street.at, "person"
    need.put(words="Ik zoek iemand.")
    need.save()
    if need.holder:
        matters.let_read(matter, holder.actor, ground="holder", by=person, at=street.at)
    if stage == "message":
        a_message(street, need, holder)
    return need


def a_message(street: Street, need: Need, holder: Person) -> None:
    if street.maybe() and holder != need.person:
        contact = a_promise(street, need.matter, holder.actor, need.person.actor)
        Promise.objects.filter(pk=contact.pk).update(purpose="contact")
    if street.maybe():
        second = street.random.choice([p for p in street.people if p != holder])
        aside = SetAside(cooperative_id=street.coop, need=need, reason="double", first=holder)
        aside.first_at, aside.asked = street.ago(), second
        aside.second_at = street.at if street.maybe() else None
        aside.save()


def a_promise(street: Street, matter: Matter, *pair: Actor) -> Promise:
    maker, receiver = pair or street.two([p.actor for p in street.people] + street.seats)
    promise = promises.make_promise(
        matter,
        maker=maker,
        receiver=receiver,
        text=f"Ik kom langs om {street.random.randint(1, 99)}",
        due=street.at.date(),
        due_time=dt.time(17, 30) if street.maybe() else None,
        by=street.people[0],
        at=street.at,
        person_said_yes=True,
    )
    state = street.random.choice(["open", "open", "done", "kept"])
    changes: dict[str, Any] = {"due": street.day(), "state": state, "made_at": street.ago()}
    if state != "open":
        changes["done_at"] = street.ago()
    if state == "kept":
        changes["ended_at"] = street.at
    if state == "open" and street.maybe():
        changes["look_again_since"] = street.day()
    Promise.objects.filter(pk=promise.pk).update(**changes)
    taker = street.random.choice(street.people).actor
    if state == "open" and taker not in {maker, receiver}:
        row = Handover(cooperative_id=street.coop, promise=promise, giver=maker, taker=taker)
        row.asked_at, row.is_from_taker = street.ago(), street.maybe()
        row.answered_at, row.accepted = (street.at, False) if street.maybe() else (None, None)
        row.save()
    if maker in street.seats:
        goes_past_somebody(street, promise)
    return promise


def goes_past_somebody(street: Street, promise: Promise) -> None:
    """It was above a mandate; of some there is an answer."""
    row = Passing(cooperative_id=street.coop, promise=promise, via="de gemeenteraad")
    row.until, row.by, row.at = street.day(), street.people[0], street.ago()
    row.answered_at, row.said_yes = (street.at, True) if street.maybe() else (None, None)
    row.save()


def an_offer(street: Street, need: Need, seat: Actor) -> None:
    """What a seat promised is long late, and somebody wants to take it over."""
    receiver, taker = street.people[3].actor, street.people[4].actor
    promise = a_promise(street, need.matter, seat, receiver)
    due = street.at.date() - dt.timedelta(days=20)
    Promise.objects.filter(pk=promise.pk).update(state="open", due=due, ended_at=None)
    Handover.objects.filter(promise=promise).delete()
    row = Handover(cooperative_id=street.coop, promise=promise, giver=seat, taker=taker)
    row.asked_at, row.is_from_taker = street.ago(), True
    row.save()


def more_words(street: Street, need: Need) -> None:
    if not street.maybe():
        return
    row = AddedWords(cooperative_id=street.coop, need=need, by=street.random.choice(street.people))
    row.at = street.ago()
    row.put(words="Nog iets.")
    row.save()
    if street.maybe():
        reader, ago = street.random.choice(street.people), street.ago()
        record.log_reading(need.matter, ground="holder", page="need", by=reader, at=ago)


def a_remark(street: Street, need: Need) -> None:
    if not street.maybe():
        return
    row = Remark(cooperative_id=street.coop, matter=need.matter, person=need.person)
    row.beside, row.sort = need.code, street.random.choice(["wrong", "question"])
    row.by, row.made_at = street.random.choice(street.people), street.ago()
    row.put(quote="Ik zoek iemand.", words="Dat zei ik niet.")
    row.save()


def a_handover(street: Street, need: Need) -> None:
    giver, taker = street.two(street.holders)
    row = NeedHandover(cooperative_id=street.coop, need=need, giver=giver, asked_at=street.ago())
    row.taker = Standing.objects.get(person=taker)
    row.taker_yes_at = street.at if street.maybe() else None
    row.ended_at = street.at if street.maybe() else None
    row.put(why="Ik ben ziek.")
    row.save()


def a_relation(street: Street, need: Need) -> None:
    other = street.random.choice([p for p in street.people if p != need.person])
    row = Relation(cooperative_id=street.coop, need=need, other=other, part="neighbour")
    row.asked_at = street.ago()
    row.person_yes_at = street.at if street.maybe() else None
    row.other_yes_at = street.at if street.maybe() else None
    row.save()


def somebody_acts(street: Street, need: Need) -> None:
    """A parent says what may be answered; whoever holds on may be one, and then it does not count."""
    others = [p for p in street.people if p != need.person]
    row = Relation(cooperative_id=street.coop, need=need, other=street.random.choice(others))
    row.part, row.asked_at, row.person_yes_at, row.other_yes_at = "parent", *[street.ago()] * 3
    row.until = street.at.date() if street.maybe() else None
    row.put(scope="alles" if street.random.random() < 0.8 else "")
    row.save()
    asked = PermissionAsked(cooperative_id=street.coop, matter=need.matter, person=need.person)
    asked.asked_by, asked.to = street.two(street.people)[0], street.random.choice(street.seats)
    asked.asked_at, asked.answered_at = street.ago(), None if street.maybe() else street.at
    asked.put(purpose="om mee te denken")
    asked.save()
    maker = street.random.choice([p for p in others if p != row.other]).actor
    done = a_promise(street, need.matter, maker, need.person.actor)
    changes = {"state": "done", "done_at": street.ago(), "ended_at": None}
    Promise.objects.filter(pk=done.pk).update(**changes)
    a_talk(street, need)
    a_talk(street, need)


def a_talk(street: Street, need: Need) -> None:
    host, writer = street.two(street.people)
    stage = street.random.choice(["asked", "planned", "held"])
    row = Conversation(cooperative_id=street.coop, matter=need.matter, of=need.person, stage=stage)
    row.asked_by, row.host, row.asked_at = writer, host.actor, street.ago()
    hours = street.random.randint(-20, 20)
    if stage == "planned":
        row.planned_at = street.at + dt.timedelta(hours=hours)
    if stage == "held":
        row.held_on, row.was_person_there = street.day(60), True
        row.noted_by, row.noted_at = writer, street.at - dt.timedelta(days=hours // 2 + 10)
        row.sort = "moment" if street.maybe() else "talk"
    row.put(about="De brief van school")
    row.save()
    for actor in {host.actor, need.person.actor, street.random.choice(street.people).actor}:
        seat = Attendance(cooperative_id=street.coop, conversation=row, actor=actor)
        seat.planned_at, seat.was_there = row.planned_at, not street.maybe() or None
        seat.agreed, seat.agreed_at = (True, street.at) if street.maybe() else (None, None)
        seat.save()


def a_judgement(street: Street, need: Need) -> None:
    writer, peer = street.two(street.people)
    row = Judgement(cooperative_id=street.coop, matter=need.matter, writer=writer, sort="acting")
    row.peer, row.written_at = peer.actor, street.ago()
    if street.maybe():
        row.put(peer_words="Ik zag hetzelfde.")
        row.peer_answered_at = street.at
    row.save()


def a_stand_in(street: Street, _need: Need) -> None:
    away, stand_in = street.two(street.people)
    since = street.day()
    row = Absence(cooperative_id=street.coop, person=away, stand_in=stand_in, since=since)
    row.until, row.asked_at = since + dt.timedelta(days=3), street.ago()
    row.answered_at, row.said_yes = (street.at, True) if street.maybe() else (None, None)
    row.save()


def days_of_duty(street: Street, _need: Need) -> None:
    giver, taker = (Standing.objects.get(person=p) for p in street.two(street.holders))
    since = street.day()
    until = since + dt.timedelta(days=6)
    duty = Duty(cooperative_id=street.coop, person=giver, since=since, until=until)
    duty.save()
    row = DutyOffer(cooperative_id=street.coop, duty=duty, taker=taker, since=since, until=until)
    row.asked_at = street.ago()
    row.answered_at, row.said_yes = (street.at, False) if street.maybe() else (None, None)
    row.save()


def a_proposal(street: Street, circle: Circle) -> Proposal:
    """Somebody has to be heard, and one of some is asked now; it may be over by then."""
    matter, (leads, named) = public_matter(street), street.two(street.people)
    row = Proposal.objects.create(
        cooperative_id=street.coop, matter=matter, code=matter.code, kind="decision",
        circle=circle, leads=leads, started_by=leads, started_at=street.ago(),
        stage=street.random.choice(["opinion", "decision", "decision"]),
    )  # fmt: skip
    row.version = Version.objects.create(
        cooperative_id=street.coop, proposal=row, number=1, title=matter.title, why="Het is nodig",
        builds_on="De tuin", saves=False, risk="Regen", borne_by="Wij", by=leads, at=street.ago(),
    )  # fmt: skip
    row.save()
    held = Round(cooperative_id=street.coop, proposal=row, number=1, sort="consent")
    held.version, held.opened_by, held.opened_at = row.version, leads, street.ago()
    held.closed_at = street.at if street.maybe() else None
    held.was_stopped = held.closed_at is not None
    held.save()
    turns(street, held)
    for actor in street.two([*(p.actor for p in street.people), *street.seats]):
        adviser(street, row, actor, named)
    if street.maybe():
        Proposal.objects.filter(pk=row.pk).update(stage="withdrawn", why_withdrawn="Toch niet")
    return row


def a_vote(street: Street, circle: Circle) -> None:
    """Some have a voice, some voted, one gave theirs away, one keeps out; it may be over."""
    row = a_proposal(street, street.random.choice([circle, None]))
    held = Round(cooperative_id=street.coop, proposal=row, number=2, sort="vote")
    held.version, held.opened_by, held.opened_at = row.version, row.leads, street.ago()
    held.closed_at = street.at if street.maybe() else None
    Round.objects.filter(proposal=row, closed_at=None).update(closed_at=street.at, was_stopped=True)
    held.save()
    vote = Vote.objects.create(
        cooperative_id=street.coop, round=held, method="yes-no", seed="zaad",
        is_secret=street.maybe(), closed_at=held.closed_at, opens_at=street.at - dt.timedelta(9),
        closes_at=street.at + dt.timedelta(street.random.choice([-1, 2, 4])),
    )  # fmt: skip
    who = [*(p.actor for p in street.people), *(s.seat.organisation.actor for s in street.seats)]
    voices = [
        Roll.objects.create(cooperative_id=street.coop, vote=vote, actor=actor)
        for actor in street.random.sample(who, 4)
    ]
    given = {"roll": voices[0], "holder": voices[1].actor, "given_by": row.leads, "at": street.at}
    Proxy.objects.create(cooperative_id=street.coop, **given)
    if street.maybe():
        said = {"roll": voices[2], "person": row.leads, "at": street.at}
        Ballot.objects.create(cooperative_id=street.coop, **said)
    if street.maybe():
        Voted.objects.create(cooperative_id=street.coop, roll=voices[3], receipt="x")
    if street.maybe():
        kept_out = {"proposal": row, "person": street.random.choice(street.people)}
        row = Conflict(cooperative_id=street.coop, at=street.at, **kept_out)
        row.put(why="Mijn zus woont er")
        row.save()


def turns(street: Street, held: Round) -> None:
    """Some have spoken, the next one is asked, the others wait."""
    spoken = street.random.randint(0, 2)
    for place, person in enumerate(street.random.sample(street.people, 4)):
        row = Turn(cooperative_id=street.coop, round=held, person=person, place=place + 1)
        if place <= spoken:
            row.since, row.until = street.ago(), street.day()
        if place < spoken:
            row.spoken_at = street.at
        row.save()


def adviser(street: Street, proposal: Proposal, actor: Actor, named: Person) -> None:
    """Named a while ago; some have given it."""
    row = Adviser(cooperative_id=street.coop, proposal=proposal, actor=actor, authority="life")
    row.why, row.named_by, row.named_at = "Woont er", named, street.ago()
    if street.maybe():
        row.given_by, row.given_at, row.advice = named, street.at, "for"
        row.version = proposal.version
        row.put(words="Doe het.")
    row.save()


def public_matter(street: Street) -> Matter:
    """Something that everybody may read."""
    return matters.open_public(
        street.people[0].cooperative,
        "De tuin",
        subject=Subject.WORK,
        serves=None,
        by=street.people[0],
        at=street.at,
    )
