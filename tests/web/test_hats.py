"""Whoever holds on, asks or takes over is named with the hat they have on, wherever they are called."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tussenruimte.conversations.actions import moment
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor
from tussenruimte.relations import actions

TOWN = "Gemeente Waterhoven"
AMINA, SJAAN = f"Amina ({TOWN})", f"Sjaan ({TOWN})"


@pytest.fixture
def hats(need, amina, sjaan, ruben, at):
    """Amina, who holds on, and Sjaan speak for the municipality; Ruben can sign in."""
    ruben.user = members.give_login(ruben, "ruben@example.org", by=ruben, at=at)
    moment(need.matter, by=amina, at=at)
    Actor.objects.filter(pk__in=[amina.pk, sjaan.pk]).update(hat=TOWN)
    need.refresh_from_db()
    return need


@pytest.fixture
def offered(hats, amina, sjaan, at):
    """Amina asks Sjaan to hold on from now on."""
    return actions.offer_need(hats, to=sjaan, why="Ik ga verhuizen.", by=amina, at=at)


def read(client, person, there):
    answer = client.sign_in(person).get(there)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def one(need, more=""):
    return f"/rietkade/vragen/{need.matter.code}/{more}"


def test_whoever_holds_on_is_named_to_the_person(hats, ruben, client):
    assert f"{AMINA} houdt je vraag vast" in read(client, ruben, one(hats, "mijn/"))


def test_whoever_holds_on_is_named_to_who_reads_along(hats, tess, amina, at, client):
    matters.let_read(hats.matter, tess.actor, ground="seat", by=amina, at=at)
    assert f"{AMINA} houdt de vraag van Ruben vast" in read(client, tess, one(hats))


def test_who_hands_it_over_is_named_to_the_person(offered, ruben, client):
    page = read(client, ruben, one(offered.need, "mijn/"))
    assert f"{AMINA} vraagt: mag Sjaan" in page
    assert f"{AMINA} zegt waarom:" in page
    assert f"{AMINA} vroeg het" in read(client, ruben, one(offered.need, "mijn/alles/"))


def test_who_hands_it_over_is_named_to_who_is_asked(offered, sjaan, client):
    assert f"{AMINA} vraagt" in read(client, sjaan, "/rietkade/vragen/")


def test_on_vandaag_both_are_named_to_the_person(offered, sjaan, ruben, at, client):
    actions.taker_answers(offered, says_yes=True, by=sjaan, at=at)
    page = read(client, ruben, "/rietkade/vandaag/")
    assert f"{SJAAN} wil je vraag vasthouden, in plaats van {AMINA}" in page


def test_who_has_the_duty_and_who_stands_in_are_named(hats, amina, sjaan, idris, at, client):
    today = at.date()
    page = read(client, idris, "/rietkade/wacht/")
    assert f"{AMINA} heeft vandaag de wacht" in page
    until = today + timedelta(5)
    row = members.ask_stand_in(amina, sjaan, since=today, until=until, by=amina, at=at)
    assert f"{SJAAN} heeft nog geen antwoord gegeven" in read(client, amina, "/rietkade/weg/")
    members.answer_stand_in(row, says_yes=True, by=sjaan, at=at)
    assert f"{SJAAN} neemt waar" in read(client, amina, "/rietkade/weg/")
    assert f"{SJAAN} neemt vandaag waar" in read(client, idris, "/rietkade/wacht/")


def test_a_neighbour_has_a_first_name_only(hats, ruben, client):
    Actor.objects.update(hat=None)
    assert "Amina houdt je vraag vast" in read(client, ruben, one(hats, "mijn/"))


def test_a_hat_costs_no_question(hats, amina, ruben, client):
    client.sign_in(ruben)
    client.get(one(hats, "mijn/"))
    many = []
    for hat in (None, TOWN):
        Actor.objects.filter(pk=amina.pk).update(hat=hat)
        with CaptureQueriesContext(connection) as seen:
            client.get(one(hats, "mijn/"))
        many.append(len(seen))
    assert many[0] == many[1]
