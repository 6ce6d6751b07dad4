"""Somebody with a paper does for the person what the person can do, and it is seen who did it."""

import json
from datetime import timedelta

import pytest
import time_machine

from tests.relations.conftest import Mine, act_for_ruben
from tests.visitor import Visitor
from tussenruimte.cli.verifying import Scope
from tussenruimte.cli.verifying.readers import readers_have_their_grounds
from tussenruimte.conversations.actions import note_conversation
from tussenruimte.conversations.models import Stage as Talk
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters.models import Permission, Reader, Remark
from tussenruimte.members import actions as members
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch, Way
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import State
from tussenruimte.record.models import Fact, Reading
from tussenruimte.relations import actions
from tussenruimte.relations.models import DoneFor, Stage

What = DoneFor.What


def last_fact(kind):
    bodies = Fact.objects.order_by("seq").values_list("body", flat=True)
    return [json.loads(body) for body in bodies if f'"kind":"{kind}"' in body][-1]


def done():
    return list(DoneFor.objects.order_by("pk").values_list("what", flat=True))


@pytest.fixture(params=["log-in", "card"])
def door(request, need, welcome, amina, at):
    """Both doors of somebody who may act for Ruben."""
    if request.param == "log-in":
        hanneke = welcome("Hanneke Vos", email="hanneke@example.org")
        act_for_ruben(need, hanneke, amina, at)
        return Mine(Visitor().sign_in(hanneke), f"/rietkade/vragen/{need.code}/mijn/")
    hanneke = welcome("Hanneke Vos")
    act_for_ruben(need, hanneke, amina, at)
    visitor, code = Visitor(), actions.new_card(need, "bezem", whom=hanneke, by=amina, at=at)
    visitor.post("/kaart/", {"code": code, "word": "bezem"})
    return Mine(visitor, f"/kaart/{need.code}/")


@pytest.fixture
def said_done(promised, amina, at):
    promise = promised()
    promises.say_done(promise, by=amina, at=at)
    return promise


# ---- what they see -----------------------------------------------------------------------------------


def test_the_page_says_on_top_for_what_and_asks_to_stay_within_it(door):
    page = door.text()
    assert "Je doet dit namens Ruben" in page
    assert "geld en post" in page
    assert "Het papier is gezien:" in page
    assert page.index("Blijf daarbinnen.") < page.index("Ik ben mijn kamer kwijt")
    assert "Voor Ruben is het klaar" in page


def test_each_look_stands_in_the_reading_log(hers, hanneke):
    hers.get()
    assert Reading.objects.get(reader=hanneke.code).page == "own"


def test_with_a_log_in_the_other_page_leads_there(hers, need):
    answer = hers.visitor.get(f"/rietkade/vragen/{need.code}/")
    assert answer.url == hers.there
    assert hers.there in hers.visitor.get("/rietkade/vragen/").content.decode()


def test_the_person_reads_for_what_before_saying_yes(card, need, hanneke, amina, at):
    act_for_ruben(need, hanneke, amina, at, person_said_yes=False)
    page = card.text()
    assert "Mag Hanneke Vos erbij?" in page
    assert "mag dingen voor je regelen: geld en post" in page
    assert "Hanneke kan dan namens jou antwoorden" in page


# ---- what they do ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "after"), [("yes", State.KEPT), ("no", State.OPEN)])
def test_saying_whether_it_was_done(door, card, said_done, said, after):
    assert "Amina zegt dat dit gedaan is. Klopt dat?" in door.text()
    door.post("ja-of-nee/", code=said_done.code, answer=said)
    said_done.refresh_from_db()
    assert said_done.state == after
    assert done() == [What.PROMISE_KEPT if said == "yes" else What.PROMISE_OPEN]
    assert "Namens jou, door Hanneke (mag dingen regelen), vandaag." in card.text()


def test_the_holder_reads_who_did_it(hers, said_done, need, amina, client):
    hers.post("ja-of-nee/", code=said_done.code, answer="yes")
    page = client.sign_in(amina).get(f"/rietkade/vragen/{need.code}/").content.decode()
    assert "Namens Ruben, door Hanneke (mag dingen regelen)" in " ".join(page.split())


def test_the_person_is_not_said_to_have_said_it(hers, card, said_done):
    hers.post("ja-of-nee/", code=said_done.code, answer="yes")
    page = card.text()
    assert "Jij zei: dat klopt." not in page
    assert "Gezegd dat het beloofde gedaan is." in page


