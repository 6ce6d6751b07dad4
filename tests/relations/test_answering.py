"""What was put beside a sentence is answered by whose sentence it is, or who holds on; one reads who did."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.promises.questions import questions
from tests.relations.conftest import Mine
from tests.visitor import Visitor
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters import actions as matters
from tussenruimte.matters.access import remark_to_answer
from tussenruimte.matters.hooks import who_wrote
from tussenruimte.matters.models import Ground
from tussenruimte.members.reads import actors_of
from tussenruimte.reflections.actions import weigh
from tussenruimte.reflections.weighed import Weighed, Words
from tussenruimte.relations import actions, reads
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.beside import seats_asked, to_answer

ANSWER = "Gewoon een huis."


@pytest.fixture
def told(rietkade, amina, at):
    """Ruben and Bas ask it together, each with a card; Amina has the duty."""
    said = Telling(
        words="Samen", own_word="reiger", has_consent=True, name="Ruben",
        together_name="Bas", together_word="fiets",
    )  # fmt: skip
    return actions.tell(rietkade, said, by=None, at=at)


@pytest.fixture
def bas(told):
    """Bas, who asks it together with Ruben."""
    return told.cards[1].person


@pytest.fixture
def rows(need, promised, amina, sjaan, idris, bas, joris, at):
    """A row of each sort, by who wrote it; Sjaan and Idris read along."""
    for reader in (sjaan, idris):
        matters.let_read(need.matter, reader.actor, ground=Ground.RELATION, by=amina, at=at)
    talk = conversations.ask(need.matter, host=amina.actor, by=need.person, at=at)
    conversations.hold(talk, Noted(said="Hij wil een huis."), by=idris, at=at)
    words = Words(saw="Hij wacht.", did="Ik belde.", interest="geen")
    return {
        "need": need,
        "talk": talk,
        "judgement": weigh(need.matter, Weighed(words, idris.actor), by=sjaan, at=at),
        "his": actions.add_words(need, "Met een tuin.", by=need.person, at=at),
        "along": actions.add_words(need, "En een schuur.", by=bas, at=at),
        "promise": promised(maker=joris.tenures.get().seat.actor),
    }


WRITERS = {
    "need": {"ruben"}, "talk": {"idris"}, "judgement": {"sjaan"}, "his": {"ruben"}, "along": {"bas"},
    "promise": {"joris"},
}  # fmt: skip


@pytest.fixture
def people(need, amina, sjaan, idris, joris, bas):
    """Everybody who reads along, by first name."""
    readers = {"ruben": need.person, "amina": amina, "sjaan": sjaan, "idris": idris}
    return readers | {"joris": joris, "bas": bas}


@pytest.fixture
def ask(need, at):
    """Somebody asks what a sentence means; `ask(row, by)`."""

    def put(row, by, sort="question"):
        about = {"beside": row.code, "quote": "huis", "sort": sort}
        return matters.remark(need.matter, "Wat bedoel je?", **about, by=by, at=at)

    return put


def answers(remark, person, today):
    try:
        remark_to_answer(person.cooperative, actors_of(person, today), remark.code, today)
    except NotHere:
        return False
    return True


@pytest.mark.parametrize("sort", WRITERS)
def test_page_and_door_say_the_same(sort, rows, people, need, ask, at):
    asker = "sjaan" if sort != "judgement" else "idris"
    remark, today = ask(rows[sort], people[asker]), at.date()
    may, offered = set(), set()
    for name, person in people.items():
        page = reads.need_page(Need.objects.whole().get(pk=need.pk), today)
        mine = seats_asked(page, actors_of(person, today))
        offered |= {name} if to_answer(page, need, person, mine) else set()
        may |= {name} if answers(remark, person, today) else set()
    assert may == offered == {"amina", *WRITERS[sort]}


@pytest.mark.parametrize("sort", WRITERS)
def test_all_rooms_are_asked_at_once(sort, rows, people, need, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        wrote = who_wrote(need.matter, rows[sort].code)
    actors = {name: actors_of(person, at.date()) for name, person in people.items()}
    assert {name for name, mine in actors.items() if wrote & set(mine)} == WRITERS[sort]


def test_whoever_asks_along_does_not_answer_for_another(rows, need, ask, told, amina):
    remark = ask(rows["judgement"], need.person)
    browser = Visitor()
    browser.post("/kaart/", {"code": told.cards[1].read("sealed_code"), "word": "fiets"})
    bas = Mine(browser, f"/kaart/{need.code}/")
    assert "Wat bedoel je?" in bas.text()
    assert f"?bij={remark.code}" not in bas.text()
    bas.post("antwoord/", beside=remark.code, words=ANSWER)
    remark.refresh_from_db()
    assert remark.answered_at is None


def test_whoever_reads_it_sees_who_answered(rows, need, ask, amina, card, client, at):
    remark = ask(rows["talk"], need.person)
    there = reverse("matters:answer-remark", args=["rietkade", remark.code])
    page = f"/rietkade/vragen/{need.code}/"
    assert there in client.sign_in(amina).get(page).content.decode()
    client.post(there, {"answer": ANSWER})
    assert f"Antwoord van Amina: {ANSWER}" in client.get(page).content.decode()
    assert f"Antwoord van Amina: {ANSWER}" in card.text()
    assert f"Antwoord van Amina: {ANSWER}" in card.text("alles/")


def test_the_door_takes_twelve_questions_at_most(rows, need, ask, amina, client):
    remark = ask(rows["judgement"], need.person)
    client.sign_in(amina)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("matters:answer-remark", args=["rietkade", remark.code]))
    assert len(questions(asked)) <= 12, "\n".join(questions(asked))


def test_a_reader_finds_no_door(rows, need, ask, idris, sjaan, client):
    remark = ask(rows["his"], idris)
    there = reverse("matters:answer-remark", args=["rietkade", remark.code])
    assert there not in client.sign_in(sjaan).get(f"/rietkade/vragen/{need.code}/").content.decode()
    assert client.get(there).status_code == 404


def test_whoever_acts_for_the_person_answers_under_their_own_name(rows, ask, stands, hers, sjaan):
    remark = ask(rows["his"], sjaan)
    assert f"?bij={remark.code}" in hers.text()
    hers.post("antwoord/", beside=remark.code, words=ANSWER)
    assert f"Antwoord van Hanneke: {ANSWER}" in hers.text()


def test_whoever_told_it_answers_about_those_words(rietkade, amina, sjaan, idris, at):
    telling = Telling(words="Zij is alleen.", why_for_them="Ze durft niet", name="Mo")
    need = actions.tell(rietkade, telling, by=idris, at=at).need
    for reader in (sjaan, idris):
        matters.let_read(need.matter, reader.actor, ground=Ground.RELATION, by=amina, at=at)
    about = {"beside": need.code, "quote": "alleen", "sort": "question"}
    remark = matters.remark(need.matter, "Hoe lang al?", **about, by=amina, at=at)
    assert answers(remark, idris, at.date())
    assert not answers(remark, sjaan, at.date())


@pytest.mark.parametrize(
    ("sort", "heading"), [("wrong", "Idris zegt: dit klopt niet"), ("question", "Idris vraagt je iets")]
)  # fmt: skip
def test_the_heading_fits_what_was_put_beside_it(sort, heading, rows, ask, idris, amina, client):
    remark = ask(rows["judgement"], idris, sort)
    there = reverse("matters:answer-remark", args=["rietkade", remark.code])
    assert f"{heading}</h1>" in client.sign_in(amina).get(there).content.decode()
