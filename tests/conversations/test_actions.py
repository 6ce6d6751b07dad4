"""What happens to a conversation: asked, planned, held."""

from datetime import timedelta

import pytest

from tussenruimte.conversations import actions, reads
from tussenruimte.conversations.models import (
    MOVES,
    Attendance,
    Conversation,
    Outcome,
    Sort,
    Stage,
    Way,
)
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.actions import say_done
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.record.models import Fact


def names(conversation):
    return sorted(row.actor.name for row in reads.attendance_of(conversation))


def latest_fact():
    return Fact.objects.order_by("-seq").first().body


def again(conversation):
    return Conversation.objects.whole().get(pk=conversation.pk)


def test_every_stage_has_its_moves():
    assert MOVES.keys() == set(Stage)
    assert set().union(*MOVES.values()) == set(Stage) - {Stage.ASKED}


# ---- asking ----------------------------------------------------------------------------------------


def test_somebody_asks_for_a_conversation(asked, amina):
    assert asked.stage == Stage.ASKED
    assert asked.read("about") == "Over mijn post"
    assert names(asked) == ["Amina Telgenhof", "Ruben"]
    assert "conversation.asked" in latest_fact()
    assert [d.to for d in Dispatch.objects.all()] == [amina.code]


def test_the_person_it_is_about_is_always_asked_to_come(matter, amina, at):
    conversation = actions.ask(matter, host=amina.actor, by=amina, at=at)
    assert names(conversation) == ["Amina Telgenhof", "Ruben"]


def test_asking_somebody_who_cannot_read_needs_the_yes_of_the_person(matter, amina, sjaan, at):
    with pytest.raises(Refused, match="Vraag Ruben eerst"):
        actions.ask(matter, host=sjaan.actor, by=amina, at=at)
    actions.ask(matter, host=sjaan.actor, person_said_yes=True, by=amina, at=at)
    assert may_read(matter, [sjaan.pk], at.date())


def test_whom_the_person_asks_has_their_yes(matter, ruben, sjaan, at):
    actions.ask(matter, host=sjaan.actor, by=ruben, at=at)
    assert Reader.objects.get(actor=sjaan.actor).ground == Ground.CONVERSATION


def test_a_bsn_is_not_kept(matter, amina, at):
    with pytest.raises(Refused, match="BSN"):
        actions.ask(matter, host=amina.actor, about="BSN 111222333", by=amina, at=at)


# ---- planning --------------------------------------------------------------------------------------


def test_a_conversation_gets_a_moment(planned, at):
    assert planned.stage == Stage.PLANNED
    assert planned.planned_at == at + timedelta(days=1)
    assert planned.read("place") == "Bij de inloop"
    moments = {row.planned_at for row in reads.attendance_of(planned)}
    assert moments == {planned.planned_at}
    assert planned.invitation == 1
    assert "inloop" not in latest_fact()


def test_planning_again_grows_the_number_of_the_invitation(planned, amina, at):
    actions.plan(planned, Plan(at + timedelta(days=3)), by=amina, at=at)
    planned = again(planned)
    assert planned.invitation == 2
    assert planned.read("place") == "Bij de inloop"


def test_a_moment_that_has_passed_is_refused(asked, amina, at):
    with pytest.raises(Refused, match="al geweest"):
        actions.plan(asked, Plan(at), by=amina, at=at)


def test_a_guest_reads_along_until_the_days_for_an_answer_are_over(asked, amina, sjaan, at):
    moment = at + timedelta(days=1)
    guests = Plan(moment, invited=[sjaan.actor], person_said_yes=True)
    actions.plan(asked, guests, by=amina, at=at)
    reader = Reader.objects.get(actor=sjaan.actor)
    assert (reader.ground, reader.until) == (
        Ground.CONVERSATION,
        at.date() + timedelta(days=8),
    )


def test_a_guest_without_the_yes_of_the_person_is_refused(asked, amina, sjaan, at):
    with pytest.raises(Refused, match="Vraag Ruben eerst of Sjaan Poelma mag"):
        actions.plan(asked, Plan(at + timedelta(days=1), invited=[sjaan.actor]), by=amina, at=at)
    assert not may_read(asked.matter, [sjaan.pk], at.date())


