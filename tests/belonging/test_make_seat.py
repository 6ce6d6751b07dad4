"""A seat is made by whoever speaks for the organisation, and by the board; then it is empty."""

import pytest

from tussenruimte.belonging import access
from tussenruimte.members import actions as members
from tussenruimte.members.models import Mandate, Seat
from tussenruimte.record.reads import facts_of

PAGE = "/rietkade/stoelen/nieuw/"
WORDS = "Antwoorden op vragen over geld, tot 500 euro."


@pytest.fixture
def town(rietkade, at):
    """A housing association that is a member; Idris speaks for it."""
    row = members.make_organisation(rietkade, "Woonborg", by="invoer", at=at)
    members.make_member(row.actor, sort="organisation", since=at.date(), by="invoer", at=at)
    return row


@pytest.fixture
def speaks(town, idris, at):
    members.speak_for(town, idris, since=at.date(), by="invoer", at=at)
    return town


def said(of, name="huismeester"):
    return {"name": name, "of": of, "words": WORDS, "as_is": ""}


def test_whoever_speaks_for_it_makes_a_seat(speaks, idris, rietkade, client):
    client.sign_in(idris)
    assert PAGE in client.get("/rietkade/stoelen/").content.decode()
    answer = client.post(PAGE, said(speaks.actor.code), follow=True)
    seat = Seat.objects.get(actor__name="huismeester")
    assert (seat.organisation, seat.mandate) == (speaks, WORDS)
    assert seat.vacant_since is not None
    assert Mandate.objects.get(seat=seat).words == WORDS
    assert WORDS in answer.content.decode()
    assert [fact["by"] for fact in facts_of(rietkade.pk, "seat.made")][-1] == idris.code
    assert access.arranges(seat, idris, seat.vacant_since)


def test_not_for_another_organisation_nor_for_the_cooperative(speaks, idris, rietkade, client, at):
    other = members.make_organisation(rietkade, "Thuiszorg", by="invoer", at=at)
    client.sign_in(idris)
    for of in (other.actor.code, "-", "onzin"):
        assert client.post(PAGE, said(of)).context["form"].errors["of"]
    assert not Seat.objects.filter(actor__name="huismeester").exists()


def test_the_board_makes_them_for_every_member_and_for_the_cooperative(
    board, town, sjaan, client, at
):
    members.sit_in_circle(board, sjaan, since=at.date(), by="invoer", at=at)
    client.sign_in(sjaan)
    for of in ("-", town.actor.code):
        client.post(PAGE, said(of))
    assert Seat.objects.filter(actor__name="huismeester").count() == 2


def test_one_name_once(speaks, idris, client):
    client.sign_in(idris)
    client.post(PAGE, said(speaks.actor.code))
    page = client.post(PAGE, said(speaks.actor.code, "Huismeester"))
    assert page.context["form"].errors["name"]
    assert WORDS in page.content.decode()


def test_nobody_else_does(town, idris, client):
    assert client.get(PAGE).status_code == 302
    assert client.sign_in(idris).get(PAGE).status_code == 404
    assert PAGE not in client.get("/rietkade/stoelen/").content.decode()


def test_an_organisation_that_left_gets_no_seat(speaks, idris, rietkade, at):
    members.end_membership(speaks.actor.member, until=at.date(), by="invoer", at=at)
    assert access.whose_seats(rietkade, idris, at.date()) == []
