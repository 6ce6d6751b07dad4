"""The pages of joining: with a log-in, with a card, and for somebody new; and who sees the members."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.belonging.test_joining import asks, speak
from tests.promises.questions import questions
from tests.visitor import Visitor
from tussenruimte.belonging import actions
from tussenruimte.belonging.doors import SALT
from tussenruimte.belonging.models import Joining
from tussenruimte.conversations.models import Stage
from tussenruimte.members import actions as members
from tussenruimte.members.models import Card, CardTry, Member, Person
from tussenruimte.members.nightly import forget_old_tries

HERE = "/rietkade/leden/"
MINE = f"{HERE}mijn/"


def text(answer):
    return answer.content.decode()


def pass_in(answer):
    return {"pass": re.search(r'name="pass" value="([^"]+)"', text(answer))[1]}


def test_somebody_new_asks_and_gets_a_card(amina, board, client):
    said = {
        "sort": "resident", "why": "Ik kook graag", "interest": "Gezelschap", "name": "Wies Hartog",
        "reach": "0123 45 67 99", "word": "molen",
    }  # fmt: skip
    shown = text(client.post(f"{HERE}lid-worden/", said))
    code = Card.objects.get().read("sealed_code")
    assert code in shown
    assert "Amina Telgenhof" in shown
    again = client.post(MINE, {"code": code, "word": "molen"})
    assert "Ik kook graag" in text(again)
    assert again["Cache-Control"] == "no-store"


def ask_from(address, name="Wies", why="Ik kook graag voor een volle tafel."):
    said = {"sort": "resident", "why": why, "name": name, "reach": "hier", "word": "molen"}
    return Visitor(REMOTE_ADDR=address).post(f"{HERE}lid-worden/", said)


def test_one_network_that_floods_shuts_no_door_for_others(rietkade, amina, board):
    rietkade.settings["messages_an_hour"] = 2
    rietkade.save(update_fields=["settings"])
    for name in ("Een", "Twee"):
        assert "kaartje" in text(ask_from("192.0.2.7", name))
    answer = text(ask_from("192.0.2.99", "Drie"))  # the same network
    assert "000 123 45 67" in answer
    assert "Ik kook graag voor een volle tafel." in answer
    assert Joining.objects.count() == 2
    ask_from("203.0.113.9", "Vier")
    assert Joining.objects.count() == 3


def test_a_network_counts_for_an_hour_and_what_was_refused_does_not(rietkade, amina, board, at):
    rietkade.settings["messages_an_hour"] = 1
    rietkade.save(update_fields=["settings"])
    ask_from("192.0.2.7", why="")
    ask_from("192.0.2.7", name="Een")
    ask_from("192.0.2.7", name="Twee")
    assert Joining.objects.count() == 1
    with time_machine.travel(at + timedelta(hours=1)):
        ask_from("192.0.2.7", name="Drie")
    assert Joining.objects.count() == 2


def test_of_the_network_nothing_stays_with_who_asked(rietkade, amina, board, at):
    ask_from("192.0.2.7")
    (row,) = CardTry.objects.values()
    assert row["tries"] == 1
    assert "192.0.2" not in row["what"]
    forget_old_tries(rietkade, at.date(), at + timedelta(days=2))
    assert not CardTry.objects.exists()


def test_the_same_form_twice_is_one_person_with_the_same_card(amina, board, client):
    form = text(client.get(f"{HERE}lid-worden/"))
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', form)[1]
    said = {
        "sort": "resident", "why": "Ik kook", "name": "Wies", "reach": "hier", "word": "molen",
        "csrfmiddlewaretoken": token,
    }  # fmt: skip
    first, second = (text(client.post(f"{HERE}lid-worden/", said)) for _n in range(2))
    code = Card.objects.get().read("sealed_code")
    assert code in first
    assert code in second
    assert Joining.objects.count() == 1


@pytest.mark.parametrize("left_out", ["sort", "why", "name", "reach", "word"])
def test_what_is_missing_is_said_and_nothing_is_lost(amina, left_out, client):
    said = {"sort": "resident", "why": "Ik kook", "name": "Wies", "reach": "hier", "word": "molen"}
    shown = client.post(f"{HERE}lid-worden/", said | {left_out: ""})
    assert shown.status_code == 200
    assert 'class="wrong"' in text(shown)
    assert all(v in text(shown) for n, v in said.items() if n not in {left_out, "sort"})
    assert not Joining.objects.exists()


def test_a_bsn_is_refused_beside_its_box(amina, client):
    said = {
        "sort": "resident",
        "why": "Mijn BSN is 111222333",
        "name": "W",
        "reach": "h",
        "word": "m",
    }
    shown = text(client.post(f"{HERE}lid-worden/", said))
    assert "BSN" in shown
    assert not Person.objects.filter(actor__name="W").exists()


def test_somebody_known_asks_with_a_log_in(welcome, amina, board, client):
    wies = welcome("Wies Hartog", email="wies@example.org")
    client.sign_in(wies)
    assert client.get(f"{HERE}lid-worden/").status_code == 302
    said = {"sort": "resident", "why": "Ik kook graag"}
    client.post(f"{HERE}lid-worden/bekend/", said)
    assert "uiterlijk" in text(client.get(MINE))


def test_somebody_known_asks_with_a_card(ruben, card, amina, board, client):
    there = f"{HERE}lid-worden/bekend/"
    opened = client.post(there, card)
    assert "Ruben" in text(opened)
    said = {"sort": "resident", "why": "Ik repareer fietsen"} | pass_in(opened)
    assert "Ik repareer fietsen" in text(client.post(there, said))
    assert Joining.objects.get().person == ruben


def test_a_wrong_word_opens_nothing_and_counts(ruben, card, client):
    shown = client.post(MINE, card | {"word": "eend"})
    assert "Ruben" not in text(shown)
    assert "horen niet bij elkaar" in text(shown)
    for _n in range(5):
        shown = client.post(MINE, card | {"word": "eend"})
    assert "seconde" in text(shown)


def test_a_made_up_pass_opens_nothing(ruben, card, client):
    assert "Ruben" not in text(client.post(MINE, {"pass": card["code"], "yes": "yes"}))


@pytest.mark.parametrize("how", ["sha1", "sha512", "md5"])
def test_a_pass_signed_in_another_way_than_ours_opens_nothing(ruben, card, client, how):
    value = signing.dumps(Card.objects.get(person=ruben).code, salt=SALT)
    other = signing.TimestampSigner(salt=SALT, algorithm=how).sign(value.rsplit(":", 2)[0])
    assert 'name="word"' in text(client.post(MINE, {"pass": other}))
    assert 'name="word"' not in text(client.post(MINE, {"pass": value}))


def test_a_card_of_elsewhere_says_where_to_go(ruben, card, at, client):
    members.found_cooperative(slug="elders", name="Elders", phone="1", by="beheer", at=at)
    shown = text(client.post("/elders/leden/mijn/", card))
    assert "De Rietkade" in shown
    assert "Ruben" not in shown


def test_the_board_says_yes(ruben, amina, board, sjaan, client, at):
    joining = asks(ruben, at)
    client.sign_in(sjaan)
    there = f"{HERE}aanmelding/{joining.code}/"
    assert client.get(there).status_code == 404  # until it was talked over it is Amina's alone
    speak(joining, amina, at)
    assert "Ik kook graag" in text(client.get(there))
    assert client.post(f"{there}lid/").status_code == 302
    assert Member.objects.filter(actor=ruben.pk).exists()


def test_whoever_talks_does_not_decide(ruben, amina, board, tess, client, at):
    joining = asks(ruben, at)
    speak(joining, amina, at)
    there = f"{HERE}aanmelding/{joining.code}/"
    for somebody, sees in ((amina, 200), (tess, 404)):
        client.sign_in(somebody)
        assert client.get(there).status_code == sees
        assert client.post(f"{there}lid/").status_code == 404
        assert client.post(f"{there}geen-lid/", {"words": "Nee"}).status_code == 404


def test_refused_with_a_card_they_take_it_to_the_meeting(
    ruben, card, amina, board, sjaan, client, at
):
    joining = asks(ruben, at)
    speak(joining, amina, at)
    actions.refuse(joining, "Je woont elders", by=sjaan, at=at)
    opened = client.post(MINE, card)
    assert "Je woont elders" in text(opened)
    form = client.post(f"{MINE}bezwaar/", pass_in(opened))
    assert 'class="wrong"' not in text(form)
    done = client.post(f"{MINE}bezwaar/", {"words": "Ik ben hier elke dag"} | pass_in(form))
    assert "Ik ben hier elke dag" in text(done)
    client.sign_in(sjaan)
    there = f"{HERE}aanmelding/{joining.code}/ledenvergadering/"
    client.post(there, {"met_on": at.date().isoformat(), "says": "yes"})
    assert Member.objects.filter(actor=ruben.pk, until=None).exists()


def test_refused_they_say_that_the_conversation_never_was(
    ruben, card, amina, board, sjaan, client, at
):
    joining = asks(ruben, at)
    speak(joining, amina, at)
    actions.refuse(joining, "Je woont elders", by=sjaan, at=at)
    opened = client.post(MINE, card)
    said = {"words": "Wij spraken elkaar nooit"} | pass_in(opened)
    assert "telt" in text(client.post(f"{MINE}gesprek-klopt-niet/", said))
    assert joining.matter.conversations.filter(stage=Stage.DISPUTED).exists()


def test_members_see_each_other_and_why(idris, tess, at, client):
    Member.objects.filter(actor=tess.pk).update(why="Ik zaag graag", interest="Hout")
    shown = text(client.sign_in(idris).get(HERE))
    assert "Tess Ouwehand" in shown
    assert "Ik zaag graag" in shown
    assert "Hout" in shown


def test_nobody_else_sees_them(idris, tess, welcome, client):
    assert client.get(HERE).status_code == 302
    client.sign_in(welcome("Tine Veldwacht", email="tine@example.org"))
    shown = client.get(HERE)
    assert shown.status_code == 403
    assert "Tess" not in text(shown)


def test_the_list_asks_a_constant_number_however_many_there_are(idris, welcome, at, client):
    client.sign_in(idris)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(HERE).status_code == 200
        return len(questions(found))

    before = asked()
    for n in range(60):
        person = welcome(f"Lid {n:02}")
        members.make_member(person.actor, sort="resident", since=at.date(), by="invoer", at=at)
    assert asked() == before <= 12
    assert "Lid 59" in text(client.get(f"{HERE}?blad=2"))


def test_who_is_a_member_asks_it_for_others_only(amina, board, client):
    page = text(client.sign_in(amina).get(f"{HERE}lid-worden/bekend/"))
    assert 'value="organisation"' in page
    assert 'value="resident"' not in page