def test_who_is_no_longer_invited_stops_reading(asked, amina, sjaan, at):
    moment = at + timedelta(days=1)
    with_sjaan = Plan(moment, invited=[sjaan.actor], person_said_yes=True)
    actions.plan(asked, with_sjaan, by=amina, at=at)
    actions.plan(asked, Plan(moment, invited=[]), by=amina, at=at)
    assert names(asked) == ["Amina Telgenhof", "Ruben"]
    assert not may_read(asked.matter, [sjaan.pk], at.date())
    assert Dispatch.objects.filter(kind="conversations.without-you", to=sjaan.code).exists()


def test_who_could_read_already_gets_no_second_ground(planned, amina):
    assert list(Reader.objects.filter(actor=amina.actor).values_list("ground", flat=True)) == [
        Ground.HOLDER
    ]


def test_a_held_conversation_is_not_planned_again(held, amina, at):
    with pytest.raises(Refused, match="opgeschreven"):
        actions.plan(held, Plan(at + timedelta(days=1)), by=amina, at=at)


# ---- it did not take place ------------------------------------------------------------------------------


def test_it_did_not_go_on_and_there_is_a_new_moment(planned, amina, at):
    new = Plan(at + timedelta(days=5))
    actions.did_not_go_on(planned, why="Amina was ziek", again=new, by=amina, at=at)
    planned = again(planned)
    assert (planned.stage, planned.planned_at) == (Stage.PLANNED, new.when)
    assert planned.read("why_not_held") == "Amina was ziek"


def test_it_did_not_go_on_and_somebody_promises_something(planned, ruben, amina, line, at):
    actions.did_not_go_on(planned, why="Telefoon kwijt", instead=line, by=ruben, at=at)
    assert again(planned).stage == Stage.NOT_HELD
    promise = Promise.objects.get()
    assert (promise.maker, promise.receiver) == (amina.actor, ruben.actor)
    assert reads.outcomes_of(planned) == [promise]


def test_it_does_not_end_without_a_way_on(planned, amina, at):
    with pytest.raises(Refused, match="in plaats daarvan"):
        actions.did_not_go_on(planned, why="Ziek", by=amina, at=at)


def test_not_going_on_says_why(planned, amina, line, at):
    with pytest.raises(Refused, match="waarom het niet doorging"):
        actions.did_not_go_on(planned, why=" ", instead=line, by=amina, at=at)


def test_guests_stop_reading_when_it_does_not_go_on(asked, amina, sjaan, line, at):
    with_sjaan = Plan(at + timedelta(days=1), invited=[sjaan.actor], person_said_yes=True)
    actions.plan(asked, with_sjaan, by=amina, at=at)
    actions.did_not_go_on(asked, why="Ziek", instead=line, by=amina, at=at)
    assert not may_read(asked.matter, [sjaan.pk], at.date())


# ---- held ------------------------------------------------------------------------------------------


def test_a_conversation_is_written_down_at_once(held, amina, at):
    assert (held.stage, held.held_on, held.noted_by) == (Stage.HELD, at.date(), amina)
    assert held.was_person_there
    assert held.read("said") == "Hij wil een adres."
    assert "adres" not in latest_fact()
    assert reads.was_held_with_person(held.matter)


def test_it_can_be_written_down_afterwards_but_not_before(matter, amina, at):
    earlier = Noted(said="Kort gebeld", held_on=at.date() - timedelta(days=9), way=Way.PHONE)
    row = actions.note_conversation(matter, earlier, by=amina, at=at)
    assert (row.held_on, row.way) == (at.date() - timedelta(days=9), Way.PHONE)
    tomorrow = Noted(said="Straks", held_on=at.date() + timedelta(days=1))
    with pytest.raises(Refused, match="komt nog"):
        actions.note_conversation(matter, tomorrow, by=amina, at=at)


