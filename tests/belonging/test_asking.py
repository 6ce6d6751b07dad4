"""A question to a seat is a promise to answer, also while nobody sits there."""

from datetime import timedelta

import pytest
import time_machine

from tests.at_once import at_once
from tussenruimte.belonging import actions, reads
from tussenruimte.belonging.models import Answer, Question
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.wording import SHOWN_ONCE
from tussenruimte.members import actions as members
from tussenruimte.methods.days import plus_working_days
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.models import Reading

WORDS = "Wanneer rijdt de bus weer?"
ANSWER = "Vanaf de eerste."


def ask_page(seat):
    return f"/rietkade/stoelen/{seat.actor.code}/vragen/"


def page_of(question):
    return f"/rietkade/stoelen/vraag/{question.code}/"


def text(client, path):
    return client.get(path).content.decode()


def seat_page(client, seat):
    return text(client, f"/rietkade/stoelen/{seat.actor.code}/")


@pytest.fixture
def question(seat, idris, at):
    return actions.ask_question(seat, WORDS, by=idris, at=at)


@pytest.fixture
def private(seat, idris, at):
    return actions.ask_question(seat, WORDS, is_private=True, by=idris, at=at)


def test_a_question_is_a_promise_of_the_seat(seat, idris, client, at):
    answer = client.sign_in(idris).post(ask_page(seat), {"words": WORDS, "who": "everybody"})
    question = Question.objects.get()
    assert answer.url == page_of(question)
    promise = question.promise
    assert (promise.maker, promise.receiver) == (seat.actor, idris.actor)
    assert promise.purpose == Purpose.ANSWER
    assert promise.due == plus_working_days(at.date(), 10)


def test_the_cooperative_may_choose_another_term(seat, idris, rietkade, at):
    members.choose_settings(rietkade, {"answer_working_days": 4}, by="beheer", at=at)
    seat.cooperative.refresh_from_db()
    question = actions.ask_question(seat, WORDS, by=idris, at=at)
    assert question.promise.due == plus_working_days(at.date(), 4)


def test_a_public_question_and_its_answer_stand_on_the_page_of_the_seat(
    question, seat, joris, idris, client
):
    assert WORDS in seat_page(client, seat)
    client.sign_in(joris).post(page_of(question), {"words": ANSWER, "as_is": SHOWN_ONCE})
    question.refresh_from_db()
    client.logout()
    shown = seat_page(client, seat)
    assert ANSWER in shown
    assert "Joris Haanappel" in shown
    assert question.promise.state == "done"


def test_only_the_asker_and_the_seat_read_a_private_one(private, seat, joris, idris, tess, client):
    assert WORDS not in seat_page(client, seat)
    assert WORDS in text(client.sign_in(idris), page_of(private))
    assert not Reading.objects.exists()
    assert client.sign_in(tess).get(page_of(private)).status_code == 404
    assert WORDS in text(client.sign_in(joris), page_of(private))
    assert Reading.objects.get().reader == joris.code


def test_from_outside_a_private_question_is_a_promise_to_a_resident(private, seat, client):
    shown = seat_page(client, seat)
    assert "Een afspraak met een bewoner" in shown
    assert "Idris" not in shown


def test_nobody_answers_for_a_seat_but_who_acts_for_it(question, idris, tess, client):
    for somebody in (idris, tess):
        answer = client.sign_in(somebody).post(page_of(question), {"words": ANSWER})
        assert answer.status_code == 404
    assert not Answer.objects.exists()


def test_the_stand_in_answers_what_is_public_only(question, private, empty, tess, at, client):
    members.stand_in_for_seat(empty, tess, by=tess, at=at)
    assert "Geef dit antwoord" in text(client.sign_in(tess), page_of(question))
    assert client.get(page_of(private)).status_code == 404


def test_an_empty_seat_says_since_when_and_who_stands_in(empty, tess, idris, client, at):
    members.stand_in_for_seat(empty, tess, by=tess, at=at)
    shown = text(client.sign_in(idris), ask_page(empty))
    assert "Leeg sinds vandaag;" in shown
    assert "Tess Ouwehand neemt waar." in shown
    client.post(ask_page(empty), {"words": WORDS, "who": "everybody"})
    assert Promise.objects.get().maker == empty.actor
    assert Dispatch.objects.filter(kind="belonging.question", to=tess.code).exists()


def test_whoever_sits_there_does_not_ask_themselves(seat, joris, at):
    with pytest.raises(Refused):
        actions.ask_question(seat, WORDS, by=joris, at=at)


def test_letters_say_nothing_of_what_was_asked_or_answered(question, joris, idris, at):
    actions.answer_question(question, ANSWER, by=joris, at=at)
    rows = list(Dispatch.objects.filter(kind__startswith="belonging."))
    made = letters_of(rows)
    assert {(row.kind, row.to) for row in rows} == {
        ("belonging.question", joris.code),
        ("belonging.answered", idris.code),
    }
    assert [row.kind for row in rows if row.code in made] == ["belonging.answered"]
    assert all(WORDS not in one.text and ANSWER not in one.text for one in made.values())


def test_it_is_answered_once_also_by_two_at_once(real_commits, question, joris, at):
    def go():
        actions.answer_question(question, ANSWER, by=joris, at=at)

    (no,) = at_once(question.cooperative_id, go, go)
    assert isinstance(no, Refused)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("words", ["", " "])
