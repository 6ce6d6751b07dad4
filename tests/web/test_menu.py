"""What stands around a page leads nobody to a no: every word in the menu and at the foot opens."""

import re

import pytest

from tussenruimte.members import actions as members
from tussenruimte.relations import actions as relations
from tussenruimte.relations.models import Relation

AROUND = re.compile(r'<nav class="nav".*?</nav>|<footer.*?</footer>', re.DOTALL)
MEMBERS = "/rietkade/leden/"


@pytest.fixture
def fenna(welcome, rietkade, at):
    """Sits on the board."""
    person = welcome("Fenna Oortwijn", email="fenna@example.org")
    board = members.make_circle(rietkade, "Bestuur", sort="board", by="invoer", at=at)
    members.sit_in_circle(board, person, since=at.date(), by="invoer", at=at)
    return person


@pytest.fixture
def hanna(welcome, need, amina, at):
    """Stands beside Ruben."""
    person = welcome("Hanna Brinkgreve", email="hanna@example.org")
    part = Relation.Part.BESIDE
    beside = relations.ask_relation(need, person, part=part, goal="Samen bellen", by=amina, at=at)
    relations.answer_relation(beside, says_yes=True, by=person, at=at)
    return person


@pytest.fixture
def tine(welcome):
    """Is a council member: sees figures and no people."""
    return welcome("Tine Veldwacht", email="tine@example.org")


def around(client):
    page = client.get("/rietkade/vandaag/").content.decode()
    links = re.findall(r'href="(/[^"]*)"', "".join(AROUND.findall(page)))
    return dict.fromkeys(to for to in links if "/uit/" not in to)


@pytest.mark.parametrize(
    "who", ["amina", "sjaan", "idris", "joris", "tess", "fenna", "hanna", "tine"]
)
def test_every_word_around_a_page_opens(client, request, who):
    client.sign_in(request.getfixturevalue(who))
    found = around(client)
    assert len(found) > 10
    answers = {to: client.get(to, follow=True).status_code for to in found}
    assert set(answers.values()) == {200}, answers


@pytest.mark.parametrize(
    ("who", "reads_it"),
    [("idris", True), ("amina", True), ("joris", False), ("sjaan", False), ("tine", False)],
)
def test_the_list_of_members_is_shown_to_whom_it_opens(client, request, who, reads_it):
    client.sign_in(request.getfixturevalue(who))
    assert (MEMBERS in around(client)) is reads_it
    assert (client.get(MEMBERS).status_code == 200) is reads_it


def test_whoever_sits_for_a_member_reads_it_too(client, joris, at):
    town = joris.tenures.get().seat.organisation
    members.make_member(town.actor, sort="organisation", since=at.date(), by="invoer", at=at)
    client.sign_in(joris)
    assert MEMBERS in around(client)
    assert client.get(MEMBERS).status_code == 200