def test_the_facts_name_who_did_it_and_for_whom(hers, said_done, need, hanneke):
    hers.post("ja-of-nee/", code=said_done.code, answer="yes")
    assert last_fact("promise.kept")["by"] == hanneke.code
    fact = last_fact("need.done-for")
    assert (fact["by"], fact["on_behalf"]) == (hanneke.code, need.person.code)
    assert "geld" not in str(list(Fact.objects.values_list("body", flat=True)))


def test_what_the_person_promised_is_done(door, promised, need, amina):
    promise = promised("Ruben belt", maker=need.person.actor, receiver=amina.actor)
    assert "Ruben heeft dit gedaan" in door.text()
    door.post("ja-of-nee/", code=promise.code, answer="done")
    promise.refresh_from_db()
    assert (promise.state, done()) == (State.DONE, [What.PROMISE_DONE])
    assert "Gezegd dat de afspraak is nagekomen." in door.text()


def test_their_own_promise_is_not_said_for_the_person(hers, promised, hanneke, need, at):
    promise = promised("Hanneke betaalt", maker=hanneke.actor)
    hers.post("ja-of-nee/", code=promise.code, answer="done")
    assert done() == []  # that was their own
    assert "Hanneke zegt dat dit gedaan is" not in hers.text()
    answer = hers.post("ja-of-nee/", code=promise.code, answer="yes")
    assert answer.status_code == 409
    assert "Dit is tussen jou en Ruben." in answer.content.decode()
    promise.refresh_from_db()
    assert promise.state == State.DONE


def test_agreeing_with_a_conversation(door, need, amina, at):
    noted = Noted(said="Alles is goed.", present=[need.person.actor, amina.actor])
    talk = note_conversation(need.matter, noted, by=amina, at=at)
    page = door.text()
    assert "gesprek-klopt/" in page
    assert "gesprek-klopt-niet/" not in page  # that is in the person's own words
    door.post("gesprek-klopt/", code=talk.code)
    talk.refresh_from_db()
    row = talk.attendance.get(actor=need.person.actor)
    assert (talk.stage, row.agreed, done()) == (Talk.CONFIRMED, True, [What.TALK_RIGHT])
    assert "Gezegd dat het gesprek zo was." in door.text()


def test_not_with_one_that_they_wrote_down_themselves(hers, need, hanneke, at):
    noted = Noted(said="Alles is goed.", present=[need.person.actor, hanneke.actor])
    talk = note_conversation(need.matter, noted, by=hanneke, at=at)
    assert hers.post("gesprek-klopt/", code=talk.code).status_code == 409
    assert done() == []


@pytest.mark.parametrize(("said", "holder"), [("yes", "sjaan"), ("no", "amina")])
def test_saying_yes_to_another_holder(door, need, amina, sjaan, at, said, holder):
    offer = actions.offer_need(need, to=sjaan, why="kent hem", by=amina, at=at)
    assert "mag Sjaan Poelma de vraag van Ruben voortaan vasthouden?" in door.text()
    door.post("iemand-houdt-vast/", answer=said)
    if said == "yes":
        actions.taker_answers(offer, says_yes=True, by=sjaan, at=at)
    need.refresh_from_db()
    assert need.holder.person == {"amina": amina, "sjaan": sjaan}[holder]
    assert len(done()) == 1


def test_letting_somebody_read_and_no_longer(door, card, need, idris):
    assert "Idris Bekkaoui" in door.text("wie-mag-dit-lezen/?naam=idr")
    door.post("wie-mag-dit-lezen/", naam="idr", to=idris.code, purpose="de brief")
    permission = Permission.objects.get()
    assert permission.person == need.person
    assert last_fact("permission.given")["on_behalf"] == need.person.code
    assert "Idris Bekkaoui mag het lezen" in card.text("wie-mag-dit-lezen/")
    door.post("wie-mag-dit-lezen/terug/", code=permission.code)
    assert not Reader.objects.filter(actor=idris.actor).exists()
    assert done() == [What.MAY_READ, What.READS_NOT]


