"""In what was weighed, whoever speaks for the municipality shows it wherever they are named."""

import pytest

from tests.belonging.test_joining_pages import text
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Matter
from tussenruimte.members import actions as members
from tussenruimte.promises.models import Promise
from tussenruimte.reflections import actions, reads
from tussenruimte.reflections.models import Judgement, JudgementVersion, Sort
from tussenruimte.reflections.weighed import Weighed, Words

TOWN = "Gemeente Waterhoven"


@pytest.fixture
def matter(matter, ruben, joris, at):
    """Joris belongs to it too."""
    matters.let_read(matter, joris.actor, ground=Ground.PROMISE, by=ruben, at=at)
    return Matter.objects.get(pk=matter.pk)


@pytest.fixture
def named(matter, amina, sjaan, at):
    """Amina names him, with his first name and with his whole name."""
    words = Words(
        saw="Joris Haanappel kwam langs.",
        did="Ik belde Joris en Ruben, want joris en Rubens buurman wilden Joris' sleutel.",
        interest=f"Joris ({TOWN}) is mijn neef, en Joriss kat woont bij mij.",
    )
    return actions.weigh(matter, Weighed(words, sjaan.actor, sort=Sort.ACTING), by=amina, at=at)


@pytest.fixture
def his(matter, words, joris, sjaan, at):
    """He weighed it himself."""
    return actions.weigh(matter, Weighed(words, sjaan.actor, sort=Sort.ACTING), by=joris, at=at)


def there(judgement):
    return f"/rietkade/afwegen/{judgement.code}/"


def test_it_stands_behind_his_first_and_his_whole_name(named):
    words = reads.in_words(named)[0].words
    assert words["saw"] == f"Joris Haanappel ({TOWN}) kwam langs."
    assert words["did"] == (
        f"Ik belde Joris ({TOWN}) en Ruben, want joris ({TOWN}) en Rubens buurman "
        f"wilden Joris ({TOWN})' sleutel."
    )


def test_it_stands_there_once_and_after_the_s_of_a_name(named):
    told = reads.in_words(named)[0].words["interest"]
    assert told == f"Joris ({TOWN}) is mijn neef, en Joriss ({TOWN}) kat woont bij mij."


def test_it_stands_in_all_that_was_weighed_about_a_matter(named, matter, sjaan, at):
    actions.answer(named, "Joris had dit kunnen weten.", by=sjaan, at=at)
    (row,) = reads.weighings_of(matter)
    assert row.latest.words["saw"] == f"Joris Haanappel ({TOWN}) kwam langs."
    assert row.peer_words == f"Joris ({TOWN}) had dit kunnen weten."
    assert reads.peer_words_of(Judgement.objects.whole().get(pk=named.pk)) == row.peer_words


def test_all_that_was_weighed_costs_no_more_questions(
    named, matter, sjaan, at, django_assert_num_queries
):
    with django_assert_num_queries(3):
        reads.weighings_of(matter)


def test_whoever_writes_on_finds_what_was_typed(named, amina, client, at):
    typed = reads.to_write_on(named)
    assert typed["saw"] == "Joris Haanappel kwam langs."
    shown = client.sign_in(amina).get(f"{there(named)}verder/").content.decode()
    assert "Joris Haanappel kwam langs." in shown
    actions.write_on(named, Words(**typed), by=amina, at=at)
    first, second = JudgementVersion.objects.order_by("number")
    assert first.read("did") == second.read("did")


def test_whoever_left_the_seat_speaks_for_it_no_more(named, joris, at):
    members.leave_seat(joris.tenures.get().seat, until=at.date(), by=joris, at=at)
    assert reads.in_words(named)[0].words["saw"] == "Joris Haanappel kwam langs."


def test_what_he_weighed_himself_says_for_whom_he_speaks(his, matter, amina, sjaan, client):
    short = f"Joris ({TOWN})"
    shown = text(client.sign_in(amina).get(there(his)))
    assert f"Zo heeft {short} het afgewogen" in shown
    asked = text(client.sign_in(sjaan).get(there(his)))
    assert f"{short} vraagt je om mee te kijken" in asked
    assert short in text(client.get(f"{there(his)}meekijken/"))
    assert short in Promise.objects.whole().get().read("text")


def test_what_he_says_beside_it_and_answers_does_too(named, his, matter, joris, amina, client, at):
    asks = {"quote": "…", "sort": "question", "at": at}
    matters.remark(matter, "Waarom nu?", beside=named.code, by=joris, **asks)
    asked = matters.remark(matter, "Wie woont daar?", beside=his.code, by=amina, **asks)
    matters.answer_remark(asked, "De buurman.", by=joris, at=at)
    client.sign_in(amina)
    assert f"Joris ({TOWN}) vraagt: wat" in text(client.get(there(named)))
    assert f"Antwoord van Joris ({TOWN}):" in text(client.get(there(his)))
