"""A page that stood open: whoever knows of it hears what became of it, anybody else hears nothing."""

import pytest

from tussenruimte.relations import actions


@pytest.fixture
def moved(need, amina, sjaan, at):
    """Sjaan holds on by now."""
    offer = actions.offer_need(need, to=sjaan, why="Zij kent hem.", by=amina, at=at)
    offer = actions.taker_answers(offer, says_yes=True, by=sjaan, at=at)
    actions.person_answers(offer, says_yes=True, by=need.person, at=at)
    return need


NO_LONGER = "Je houdt deze vraag niet meer vast"
STEPS = ("overdragen", "rustig", "einde", "erbij-verteld", "doorgestuurd")


@pytest.mark.parametrize("step", STEPS)
def test_whoever_held_on_before_hears_that_it_is_over(moved, amina, idris, client, step):
    there = f"/rietkade/vragen/{moved.code}/{step}/"
    answer = client.sign_in(amina).post(
        there, {"words": "Nog iets van mij, over zijn moeder en de keuken"}
    )
    assert answer.status_code == 409
    assert NO_LONGER in answer.content.decode()
    assert "Nog iets van mij, over zijn moeder en de keuken" in answer.content.decode()
    assert client.sign_in(idris).post(there).status_code == 404


def test_an_offer_that_is_over_is_said_to_the_holder(need, amina, sjaan, client, at):
    offer = actions.offer_need(need, to=sjaan, why="Zij kent hem.", by=amina, at=at)
    actions.take_back_offer(offer, by=amina, at=at)
    page = client.sign_in(amina).post(f"/rietkade/vragen/{need.code}/overdragen/terug/")
    assert page.status_code == 409
    assert "Hier is al op geantwoord, of het is ingetrokken" in page.content.decode()


def test_what_was_put_aside_or_brought_back_is_said_to_the_two_of_them(
    message, amina, sjaan, idris, client, at
):
    row = actions.ask_to_set_aside(message, reason="double", second=sjaan, by=amina, at=at)
    actions.agree_to_set_aside(row, by=sjaan, at=at)
    look = f"/rietkade/vragen/{message.code}/opzij/meekijken/"
    assert client.sign_in(sjaan).post(look, {"answer": "yes"}).status_code == 409
    assert client.sign_in(idris).post(look, {"answer": "yes"}).status_code == 404
    back = f"/rietkade/vragen/{message.code}/opzij/terug/"
    assert client.sign_in(amina).post(back).status_code == 302
    assert client.sign_in(sjaan).post(back).status_code == 409
    assert client.sign_in(idris).post(back).status_code == 404
