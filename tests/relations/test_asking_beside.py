"""Whoever reads along asks about a sentence, right where it stands; the quote is filled in."""

import re

import pytest
from django.urls import reverse

from tussenruimte.conversations.actions import note_conversation
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Remark
from tussenruimte.reflections.actions import weigh
from tussenruimte.reflections.weighed import Weighed, Words
from tussenruimte.relations import actions
from tussenruimte.relations.actions.telling import Telling

SAID = "Hij wil een eigen adres."
DID = "Ik belde de gemeente."
ADDED = "En mijn moeder is 81."


@pytest.fixture
def beside(need, amina, sjaan, idris, at):
    """Three rows with words in them, and Sjaan reads along; by their words."""
    talk = note_conversation(need.matter, Noted(said=SAID), by=amina, at=at)
    words = Words(saw="Hij wacht.", did=DID, interest="geen")
    judgement = weigh(need.matter, Weighed(words, idris.actor), by=amina, at=at)
    added = actions.add_words(need, ADDED, by=need.person, at=at)
    matters.let_read(need.matter, sjaan.actor, ground=Ground.RELATION, by=amina, at=at)
    return {SAID: talk.code, DID: judgement.code, ADDED: added.code}


def page_of(need):
    return f"/rietkade/vragen/{need.code}/"


def asks(need):
    return reverse("matters:remark", args=["rietkade", need.code])


@pytest.mark.parametrize("words", [SAID, DID, ADDED])
def test_a_reader_asks_beside_the_sentence(beside, words, need, sjaan, client):
    page = client.sign_in(sjaan).get(page_of(need)).content.decode()
    quote = re.search(rf'<textarea id="quote-{beside[words]}"[^>]*>([^<]*)</textarea>', page)
    assert quote[1] == words
    typed = {"beside": beside[words], "quote": words, "words": "Welke?", "sort": "question"}
    answer = client.post(asks(need), {**typed, "next": page_of(need)})
    assert answer["Location"] == page_of(need)
    remark = Remark.objects.get()
    assert (remark.beside, remark.read("quote"), remark.by) == (beside[words], words, sjaan)
    assert "Welke?" in client.get(page_of(need)).content.decode()


def test_beside_a_row_of_another_question_nobody_asks(
    beside, need, rietkade, idris, sjaan, client, at
):
    telling = Telling(words="Ik zoek een fiets.", has_consent=True)
    other = actions.tell(rietkade, telling, person=idris, by=idris, at=at).need
    typed = {"quote": SAID, "words": "Welke?", "sort": "question"}
    client.sign_in(sjaan)
    for code in (other.matter.code, "K7Q4MK9TX2"):
        assert client.post(asks(need), {**typed, "beside": code}).status_code == 404
    assert not Remark.objects.exists()


def test_nobody_asks_beside_their_own_judgement(beside, need, amina, client):
    page = client.sign_in(amina).get(page_of(need)).content.decode()
    assert f'id="quote-{beside[DID]}"' not in page
    assert f'id="quote-{beside[ADDED]}"' in page


def test_when_it_is_over_nobody_asks(beside, need, sjaan, client, at):
    actions.close(need, by=need.person, at=at)
    page = client.sign_in(sjaan).get(page_of(need)).content.decode()
    assert asks(need) not in page


def test_no_words_stand_in_an_address(beside, need, sjaan, client):
    page = client.sign_in(sjaan).get(asks(need) + "?quote=Zijn+adres").content.decode()
    assert "Zijn adres" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    assert f'name="beside" value="{need.code}"' in page


def test_what_is_refused_keeps_what_was_typed(beside, need, sjaan, client):
    typed = {"beside": beside[SAID], "quote": SAID, "words": "111222333", "sort": "question"}
    page = client.sign_in(sjaan).post(asks(need), typed).content.decode()
    assert "BSN" in page
    assert SAID in page
    assert not Remark.objects.exists()


def test_a_bsn_is_kept_in_no_remark_answer_or_name_of_a_file(need, amina, sjaan, jpeg, at):
    about = {"beside": need.code, "sort": "question"}
    with pytest.raises(Refused, match="BSN"):
        matters.remark(need.matter, "Wie?", quote="111222333", **about, by=amina, at=at)
    row = matters.remark(need.matter, "Wie?", quote="iemand", **about, by=amina, at=at)
    with pytest.raises(Refused, match="BSN"):
        matters.answer_remark(row, "Nummer 111222333", by=sjaan, at=at)
    with pytest.raises(Refused, match="BSN"):
        matters.add_file(need.matter, jpeg, name="bsn 111222333.jpg", by=amina, at=at)


def test_a_remark_beside_a_promise_stands_on_both_pages(promised, need, amina, card, client, at):
    about = {"beside": promised().code, "quote": "belt", "sort": "wrong"}
    matters.remark(need.matter, "Ze zou komen.", **about, by=need.person, at=at)
    assert "Ze zou komen." in card.text()
    assert "Ze zou komen." in client.sign_in(amina).get(page_of(need)).content.decode()


@pytest.fixture
def asked(beside, need, sjaan, at):
    """Sjaan wonders what Ruben wrote."""
    about = {"beside": beside[ADDED], "quote": ADDED, "sort": "question"}
    return matters.remark(need.matter, "Woont zij hier?", **about, by=sjaan, at=at)


def test_with_a_card_one_answers_what_was_asked_about_own_words(asked, need, card):
    there = f"/kaart/{need.code}/antwoord/?bij={asked.code}"
    assert there in card.text()
    assert "Woont zij hier?" in card.text(f"antwoord/?bij={asked.code}")
    card.post("antwoord/", beside=asked.code, words="Ja, op de derde.")
    asked.refresh_from_db()
    assert (asked.read("answer"), asked.answered_by) == ("Ja, op de derde.", need.person)
    assert "Ja, op de derde." in card.text()
    assert there not in card.text()


def test_an_answer_is_given_once_and_never_to_oneself(asked, need, card, at):
    own = matters.remark(
        need.matter, "Zo niet", beside=need.code, quote="x", sort="wrong", by=need.person, at=at
    )
    refused = card.post("antwoord/", beside=own.code, words="Jawel")
    assert "Jawel" in refused.content.decode()
    card.post("antwoord/", beside=asked.code, words="Ja")
    again = card.post("antwoord/", beside=asked.code, words="Toch niet").content.decode()
    assert "Hier is al een antwoord op" in again
    assert "Toch niet" in again
    asked.refresh_from_db()
    own.refresh_from_db()
    assert (asked.read("answer"), own.answered_at) == ("Ja", None)
