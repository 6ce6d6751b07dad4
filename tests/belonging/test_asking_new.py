"""Asking a seat without a log-in: somebody new gets a card, and a card follows what the seat promised."""

import pytest

from tests.belonging.test_asking import ANSWER, WORDS, ask_page, page_of, seat_page
from tests.belonging.test_joining_pages import pass_in, text
from tests.record.planting import as_owner
from tests.visitor import Visitor
from tussenruimte.belonging import actions
from tussenruimte.belonging.models import Question
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.kit.leaves import A_LEAF
from tussenruimte.members import actions as members
from tussenruimte.members.models import Card, Person
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, Purpose, State

MINE = "/rietkade/stoelen/gevraagd/"
WHO = {"name": "Wies Hartog", "reach": "0123 45 67 99", "word": "molen"}


def talk_page(seat):
    return f"/rietkade/stoelen/{seat.actor.code}/gesprek/"


def ask(seat, client=None, who="everybody", words=WORDS, **more):
    return (client or Visitor()).post(ask_page(seat), {"words": words, "who": who, **WHO, **more})


@pytest.fixture
def asked(seat, client):
    """Wies asked the alderman's seat something, for everybody."""
    ask(seat, client)
    return Question.objects.get()


def with_card(client, **said):
    shown = client.post(MINE, {"code": Card.objects.get().read("sealed_code"), "word": "molen"})
    return client.post(MINE, {**pass_in(shown), **said}) if said else shown


def test_somebody_new_asks_and_gets_a_card(seat, client):
    shown = text(ask(seat, client))
    question = Question.objects.get()
    assert Card.objects.get().read("sealed_code") in shown
    assert question.asker.name == "Wies Hartog"
    assert (question.promise.maker, question.promise.purpose) == (seat.actor, Purpose.ANSWER)
    assert WORDS in text(with_card(client))


@pytest.mark.parametrize("left_out", ["name", "reach", "word", "words"])
def test_what_is_left_out_is_asked_and_nothing_is_lost(seat, client, left_out):
    shown = ask(seat, client, **{left_out: ""})
    assert shown.status_code == 200
    kept = "0123 45 67 99" if left_out != "reach" else "Wies Hartog"
    assert kept in text(shown)
    assert not Question.objects.exists()
    assert not Person.objects.filter(actor__name="Wies Hartog").exists()


def test_a_number_of_the_state_goes_nowhere(seat, client):
    shown = text(ask(seat, client, words="Mijn nummer is 111222333"))
    assert "111222333" in shown
    assert not Question.objects.exists()


def test_nobody_writes_on_the_page_of_a_seat_what_nobody_has_read(seat, asked, joris, client, at):
    assert WORDS not in seat_page(client, seat)
    assert WORDS in seat_page(client.sign_in(joris), seat)
    actions.answer_question(asked, ANSWER, by=joris, at=at)
    shown = seat_page(Visitor(), seat)
    assert WORDS in shown
    assert ANSWER in shown


def test_of_whoever_has_a_log_in_it_stands_there_at_once(seat, idris, client, at):
    actions.ask_question(seat, WORDS, by=idris, at=at)
    assert WORDS in seat_page(client, seat)


def test_only_the_seat_reads_what_is_for_the_seat(seat, joris, idris, client):
    ask(seat, client, who="us")
    question = Question.objects.get()
    assert WORDS not in seat_page(client.sign_in(idris), seat)
    assert client.get(page_of(question)).status_code == 404
    assert WORDS in text(client.sign_in(joris).get(page_of(question)))
    assert WORDS in text(with_card(Visitor()))


@pytest.mark.parametrize(("says", "state"), [("yes", State.KEPT), ("no", State.OPEN)])
def test_the_card_says_whether_it_is_an_answer(asked, joris, client, at, says, state):
    actions.answer_question(asked, ANSWER, by=joris, at=at)
    assert ANSWER in text(with_card(client))
    with_card(client, promise=asked.promise.code, says=says)
    assert Promise.objects.get(question=asked).state == state


def test_what_is_no_longer_needed_is_let_go(asked, client):
    with_card(client, promise=asked.promise.code, says="not-needed")
    assert Promise.objects.get(question=asked).state == State.RELEASED


