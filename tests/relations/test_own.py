"""The page of a person about their own need: read and done with a card as with a log-in."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.relations.conftest import Mine
from tests.visitor import Visitor
from tussenruimte.conversations.actions import note_conversation
from tussenruimte.conversations.models import Conversation, Stage as Talk
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Permission, Reader, Remark
from tussenruimte.matters.pictures import JPEG
from tussenruimte.members import actions as members
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.models import Reading
from tussenruimte.reflections.models import LookBack
from tussenruimte.relations.actions import (
    ask_relation,
    join_messages,
    lose,
    offer_need,
    taker_answers,
    tell,
)
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Need, Relation, Stage


@pytest.fixture
def ruben(need):
    """Who asked it, as the fixtures of this room have it."""
    return need.person


def state(row):
    row.refresh_from_db()
    return row.state


# ---- reading ------------------------------------------------------------------------------------------


def test_ones_own_words_come_first_and_who_holds_on_has_a_number(card):
    page = card.text()
    assert page.index("Amina houdt je vraag vast") < page.index("Ik ben mijn kamer kwijt")
    assert page.index("Ik ben mijn kamer kwijt") < page.index("Wat je kunt doen")
    assert "000 123 45 68" in page
    assert "Jouw woorden, vandaag" in page


def test_with_a_log_in_it_is_the_same_page(rietkade, amina, idris, client, at):
    told = tell(
        rietkade, Telling(words="Een fiets", has_consent=True), person=idris, by=idris, at=at
    )
    page = client.sign_in(idris).get(f"/rietkade/vragen/{told.need.code}/mijn/")
    assert "Een fiets" in page.content.decode()
    assert "<title>Zo staat het ervoor · De Rietkade</title>" in page.content.decode()
    assert page["Cache-Control"] == "no-store"


def test_a_need_of_somebody_else_is_not_found(need, tess, amina, client):
    there = f"/rietkade/vragen/{need.code}/mijn/"
    assert client.get(there).url.startswith("/inloggen/")
    for somebody in (tess, amina):
        assert Visitor().sign_in(somebody).get(there).status_code == 404
        assert Visitor().sign_in(somebody).post(there + "klaar/").status_code == 404
    assert client.get(f"/kaart/{need.code}/").url == "/kaart/"


def test_looking_at_ones_own_pages_changes_nothing(card, promised, reading_only):
    promised()
    with reading_only:
        for page in ("", "erbij/", "klopt-niet/", "wie-mag-dit-lezen/?naam=ami", "klaar/"):
            assert card.get(page).status_code == 200
    assert not Reading.objects.exists()


def test_the_page_asks_the_database_a_constant_number_of_times(card, promised, at):
    for n in range(2):
        promised(f"iets {n}", days=n)
    with time_machine.travel(at + timedelta(days=9)), CaptureQueriesContext(connection) as few:
        card.visitor.cookies.pop("card_seen")
        card.get()
    counts = []
    for _ in range(2):
        for n in range(5):
            promised(f"meer {n}", days=n)
        with CaptureQueriesContext(connection) as asked:
            card.get()
        counts.append(len(asked))
    assert len(few) < 6
    assert counts[0] == counts[1] <= 8


def test_only_post_changes_something(card):
    for page in ("ja-of-nee/", "iemand-houdt-vast/", "naast-mij/", "toch-weer-open/"):
        assert card.get(page).status_code == 405


# ---- promises ------------------------------------------------------------------------------------------


def test_what_is_late_says_so_with_a_number_and_who_knows(told, card, promised, at):
    promised("De gemeente regelt een briefadres", days=1)
    with time_machine.travel(at + timedelta(days=4)):
        card.visitor.post("/kaart/", {"code": told.cards[0].read("sealed_code"), "word": "reiger"})
        page = card.text()
    assert "Eén ding is te laat" in page
    assert "Te laat — dit is nog niet gebeurd." in page
    assert "Dat hoort niet." in page
    assert "Wie het nu weten" in page
    assert 'href="tel:' in page


def test_asking_whoever_is_late_for_a_conversation(card, promised):
    promise = promised(days=0)
    assert card.post("gesprek-vragen/", code=promise.code).status_code == 302
    assert Conversation.objects.filter(stage=Talk.ASKED).count() == 1


@pytest.mark.parametrize(("said", "after"), [("yes", State.KEPT), ("no", State.OPEN)])
def test_saying_whether_it_was_done(card, promised, amina, at, said, after):
    promise = promised()
    promises.say_done(promise, by=amina, at=at)
    assert "Amina zegt dat dit gedaan is. Klopt dat?" in card.text()
    card.post("ja-of-nee/", code=promise.code, answer=said)
    assert state(promise) == after


def test_saying_it_twice_is_refused_in_a_sentence(card, promised, amina, at):
    promise = promised()
    promises.say_done(promise, by=amina, at=at)
    card.post("ja-of-nee/", code=promise.code, answer="yes")
    again = card.post("ja-of-nee/", code=promise.code, answer="yes")
    assert again.status_code == 409
    assert "Dit kan nu niet." in again.content.decode()


def test_what_one_promised_oneself_can_be_done(card, promised, ruben, amina):
    promise = promised("Ik schrijf het op", maker=ruben.actor, receiver=amina.actor)
    assert "Ik heb dit gedaan" in card.text()
    card.post("ja-of-nee/", code=promise.code, answer="done")
    assert state(promise) == State.DONE


def test_a_promise_to_somebody_else_is_not_found(card, promised, ruben, amina, sjaan):
    promise = promised(maker=amina.actor, receiver=sjaan.actor)
    assert card.post("ja-of-nee/", code=promise.code, answer="yes").status_code == 404


# ---- words, remarks, conversations ---------------------------------------------------------------------


def test_later_words_come_under_the_first(card, need):
    card.post("erbij/", words="Mijn moeder is 81.\nZondag is haar dag.")
    assert need.added.get().read("words") == "Mijn moeder is 81.\nZondag is haar dag."
    assert "Mijn moeder is 81." in card.text()


@pytest.mark.parametrize("words", ["", "   ", "bsn 111222333", "a" * 50_000, "a\x00"])
def test_words_that_cannot_be_kept_are_refused_beside_the_box(card, need, words):
    answer = card.post("erbij/", words=words)
    assert len(answer.context["form"].errors) == 1
    assert not need.added.exists()


def test_a_script_is_shown_as_text(card):
    card.post("erbij/", words="<script>alert(1)</script>")
    page = card.text()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_a_sentence_can_be_disputed_and_the_words_stand_beside_it(card, promised):
    promise = promised()
    card.post("klopt-niet/", beside=promise.code, sort="wrong", words="Zo is het niet gezegd")
    remark = Remark.objects.get()
    assert (remark.beside, remark.sort) == (promise.code, Remark.Sort.WRONG)
    assert remark.read("words") == "Zo is het niet gezegd"


def test_only_what_stands_on_the_page_can_be_disputed(card, need):
    answer = card.post("klopt-niet/", beside="XXXXXXXXXX", sort="wrong", words="Niet zo")
    assert "beside" in answer.context["form"].errors
    assert not Remark.objects.exists()


def test_a_conversation_that_was_not_there_is_disputed(card, need, amina, at):
    noted = Noted(said="Ruben vond alles goed.", present=[need.person.actor, amina.actor])
    talk = note_conversation(need.matter, noted, by=amina, at=at)
    assert "Ruben vond alles goed." in card.text()
    card.post("gesprek-klopt-niet/", conversation=talk.code, words="Dit gesprek is er niet geweest")
    talk.refresh_from_db()
    assert talk.stage == Talk.DISPUTED


def test_what_another_told_waits_for_ones_own_yes(rietkade, amina, idris, client, at):
    said = Telling(
        words="Hij slaapt buiten", own_word="mus", name="Mo", why_for_them="Geen telefoon"
    )
    told = tell(rietkade, said, by=idris, at=at)
    client.post("/kaart/", {"code": told.cards[0].read("sealed_code"), "word": "mus"})
    mine = Mine(client, f"/kaart/{told.need.code}/")
    assert "Idris vertelde dit voor jou. Mag het hier staan?" in mine.text()
    assert "Geen telefoon" in mine.text()
    mine.post("mag-hier-staan/")
    mine.post("klopt-niet/", beside=told.need.code, sort="wrong", words="Ik slaap binnen")
    need = Need.objects.get()
    assert need.consented_at is not None
    assert "Ik slaap binnen" in mine.text()
    assert "Mag het hier staan?" not in mine.text()


# ---- who holds on, who is there, who reads ---------------------------------------------------------------


@pytest.mark.parametrize(("said", "holder"), [("yes", "sjaan"), ("no", "amina")])
def test_another_holder_only_with_ones_own_yes(card, need, amina, sjaan, at, said, holder):
    offer_need(need, to=sjaan, why="Sjaan kent hem langer", by=amina, at=at)
    assert "mag Sjaan Poelma je vraag voortaan vasthouden?" in card.text()
    card.post("iemand-houdt-vast/", answer=said)
    row = need.handovers.get()
    if said == "yes":
        taker_answers(row, says_yes=True, by=sjaan, at=at)
    need.refresh_from_db()
    assert need.holder.person == {"amina": amina, "sjaan": sjaan}[holder]


def test_an_offer_that_is_gone_is_said(card):
    assert card.post("iemand-houdt-vast/", answer="yes").status_code == 409


def test_wishing_for_somebody_else_needs_no_reason(card, need, amina):
    card.post("iemand-anders/")
    need.refresh_from_db()
    assert need.holder.person == amina  # until the other said yes
    assert Promise.objects.filter(purpose=Purpose.ANOTHER, state=State.OPEN).count() == 1
    assert card.post("iemand-anders/").status_code == 409


@pytest.mark.parametrize(("said", "reads"), [("yes", True), ("no", False)])
def test_somebody_beside_me_only_with_my_yes(card, need, amina, idris, at, said, reads):
    row = ask_relation(need, idris, part=Relation.Part.BESIDE, other_said_yes=True, by=amina, at=at)
    assert "Mag Idris Bekkaoui erbij?" in card.text()
    card.post("naast-mij/", code=row.code, answer=said)
    assert Reader.objects.filter(actor=idris.actor, ground=Ground.RELATION).exists() is reads


def test_giving_and_taking_back_permission(card, idris, at):
    page = card.text("wie-mag-dit-lezen/?naam=idr")
    assert "Idris Bekkaoui" in page
    until = (at.date() + timedelta(30)).isoformat()
    card.post("wie-mag-dit-lezen/", naam="idr", to=idris.code, purpose="de brief", until=until)
    permission = Permission.objects.get()
    assert permission.read("purpose") == "de brief"
    assert Reader.objects.get(actor=idris.actor).until.isoformat() == until
    card.post("wie-mag-dit-lezen/terug/", code=permission.code)
    assert not Reader.objects.filter(actor=idris.actor).exists()


def test_whoever_only_asked_for_something_is_found_by_nobody(card, ruben, rietkade, at):
    tell(
        rietkade,
        Telling(words="x y z", own_word="fiets", has_consent=True, name="Rubina"),
        by=None,
        at=at,
    )
    assert card.get("wie-mag-dit-lezen/?naam=rub").context["found"] == []
    assert card.get("wie-mag-dit-lezen/?naam=r").context["found"] == []


def test_permission_for_somebody_who_was_not_found_is_refused(card, tess):
    answer = card.post("wie-mag-dit-lezen/", naam="idr", to=tess.code, purpose="zomaar")
    assert "to" in answer.context["form"].errors
    assert not Permission.objects.exists()


def test_a_shorter_permission_leaves_the_longer_one(need, ruben, idris, at):
    days = [at.date() + timedelta(n) for n in (60, 10)]
    first, second = (
        matters.give_permission(need.matter, idris.actor, purpose="x", until=day, by=ruben, at=at)
        for day in days
    )
    assert Reader.objects.get(actor=idris.actor).until == days[0]
    matters.withdraw_permission(first, by=ruben, at=at)
    assert Reader.objects.get(actor=idris.actor).until == days[1]
    matters.withdraw_permission(second, by=ruben, at=at)
    assert not Reader.objects.filter(actor=idris.actor).exists()


def test_who_has_seen_it_stands_there_by_day(card, need, amina, at):
    for _ in range(2):
        matters.look(need.matter, ground="holder", page="need", by=amina, at=at)
    assert "Amina, vandaag" in card.text()
    assert "Amina Telgenhof, twee keer" in card.text("wie-heeft-dit-gezien/")


# ---- being found, looking back, the end -------------------------------------------------------------------


def test_saying_how_one_is_found(card, ruben):
    card.post("hier-vind-je-mij/", reach="bij Mo op de bank")
    ruben.refresh_from_db()
    assert ruben.read("reach") == "bij Mo op de bank"


def test_somebody_we_lost_finds_us(card, need, ruben, amina, at):
    lose(need, by=amina, at=at)
    assert "We waren je kwijt" in card.text()
    card.post("hier-vind-je-mij/", reach="bij Mo")
    ruben.refresh_from_db()
    assert ruben.is_reachable
    assert not Promise.objects.filter(purpose=Purpose.SEARCH, state=State.OPEN).exists()


def test_looking_back_in_words_and_taking_it_back(card):
    card.post("terugkijken/", felt_known="Ja, ze wist mijn naam nog", story="")
    row = LookBack.objects.get()
    assert "Ja, ze wist mijn naam nog" in card.text()
    card.post("terugkijken/terug/", code=row.code)
    assert "wist mijn naam" not in card.text()


def test_an_empty_look_back_is_refused(card):
    assert "form" in card.post("terugkijken/").context
    assert not LookBack.objects.exists()


@pytest.mark.parametrize(("which", "stage"), [("done", Stage.DONE), ("withdrawn", Stage.WITHDRAWN)])
def test_the_person_ends_it_and_can_come_back(card, need, which, stage):
    card.post("klaar/", which=which)
    need.refresh_from_db()
    assert (need.stage, need.holder) == (stage, None)
    assert "Toch weer openen" in card.text()
    card.post("toch-weer-open/")
    need.refresh_from_db()
    assert need.is_open


def test_a_need_that_has_ended_takes_no_more_words(card, need):
    card.post("klaar/", which="done")
    answer = card.post("erbij/", words="Nog iets").content.decode()
    assert "Nog iets" in answer
    assert not need.added.exists()


def test_after_fourteen_days_it_is_told_anew(told, card, need, at):
    card.post("klaar/", which="done")
    with time_machine.travel(at + timedelta(days=15)):
        card.visitor.post("/kaart/", {"code": told.cards[0].read("sealed_code"), "word": "reiger"})
        assert "Toch weer openen" not in card.text()
        assert card.post("toch-weer-open/").status_code == 409


def test_whoever_asks_it_together_does_not_end_it(rietkade, amina, client, at):
    said = Telling(
        words="Samen", own_word="heron", has_consent=True, name="Ruben",
        together_name="Mo", together_word="fiets",
    )  # fmt: skip
    told = tell(rietkade, said, by=None, at=at)
    client.post("/kaart/", {"code": told.cards[1].read("sealed_code"), "word": "fiets"})
    mine = Mine(client, f"/kaart/{told.need.code}/")
    assert "Voor mij is het klaar" not in mine.text()
    for page in ("klaar/", "iemand-anders/", "wie-mag-dit-lezen/", "hier-vind-je-mij/"):
        assert mine.get(page).status_code == 404
    assert mine.post("erbij/", words="Ik slaap er ook").status_code == 302
    assert Need.objects.get().is_open


def test_a_card_made_anew_shuts_the_old_one_out_at_once(card, need, amina, at):
    members.replace_card(need.person, "ooievaar", by=amina, at=at)
    assert card.get().url == "/kaart/"
    assert card.post("klaar/", which="done").status_code == 200  # the door, nothing done
    need.refresh_from_db()
    assert need.is_open


def test_a_picture_opens_for_the_person(card, need, amina, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "JPEG")
    row = matters.add_file(need.matter, drawn.getvalue(), name="trap.jpg", by=amina, at=at)
    answer = card.get(f"foto/?welke={row.code}")
    assert (answer.status_code, answer["Content-Type"]) == (200, JPEG)
    assert card.get("foto/?welke=XXXXXXXXXX").status_code == 404
    assert "trap.jpg" in card.text()


def test_an_asked_question_stays_put_when_two_are_joined(card, need, rietkade, amina, ruben, at):
    again = tell(
        rietkade, Telling(words="Nog eens", has_consent=True), person=ruben, by=ruben, at=at
    )
    join_messages(again.need, need, is_same_person=True, by=amina, at=at)
    assert card.visitor.get(f"/kaart/{again.need.code}/").url == f"/kaart/{need.code}/"
