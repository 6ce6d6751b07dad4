"""People who were there say whether it was so; what rests on a conversation listens to that."""

from datetime import timedelta

import pytest

from tussenruimte.conversations import actions, hooks, reads
from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.post.models import Dispatch
from tussenruimte.record.models import Fact


def again(conversation):
    return Conversation.objects.whole().get(pk=conversation.pk)


@pytest.fixture
def listening():
    """Whoever listens hears here; afterwards nobody does."""
    heard = []

    def hears(conversation, by, at):
        heard.append((conversation.code, by, at))

    hooks.when_held(hears)
    yield heard
    hooks.no_longer(hears)


# ---- it was so -------------------------------------------------------------------------------------


def test_the_person_says_that_it_was_so(held, ruben, at):
    actions.confirm(held, by=ruben, at=at)
    assert again(held).stage == Stage.CONFIRMED
    assert "conversation.confirmed" in Fact.objects.order_by("-seq").first().body


def test_saying_so_twice_is_refused(held, ruben, at):
    actions.confirm(held, by=ruben, at=at)
    with pytest.raises(Refused, match="Je zei al"):
        actions.confirm(held, by=ruben, at=at)


def test_for_somebody_else_one_answers_only_what_they_did_not(held, ruben, tess, at):
    actions.dispute(held, "Zo was het niet", by=ruben, at=at)
    with pytest.raises(Refused, match="Alleen Ruben kan zeggen dat het toch klopt"):
        actions.confirm(held, whose=ruben, by=tess, at=at)
    assert again(held).stage == Stage.DISPUTED
    actions.confirm(held, by=ruben, at=at)
    with pytest.raises(Refused, match="al gezegd dat dit klopt"):
        actions.confirm(held, whose=ruben, by=tess, at=at)


def test_whoever_wrote_it_down_leaves_it_to_the_others(held, amina, at):
    with pytest.raises(Refused, match="Jij schreef dit op"):
        actions.confirm(held, by=amina, at=at)


def test_somebody_who_was_not_there_has_no_say(held, tess, at):
    with pytest.raises(Refused, match="niet bij dit gesprek"):
        actions.confirm(held, by=tess, at=at)


def test_nothing_to_say_before_it_was_held(planned, ruben, at):
    with pytest.raises(Refused, match="nog niet geweest"):
        actions.confirm(planned, by=ruben, at=at)
    with pytest.raises(Refused, match="nog niet geweest"):
        actions.dispute(planned, "Nee", by=ruben, at=at)


def test_a_person_who_was_not_there_can_answer_too(matter, without_ruben, ruben, amina, at):
    row = actions.note_conversation(matter, without_ruben, by=amina, at=at)
    actions.confirm(row, by=ruben, at=at)
    assert again(row).stage == Stage.CONFIRMED


def test_who_sits_in_a_seat_answers_for_it(matter, joris, amina, at):
    seat = joris.tenures.get().seat
    noted = Noted(said="Met de gemeente", present=[seat.actor], person_said_yes=True)
    row = actions.note_conversation(matter, noted, by=amina, at=at)
    actions.confirm(row, by=joris, at=at)
    assert reads.place_at(row, joris, at).actor == seat.actor


# ---- it was not so ---------------------------------------------------------------------------------


def test_the_person_disputes_in_own_words(held, ruben, amina, at):
    actions.dispute(held, "Dit gesprek is er niet geweest.", by=ruben, at=at)
    assert again(held).stage == Stage.DISPUTED
    place = reads.place_at(again(held), ruben, at)
    assert place.read("own_words") == "Dit gesprek is er niet geweest."
    assert not reads.was_held_with_person(held.matter)
    assert "niet geweest" not in Fact.objects.order_by("-seq").first().body
    assert Dispatch.objects.filter(kind="conversations.disputed", to=amina.code).exists()


def test_disputing_takes_words(held, ruben, at):
    with pytest.raises(Refused, match="eigen woorden"):
        actions.dispute(held, " ", by=ruben, at=at)