def test_of_what_was_let_go_nobody_waits_for_words_any_more(seat, asked, client):
    with_card(client, promise=asked.promise.code, says="not-needed")
    shown = seat_page(Visitor(), seat)
    assert "Iemand vroeg iets" in shown
    assert "De woorden staan hier" not in shown
    assert "Dit is gedaan, zegt de stoel" not in shown
    assert "Niet meer nodig." in shown


def test_a_conversation_that_is_no_longer_needed_nobody_sits_down_for(seat, joris, client, at):
    client.post(talk_page(seat), {"about": "De bus", **WHO})
    talk = Conversation.objects.get()
    conversations.plan(talk, Plan(at.replace(hour=15)), by=joris, at=at)
    with_card(client, promise=Promise.objects.get().code, says="not-needed")
    talk.refresh_from_db()
    assert talk.stage == Stage.NOT_HELD
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []


def test_letting_it_go_on_the_page_of_the_promise_does_the_same(seat, idris, joris, client, at):
    talk = actions.ask_for_talk(seat, "De bus", by=idris, at=at)
    conversations.plan(talk, Plan(at.replace(hour=15)), by=joris, at=at)
    promise = Promise.objects.get()
    client.sign_in(idris).post(f"/rietkade/afspraken/{promise.code}/niet-meer-nodig/")
    talk.refresh_from_db()
    promise.refresh_from_db()
    assert (promise.state, talk.stage) == (State.RELEASED, Stage.NOT_HELD)
    told = Dispatch.objects.filter(kind="conversations.not-held", about=talk.code)
    assert [letter.to for letter in told] == [joris.code]


def test_a_question_that_is_let_go_leaves_a_planned_conversation_alone(
    seat, idris, joris, client, at
):
    talk = actions.ask_for_talk(seat, "De bus", by=idris, at=at)
    asked = actions.ask_question(seat, WORDS, by=idris, at=at)
    promises.release(asked.promise, by=idris, at=at)
    talk.refresh_from_db()
    assert talk.stage == Stage.ASKED


def test_what_somebody_asked_long_ago_stands_on_the_next_page(seat, idris, client, at):
    for number in range(A_LEAF + 1):
        actions.ask_question(seat, f"Vraag nummer {number}?", by=idris, at=at)
    client.sign_in(idris)
    assert "Vraag nummer 0?" not in text(client.get(MINE))
    assert "Vraag nummer 0?" in text(client.get(f"{MINE}?blad=2"))


def test_with_a_card_too(seat, client, at):
    ask(seat, client)
    wies = Person.objects.get(actor__name="Wies Hartog")
    for number in range(A_LEAF):
        actions.ask_question(seat, f"Vraag nummer {number}?", by=wies, at=at)
    first = with_card(client)
    assert WORDS not in text(first)
    assert 'action="?blad=2"' in first.content.decode()
    assert WORDS in text(client.post(f"{MINE}?blad=2", pass_in(first)))


def test_while_the_seat_is_empty_the_page_says_so(seat, asked, joris, client, at):
    actions.leave(seat, by=joris, at=at)
    assert "Leeg sinds" in text(with_card(client))


def test_the_page_is_about_seats_only(asked, garden, idris, client, at):
    other = promises.make_promise(
        garden,
        maker=idris.actor,
        receiver=asked.asker.actor,
        text="De heg",
        due=at.date(),
        by=idris,
        at=at,
    )
    answer = with_card(client, promise=other.code, says="not-needed")
    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.state == State.OPEN


def test_nobody_says_it_of_what_another_asked(asked, seat, idris, client, at):
    theirs = actions.ask_question(seat, "Iets anders", by=idris, at=at)
    answer = with_card(client, promise=theirs.promise.code, says="not-needed")
    assert answer.status_code == 404
    assert Promise.objects.get(question=theirs).state == State.OPEN


def test_who_has_a_log_in_finds_what_they_asked(seat, idris, client, at):
    asked = actions.ask_question(seat, WORDS, by=idris, at=at)
    client.sign_in(idris)
    assert WORDS in text(client.get(MINE))
    said = {"promise": asked.promise.code, "says": "not-needed"}
    assert client.post(MINE, said).url == MINE
    assert Promise.objects.get(question=asked).state == State.RELEASED


