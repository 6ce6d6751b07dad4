"""Whoever it is about stays out, whoever lets them in; whoever stands too near steps aside."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.learning.steps import DAY, hear, night, readers
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Stage
from tussenruimte.conversations.spoken import Plan
from tussenruimte.kit.refusal import Refused
from tussenruimte.learning import access, actions, reads
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground
from tussenruimte.members import actions as members
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import State
from tussenruimte.record.models import Fact


def let_in(complaint, person, by, at):
    return matters.let_read(complaint.matter, person.actor, ground=Ground.PEER, by=by, at=at)


def test_whom_it_is_about_never_reads_it_whoever_lets_them_in(about_amina, amina, idris, wil, at):
    for by in (idris, wil, "klok"):
        with pytest.raises(Refused):
            let_in(about_amina, amina, by, at)


def test_nor_the_organisation_for_which_they_speak(about_amina, provider, idris, at):
    with pytest.raises(Refused):
        matters.let_read(
            about_amina.matter, provider.actor, ground=Ground.PERMISSION, by=idris, at=at
        )


def test_nor_a_circle_in_which_they_sit(about_amina, amina, rietkade, idris, at):
    around = members.make_circle(rietkade, "Tuin", sort="work", by="invoer", at=at)
    members.sit_in_circle(around, amina, since=at.date(), by="invoer", at=at)
    with pytest.raises(Refused):
        matters.let_read(about_amina.matter, around.actor, ground=Ground.PEER, by=idris, at=at)


def test_a_hearer_lets_in_nobody_but_whoever_told_it_does(about_amina, sjaan, wil, idris, at):
    with pytest.raises(Refused):
        let_in(about_amina, sjaan, wil, at)
    let_in(about_amina, sjaan, idris, at)
    assert "Sjaan" in readers(about_amina)


def test_it_cannot_be_promised_to_or_talked_over_with_them(about_amina, amina, wil, at):
    with pytest.raises(Refused):
        promises.offer(about_amina.promise, to=amina.actor, by=wil, at=at, person_said_yes=True)
    talk = conversations.ask(about_amina.matter, host=wil.actor, by=wil, at=at)
    with pytest.raises(Refused):
        conversations.ask(about_amina.matter, host=amina.actor, person_said_yes=True, by=wil, at=at)
    assert talk.host == wil.actor


def test_whoever_came_too_near_since_does_not_see_it(about_amina, rietkade, provider, wil, at):
    assert access.complaint_to_hear(rietkade, wil, about_amina.code)
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    with pytest.raises(access.NotHere):
        access.complaint_to_hear(rietkade, wil, about_amina.code)
    night(rietkade, at + DAY)
    assert (hear(about_amina), readers(about_amina)) == (
        ["Amal", "Piet"],
        {"Idris", "Amal", "Piet"},
    )
    about_amina.promise.refresh_from_db()
    assert about_amina.promise.maker.name == "Amal Benhaddou"


def test_nor_when_only_a_part_of_the_name_was_typed(tell, rietkade, provider, wil, at):
    complaint = tell("iemand van de zorggroep")
    assert access.complaint_to_hear(rietkade, wil, complaint.code)
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    with pytest.raises(access.NotHere):
        access.complaint_to_hear(rietkade, wil, complaint.code)


def test_nor_does_it_stand_in_their_list(about_amina, tell, provider, wil, at):
    also = [tell("iemand van de zorggroep"), tell("de buren")]
    assert reads.heard_by(wil, at.date()) == [about_amina, *also]
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    assert reads.heard_by(wil, at.date()) == also[1:]


def test_many_in_that_list_cost_as_many_questions_as_one(tell, provider, wil, at):
    tell("Amina Telgenhof")
    with CaptureQueriesContext(connection) as one:
        reads.heard_by(wil, at.date())
    for whom in ("Zorggroep De Brug", "de buren", "iemand van de kerk"):
        tell(whom)
    with CaptureQueriesContext(connection) as many:
        assert len(reads.heard_by(wil, at.date())) == 4
    assert len(many) == len(one)


def test_both_came_too_near_and_whoever_stands_apart_has_the_promise(
    about_amina, rietkade, provider, wil, amal, at
):
    for person in (wil, amal):
        members.speak_for(provider, person, since=at.date(), by="invoer", at=at)
    night(rietkade, at + DAY)
    about_amina.promise.refresh_from_db()
    assert (hear(about_amina), about_amina.promise.maker.name) == (["Piet"], "Piet Nagelhout")
    assert readers(about_amina) == {"Idris", "Piet"}


def test_all_came_too_near_and_the_night_goes_on(
    about_amina, rietkade, provider, wil, amal, piet, at
):
    for person in (wil, amal, piet):
        members.speak_for(provider, person, since=at.date(), by="invoer", at=at)
    promises.fail(about_amina.promise, what_now="Ik bel je.", told=True, by=wil, at=at)
    night(rietkade, at + DAY)
    assert hear(about_amina) == ["Wil", "Amal"]
    assert not Fact.objects.filter(body__contains="complaint.looked-at").exists()


def test_whoever_steps_aside_hears_it_no_more_and_the_next_does(tell, wil, amal, at):
    complaint = tell()
    talk = conversations.ask(complaint.matter, host=wil.actor, by=wil, at=at)
    actions.step_aside(complaint, by=wil, at=at)
    assert (hear(complaint), readers(complaint)) == (["Amal", "Piet"], {"Idris", "Amal", "Piet"})
    complaint.promise.refresh_from_db()
    talk.refresh_from_db()
    assert (complaint.promise.maker, complaint.promise.state) == (amal.actor, State.OPEN)
    assert talk.stage == Stage.NOT_HELD


def test_whatever_else_they_promised_about_it_goes_too(tell, wil, amal, idris, at):
    complaint = tell()
    also = promises.make_promise(
        complaint.matter, maker=wil.actor, receiver=idris.actor, text="Ik vraag het na.",
        due=at.date(), by=wil, at=at,
    )  # fmt: skip
    actions.step_aside(complaint, by=wil, at=at)
    also.refresh_from_db()
    assert also.maker == amal.actor
    assert "Wil" not in readers(complaint)


def test_whoever_steps_aside_need_not_come_to_what_the_other_planned(tell, wil, amal, idris, at):
    complaint = tell()
    talk = conversations.ask(complaint.matter, host=amal.actor, by=amal, at=at)
    both = Plan(at + 2 * DAY, place="Het bankje", invited=(wil.actor, idris.actor))
    conversations.plan(talk, both, by=amal, at=at)
    actions.step_aside(complaint, by=wil, at=at)
    guests = set(talk.attendance.values_list("actor", flat=True))
    assert guests == {amal.pk, idris.pk}


def test_the_second_steps_aside_and_the_first_keeps_the_promise(tell, wil, amal, at):
    complaint = tell()
    actions.step_aside(complaint, by=amal, at=at)
    complaint.promise.refresh_from_db()
    assert (hear(complaint), complaint.promise.maker) == (["Wil", "Piet"], wil.actor)


def test_whoever_stepped_aside_does_not_get_it_back(tell, wil, amal, rietkade, at):
    complaint = tell()
    actions.step_aside(complaint, by=wil, at=at)
    with pytest.raises(Refused):
        actions.step_aside(complaint, by=amal, at=at)
    night(rietkade, at + DAY)
    assert hear(complaint) == ["Amal", "Piet"]


def test_stepping_aside_twice_lets_no_third_hear_it(tell, circle, welcome, wil, at):
    complaint = tell()
    new = welcome("Roos Vlieger", email="roos@example.org")
    members.sit_in_circle(circle, new, since=at.date(), by="invoer", at=at)
    actions.step_aside(complaint, by=wil, at=at)
    for does in (actions.step_aside, actions.tell_concerned):
        with pytest.raises(Refused):
            does(complaint, by=wil, at=at)
    assert hear(complaint) == ["Amal", "Piet"]


def test_what_was_promised_does_not_go_to_whoever_came_too_near(
    about_amina, provider, wil, amal, at
):
    members.speak_for(provider, amal, since=at.date(), by="invoer", at=at)
    actions.step_aside(about_amina, by=wil, at=at)
    about_amina.promise.refresh_from_db()
    assert about_amina.promise.maker.name == "Piet Nagelhout"


def test_whoever_leaves_the_trust_circle_hears_it_no_more(tell, circle, wil, rietkade, at):
    complaint = tell()
    members.leave_circle(circle, wil, by="invoer", at=at)
    night(rietkade, at + DAY)
    assert hear(complaint) == ["Amal", "Piet"]
    assert "Wil" not in readers(complaint)
