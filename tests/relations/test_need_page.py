"""The pages of whoever holds on, and the one statement under the page of a need."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tussenruimte.conversations.actions import note_conversation
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters.models import File
from tussenruimte.members.actions import make_circle, sit_in_circle
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Promise
from tussenruimte.record.models import Reading
from tussenruimte.relations import actions
from tussenruimte.relations.models import Need, Relation, SetAside, Stage
from tussenruimte.relations.reads import need_page, what_i_hold

STEPS = (
    "overdragen", "rustig", "kwijt", "gevonden", "doorgestuurd", "weggevallen", "erbij-verteld",
    "met-wie-samen", "einde", "opzij", "samenvoegen", "kaartje", "bestand",
)  # fmt: skip
# What begins and ends a change, and what the visitor of the tests asks before and after a page.
CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "SELECT NULLIF", "SELECT SET_CONFIG")


def address(need, step=""):
    return f"/rietkade/vragen/{need.code}/" + (f"{step}/" if step else "")


def promise(need, amina, at, n=0):
    return make_promise(
        need.matter, maker=amina.actor, receiver=need.person.actor, text=f"belofte {n}",
        due=at.date() + timedelta(days=n % 9), by=amina, at=at,
    )  # fmt: skip


def test_the_holder_reads_the_own_words_first(need, amina, client, telling):
    page = client.sign_in(amina).get(address(need))
    assert page.status_code == 200
    assert telling.words in page.content.decode()
    assert page["Cache-Control"] == "no-store"


def test_reading_it_is_noted_and_nothing_else_changes(need, amina, client, reading_only):
    client.sign_in(amina)
    with reading_only:
        client.get(address(need))
    assert Reading.objects.get(page="need").reader == amina.code


@pytest.mark.parametrize("step", ["", *STEPS])
def test_who_may_not_read_it_finds_nothing(need, tess, client, step):
    assert client.sign_in(tess).get(address(need, step)).status_code == 404
    assert not Reading.objects.filter(reader=tess.code).exists()


@pytest.mark.parametrize("step", ["", *STEPS])
def test_a_visitor_signs_in_first(need, client, step):
    answer = client.get(address(need, step))
    assert answer.status_code == 302
    assert "/inloggen/" in answer["Location"]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_for_the_holder(need, amina, client, step, reading_only):
    client.sign_in(amina)
    with reading_only:
        assert client.get(address(need, step)).status_code == 200


def test_the_person_goes_to_their_own_page(rietkade, amina, idris, telling, client, at):
    own = actions.tell(rietkade, telling, person=idris, by=idris, at=at).need
    answer = client.sign_in(idris).get(address(own))
    assert answer["Location"].endswith("/mijn/")


def test_the_page_asks_as_much_for_three_promises_as_for_sixty(need, amina, client, at):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(address(need))
        return len([q for q in queries if not q["sql"].lstrip().upper().startswith(CONTROL)])

    client.sign_in(amina)
    for n in range(3):
        promise(need, amina, at, n)
    client.get(address(need))
    few = asked()
    for n in range(57):
        promise(need, amina, at, n)
    assert asked() == few <= 8


def test_the_statement_says_what_the_rows_say(need, amina, sjaan, at):
    promise(need, amina, at, 2)
    note_conversation(need.matter, Noted(said="gesproken", goes_well="de soep"), by=amina, at=at)
    actions.add_words(need, "en nog iets", by=amina, at=at)
    actions.ask_relation(need, sjaan, part=Relation.Part.FINDS, goal="kent hem", by=amina, at=at)
    page = need_page(Need.objects.whole().get(pk=need.pk), at.date())
    rows = Promise.objects.whole().filter(matter=need.matter)
    assert {p.line.code: p.what for p in page.promises} == {r.code: r.read("text") for r in rows}
    assert [c.words["said"] for c in page.conversations if c.sort == "talk"] == ["gesproken"]
    assert [w.words["words"] for w in page.added] == ["en nog iets"]
    assert [(r.who, r.words["goal"]) for r in page.relations] == [("Sjaan Poelma", "kent hem")]


def test_handing_over_through_the_pages(need, amina, sjaan, client):
    client.sign_in(amina).post(address(need, "overdragen"), {"to": sjaan.code, "why": "kent hem"})
    offer = need.handovers.get()
    client.sign_in(sjaan).post(f"/rietkade/vragen/aanbod/{offer.code}/", {"answer": "yes"})
    client.sign_in(amina).post(address(need, "overdragen") + "ja-van-de-mens/", {"answer": "yes"})
    assert Need.objects.get(pk=need.pk).holder_id == sjaan.pk
    assert client.get(address(need, "overdragen")).status_code == 409


def test_what_was_typed_stays_when_the_moment_is_wrong(need, amina, sjaan, client, at):
    actions.offer_need(need, to=sjaan, why="eerder", by=amina, at=at)
    page = client.sign_in(amina).post(
        address(need, "overdragen"), {"to": sjaan.code, "why": "een lang verhaal"}
    )
    assert "een lang verhaal" in page.content.decode()


def test_a_picture_is_kept_sealed_and_shown_to_readers_only(
    need, amina, tess, client, jpeg, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("brief.jpg", jpeg, content_type="image/jpeg")
    client.sign_in(amina).post(address(need, "bestand"), {"upload": upload})
    row = File.objects.get()
    (there,) = tmp_path.rglob("*.sealed")
    assert b"JFIF" not in there.read_bytes()
    assert client.get(f"/rietkade/bestanden/{row.code}/")["Content-Type"] == "image/jpeg"
    assert client.sign_in(tess).get(f"/rietkade/bestanden/{row.code}/").status_code == 404


def test_what_is_no_picture_is_refused_in_one_sentence(need, amina, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("virus.docm", b"PK\x03\x04 macro", content_type="image/png")
    page = client.sign_in(amina).post(address(need, "bestand"), {"upload": upload})
    assert page.status_code == 200
    assert not File.objects.exists()


def test_many_from_one_place_are_put_aside_by_two_at_once(
    rietkade, amina, sjaan, telling, client, at
):
    told = [actions.tell(rietkade, telling, by=None, at=at).need for _n in range(11)]
    Need.objects.filter(pk__in=[n.pk for n in told]).update(origin="abc")
    assert what_i_hold(amina).bursts == [("abc", 11)]
    client.sign_in(amina).post(
        "/rietkade/vragen/tegelijk/abc/", {"reason": "machine", "second": sjaan.code}
    )
    assert SetAside.objects.count() == 11
    client.sign_in(sjaan).post(address(told[0], "opzij") + "meekijken/", {"answer": "all"})
    assert {n.stage for n in Need.objects.all()} == {Stage.SET_ASIDE}


def test_in_which_language_they_speak_stands_beside_how_to_reach_them(
    rietkade, amina, telling, client, at
):
    said = replace(telling, language="ti", interpreter="Tigrinya")
    need = actions.tell(rietkade, said, by=None, at=at).need
    page = client.sign_in(amina).get(address(need)).content.decode()
    assert "Ruben spreekt Tigrinya. Ruben wil een tolk: Tigrinya." in page


def test_how_long_a_promise_waits_for_an_answer_is_a_setting(need, at):
    need.cooperative.settings = {"unconfirmed": 5}
    for days, state in ((5, "done"), (6, "unconfirmed")):
        (promise,) = need_page(need, at.date() + timedelta(days=days)).promises
        assert promise.state == state


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("overdragen", "Vraag het bestuur wie dat zou kunnen"),
        ("opzij", "Praat met Ruben"),
        ("samenvoegen", "Je houdt geen andere vraag vast"),
    ],
)
def test_where_nobody_can_be_chosen_it_says_what_to_do(message, amina, client, step, sentence):
    page = client.sign_in(amina).get(address(message, step)).content.decode()
    assert sentence in page
    assert "<select" not in page


def test_whoever_is_asked_to_hold_on_reads_why_and_is_noted(need, amina, sjaan, client, at):
    actions.offer_need(need, to=sjaan, why="Zij kent hem van de trap", by=amina, at=at)
    for _time in range(2):
        page = client.sign_in(sjaan).get("/rietkade/vragen/").content.decode()
        assert "Zij kent hem van de trap" in page
    rows = Reading.objects.values_list("reader", "matter", "page")
    assert list(rows) == [(sjaan.code, need.matter.code, "needs")] * 2


def test_whoever_holds_nothing_reads_of_nobody_who_counts_on_them(tess, client):
    page = client.sign_in(tess).get("/rietkade/vragen/").content.decode()
    assert "Deze mensen rekenen op jou" not in page
    assert "Wat ik vasthoud</h1>" in page


def test_a_question_goes_from_one_circle_to_another_with_two_times_yes_and_no_form(
    need, amina, sjaan, rietkade, client, at
):
    for name, person in (("De wijk", amina), ("Het groen", sjaan)):
        circle = make_circle(rietkade, name, sort="work", by="invoer", at=at)
        sit_in_circle(circle, person, since=at.date(), by="invoer", at=at)
    there = address(need, "overdragen")
    client.sign_in(amina).post(there, {"to": sjaan.code, "why": "Zij kent hem"})
    offer = need.handovers.get()
    client.sign_in(sjaan).post(f"/rietkade/vragen/aanbod/{offer.code}/", {"answer": "yes"})
    client.sign_in(amina).post(f"{there}ja-van-de-mens/", {"answer": "yes"})
    assert Need.objects.get(pk=need.pk).holder_id == sjaan.pk
    assert client.sign_in(sjaan).get(address(need)).status_code == 200
