"""Every page of reflections: it works · not signed in · an outsider · looking changes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.promises.questions import questions
from tussenruimte.matters.actions import end_reading, let_read, remark
from tussenruimte.matters.models import Ground
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.record.models import Reading
from tussenruimte.reflections import actions, reads
from tussenruimte.reflections.models import Judgement, LookBack, Sort
from tussenruimte.reflections.weighed import Given, Weighed


def page(name, thing):
    return reverse(f"reflections:{name}", args=["rietkade", thing.code])


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def filled(sjaan):
    """What Amina fills in."""
    return {
        "saw": "Ruben kan nergens koken.",
        "did": "Ik gaf hem de sleutel.",
        "sort": "exception",
        "rule": "Huurformulier keuken",
        "interest": "geen",
        "peer": sjaan.code,
    }


PAGES = ["weigh", "judgement", "again", "look_back"]


@pytest.fixture
def address(matter, judgement):
    return lambda name: page(name, matter if name in {"weigh", "look_back"} else judgement)


# ---- who comes in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_and_changes_nothing_but_the_reading_log(
    name, address, amina, client, reading_only
):
    client.sign_in(amina)
    with reading_only:
        answer = client.get(address(name))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert Reading.objects.get().page == f"reflections:{name}"


def test_weighing_takes_twelve_questions_at_most(matter, judgement, amina, client):
    client.sign_in(amina)
    with CaptureQueriesContext(connection) as asked:
        client.get(page("weigh", matter))
    assert len(questions(asked)) <= 12, "\n".join(questions(asked))


@pytest.mark.parametrize("name", [*PAGES, "answer", "pinches"])
def test_who_is_not_signed_in_signs_in_first(name, address, client):
    answer = client.post(address(name))
    assert answer.status_code == 403
    assert 'href="/inloggen/?next=' in answer.content.decode()


@pytest.mark.parametrize("name", [*PAGES, "answer", "pinches"])
def test_for_an_outsider_it_is_not_there(name, address, tess, client):
    client.sign_in(tess)
    assert client.post(address(name)).status_code in {404, 405}
    assert client.get(address(name)).status_code in {404, 405}
    assert not Reading.objects.exists()


@pytest.mark.parametrize("name", ["again", "pinches"])
def test_only_its_writer_writes_on(name, judgement, sjaan, client):
    client.sign_in(sjaan)
    assert client.post(page(name, judgement)).status_code == 404


def test_its_writer_does_not_look_along(judgement, amina, client):
    client.sign_in(amina)
    assert client.get(page("answer", judgement)).status_code == 404


def test_the_person_it_concerns_can_read_it(judgement, ruben, amina, client, welcome, at):
    helper = welcome("Hanna", email="hanna@example.org")
    let_read(judgement.matter, helper.actor, ground=Ground.RELATION, by=ruben, at=at)
    client.sign_in(helper)
    assert "Ruben kan op zondag nergens koken." in text_of(client.get(page("judgement", judgement)))


def test_one_tap_is_no_link(judgement, amina, client):
    client.sign_in(amina)
    assert client.get(page("pinches", judgement)).status_code == 405


# ---- weighing --------------------------------------------------------------------------------------


def test_three_steps_on_one_page(matter, filled, amina, client):
    client.sign_in(amina)
    answer = client.post(page("weigh", matter), filled)
    row = Judgement.objects.get()
    assert answer["Location"] == page("judgement", row)
    assert "Zo heb je het afgewogen" in text_of(client.get(answer["Location"]))


def test_without_somebody_who_looks_along_it_asks(matter, filled, amina, client):
    client.sign_in(amina)
    answer = client.post(page("weigh", matter), {**filled, "peer": ""})
    assert "Kies wie er meekijkt" in text_of(answer)
    assert "Ik gaf hem de sleutel." in text_of(answer)


def test_a_no_without_conversation_offers_to_plan_one(matter, filled, amina, client):
    client.sign_in(amina)
    answer = text_of(client.post(page("weigh", matter), {**filled, "sort": "refusal"}))
    assert "Nee zeggen kan pas na een gesprek." in answer
    assert reverse("conversations:ask", args=["rietkade", matter.code]) in answer


def test_four_angles_stand_behind_a_fold(matter, filled, amina, client):
    client.sign_in(amina)
    client.post(page("weigh", matter), {**filled, "for_system": "De regel past niet."})
    row = Judgement.objects.whole().get()
    assert reads.in_words(row)[0].angles == [("for_system", "De regel past niet.")]


def test_writing_on(judgement, filled, amina, client):
    client.sign_in(amina)
    client.post(page("again", judgement), {**filled, "did": "Later belde ik de beheerder."})
    shown = text_of(client.get(page("judgement", judgement)))
    assert "Later belde ik de beheerder." in shown
    assert "zijn moeder is 81." in shown


def test_looking_along(judgement, sjaan, client):
    client.sign_in(sjaan)
    assert "vraagt je om mee te kijken" in text_of(client.get(page("judgement", judgement)))
    client.post(page("answer", judgement), {"words": "Ik had het ook gedaan."})
    shown = client.get(page("judgement", judgement))
    assert "Ik had het ook gedaan." in text_of(shown)
    answer = client.post(page("answer", judgement), {"words": "Nog eens"})
    assert "Je hebt al geantwoord" in text_of(answer)


def test_the_third_time_it_asks_whether_the_rule_pinches(
    judgement, matter, words, sjaan, amina, client, at
):
    for _time in range(2):
        weighed = Weighed(words, sjaan.actor, sort=Sort.EXCEPTION, rule="huurformulier keuken")
        row = actions.weigh(matter, weighed, by=amina, at=at)
    client.sign_in(amina)
    assert "Is dit de regel die knelt?" in text_of(client.get(page("judgement", row)))
    client.post(page("pinches", row), {"pinches": "yes"})
    assert "Amina zegt dat deze regel knelt." in text_of(client.get(page("judgement", row)))
    assert client.post(page("pinches", row), {"pinches": "no"}).status_code == 409


def test_letters_say_who_and_when_but_no_words(judgement, amina, sjaan, at):
    asked = Dispatch.objects.get(kind="reflections.look-along")
    (letter,) = letters_of([asked]).values()
    assert "Amina Telgenhof vraagt je om mee te kijken." in letter.text
    assert "koken" not in letter.text
    actions.answer(judgement, "Goed", by=sjaan, at=at)
    assert letters_of([asked]) == {}
    answered = Dispatch.objects.get(kind="reflections.answered")
    assert "keek met je mee" in letters_of([answered])[answered.code].text


def test_what_was_put_beside_it_stands_on_its_own_page_too(judgement, sjaan, amina, client):
    client.sign_in(sjaan)
    there = reverse("matters:remark", args=["rietkade", judgement.matter.code])
    assert there in text_of(client.get(page("judgement", judgement)))
    asked = {"beside": judgement.code, "quote": "de sleutel", "words": "Welke?"}
    client.post(there, {**asked, "sort": "question"})
    client.sign_in(amina)
    shown = text_of(client.get(page("judgement", judgement)))
    assert "Sjaan vraagt: wat bedoel je precies?" in shown
    assert "<q>de sleutel</q>" in shown
    assert "/antwoord/" in shown
    assert there not in shown  # Amina wrote it herself


@pytest.fixture
def asked_later(judgement, ruben, sjaan, at):
    """Sjaan looked along, so her reading ended; then Ruben put something beside it."""
    actions.answer(judgement, "Ik had het ook gedaan.", by=sjaan, at=at)
    about = {"beside": judgement.code, "quote": "de sleutel", "sort": "wrong"}
    remark(judgement.matter, "Ik kreeg hem nooit.", **about, by=ruben, at=at)


def test_whose_reading_ended_reads_no_new_words(asked_later, judgement, sjaan, amina, client):
    shown = text_of(client.sign_in(sjaan).get(page("judgement", judgement)))
    assert "Ik had het ook gedaan." in shown
    assert "Ik kreeg hem nooit." not in shown
    assert "Ik kreeg hem nooit." in text_of(client.sign_in(amina).get(page("judgement", judgement)))


def test_nor_does_the_writer_who_no_longer_holds(asked_later, judgement, amina, ruben, client, at):
    ended = {"ground": Ground.HOLDER, "by": ruben, "at": at}
    end_reading(judgement.matter, amina.actor, **ended)
    shown = text_of(client.sign_in(amina).get(page("judgement", judgement)))
    assert "zijn moeder is 81." in shown
    assert "Ik kreeg hem nooit." not in shown


def test_its_writer_or_whoever_holds_on_answers_and_one_reads_who(
    judgement, words, sjaan, idris, ruben, amina, client, at
):
    let_read(judgement.matter, idris.actor, ground=Ground.RELATION, by=ruben, at=at)
    hers = actions.weigh(judgement.matter, Weighed(words, sjaan.actor), by=idris, at=at)
    about = {"beside": hers.code, "quote": "de sleutel", "sort": "question"}
    row = remark(judgement.matter, "Welke?", **about, by=ruben, at=at)
    there = reverse("matters:answer-remark", args=["rietkade", row.code])
    for person, is_asked in ((sjaan, False), (idris, True), (amina, True)):
        shown = text_of(client.sign_in(person).get(page("judgement", hers)))
        assert "Welke?" in shown
        assert (there in shown) is is_asked
        assert client.get(there).status_code == (200 if is_asked else 404)
    client.post(there, {"answer": "Van de keuken."})
    assert "Antwoord van Amina: Van de keuken." in text_of(client.get(page("judgement", hers)))


# ---- looking back ----------------------------------------------------------------------------------


def test_looking_back(matter, amina, client):
    client.sign_in(amina)
    form = {"went_well": "Hij lachte", "ingredients": ["patience"], "own_word": "humor"}
    answer = client.post(page("look_back", matter), form)
    assert answer["Location"] == page("look_back", matter)
    row = LookBack.objects.get()
    assert reads.ingredients_in(row) == ["geduld", "humor"]
    assert "Hij lachte" in text_of(client.get(page("look_back", matter)))


def test_only_the_person_is_asked_whether_they_felt_known(matter, amina, client):
    client.sign_in(amina)
    assert "Voel je je gekend?" not in text_of(client.get(page("look_back", matter)))


def test_an_empty_look_back_is_refused_and_adds_no_word(matter, amina, client):
    client.sign_in(amina)
    answer = client.post(page("look_back", matter), {"story": " "})
    assert "Eén ding is genoeg" in text_of(answer)


def test_taking_it_back(matter, amina, tess, client, at):
    row = actions.look_back(matter, Given(story="Nee"), by=amina, at=at)
    client.sign_in(tess)
    assert client.post(page("withdraw_look_back", row)).status_code == 404
    client.sign_in(amina)
    assert client.get(page("withdraw_look_back", row)).status_code == 405
    client.post(page("withdraw_look_back", row))
    assert reads.lookbacks_of(matter) == []
    assert client.post(page("withdraw_look_back", row)).status_code == 409
