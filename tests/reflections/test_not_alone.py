""" "We cannot do this alone": talked over with the person, and somebody stays with them."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from tests.visitor import Visitor
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.reads import around
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_reading, let_read, open_private, open_public
from tussenruimte.matters.models import Ground, Subject
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Handover, Promise, Purpose, State
from tussenruimte.record.models import Fact
from tussenruimte.reflections import actions, reads
from tussenruimte.reflections.forms import Weigh
from tussenruimte.reflections.models import Judgement, Sort
from tussenruimte.reflections.weighed import Weighed


@pytest.fixture
def talk(matter, amina, at):
    """Amina talked it over with Ruben."""
    return conversations.note_conversation(matter, Noted(said="Dit is groot"), by=amina, at=at)


@pytest.fixture
def idris(idris, matter, amina, at):
    """Idris is with Ruben in this."""
    let_read(matter, idris.actor, ground=Ground.RELATION, by=amina, at=at)
    return idris


@pytest.fixture
def weigh(matter, words, amina, sjaan, at):
    """Amina says that they cannot do this alone; `weigh(talk, who)`."""

    def say(talk, stays, *, by=amina, about=matter):
        it = Weighed(words, sjaan.actor, sort=Sort.NOT_ALONE, talk=talk, stays=stays)
        return actions.weigh(about, it, by=by, at=at)

    return say


def staying():
    return Promise.objects.get(purpose=Purpose.WORD)


@pytest.fixture
def filled(words, sjaan, amina):
    """What Amina fills in, but for the conversation."""
    told = {"saw": words.saw, "did": words.did, "interest": words.interest}
    return {**told, "sort": "not-alone", "peer": sjaan.code, "stays": amina.code}


def there(matter):
    return reverse("reflections:weigh", args=["rietkade", matter.code])


# ---- what is asked ---------------------------------------------------------------------------------


def test_the_writer_stays_and_promises_it_at_once(weigh, talk, amina, ruben, at):
    judgement = weigh(talk, amina.actor)
    promise = staying()
    assert judgement.staying == promise
    assert (promise.maker, promise.receiver) == (amina.actor, ruben.actor)
    assert promise.due == clock.day(at) + timedelta(days=14)
    assert judgement.conversation == talk
    assert not Handover.objects.exists()
    fact = Fact.objects.get(body__contains='"judgement.written"')
    assert f'"stays":"{amina.code}"' in fact.body.replace(" ", "")


def test_somebody_else_says_yes_first_and_until_then_the_writer_stays(
    weigh, talk, amina, idris, at
):
    judgement = weigh(talk, idris.actor)
    assert staying().maker == amina.actor
    assert reads.asked_to_stay(judgement) == idris.actor
    promises.answer_offer(Handover.objects.get(), accepts=True, by=idris, at=at)
    assert staying().maker == idris.actor
    assert reads.asked_to_stay(judgement) is None


def test_whoever_holds_on_stays_at_once(weigh, talk, amina, idris):
    weigh(talk, amina.actor, by=idris)
    assert staying().maker == amina.actor
    assert not Handover.objects.exists()


def test_it_is_talked_over_first(weigh, matter, amina, at):
    with pytest.raises(Refused, match="Bespreek dit eerst met Ruben"):
        weigh(None, amina.actor)
    conversations.moment(matter, by=amina, at=at)
    with pytest.raises(Refused, match="Bespreek dit eerst met Ruben"):
        weigh(None, amina.actor)
    assert not Judgement.objects.exists()


def test_the_conversation_is_one_of_this_question(weigh, talk, joris, amina, at):
    with pytest.raises(Refused, match="Kies in welk gesprek"):
        weigh(None, amina.actor)
    his = open_private(joris, subject=Subject.QUESTION, circle=None, by=amina, at=at)
    other = conversations.note_conversation(
        his, Noted(said="Over iets anders", person_said_yes=True), by=amina, at=at
    )
    with pytest.raises(Refused, match="Kies in welk gesprek"):
        weigh(other, amina.actor)


def test_a_disputed_conversation_carries_nothing(weigh, talk, amina, ruben, at):
    conversations.dispute(talk, "Zo was het niet", by=ruben, at=at)
    with pytest.raises(Refused, match="gesprek met Ruben anders ging"):
        weigh(talk, amina.actor)


def test_it_waits_while_that_conversation_is_disputed(weigh, talk, amina, ruben, at):
    judgement = weigh(talk, amina.actor)
    assert not reads.is_suspended(judgement)
    conversations.dispute(talk, "Zo was het niet", by=ruben, at=at)
    assert reads.is_suspended(judgement)
    assert staying().state == State.OPEN  # whoever stays, stays


def test_somebody_who_belongs_to_it_stays(weigh, talk, ruben, tess, joris, rietkade):
    seat = joris.tenures.get().seat
    for nobody in (None, ruben.actor, tess.actor, joris.actor, seat.actor):
        with pytest.raises(Refused, match="Kies wie er bij Ruben blijft"):
            weigh(talk, nobody)
    assert not Promise.objects.exists()


def test_the_person_asks_it_and_does_not_write_it(weigh, talk, ruben, amina):
    with pytest.raises(Refused, match="Jij vraagt dit zelf"):
        weigh(talk, amina.actor, by=ruben)


def test_it_is_about_the_question_of_one_person(weigh, talk, rietkade, amina, at):
    more = {"subject": Subject.WORK, "serves": None, "by": amina, "at": at}
    with pytest.raises(Refused, match="over de vraag van één mens"):
        weigh(talk, amina.actor, about=open_public(rietkade, "De lift", **more))


def test_the_database_wants_both_too(weigh, talk, amina):
    rows = Judgement.objects.filter(pk=weigh(talk, amina.actor).pk)
    for empty in ({"conversation": None}, {"staying": None}, {"sort": Sort.RISK}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**empty)


# ---- twice -----------------------------------------------------------------------------------------


def test_it_stands_once_as_long_as_somebody_stays(weigh, talk, amina, idris, at):
    weigh(talk, amina.actor)
    with pytest.raises(Refused, match="Amina Telgenhof blijft bij Ruben"):
        weigh(talk, idris.actor, by=idris)
    promises.fail(staying(), what_now="Ik ben ziek", told=True, by=amina, at=at)
    assert reads.lacks_company(Judgement.objects.whole().get())
    assert weigh(talk, idris.actor, by=idris).staying.maker == idris.actor


def test_of_two_at_once_one_stays(real_commits, matter, talk, filled, amina, idris):
    """On two connections, as two workers would."""
    answers = []

    def say(who):
        sent = {**filled, "talk": talk.code, "stays": who.code}
        answers.append(Visitor().sign_in(who).post(there(matter), sent).status_code)
        connections.close_all()

    both = [threading.Thread(target=say, args=[who]) for who in (amina, idris)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(answers) == [200, 302]
    assert Judgement.objects.count() == Promise.objects.filter(purpose=Purpose.WORD).count() == 1


# ---- on the page -----------------------------------------------------------------------------------


def test_on_the_page_both_are_chosen(matter, talk, filled, amina, client):
    page = client.sign_in(amina).post(there(matter), filled).content.decode()
    assert "Kies in welk gesprek" in page
    assert "<details open>" in page
    answer = client.post(there(matter), {**filled, "talk": talk.code})
    shown = " ".join(client.get(answer["Location"]).content.decode().split())
    assert "We kunnen dit niet alleen." in shown
    assert "Amina Telgenhof blijft bij Ruben" in shown


def test_without_a_conversation_the_page_offers_to_plan_one(matter, filled, amina, client):
    page = client.sign_in(amina).post(there(matter), filled).content.decode()
    assert "Bespreek dit eerst met Ruben" in page
    assert reverse("conversations:ask", args=["rietkade", matter.code]) in page


def test_the_person_is_not_asked_it(matter, filled, ruben, at):
    form = Weigh(matter=matter, by=ruben, around=around(matter, clock.day(at)))
    assert "not-alone" not in dict(form.fields["sort"].choices)
    assert not {"talk", "stays"} & set(form.fields)


def test_when_nobody_stays_the_writer_says_who(weigh, talk, matter, amina, client, at):
    row = weigh(talk, amina.actor)
    promises.fail(staying(), what_now="Ik ben ziek", told=True, by=amina, at=at)
    page = client.sign_in(amina).get(reverse("reflections:judgement", args=["rietkade", row.code]))
    assert "Nu blijft er niemand bij Ruben." in page.content.decode()
    assert there(matter) in page.content.decode()


def text_of(row, client):
    page = client.get(reverse("reflections:judgement", args=["rietkade", row.code]))
    return " ".join(page.content.decode().split())


def test_once_somebody_stays_again_the_first_says_who_could_not(
    weigh, talk, matter, amina, idris, client, at
):
    row = weigh(talk, amina.actor)
    promises.fail(staying(), what_now="Ik ben ziek", told=True, by=amina, at=at)
    again = weigh(talk, idris.actor, by=idris)
    page = text_of(row, client.sign_in(amina))
    assert "Amina Telgenhof kon niet bij Ruben blijven." in page
    assert "blijft er niemand" not in page
    assert there(matter) not in page
    promises.fail(again.staying, what_now="Ik kan niet", told=True, by=amina, at=at)
    assert "blijft er niemand" not in text_of(row, client)  # the last one says it, once
    assert "Nu blijft er niemand bij Ruben." in text_of(again, client)


def test_whoever_does_not_read_it_any_more_says_nothing_about_now(
    weigh, talk, matter, amina, ruben, client, at
):
    row = weigh(talk, amina.actor)
    promises.fail(staying(), what_now="Ik ben ziek", told=True, by=amina, at=at)
    for reader in matter.readers.filter(actor=amina.actor):
        end_reading(matter, amina.actor, ground=reader.ground, by=ruben, at=at)
    page = text_of(row, client.sign_in(amina))
    assert "Amina Telgenhof kon niet bij Ruben blijven." in page
    assert there(matter) not in page