def test_who_has_a_card_asks_with_it(seat, ruben, card, client):
    there = f"{ask_page(seat)}bekend/"
    shown = client.post(there, card)
    answer = client.post(there, {**pass_in(shown), "words": WORDS, "who": "us"})
    assert WORDS in text(answer)
    assert Question.objects.get().asker == ruben


def test_who_has_a_card_asks_for_a_conversation(seat, ruben, card, client):
    there = f"{talk_page(seat)}bekend/"
    shown = client.post(there, card)
    answer = client.post(there, {**pass_in(shown), "about": "De bus"})
    assert seat.actor.name in text(answer)
    assert Conversation.objects.get().asked_by == ruben


def test_somebody_new_asks_for_a_conversation_and_sees_the_moment(seat, joris, client, at):
    shown = text(client.post(talk_page(seat), {"about": "De bus", **WHO}))
    assert Card.objects.get().read("sealed_code") in shown
    talk = Conversation.objects.get()
    plan = Plan(at.replace(hour=15, minute=30), place="Bij de bibliotheek")
    conversations.plan(talk, plan, by=joris, at=at)
    seen = text(with_card(client))
    assert "15.30" in seen
    assert "Bij de bibliotheek" in seen
    noted = Noted(said="Over de bus", present=[talk.asked_by.actor])
    conversations.hold(talk, noted, by=joris, at=at)
    with_card(client, promise=Promise.objects.get().code, says="yes")
    assert Promise.objects.get().state == State.KEPT


def test_of_a_seat_that_is_no_longer_there_nothing_is_asked_and_nobody_is_left_behind(
    empty, berend, client, at
):
    actions.abolish(empty, by=berend, at=at)
    shown = text(client.post(talk_page(empty), {"about": "De bus", **WHO}))
    assert "De bus" in shown
    assert not Person.objects.filter(actor__name="Wies Hartog").exists()


def test_somebody_new_asks_an_empty_seat_for_a_conversation_too(empty, client):
    shown = text(client.post(talk_page(empty), {"about": "De bus", **WHO}))
    assert Card.objects.get().read("sealed_code") in shown
    assert Promise.objects.get().maker == empty.actor
    assert "nog niemand neemt waar" in text(with_card(client))


def test_one_network_that_floods_shuts_no_door_for_others(rietkade, seat):
    rietkade.settings["messages_an_hour"] = 2
    rietkade.save(update_fields=["settings"])
    for _time in range(3):
        ask(seat, Visitor(REMOTE_ADDR="192.0.2.7"))
    assert Question.objects.count() == 2
    ask(seat, Visitor(REMOTE_ADDR="203.0.113.9"))
    assert Question.objects.count() == 3


def test_a_card_floods_no_seat_either(rietkade, seat, ruben, card, client):
    rietkade.settings["messages_an_hour"] = 5
    rietkade.save(update_fields=["settings"])
    for there, said in (
        (ask_page(seat), {"words": WORDS, "who": "us"}),
        (talk_page(seat), {"about": "De bus"}),
    ):
        shown = client.post(f"{there}bekend/", card)
        for _time in range(4):
            answer = client.post(f"{there}bekend/", {**pass_in(shown), **said})
    assert said["about"] in text(answer)
    assert Promise.objects.filter(receiver=ruben.pk).count() == 5


def test_a_seat_and_a_municipality_with_long_names_are_asked_too(rietkade, idris, at):
    town = members.make_organisation(
        rietkade, "Gemeente " + "W" * 110, is_municipality=True, by="invoer", at=at
    )
    seat = members.make_seat(rietkade, "w" * 80, organisation=town, by="invoer", at=at)
    question = actions.ask_question(seat, WORDS, by=idris, at=at)
    assert len(question.matter.title) == 200
    assert "w" * 80 in question.matter.title


def test_from_all_places_together_there_is_an_end_to_it(rietkade, seat):
    rietkade.settings["joinings_an_hour"] = 5
    rietkade.save(update_fields=["settings"])
    for n in range(6):
        ask(seat, Visitor(REMOTE_ADDR=f"203.0.{n}.9"))
    assert Question.objects.count() == 5


def test_who_is_told_that_there_is_an_answer(asked, joris, at, idris):
    """Without an address for mail it stands on the list of calls."""
    actions.answer_question(asked, ANSWER, by=joris, at=at)
    assert Dispatch.objects.filter(kind="belonging.answered", to=asked.asker.code).exists()
