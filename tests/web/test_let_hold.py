"""In a new house the founder is the only one who may hold on to questions: others are let in on it."""

import pytest
from django.urls import reverse

from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Standing
from tussenruimte.record.reads import facts_of

PAGE = "/rietkade/toegang/vasthouden/"
DUTY = "/rietkade/wacht/"


@pytest.fixture
def founder(rietkade, amina):
    """Amina may hold, and there is no board yet."""
    assert Standing.objects.filter(person=amina).exists()
    assert not Circle.objects.filter(cooperative=rietkade, sort=Circle.Sort.BOARD).exists()
    return amina


def may_hold(person):
    return Standing.objects.filter(person=person).exists()


def test_the_founder_lets_somebody_hold_who_said_yes(founder, idris, client, rietkade):
    assert PAGE in client.sign_in(founder).get(DUTY).content.decode()
    answer = client.post(PAGE, {"name": idris.name, "said_yes": "on"}, follow=True)
    assert may_hold(idris)
    page = answer.content.decode()
    assert f"{idris.first_name} mag nu vragen vasthouden" in page
    assert idris.name in page
    fact = list(facts_of(rietkade.pk, "person.may-hold"))[-1]
    assert (fact["about"], fact["by"]) == (idris.code, founder.code)
    assert client.sign_in(idris).get(DUTY).context["may_hold"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"name": "Idris Bekkaoui"}, "Praat eerst met diegene"),
        ({"name": "Niemand Zo", "said_yes": "on"}, "met precies deze naam"),
        ({"name": "", "said_yes": "on"}, "Vul dit nog in."),
    ],
)
def test_what_is_missing_is_said_and_kept(founder, idris, client, words, sentence):
    page = client.sign_in(founder).post(PAGE, words).content.decode()
    assert sentence in page
    assert not words["name"] or f'value="{words["name"]}"' in page
    assert not may_hold(idris)


def test_twice_is_once(founder, idris, client, rietkade):
    client.sign_in(founder)
    for _time in range(2):
        client.post(PAGE, {"name": idris.name, "said_yes": "on"})
    facts = [f for f in facts_of(rietkade.pk, "person.may-hold") if f["about"] == idris.code]
    assert len(facts) == 1


def test_with_a_board_it_is_the_board(founder, idris, joris, rietkade, client, at):
    board = members.make_circle(rietkade, "Bestuur", sort="board", by="beheer", at=at)
    members.sit_in_circle(board, joris, since=at.date(), by="beheer", at=at)
    assert client.sign_in(founder).get(PAGE).status_code == 404
    assert PAGE not in client.get(DUTY).content.decode()
    client.sign_in(joris).post(PAGE, {"name": idris.name, "said_yes": "on"})
    assert may_hold(idris)


def test_nobody_else_does(founder, idris, client):
    assert client.get(PAGE).status_code == 302
    client.sign_in(idris)
    assert client.post(PAGE, {"name": idris.name, "said_yes": "on"}).status_code == 404
    assert not may_hold(idris)
    assert reverse("web:let-hold", args=["rietkade"]) not in client.get(DUTY).content.decode()
