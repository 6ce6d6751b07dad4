"""Somebody who was near enough to read it comes too near: within one round of the clock they do not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.learning.steps import DAY, hear, night, readers
from tests.record.planting import as_owner
from tussenruimte.cli.verifying import Scope
from tussenruimte.cli.verifying.complaints import complaints_are_heard_by_others
from tussenruimte.cli.verifying.readers import readers_have_their_grounds
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.kit.refusal import Refused
from tussenruimte.learning import nightly
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Permission, Reader
from tussenruimte.members import actions as members
from tussenruimte.promises import actions as promises
from tussenruimte.record.models import Fact

MINUTE = timedelta(minutes=1)


@pytest.fixture
def later(rietkade, at):
    """The clock came by already today; this is a round after that."""
    rietkade.last_tick_on = at.date()
    return lambda: nightly.keep_two_hearing(rietkade, at.date(), at)


def wrong(day):
    scope = Scope(heads=(), today=day)
    with as_owner():
        checks = (complaints_are_heard_by_others, readers_have_their_grounds)
        return [sentence for check in checks for sentence in check(scope)]


def looked():
    return Fact.objects.filter(body__contains="complaint.looked-at").count()


# ---- whoever hears it ------------------------------------------------------------------------------


def test_a_hearer_who_came_too_near_reads_nothing_of_it_after_the_next_round(
    about_amina, provider, wil, at, later
):
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    later()
    assert (hear(about_amina), readers(about_amina)) == (
        ["Amal", "Piet"],
        {"Idris", "Amal", "Piet"},
    )
    assert looked() == 1
    later()
    assert looked() == 1


def test_so_does_one_whose_colleague_is_named_since(tell, rietkade, welcome, wil, at, later):
    complaint, house = tell("Greet"), members.make_organisation(
        rietkade, "Fietsclub", by="invoer", at=at
    )  # fmt: skip
    members.speak_for(house, wil, since=at.date() - DAY, by="invoer", at=at)
    later()
    assert hear(complaint) == ["Wil", "Amal"]
    greet = welcome("Greet Bakker", email="greet@example.org")
    seat = members.make_seat(rietkade, "Kas", organisation=house, by="invoer", at=at)
    members.sit_down(seat, greet, since=at.date(), by="invoer", at=at)
    later()
    assert hear(complaint) == ["Amal", "Piet"]


def test_so_does_one_who_comes_into_the_circle_it_is_about(tell, board, wil, at, later):
    complaint = tell("Bestuur")
    members.sit_in_circle(board, wil, since=at.date(), by="invoer", at=at)
    later()
    assert hear(complaint) == ["Amal", "Piet"]


def test_one_who_left_the_trust_circle_today_hears_it_no_more(tell, circle, wil, at, later):
    complaint = tell()
    members.leave_circle(circle, wil, by="invoer", at=at)
    later()
    assert hear(complaint) == ["Amal", "Piet"]


def test_an_ordinary_round_asks_one_question_however_many_are_open(tell, rietkade, at):
    for whom in ("Amina Telgenhof", "de buren", "iemand van de kerk"):
        tell(whom)
    soon = at + DAY
    rietkade.last_tick_on = soon.date()
    with CaptureQueriesContext(connection) as asked:
        nightly.keep_two_hearing(rietkade, soon.date(), soon)
    assert len(asked) == 1


# ---- whom somebody let in --------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["circle", "seat", "organisation"])
def test_only_people_are_let_in_so_nobody_comes_to_read_it_by_coming_there(
    about_amina, rietkade, idris, at, where, english
):
    made = {
        "circle": lambda: members.make_circle(rietkade, "Tuin", sort="work", by="invoer", at=at),
        "seat": lambda: members.make_seat(rietkade, "Tuinstoel", by="invoer", at=at),
        "organisation": lambda: members.make_organisation(rietkade, "Kerk", by="invoer", at=at),
    }[where]()
    with pytest.raises(Refused, match="Only people read this"):
        matters.let_read(about_amina.matter, made.actor, ground=Ground.PEER, by=idris, at=at)


def test_a_circle_that_reads_it_is_seen(about_amina, circle, at):
    Reader.objects.create(
        cooperative_id=about_amina.cooperative_id, matter=about_amina.matter, actor=circle.actor,
        ground=Ground.PEER, since=at.date(),
    )  # fmt: skip
    assert any("is not one person" in sentence for sentence in wrong(at.date()))


def came_along(complaint, sjaan, wil, idris, at):
    """Idris brought Sjaan along to a conversation, who promised something there."""
    talk = conversations.ask(complaint.matter, host=wil.actor, by=wil, at=at)
    plan = Plan(at + MINUTE, place="Het bankje", invited=(sjaan.actor, idris.actor))
    conversations.plan(talk, plan, by=idris, at=at)
    conversations.hold(talk, Noted(said="Het was goed."), by=wil, at=at + MINUTE)
    return promises.make_promise(
        complaint.matter, maker=sjaan.actor, receiver=idris.actor, text="Ik loop mee.",
        due=at.date() + DAY, by=sjaan, at=at,
    )  # fmt: skip


def test_a_hearer_writes_down_a_conversation_to_which_somebody_was_brought_along(
    about_amina, sjaan, wil, idris, at
):
    came_along(about_amina, sjaan, wil, idris, at)
    assert readers(about_amina) == {"Idris", "Wil", "Amal", "Sjaan"}
    assert wrong(at.date()) == []


def test_whoever_came_along_and_comes_too_near_reads_it_no_more(
    about_amina, provider, sjaan, wil, idris, rietkade, at, later
):
    promise = came_along(about_amina, sjaan, wil, idris, at)
    given = matters.give_permission(
        about_amina.matter, sjaan.actor, purpose="", until=None, by=idris, at=at
    )
    asked = conversations.ask(about_amina.matter, host=wil.actor, by=wil, at=at)
    plan = Plan(at + DAY, place="Het bankje", invited=(sjaan.actor, idris.actor))
    conversations.plan(asked, plan, by=wil, at=at)
    later()
    assert "Sjaan" in readers(about_amina)
    members.speak_for(provider, sjaan, since=at.date(), by="invoer", at=at)
    assert not any("came too near" in sentence for sentence in wrong(at.date()))
    assert any("came too near" in sentence for sentence in wrong(at.date() + DAY))
    later()
    assert readers(about_amina) == {"Idris", "Wil", "Amal"}
    promise.refresh_from_db()
    assert promise.maker == wil.actor
    assert Permission.objects.get(pk=given.pk).withdrawn_at == at
    assert set(asked.attendance.values_list("actor", flat=True)) == {wil.pk, idris.pk}
    assert wrong(at.date()) == wrong(at.date() + DAY) == []
    later()
    assert looked() == 1


def test_also_when_they_read_it_only_because_of_what_they_promised(
    about_amina, provider, sjaan, wil, idris, rietkade, at
):
    promise = came_along(about_amina, sjaan, wil, idris, at)
    Reader.objects.filter(actor=sjaan.pk, ground=Ground.CONVERSATION).update(until=at.date())
    soon = at + DAY
    members.speak_for(provider, sjaan, since=soon.date(), by="invoer", at=soon)
    night(rietkade, soon)
    promise.refresh_from_db()
    assert promise.maker == wil.actor
    assert "Sjaan" not in readers(about_amina)


def test_also_when_nobody_stands_apart_any_more_and_then_the_promise_stays(
    about_amina, provider, sjaan, wil, amal, piet, idris, at, later
):
    promise = came_along(about_amina, sjaan, wil, idris, at)
    for person in (sjaan, wil, amal, piet):
        members.speak_for(provider, person, since=at.date(), by="invoer", at=at)
    later()
    later()
    rows = Reader.objects.filter(actor=sjaan.pk, matter=about_amina.matter)
    assert [row.ground for row in rows] == [Ground.PROMISE]
    promise.refresh_from_db()
    assert (promise.maker, hear(about_amina), looked()) == (sjaan.actor, ["Wil", "Amal"], 1)
