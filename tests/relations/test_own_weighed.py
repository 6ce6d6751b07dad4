"""What a person reads about how others weighed their need: all of it, through both doors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.relations.conftest import Mine
from tests.visitor import Visitor
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.members import actions as members
from tussenruimte.reflections import actions as reflections, reads as weighed_reads
from tussenruimte.reflections.models import Judgement, Sort
from tussenruimte.reflections.weighed import Weighed, Words
from tussenruimte.relations.actions import lose_ground, note_bounce, offer_need
from tussenruimte.relations.reads import need_page

CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "SELECT NULLIF", "SELECT SET_CONFIG")
SUSPENDED = "Dit ‘nee’ geldt nu niet"


@pytest.fixture
def talk(need, amina, at):
    """An intake, and then the conversation in which Amina said no."""
    conversations.note_conversation(need.matter, Noted(said="Kennismaken"), by=amina, at=at)
    at = at + timedelta(minutes=1)
    return conversations.note_conversation(need.matter, Noted(said="Geen kamer"), by=amina, at=at)


@pytest.fixture
def no(need, talk, amina, sjaan, at):
    """Amina said no to Ruben; Sjaan looks along."""
    words = Words(saw="De kamers zijn vol.", did="Ik zei nee tegen Ruben.", interest="geen")
    weighed = Weighed(words, sjaan.actor, sort=Sort.REFUSAL)
    return reflections.weigh(need.matter, weighed, by=amina, at=at + timedelta(minutes=2))


def test_a_no_stands_on_ones_own_page_and_a_dispute_makes_it_wait(card, no, talk, need, at):
    page = card.text()
    assert "Amina zei nee, vandaag" in page
    assert SUSPENDED not in page
    card.post("gesprek-klopt-niet/", conversation=talk.code, words="Er was geen gesprek")
    assert SUSPENDED in card.text()


def test_whoever_acts_for_the_person_does_not_take_back_their_dispute(card, hers, no, talk):
    card.post("gesprek-klopt-niet/", conversation=talk.code, words="Er was geen gesprek")
    page = hers.text()
    assert "Ruben zegt dat het anders was." in page
    assert "Jij zegt dat het anders" not in page
    of_talk = page.split('id="talks"')[1].split('id="weighed"')[0]
    assert of_talk.count(">Ja, dat klopt<") == 1  # of the other one
    assert hers.post("gesprek-klopt/", code=talk.code).status_code == 409
    talk.refresh_from_db()
    assert talk.stage == "disputed"
    assert SUSPENDED in hers.text()


def test_whoever_holds_on_sees_the_same(client, no, talk, need, amina, at):
    there = f"/rietkade/vragen/{need.code}/"
    assert SUSPENDED not in client.sign_in(amina).get(there).content.decode()
    conversations.dispute(talk, "Er was geen gesprek", by=need.person, at=at)
    assert SUSPENDED in client.get(there).content.decode()


def test_the_page_and_the_judgement_say_the_same_of_a_no(no, talk, need, amina, at):
    def same():
        (line,) = need_page(need, at.date()).judgements
        row = Judgement.objects.whole().get(pk=no.pk)
        assert line.is_suspended == weighed_reads.is_suspended(row)
        return line.is_suspended

    assert not same()
    conversations.dispute(talk, "Er was geen gesprek", by=need.person, at=at)
    assert same()
    later = at + timedelta(hours=1)
    conversations.note_conversation(need.matter, Noted(said="Samen"), by=amina, at=later)
    assert not same()


@pytest.fixture
def everything(need, no, amina, sjaan, at):
    """Amina wrote on, and Sjaan answered."""
    more = Words(
        saw="De kamers zijn vol.",
        did="Ik belde nog eens.",
        interest="Ik werk bij de verhuurder",
        for_person="Ruben slaapt nu bij Mo",
        for_system="Er zijn te weinig kamers",
    )
    reflections.write_on(no, more, by=amina, at=at + timedelta(hours=1))
    fresh = Judgement.objects.whole().get(pk=no.pk)
    reflections.answer(fresh, "Ik had eerst gebeld", by=sjaan, at=at + timedelta(hours=2))
    note_bounce(need, sender="de balie", sent_to="de gemeente", on=at.date(), by=amina, at=at)
    lose_ground(need, basis="home", on=at.date(), by=amina, at=at)
    offer_need(need, to=sjaan, why="Sjaan kent hem langer", by=amina, at=at)


ALL_OF_IT = (
    "Ik zei nee", "Ik zei nee tegen Ruben.", "Ik belde nog eens.", "Ik werk bij de verhuurder",
    "Ruben slaapt nu bij Mo", "Er zijn te weinig kamers", "Ik had eerst gebeld", "de balie",
    "de gemeente", "Sjaan kent hem langer", "Geen kamer",
)  # fmt: skip


def test_the_person_reads_everything_that_was_written_down(card, everything, reading_only):
    with reading_only:
        page = card.text("alles/")
    assert not [words for words in ALL_OF_IT if words not in page]
    assert "Alles wat hier staat" in page
    own = card.text()
    for words in ("Ik werk bij de verhuurder", "de balie", "Sjaan kent hem langer"):
        assert words in own


def test_with_a_log_in_it_is_the_same(everything, need, client, at):
    need.person.user = members.give_login(need.person, "ruben@example.org", by="invoer", at=at)
    mine = Mine(client.sign_in(need.person), f"/rietkade/vragen/{need.code}/mijn/")
    page = mine.text("alles/")
    assert not [words for words in ALL_OF_IT if words not in page]


def test_everything_costs_a_constant_number_of_questions(card, everything, need, amina, sjaan, at):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            card.get("alles/")
        return len([q for q in queries if not q["sql"].lstrip().upper().startswith(CONTROL)])

    few = asked()
    for n in range(4):
        words = Words(saw="x", did=f"Ik belde Sjaan {n}", interest="geen")
        reflections.weigh(need.matter, Weighed(words, sjaan.actor), by=amina, at=at)
        conversations.note_conversation(need.matter, Noted(said=f"nog {n}"), by=amina, at=at)
    assert asked() == few <= 12


# ---- looking back ---------------------------------------------------------------------------------


def test_words_that_were_chosen_stand_on_both_pages(card, client, need, amina):
    card.post(
        "terugkijken/", ingredients=["patience"], own_word="Rust", went_well="De soep", story=""
    )
    card.post("terugkijken/", ingredients=["attention"])
    there = Visitor().sign_in(amina).get(f"/rietkade/vragen/{need.code}/").content.decode()
    for page in (card.text(), card.text("alles/"), there):
        for words in ("geduld", "aandacht", "Rust", "De soep"):
            assert words.lower() in page.lower()
    assert "Rust" in card.text("terugkijken/")  # others can choose it too


def test_whoever_holds_on_is_asked_to_look_back_too(client, need, amina):
    page = client.sign_in(amina).get(f"/rietkade/vragen/{need.code}/").content.decode()
    assert f"/rietkade/terugkijken/over/{need.code}/" in page