def test_a_planned_conversation_is_held(planned, amina, ruben, at):
    later = at + timedelta(days=1, hours=1)
    noted = Noted(said="Goed gepraat", goes_well="De buren helpen", present=[amina.actor])
    actions.hold(planned, noted, by=amina, at=later)
    planned = again(planned)
    assert planned.read("goes_well") == "De buren helpen"
    assert {row.actor.name: row.was_there for row in reads.attendance_of(planned)} == {
        "Amina Telgenhof": True,
        "Ruben": True,
    }


def test_without_words_nothing_is_written_down(matter, amina, at):
    with pytest.raises(Refused, match="paar woorden"):
        actions.note_conversation(matter, Noted(), by=amina, at=at)


def test_it_is_written_down_once(held, amina, at):
    with pytest.raises(Refused, match="opgeschreven"):
        actions.hold(held, Noted(said="Nog eens"), by=amina, at=at)


def test_lines_become_promises_in_the_same_change(matter, ruben, amina, line, at):
    row = actions.note_conversation(matter, Noted(lines=[line]), by=amina, at=at)
    promise = Promise.objects.get()
    assert (promise.maker, promise.receiver, promise.due) == (
        amina.actor,
        ruben.actor,
        line.due,
    )
    assert Outcome.objects.get().conversation == row


def test_what_the_person_promises_goes_to_whoever_spoke_with_them(matter, ruben, amina, line, at):
    mine = Noted(lines=[type(line)(ruben.actor, "Ruben schrijft zijn plan", line.due)])
    actions.note_conversation(matter, mine, by=amina, at=at)
    assert Promise.objects.get().receiver == amina.actor


def test_a_line_that_is_refused_keeps_nothing(matter, amina, line, at):
    late = type(line)(line.maker, line.what, at.date() - timedelta(days=1))
    with pytest.raises(Refused):
        actions.note_conversation(matter, Noted(said="Ja", lines=[late]), by=amina, at=at)
    assert not Conversation.objects.exists()


def test_the_person_writes_down_with_whom_they_spoke(matter, ruben, amina, at):
    with pytest.raises(Refused, match="met wie"):
        actions.note_conversation(matter, Noted(said="Ja"), by=ruben, at=at)
    row = actions.note_conversation(matter, Noted(said="Ja"), host=amina.actor, by=ruben, at=at)
    assert (row.host, row.noted_by, row.was_person_there) == (amina.actor, ruben, True)


# ---- without the person ----------------------------------------------------------------------------


def test_without_the_person_it_carries_the_promise_to_tell_them(
    matter, without_ruben, ruben, amina, at
):
    row = actions.note_conversation(matter, without_ruben, by=amina, at=at)
    assert row.telling.purpose == Purpose.TELL
    assert (row.telling.maker, row.telling.receiver) == (amina.actor, ruben.actor)
    assert row.read("why_without") == "Hij was ziek."
    assert not row.is_told
    assert not reads.was_held_with_person(matter)
    ruben_row = Attendance.objects.get(conversation=row, actor=ruben.actor)
    assert ruben_row.was_there is False


def test_without_the_person_and_without_telling_is_refused(matter, amina, at):
    noted = Noted(said="Over hem", was_person_there=False)
    with pytest.raises(Refused, match="Zeg waarom Ruben er niet bij was"):
        actions.note_conversation(matter, noted, by=amina, at=at)


def test_keeping_the_promise_to_tell_takes_the_mark_away(matter, without_ruben, amina, at):
    row = actions.note_conversation(matter, without_ruben, by=amina, at=at)
    say_done(row.telling, how="Aan de keukentafel", by=amina, at=at)
    assert again(row).is_told


# ---- a short chat ----------------------------------------------------------------------------------


def test_a_short_chat_is_one_tap(matter, amina, at):
    chat = actions.moment(matter, by=amina, at=at)
    assert (chat.sort, chat.stage, chat.held_on) == (Sort.MOMENT, Stage.HELD, at.date())
    assert actions.moment(matter, by=amina, at=at + timedelta(minutes=1)) == chat
    assert not reads.was_held_with_person(matter)


def test_the_person_themselves_has_no_chat_with_themselves(matter, ruben, at):
    with pytest.raises(Refused, match="met wie"):
        actions.moment(matter, by=ruben, at=at)
