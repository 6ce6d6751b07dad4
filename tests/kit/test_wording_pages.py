"""Every page that asks softly: the text stays, nothing is kept yet, and the second answer goes on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tussenruimte.conversations.actions import moment
from tussenruimte.kit.wording import HARD_WORDS
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Subject
from tussenruimte.members import actions as members
from tussenruimte.promises.actions import make_promise
from tussenruimte.record.models import Fact
from tussenruimte.relations.actions import tell
from tussenruimte.relations.actions.telling import Telling

HARD = "De cliënt belde"
LEAVE = 'name="as_is" value="cliënt shown-once">Laat zo staan'


@pytest.fixture
def need(rietkade, amina, at):
    """Told by Ruben; Amina holds on to it and had a first chat."""
    words = Telling(words="Ik ben mijn kamer kwijt.", own_word="reiger", has_consent=True)
    need = tell(rietkade, words, by=None, at=at).need
    moment(need.matter, by=amina, at=at)
    return need


@pytest.fixture
def garden(rietkade, amina, at):
    """Something that everybody may read."""
    return matters.open_public(
        rietkade, "De tuin", subject=Subject.WORK, serves=None, by=amina, at=at
    )


@pytest.fixture
def promise(need, amina, sjaan, at):
    """Amina promised Sjaan something about the need."""
    return make_promise(
        need.matter,
        maker=amina.actor,
        receiver=sjaan.actor,
        text="Ik bel",
        due=at.date() + timedelta(days=2),
        person_said_yes=True,
        by=amina,
        at=at,
    )


@pytest.fixture
def soon(at):
    return (at.date() + timedelta(days=3)).isoformat()


@pytest.fixture
def pages(need, garden, promise, amina, sjaan, soon, at):
    """The name of a page: what it is about, and what Amina fills in."""
    today = at.date().isoformat()
    note = {"was_there": "yes", "held_on": today, "way": "together"}
    who = {"maker": amina.code, "receiver": sjaan.code, "due": soon}
    return {
        "conversations:note": (need, note | {"said": HARD}),
        "promises:make": (garden, who | {"text": HARD}),
        "promises:move": (promise, {"to": soon, "told": "phone", "reason": HARD}),
        "promises:fail": (promise, {"told": "on", "what_now": HARD}),
        "relations:words": (need, {"words": HARD}),
        "relations:hand-over": (need, {"to": sjaan.code, "why": HARD}),
        "relations:sent": (need, {"sender": HARD, "sent_to": "het loket", "on": today}),
        "relations:close-for": (need, {"ending": "moved", "words": HARD}),
        "reflections:weigh": (
            need,
            {"saw": HARD, "did": "b", "interest": "geen", "sort": "acting", "peer": sjaan.code},
        ),
    }


NAMES = [
    "conversations:note",
    "promises:make",
    "promises:move",
    "promises:fail",
    "relations:words",
    "relations:hand-over",
    "relations:sent",
    "relations:close-for",
    "reflections:weigh",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_hard_word_is_asked_about_and_can_stay(name, pages, amina, client):
    thing, typed = pages[name]
    address = reverse(name, args=["rietkade", thing.code])
    before = Fact.objects.count()
    asked = client.sign_in(amina).post(address, typed).content.decode()
    assert "Wie bedoel je precies met ‘cliënt’?" in asked
    assert asked.count(HARD) == 1
    assert LEAVE in asked
    assert Fact.objects.count() == before
    answer = client.post(address, typed | {"as_is": "cliënt shown-once"})
    assert (answer.status_code, Fact.objects.count() > before) == (302, True)


def test_a_private_promise_is_not_asked_about(need, pages, amina, client):
    _, typed = pages["promises:make"]
    address = reverse("promises:make", args=["rietkade", need.code])
    answer = client.sign_in(amina).post(address, typed | {"said_yes": "on"})
    assert answer.status_code == 302


def test_a_public_line_of_a_conversation_gets_hints(garden, amina, sjaan, soon, at, client):
    line = {"who_1": sjaan.code, "what_1": "er wordt gebeld", "when_1": soon}
    typed = {"said": "De tuin.", "held_on": at.date().isoformat(), "way": "together"} | line
    address = reverse("conversations:note", args=["rietkade", garden.code])
    asked = client.sign_in(amina).post(address, typed).content.decode()
    assert "Wie doet dit: ‘er wordt gebeld’?" in asked
    assert client.post(address, typed | {"as_is": "shown-once"}).status_code == 302


def test_who_tells_their_own_need_is_asked_nothing(rietkade, amina, client):
    typed = {"words": HARD, "own_word": "reiger", "has_consent": "on"}
    answer = client.post("/rietkade/vertel/", typed)
    assert "Wie bedoel je" not in answer.content.decode()


def test_who_notes_a_conversation_about_themselves_is_asked_nothing(
    rietkade, idris, amina, at, client
):
    mine = matters.open_private(idris, subject=Subject.QUESTION, circle=None, by=idris, at=at)
    matters.let_read(mine, amina.actor, ground="holder", by=idris, at=at)
    typed = {"said": HARD, "host": amina.code, "held_on": at.date().isoformat()}
    address = reverse("conversations:note", args=["rietkade", mine.code])
    answer = client.sign_in(idris).post(address, typed)
    assert answer.status_code == 302


def test_what_everybody_will_read_is_looked_at_before_a_cooperative_begins(database, at, client):
    typed = {
        "code": members.make_set_up_code(by="beheer", at=at),
        "name": "De Rietkade",
        "phone": "000 123 45 67",
        "desk": "ELKE WOENSDAG VAN TIEN TOT VIER",
        "founder": "Sjaan Poelma",
        "email": "sjaan@example.org",
        "sort": "resident",
    }
    asked = client.post("/begin/", typed).content.decode()
    assert "in hoofdletters leest als roepen" in asked
    assert client.post("/begin/", typed | {"as_is": "shown-once"}).status_code == 302


def test_signing_in_speaks_in_the_voice_of_the_house_too(database, client):
    assert "Dit is geen e-mailadres" in client.post("/inloggen/", {"email": "x"}).content.decode()
    assert "Vul dit nog in." in client.post("/inloggen/", {"email": ""}).content.decode()


# ---- the page with hard words --------------------------------------------------------------------


def test_every_hard_word_stands_on_its_page(rietkade, client, reading_only):
    with reading_only:
        html = client.get("/rietkade/woorden/").content.decode()
    assert [f'id="{key}"' in html for key in HARD_WORDS] == [True] * len(HARD_WORDS)
    assert "Een adres waar je post aankomt" in html


def test_everybody_finds_the_hard_words_at_the_foot(rietkade, client):
    assert 'href="/rietkade/woorden/"' in client.get("/rietkade/").content.decode()


def test_hard_words_are_asked_for_not_sent(rietkade, client):
    assert client.post("/rietkade/woorden/").status_code == 405
