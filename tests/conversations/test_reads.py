"""Questions about conversations."""

from datetime import timedelta

from tussenruimte.conversations import actions, reads
from tussenruimte.conversations.models import Way
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.members.models import ActsFor
from tussenruimte.members.reads import promisers


def codes(meetings):
    return [meeting.conversation.code for meeting in meetings]


def test_conversations_of_a_matter_come_latest_first(matter, planned, amina, at):
    earlier = Noted(said="Eerder", held_on=at.date() - timedelta(days=3))
    held = actions.note_conversation(matter, earlier, by=amina, at=at)
    rows = reads.conversations_of(matter)
    assert rows == [planned, held]
    assert [guest.actor.name for guest in rows[0].guests] == ["Amina Telgenhof", "Ruben"]


def test_a_matter_with_more_conversations_takes_no_more_questions(
    matter, amina, at, django_assert_num_queries
):
    for number in range(4):
        actions.note_conversation(matter, Noted(said=str(number)), by=amina, at=at)
    with django_assert_num_queries(2):
        rows = reads.conversations_of(matter)
        assert {row.read("said") for row in rows} == {"0", "1", "2", "3"}
        assert all(guest.read("own_words") == "" for row in rows for guest in row.guests)


def test_who_is_around_takes_one_question(
    matter, amina, ruben, joris, tess, at, django_assert_num_queries
):
    today, empty = at.date(), joris.tenures.get().seat.actor
    ActsFor.objects.filter(actor=empty).update(until=today)
    with django_assert_num_queries(1):
        around = reads.around(matter, today, also=[tess.actor])
    assert around.inside == [amina.actor, ruben.actor, tess.actor]
    expected = [actor for actor in promisers(matter.cooperative) if actor != amina.actor]
    assert around.outside == expected
    assert empty in around.outside
    assert around.can_answer(tess.actor)
    assert not around.can_answer(empty)


def test_whom_i_speak_today(planned, amina, ruben, tess, at):
    tomorrow = at.date() + timedelta(days=1)
    assert codes(reads.today_of([amina.pk], tomorrow)) == [planned.code]
    assert reads.today_of([amina.pk], tomorrow)[0].others == [ruben.actor]
    assert reads.today_of([amina.pk], at.date()) == []
    assert reads.today_of([tess.pk], tomorrow) == []


def test_what_was_planned_and_is_past_waits_to_be_written_down(planned, amina, at):
    later = at + timedelta(days=2)
    assert codes(reads.to_write_down([amina.pk], later)) == [planned.code]
    assert reads.to_write_down([amina.pk], at) == []
    actions.hold(planned, Noted(said="Ja"), by=amina, at=later)
    assert reads.to_write_down([amina.pk], later) == []


def test_who_asked_me_waits_for_a_moment(asked, amina, ruben, at):
    assert codes(reads.asked_of([amina.pk])) == [asked.code]
    assert reads.asked_of([ruben.pk]) == []
    actions.plan(asked, Plan(at + timedelta(days=1)), by=amina, at=at)
    assert reads.asked_of([amina.pk]) == []


def test_what_was_written_down_waits_for_an_answer_for_seven_days(held, ruben, amina, at):
    assert codes(reads.to_answer([ruben.pk], at.date())) == [held.code]
    assert reads.to_answer([amina.pk], at.date()) == []
    assert reads.to_answer([ruben.pk], at.date() + timedelta(days=8)) == []
    actions.confirm(held, by=ruben, at=at)
    assert reads.to_answer([ruben.pk], at.date()) == []


def test_a_short_chat_asks_for_no_answer(matter, ruben, amina, at):
    actions.moment(matter, by=amina, at=at)
    assert reads.to_answer([ruben.pk], at.date()) == []


def test_when_somebody_last_spoke_with_the_person(matter, without_ruben, amina, at):
    assert reads.last_spoken([matter]) == {}
    day = at.date() - timedelta(days=5)
    by_phone = Noted(said="Gebeld", held_on=day, way=Way.PHONE)
    actions.note_conversation(matter, by_phone, by=amina, at=at)
    actions.note_conversation(matter, without_ruben, by=amina, at=at)
    assert reads.last_spoken([matter]) == {matter.pk: day}
    actions.moment(matter, by=amina, at=at)
    assert reads.last_spoken([matter.pk]) == {matter.pk: at.date()}


def test_a_disputed_conversation_was_not_spoken(held, ruben, at):
    actions.dispute(held, "Nee", by=ruben, at=at)
    assert reads.last_spoken([held.matter]) == {}