def test_nobody_lets_themselves_read(hers, need, hanneke, at):
    members.make_member(hanneke.actor, sort="resident", since=at.date(), by="invoer", at=at)
    assert hers.get("wie-mag-dit-lezen/?naam=han").context["found"] == []
    hers.post("wie-mag-dit-lezen/", naam="han", to=hanneke.code, purpose="altijd")
    assert not Permission.objects.exists()


def test_words_come_beside_under_their_own_name(door, need, said_done):
    door.post("erbij/", words="De huur is betaald.")
    door.post("klopt-niet/", beside=said_done.code, sort="wrong", words="Nog niet")
    assert need.added.get().by.name == "Hanneke Vos"
    assert Remark.objects.get().by.name == "Hanneke Vos"
    assert done() == []


# ---- closing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("which", "stage"), [("done", Stage.DONE), ("withdrawn", Stage.WITHDRAWN)])
def test_closing_and_opening_again(door, card, need, which, stage):
    assert "Is het klaar voor Ruben?" in door.text("klaar/")
    door.post("klaar/", which=which)
    need.refresh_from_db()
    assert need.stage == stage
    fact = last_fact("need.closed")
    assert (fact["on_behalf"], fact["part"]) == (need.person.code, "representative")
    assert "Hanneke heeft dit vandaag namens jou afgesloten." in card.text()
    assert "Toch weer openen" in card.text()
    door.post("toch-weer-open/")
    need.refresh_from_db()
    assert need.is_open
    assert len(done()) == 2


def test_everybody_reads_with_a_ground_after_all_that(hers, need, at):
    hers.post("klaar/", which="done")
    hers.post("toch-weer-open/")
    assert list(readers_have_their_grounds(Scope(heads=(), today=at.date()))) == []


def test_the_person_opens_what_was_closed_for_them(hers, card, need):
    hers.post("klaar/", which="done")
    card.post("toch-weer-open/")
    need.refresh_from_db()
    assert need.is_open


def letter(need, at):
    row = Dispatch.objects.get(kind="closed-for-you")
    assert (row.to, row.about) == (need.person.code, need.code)
    return row, letters_of([row]).get(row.code)


def test_somebody_calls_the_person_that_it_was_closed(hers, need, at):
    hers.post("klaar/", which="done")
    row, said = letter(need, at)
    assert row.way == Way.PHONE
    assert "Tot en met" in said.spoken[0]
    assert "000 123 45 67" in said.spoken[0]
    assert "Hanneke" not in said.text


def test_opened_again_there_is_nothing_to_say(hers, need, at):
    hers.post("klaar/", which="done")
    hers.post("toch-weer-open/")
    assert letter(need, at)[1] is None


def test_who_then_closes_it_themselves_hears_nothing_of_another(hers, card, need, at):
    with time_machine.travel(at, tick=False):
        hers.post("klaar/", which="done")
    with time_machine.travel(at + timedelta(minutes=5), tick=False):
        card.post("toch-weer-open/")
        card.post("klaar/", which="done")
    need.refresh_from_db()
    assert not need.is_open
    assert letter(need, at)[1] is None


def test_nobody_is_told_that_only_they_can_end_it(stands, card):
    assert "Alleen jij" not in card.text("klaar/")


def test_who_closes_it_themselves_is_not_told(card):
    card.post("klaar/", which="done")
    assert not Dispatch.objects.filter(kind="closed-for-you").exists()


def test_who_cannot_be_reached_reads_it_on_the_page(hers, need, amina, at):
    need.person.reach = None
    need.person.save(update_fields=["reach"])
    hers.post("klaar/", which="done")
    assert not Dispatch.objects.filter(kind="closed-for-you").exists()


def test_after_fourteen_days_nothing_opens_it(hers, need, at):
    hers.post("klaar/", which="done")
    with time_machine.travel(at + timedelta(days=15)):
        assert hers.get().status_code == 404
        assert hers.post("toch-weer-open/").status_code == 404


def test_two_may_act_for_one_person(hers, need, said_done, sjaan, welcome, amina, at):
    other = welcome("Bas", email="bas@example.org")
    act_for_ruben(need, other, amina, at)
    his = Mine(Visitor().sign_in(other), hers.there)
    hers.post("ja-of-nee/", code=said_done.code, answer="no")
    his.post("klaar/", which="done")
    names = DoneFor.objects.order_by("pk").values_list("relation__other__actor__name", flat=True)
    assert list(names) == ["Hanneke Vos", "Bas"]