def test_without_words_there_is_no_question_and_no_answer(seat, question, joris, idris, words, at):
    with pytest.raises(Refused):
        actions.ask_question(seat, words, by=idris, at=at)
    with pytest.raises(Refused):
        actions.answer_question(question, words, by=joris, at=at)


def test_the_usual_wait_is_shown_from_three_answers_on(seat, joris, idris, at, client):
    for days in (1, 2, 9):
        assert reads.usual_wait(seat, reads.questions_to(seat), at.date()) is None
        row = actions.ask_question(seat, WORDS, by=idris, at=at)
        actions.answer_question(row, ANSWER, by=joris, at=at + timedelta(days=days))
    assert reads.usual_wait(seat, reads.questions_to(seat), at.date()) == 2
    assert "Meestal twee werkdagen." in seat_page(client, seat)


def test_silence_makes_no_seat_quick(seat, joris, idris, at):
    """Two were answered at once; three wait for a month, and one was asked today."""
    for _n in range(2):
        row = actions.ask_question(seat, WORDS, by=idris, at=at)
        actions.answer_question(row, ANSWER, by=joris, at=at)
    for _n in range(3):
        actions.ask_question(seat, WORDS, by=idris, at=at)
    later = at + timedelta(days=30)
    actions.ask_question(seat, WORDS, by=idris, at=later)
    assert reads.usual_wait(seat, reads.questions_to(seat), at.date()) is None
    waited = plus_working_days(at.date(), 22)
    assert waited == later.date()
    assert reads.usual_wait(seat, reads.questions_to(seat), later.date()) == 22


def speak_after(seat, days, *, joris, idris, at):
    """Idris asks for a conversation; so many days later Joris has had it with him."""
    talk = actions.ask_for_talk(seat, "De bus", by=idris, at=at)
    noted = Noted(said="Over de bus", present=[idris.actor])
    conversations.hold(talk, noted, by=joris, at=at + timedelta(days))


def test_the_usual_wait_until_a_conversation_is_shown_too(seat, joris, idris, at, client):
    for days in (2, 4, 8):
        assert reads.usual_wait_for_talk(seat, at.date()) is None
        speak_after(seat, days, joris=joris, idris=idris, at=at)
    later = at + timedelta(8)
    with time_machine.travel(later):
        assert reads.usual_wait_for_talk(seat, later.date()) == 4
        there = f"/rietkade/stoelen/{seat.actor.code}/gesprek/"
        assert "Tot een gesprek: meestal vier werkdagen." in text(client, there)


def test_a_conversation_that_never_comes_makes_no_seat_quick(seat, joris, idris, at):
    for _n in range(2):
        speak_after(seat, 0, joris=joris, idris=idris, at=at)
    for _n in range(3):
        actions.ask_for_talk(seat, "De bus", by=idris, at=at)
    later = at.date() + timedelta(30)
    assert later == plus_working_days(at.date(), 22)
    assert reads.usual_wait_for_talk(seat, later) == 22


def test_no_wait_is_counted_for_a_seat_of_neighbours(rietkade, sjaan, idris, at):
    voice = members.make_seat(rietkade, "bewonersstem", by="invoer", at=at)
    members.sit_down(voice, sjaan, since=at.date(), by="invoer", at=at)
    for _n in range(3):
        row = actions.ask_question(voice, WORDS, by=idris, at=at)
        actions.answer_question(row, ANSWER, by=sjaan, at=at)
    assert reads.usual_wait(voice, reads.questions_to(voice), at.date()) is None
    assert reads.usual_wait_for_talk(voice, at.date()) is None


def test_a_conversation_is_asked_with_whoever_sits_there(seat, idris, client):
    there = f"/rietkade/stoelen/{seat.actor.code}/gesprek/"
    client.sign_in(idris).post(there, {"about": "De bus"})
    talk = Conversation.objects.get()
    assert (talk.host, talk.matter.code) == (seat.actor, seat.actor.code)
    assert f"/stoelen/{seat.actor.code}/" in text(client, f"/rietkade/gesprekken/{talk.code}/")


def test_a_conversation_is_promised_with_a_day(seat, idris, tess, joris, client, at):
    talk = actions.ask_for_talk(seat, "De bus", by=idris, at=at)
    actions.ask_for_talk(seat, "De tram", by=tess, at=at)
    promise = Promise.objects.get(receiver=idris.actor, purpose=Purpose.ANSWER)
    assert (promise.maker, promise.due) == (seat.actor, plus_working_days(at.date(), 10))
    late = client.sign_in(idris).get("/rietkade/afspraken/").content.decode()
    assert "Een gesprek" in late
    conversations.hold(talk, Noted(said="Over de bus", present=[idris.actor]), by=joris, at=at)
    promise.refresh_from_db()
    assert promise.state == State.DONE
    assert Promise.objects.get(receiver=tess.actor, purpose=Purpose.ANSWER).state == State.OPEN


def test_two_conversations_asked_at_once_are_about_one_matter(real_commits, seat, idris, tess, at):
    errors = at_once(
        seat.cooperative_id,
        lambda: actions.ask_for_talk(seat, "De bus", by=idris, at=at),
        lambda: actions.ask_for_talk(seat, "De tram", by=tess, at=at),
    )
    assert errors == []
    assert Conversation.objects.values("matter").distinct().count() == 1
