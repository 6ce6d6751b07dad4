"""The card: a code on paper and an own word, and nothing that gives away whose it is."""

from datetime import timedelta

import pytest
import time_machine

from tests.visitor import Visitor
from tussenruimte.kit.clockwork import jobs
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.matters.models import Reader
from tussenruimte.members import actions as members
from tussenruimte.members.models import Card, CardTry
from tussenruimte.members.nightly import forget_old_tries
from tussenruimte.record.models import Reading
from tussenruimte.relations.actions import new_card, tell
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Need

KAART = "/kaart/"
SENTENCE = "Deze code en dit woord horen niet bij elkaar"


@pytest.fixture
def code(told):
    """What is printed on the card of Ruben."""
    return told.cards[0].read("sealed_code")


@pytest.fixture
def inside(client, code):
    """A browser that came in with the card."""
    client.post(KAART, {"code": code, "word": "reiger"})
    return client


def knock(visitor, code, word, place="192.0.2.7"):
    return visitor.post(KAART, {"code": code, "word": word}, REMOTE_ADDR=place)


def test_code_and_word_open_ones_own_need(client, code, message):
    answer = client.post(KAART, {"code": code, "word": "reiger"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/kaart/{message.code}/"
    page = answer.content.decode()
    assert "Dag Ruben. Zo staat het ervoor." in page
    assert "Ik ben mijn kamer kwijt" in page
    assert "<title>Kaartje</title>" in page
    assert "data-leave" in page
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("word", ["Reiger", "  REIGER ", "reiger"])
def test_the_word_may_be_typed_as_people_type(client, code, word):
    assert knock(client, code.lower().replace("-", " "), word).status_code == 302


@pytest.mark.parametrize("door", [KAART, "/rietkade/leden/mijn/"])
def test_the_own_word_is_hidden_while_typing_at_each_door(client, rietkade, door):
    field = client.get(door).content.decode().partition('name="word"')
    assert 'type="password"' in field[0].rpartition("<")[2] + field[2].partition(">")[0]


def test_code_and_word_go_on_opening_for_years(client, code, at):
    with time_machine.travel(at + timedelta(days=5 * 365)):
        assert knock(client, code, "reiger").status_code == 302


def test_a_wrong_word_and_an_unknown_code_say_the_same(client, code):
    wrong = knock(client, code, "ooievaar").content.decode()
    unknown = knock(client, "2222-2222", "reiger").content.decode()
    assert SENTENCE in wrong
    assert SENTENCE in unknown
    assert "Rietkade" not in wrong
    assert CardTry.objects.count() == 3  # each code, and both together


@pytest.mark.parametrize("code", ["<script>", "\u202e7Q4M", "7Q4M\x00K9TX", "7" * 39, "👩🏽‍🦽"])
def test_odd_codes_are_refused_in_one_sentence(rietkade, client, code):
    answer = knock(client, code, "reiger")
    errors = answer.context["form"].errors
    assert sum(map(len, errors.values())) == 1
    assert "<script>" not in answer.content.decode()


def test_guessing_slows_down_and_the_owner_gets_in_from_elsewhere(client, code):
    for _ in range(6):
        knock(Visitor(), code, "raden", "203.0.113.9")
    assert "Probeer het over" in knock(Visitor(), code, "reiger", "203.0.113.200").content.decode()
    assert knock(client, code, "reiger", "192.0.2.7").status_code == 302


def test_after_waiting_the_right_word_opens_here_too(client, code, at):
    for _ in range(6):
        knock(client, code, "raden")
    with time_machine.travel(at + timedelta(minutes=2)):
        assert knock(client, code, "reiger").status_code == 302


def test_a_device_that_came_in_before_does_not_wait_for_who_guesses_beside_it(client, code):
    knock(client, code, "reiger")
    client.post(KAART + "klaar/")
    for _ in range(6):
        knock(Visitor(), code, "raden")
    assert "Probeer het over" in knock(Visitor(), code, "reiger").content.decode()
    assert knock(client, code, "reiger").status_code == 302


def test_that_device_is_slowed_down_like_any_other(client, code):
    knock(client, code, "reiger")
    client.post(KAART + "klaar/")
    for _ in range(6):
        knock(client, code, "raden")
    page = knock(client, code, "reiger").content.decode()
    assert "bel het nummer op je kaartje" in page


def test_what_a_device_remembers_tells_nothing_and_opens_nothing_else(
    client, told, code, rietkade, at
):
    knock(client, code, "reiger")
    kept = client.cookies["card_known"]
    for word in ("Ruben", "reiger", code, told.cards[0].code):
        assert word not in kept.value
    assert (kept["path"], kept["httponly"]) == (KAART, True)
    said = Telling(words="Iets anders", own_word="fiets", has_consent=True)
    other = tell(rietkade, said, by=None, at=at).cards[0].read("sealed_code")
    for _ in range(6):
        knock(Visitor(), other, "raden")
    assert "Probeer het over" in knock(client, other, "fiets").content.decode()


def test_wrong_tries_are_gone_after_a_day(client, code, rietkade, at):
    knock(client, code, "raden")
    forget_old_tries(rietkade, at.date(), at + timedelta(hours=23))
    assert CardTry.objects.count() == 2  # this code, and all of this network
    forget_old_tries(rietkade, at.date(), at + timedelta(hours=25))
    assert not CardTry.objects.exists()
    assert forget_old_tries in jobs()


def neutral(answer):
    page = answer.content.decode()
    assert "<title>Kaartje</title>" in page
    assert "data-leave" in page
    assert 'href="/rietkade/vandaag/"' not in page
    return page


def test_a_page_that_is_not_there_is_as_neutral_as_the_card(inside, message):
    for there in ("/kaart/XXXXXXXXXX/", f"/kaart/{message.code}/foto/?welke=XX", "/kaart/a/b/c/"):
        answer = inside.get(there)
        assert answer.status_code == 404
        assert 'class="button" href="/kaart/"' in neutral(answer)


def test_a_page_that_waited_too_long_is_neutral_too(told):
    strict = Visitor(enforce_csrf_checks=True)
    answer = strict.post(KAART, {"code": "x", "word": "y"})
    assert answer.status_code == 403
    neutral(answer)


def test_elsewhere_a_page_that_is_not_there_is_in_the_house(client, rietkade):
    page = client.get("/rietkade/xyz/").content.decode()
    assert "<title>Kaartje</title>" not in page


def test_looking_at_the_door_and_at_ones_own_need_writes_nothing(inside, message, reading_only):
    with reading_only:
        assert Visitor().get(KAART).status_code == 200
        assert inside.get(f"/kaart/{message.code}/").status_code == 200
    assert not Reading.objects.exists()


def test_the_session_holds_codes_of_rows_only(inside, code):
    assert inside.session["card"] == {
        "card": Card.objects.get().code,
        "cooperative": Card.objects.get().cooperative_id,
    }
    assert code not in str(dict(inside.session))


def test_coming_in_changes_the_key_of_the_session(client, code):
    client.get("/rietkade/vertel/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    knock(client, code, "reiger")
    assert client.session.session_key != before


def test_half_an_hour_of_rest_shuts_the_door(inside, message, at):
    there = f"/kaart/{message.code}/"
    with time_machine.travel(at + timedelta(minutes=25)):
        assert inside.get(there).status_code == 200
    with time_machine.travel(at + timedelta(minutes=50)):
        assert inside.get(there).status_code == 200  # it was used in between
    with time_machine.travel(at + timedelta(minutes=81)):
        assert inside.get(there).url == KAART


def test_four_hours_shut_it_however_busy_one_is(inside, message, at):
    there = f"/kaart/{message.code}/"
    for minutes in range(20, 240, 20):
        with time_machine.travel(at + timedelta(minutes=minutes)):
            assert inside.get(there).status_code == 200
            kept = inside.session
            kept["told"] = {}
            kept.save()  # as whatever is remembered in between does
    with time_machine.travel(at + timedelta(minutes=241)):
        assert inside.get(there).url == KAART


def test_what_was_typed_when_the_door_shut_is_not_lost(inside, message, at):
    there = f"/kaart/{message.code}/erbij/"
    with time_machine.travel(at + timedelta(minutes=40)):
        page = inside.post(there, {"words": "Mijn moeder komt zondag ook."}).content.decode()
    assert "half uur stil" in page
    assert "Mijn moeder komt zondag ook." in page


def test_done_shuts_the_door(inside, message):
    inside.post(KAART + "klaar/")
    assert inside.get(f"/kaart/{message.code}/").url == KAART


def test_a_card_opens_nothing_of_another_person(inside, rietkade, telling, at):
    other = tell(
        rietkade, Telling(words="Iets anders", own_word="fiets", has_consent=True), by=None, at=at
    )
    assert inside.get(f"/kaart/{other.need.code}/").status_code == 404


def test_a_card_of_another_cooperative_opens_its_own(client, told, code, at, rietkade):
    elsewhere = members.found_cooperative(
        slug="heideveen", name="Heideveen", phone="000 765 43 21", by="beheer", at=at
    )
    bo = members.welcome_person(elsewhere, name="Bo", by="invoer", at=at)
    card, other = members.make_card(bo, "heide", by=None, at=at)
    assert card.cooperative == elsewhere
    tell_database(rietkade.pk)
    page = client.post(KAART, {"code": other, "word": "heide"}, follow=True).content.decode()
    assert "Hier staat niets" in page
    assert client.get(f"/kaart/{told.need.code}/").status_code == 404


def test_a_card_that_was_replaced_opens_nothing(inside, code, message, amina, at):
    new_card(Need.objects.whole().get(pk=message.pk), "ooievaar", by=amina, at=at)
    assert inside.get(f"/kaart/{message.code}/").url == KAART
    assert SENTENCE in knock(Visitor(), code, "reiger").content.decode()


def test_several_needs_stand_in_a_list(inside, rietkade, message, telling, at):
    ruben = Need.objects.whole().get(pk=message.pk).person
    tell(rietkade, Telling(words="Ook een fiets", has_consent=True), person=ruben, by=ruben, at=at)
    page = inside.get(KAART).content.decode()
    assert "Welke wil je zien" in page
    assert "Ook een fiets" in page


def test_a_page_comes_in_the_language_of_the_person(client, rietkade, amina, at):
    said = Telling(words="A bike", own_word="heather", has_consent=True, name="Bo", language="en")
    told = tell(rietkade, said, by=None, at=at)
    answer = client.post(
        KAART, {"code": told.cards[0].read("sealed_code"), "word": "heather"}, follow=True
    )
    assert "Hello Bo. This is how things stand." in answer.content.decode()
    assert answer["Content-Language"] == "en"


def test_who_asks_together_reads_along_and_that_is_written_down(rietkade, amina, client, at):
    said = Telling(
        words="Samen", own_word="heron", has_consent=True, name="Ruben",
        together_name="Mo", together_word="fiets",
    )  # fmt: skip
    told = tell(rietkade, said, by=None, at=at)
    mo = told.cards[1]
    client.post(KAART, {"code": mo.read("sealed_code"), "word": "fiets"})
    page = client.get(f"/kaart/{told.need.code}/").content.decode()
    assert "Woorden van Ruben" in page
    assert Reading.objects.get().reader == mo.person.code
    assert client.get(f"/kaart/{told.need.code}/klaar/").status_code == 404
    Reader.objects.filter(actor=mo.person_id).delete()
    assert client.get(f"/kaart/{told.need.code}/").status_code == 404


def test_a_log_in_stays_when_the_card_is_done(inside, sjaan, code):
    inside.sign_in(sjaan)
    knock(inside, code, "reiger")
    inside.post(KAART + "klaar/")
    assert inside.get("/rietkade/vragen/").status_code == 200


def test_a_cooperative_may_be_called_anything_but_the_card_comes_first(rietkade, client):
    assert client.get(KAART).status_code == 200