def test_disputing_twice_is_refused(held, ruben, at):
    actions.dispute(held, "Nee", by=ruben, at=at)
    with pytest.raises(Refused, match="Jouw woorden staan ernaast"):
        actions.dispute(held, "Nog steeds niet", by=ruben, at=at)


def test_a_dispute_ends_when_whoever_raised_it_says_it_is_right(held, ruben, at):
    actions.dispute(held, "Nee", by=ruben, at=at)
    actions.confirm(held, by=ruben, at=at)
    assert again(held).stage == Stage.CONFIRMED
    assert reads.was_held_with_person(held.matter)


def test_a_dispute_is_not_outvoted(matter, ruben, sjaan, amina, at):
    noted = Noted(said="Samen", present=[sjaan.actor], person_said_yes=True)
    row = actions.note_conversation(matter, noted, by=amina, at=at)
    actions.dispute(row, "Nee", by=ruben, at=at)
    actions.confirm(row, by=sjaan, at=at)
    assert again(row).stage == Stage.DISPUTED


def test_one_can_change_ones_mind_after_confirming(held, ruben, at):
    actions.confirm(held, by=ruben, at=at)
    actions.dispute(held, "Toch niet", by=ruben, at=at + timedelta(days=30))
    assert again(held).stage == Stage.DISPUTED


def test_silence_counts_as_not_contradicted_after_seven_days(held, at):
    assert not held.is_uncontradicted(at.date() + timedelta(days=7))
    assert held.is_uncontradicted(at.date() + timedelta(days=8))


def test_the_days_for_an_answer_are_a_setting(held, at):
    held.cooperative.settings = {"confirm_conversation": 3}
    assert held.is_uncontradicted(at.date() + timedelta(days=4))


def test_days_count_from_writing_down_also_when_that_was_late(matter, amina, at):
    long_ago = Noted(said="Toen", held_on=at.date() - timedelta(days=40))
    row = actions.note_conversation(matter, long_ago, by=amina, at=at)
    assert not row.is_uncontradicted(at.date())


def test_in_dispute_a_guest_goes_on_reading(matter, ruben, sjaan, amina, at):
    noted = Noted(said="Samen", present=[sjaan.actor], person_said_yes=True)
    row = actions.note_conversation(matter, noted, by=amina, at=at)
    later = at.date() + timedelta(days=60)
    assert not may_read(matter, [sjaan.pk], later)
    actions.dispute(row, "Nee", by=ruben, at=at)
    assert may_read(matter, [sjaan.pk], later)


# ---- the key to a no -------------------------------------------------------------------------------


def test_a_planned_conversation_is_no_key(planned):
    assert not reads.was_held_with_person(planned.matter)


def test_a_conversation_without_the_person_is_no_key(matter, without_ruben, amina, at):
    actions.note_conversation(matter, without_ruben, by=amina, at=at)
    assert not reads.was_held_with_person(matter)


# ---- rooms above -----------------------------------------------------------------------------------


def test_rooms_above_hear_of_a_held_conversation(listening, matter, amina, at):
    row = actions.note_conversation(matter, Noted(said="Ja"), by=amina, at=at)
    chat = actions.moment(matter, by=amina, at=at)
    assert listening == [(row.code, amina, at), (chat.code, amina, at)]


def test_planning_is_not_heard(listening, asked, amina, at):
    actions.plan(asked, Plan(at + timedelta(days=1)), by=amina, at=at)
    assert listening == []


def test_what_a_room_above_refuses_did_not_happen(matter, amina, at):
    def refuses(conversation, by, at):
        raise Refused("nee")

    hooks.when_held(refuses)
    try:
        with pytest.raises(Refused, match="nee"):
            actions.note_conversation(matter, Noted(said="Ja"), by=amina, at=at)
    finally:
        hooks.no_longer(refuses)
    assert not Conversation.objects.exists()
