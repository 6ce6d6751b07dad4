""" "We cannot do this alone": the person and whoever reads along see who stays."""

from datetime import timedelta

import pytest

from tests.visitor import Visitor
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters.actions import let_read
from tussenruimte.matters.models import Ground
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.models import Sort
from tussenruimte.reflections.weighed import Weighed, Words
from tussenruimte.relations import actions

HERS = "We kunnen dit niet alleen. Amina blijft bij je."


@pytest.fixture
def talk(need, amina, at):
    """Amina and Ruben talked it over."""
    return conversations.note_conversation(need.matter, Noted(said="Groot"), by=amina, at=at)


@pytest.fixture
def company(need, talk, amina, sjaan, at):
    """Amina stays."""
    words = Words(saw="Het is veel.", did="Ik vraag er iemand bij.", interest="geen")
    it = Weighed(words, sjaan.actor, sort=Sort.NOT_ALONE, talk=talk, stays=amina.actor)
    reflections.weigh(need.matter, it, by=amina, at=at)
    return Promise.objects.get(purpose=Purpose.WORD)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_the_person_reads_that_somebody_stays(company, card):
    assert HERS in card.text()
    assert HERS in card.text("alles/")


def test_and_whoever_holds_on_reads_it_too(company, need, amina, client):
    page = text_of(client.sign_in(amina).get(f"/rietkade/vragen/{need.code}/"))
    assert "We kunnen dit niet alleen. Amina blijft bij Ruben." in page


def test_when_nobody_stays_the_page_says_whom_to_ask(company, card, amina, at):
    promises.fail(company, what_now="Ik ben ziek", told=True, by=amina, at=at)
    assert "Nu blijft er niemand bij je. Vraag Amina wie wel." in card.text()


def test_when_somebody_stays_again_nobody_is_not_there_beside_it(
    need, company, talk, card, amina, sjaan, at
):
    promises.fail(company, what_now="Ik ben ziek", told=True, by=amina, at=at)
    let_read(need.matter, sjaan.actor, ground=Ground.RELATION, by=amina, at=at)
    words = Words(saw="Het is veel.", did="Nu blijf ik.", interest="geen")
    it = Weighed(words, amina.actor, sort=Sort.NOT_ALONE, talk=talk, stays=sjaan.actor)
    reflections.weigh(need.matter, it, by=sjaan, at=at + timedelta(minutes=1))
    for page in (card.text(), card.text("alles/")):
        assert "Amina kon niet bij je blijven." in page
        assert "Sjaan blijft bij je." in page
        assert "niemand bij je" not in page
    hers = text_of(Visitor().sign_in(amina).get(f"/rietkade/vragen/{need.code}/"))
    assert "Amina kon niet bij Ruben blijven." in hers
    assert "Sjaan blijft bij Ruben." in hers
    assert "niemand bij Ruben" not in hers


def test_a_dispute_makes_it_wait(company, talk, need, card, at):
    conversations.dispute(talk, "Zo was het niet", by=need.person, at=at)
    assert "Dit geldt nu niet. Iemand zegt dat het gesprek anders ging." in card.text()


def test_when_it_is_done_they_stayed(company, need, card, at):
    actions.close(need, by=need.person, at=at)
    assert "Amina bleef bij je." in card.text()
