"""Telling the trust circle, with a log-in and with a card; what each sees, and who sees nothing."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
import time_machine

from tests.belonging.test_joining_pages import pass_in
from tests.visitor import Visitor
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.learning import actions
from tussenruimte.learning.models import Complaint
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions as promises, ladder
from tussenruimte.promises.models import State
from tussenruimte.record.models import Reading

HERE = "/rietkade/ging-mis/"
TELL, TOLD = f"{HERE}vertellen/", f"{HERE}verteld/"
WORDS = "Ze vergat mij twee keer."


def page_of(complaint):
    return f"{HERE}{complaint.code}/"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def card(ruben, at):
    _row, code = members.make_card(ruben, "reiger", by=ruben, at=at)
    return {"code": code, "word": "reiger"}


def test_it_is_told_and_stands_on_ones_own_page(piet, wil, idris, client):
    answer = client.sign_in(idris).post(TELL, {"words": WORDS, "whom": "Amina"})
    assert answer.url == TOLD
    shown = text(client.get(TOLD))
    for words in (WORDS, "Over: Amina", "Wil van Dam", "Amal Benhaddou", "uiterlijk"):
        assert words in shown
    assert "Piet" not in shown


def test_everybody_reads_who_sits_there_and_first_talks(piet, client):
    shown = text(client.get(HERE))
    assert shown.index("Plan een gesprek") < shown.index("Vertel het de vertrouwenskring")
    assert "Piet Nagelhout" in shown
    assert "Wat aan jou verteld is" not in shown


def test_without_a_trust_circle_one_calls(rietkade, idris, client):
    for path in (HERE, TELL):
        shown = text(client.sign_in(idris).get(path))
        assert "000 123 45 67" in shown
        assert 'name="words"' not in shown


def test_a_father_with_a_card_tells_it_follows_it_and_closes_it(piet, card, ruben, wil, client, at):
    opened = client.post(TELL, card)
    told = client.post(TELL, {"words": WORDS, "whom": ""} | pass_in(opened))
    complaint = Complaint.objects.get(reporter=ruben)
    assert WORDS in text(told)
    promises.say_done(complaint.promise, how="We zaten op de bank.", by=wil, at=at)
    again = client.post(TOLD, card)
    assert "We zaten op de bank." in text(again)
    said = {"complaint": complaint.code, "says": "yes"}
    after = client.post(TOLD, said | pass_in(again))
    complaint.refresh_from_db()
    assert complaint.promise.state == State.KEPT
    client.post(TOLD, said | {"says": "close"} | pass_in(after))
    complaint.refresh_from_db()
    assert not complaint.is_open


def test_with_a_card_one_says_that_the_answer_is_not_right(piet, card, ruben, wil, client, at):
    complaint = actions.tell(WORDS, by=ruben, at=at)
    promises.say_done(complaint.promise, how="Hij was boos.", by=wil, at=at)
    opened = client.post(TOLD, card)
    wrong = "/rietkade/leden/mijn/klopt-niet/"
    said = {"bij": complaint.promise.code}
    form = client.post(wrong, said | pass_in(opened))
    against = {"beside": complaint.promise.code, "sort": "wrong", "words": "Ik was moe."}
    client.post(wrong, said | against | pass_in(form))
    assert "Ik was moe." in text(client.post(TOLD, card))


def test_a_hearer_reads_it_and_whoever_told_it_sees_that(tell, wil, client):
    complaint = tell("Amina Telgenhof")
    listed = text(client.sign_in(wil).get(HERE))
    assert f'href="{page_of(complaint)}"' in listed
    shown = text(client.get(page_of(complaint)))
    for words in (WORDS, "Idris Bekkaoui", "Amina Telgenhof", "samen met Amal Benhaddou"):
        assert words in shown
    assert Reading.objects.filter(matter=complaint.matter.code, ground="hears").exists()
    assert "Wil van Dam" in text(
        client.sign_in(complaint.reporter).get("/rietkade/wie-heeft-dit-gezien/")
    )


def test_nobody_else_finds_it(tell, amina, sjaan, piet, client):
    complaint = tell("Amina Telgenhof")
    for other in (amina, sjaan, piet):
        client.sign_in(other)
        assert client.get(page_of(complaint)).status_code == 404
        for step in ("opzij/", "gezegd/"):
            assert client.post(page_of(complaint) + step).status_code == 404
        assert client.post(TOLD, {"complaint": complaint.code, "says": "close"}).status_code == 404
        for path in (HERE, TOLD, "/rietkade/", f"/rietkade/afspraken/{complaint.promise.code}/"):
            shown = text(client.get(path))
            assert WORDS not in shown
            assert complaint.code not in shown
            assert "Idris" not in shown or path == "/rietkade/"


def test_whoever_told_it_comes_to_their_own_page(tell, idris, client):
    complaint = tell()
    assert client.sign_in(idris).get(page_of(complaint)).url == TOLD


def test_a_hearer_steps_aside_and_says_that_they_were_told(tell, wil, amal, client):
    complaint = tell("Amina Telgenhof")
    client.sign_in(wil).post(page_of(complaint) + "gezegd/")
    assert "Wil van Dam praatte" in text(client.get(page_of(complaint)))
    assert client.post(page_of(complaint) + "opzij/").url == HERE
    assert client.get(page_of(complaint)).status_code == 404


MINE = "/rietkade/mijn-gegevens/"
WAS_TOLD = "Wil van Dam vertelde je dat iemand de vertrouwenskring iets over jou vertelde."


def taken(client):
    with zipfile.ZipFile(io.BytesIO(client.get(f"{MINE}meenemen/").content)) as file:
        return {name.rpartition(".")[2]: file.read(name).decode() for name in file.namelist()}


def test_whom_it_is_about_reads_that_they_were_told_and_nothing_more(
    tell, amina, sjaan, idris, wil, client, at
):
    complaint = tell("Amina Telgenhof")
    client.sign_in(amina)
    for shown in (text(client.get(MINE)), taken(client)["html"]):
        assert "vertrouwenskring" not in shown.split("</nav>")[-1].split("<footer")[0]
    actions.tell_concerned(complaint, by=wil, at=at)
    page, files = text(client.get(MINE)), taken(client)
    for shown in (page, files["html"]):
        assert WAS_TOLD in shown
    assert "Vandaag: " in page
    assert json.loads(files["json"])["told"] == [
        {"day": at.date().isoformat(), "who": "Wil van Dam"}
    ]
    for shown in (page, *files.values()):
        for never in (WORDS, "Idris", complaint.code):
            assert never not in shown
    for other in (idris, sjaan):
        assert WAS_TOLD not in text(client.sign_in(other).get(MINE))


def test_with_a_card_they_read_it_too(tell, ruben, card, wil, client, at):
    actions.tell_concerned(tell(ruben.actor.name), by=wil, at=at)
    client.post("/kaart/", card)
    assert WAS_TOLD in text(client.get("/kaart/mijn-gegevens/"))


def test_of_where_they_work_nothing_stands_there(tell, provider, amina, wil, client, at):
    actions.tell_concerned(tell("Zorggroep De Brug"), by=wil, at=at)
    assert WAS_TOLD not in text(client.sign_in(amina).get(MINE))


def test_from_the_day_after_it_was_closed_a_hearer_does_not_see_it(tell, wil, client, at):
    complaint = tell()
    actions.close(complaint, by=complaint.reporter, at=at)
    assert "gesloten" in text(client.sign_in(wil).get(page_of(complaint)))
    with time_machine.travel(at + timedelta(days=1), tick=False):
        client.sign_in(wil)
        assert client.get(page_of(complaint)).status_code == 404


def test_whatever_is_sent_from_an_old_page_after_closing_changes_nothing(tell, wil, client, at):
    complaint = tell()
    actions.close(complaint, by=complaint.reporter, at=at)
    client.sign_in(wil)
    for step in ("opzij/", "gezegd/"):
        assert client.post(page_of(complaint) + step).status_code < 500
    client.sign_in(complaint.reporter)
    for says in ("yes", "no", "close", "iets"):
        answer = client.post(TOLD, {"complaint": complaint.code, "says": says})
        assert answer.status_code < 500
    complaint.refresh_from_db()
    assert complaint.promise.state == State.RELEASED
    assert complaint.concerned_told_at is None


def test_the_letter_says_neither_who_nor_what(tell, wil, amal, idris):
    complaint = tell("Amina Telgenhof")
    rows = list(Dispatch.objects.filter(kind="learning.told"))
    assert {row.to for row in rows} == {wil.code, amal.code}
    for letter in letters_of(rows).values():
        assert page_of(complaint) in letter.text
        assert not re.search(
            "Idris|Amina|vergat", letter.text + letter.subject + str(letter.spoken)
        )


def test_the_ladder_shows_that_it_is_late_and_nothing_more(tell, wil, board, sjaan, client, at):
    complaint = tell()
    for _n in range(3):
        at += timedelta(days=15)
        ladder.walk(complaint.cooperative, at.date(), at)
    with time_machine.travel(at, tick=False):
        client.sign_in(sjaan)
        for path in ("/rietkade/afspraken/te-laat/", "/rietkade/vandaag/"):
            shown = text(client.get(path))
            assert "Wil" in shown
            for never in ("Idris", complaint.matter.code, "misging"):
                assert never not in shown


def test_when_they_sit_down_and_what_was_written_of_it_stands_there_with_a_card_too(
    piet, card, ruben, wil, client, at
):
    complaint = actions.tell(WORDS, by=ruben, at=at)
    talk = conversations.ask(complaint.matter, host=wil.actor, by=wil, at=at)
    assert "kiest nog een moment" in text(client.post(TOLD, card))
    conversations.plan(talk, Plan(at + timedelta(days=2), place="Het bankje"), by=wil, at=at)
    assert "Het bankje" in text(client.post(TOLD, card))
    said = "Hij was vooral verdrietig."
    conversations.hold(talk, Noted(said=said, person_said_yes=True), by=wil, at=at)
    assert said in text(client.post(TOLD, card))
    against = {"beside": talk.code, "quote": said, "words": "Ik was boos.", "sort": "wrong"}
    matters.remark(complaint.matter, **against, by=ruben, at=at)
    shown = text(client.sign_in(wil).get(page_of(complaint)))
    assert said in shown
    assert "Ik was boos." in shown
    assert "Ik was boos." in text(Visitor().post(TOLD, card))


def test_the_page_of_the_trust_circle_says_how_to_tell_it(circle, board, client):
    for there, is_trust in ((circle, True), (board, False)):
        shown = text(client.get(f"/rietkade/kringen/{there.actor.code}/"))
        assert (f'href="{HERE}"' in shown.split("<footer")[0]) == is_trust
