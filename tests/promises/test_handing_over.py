"""Passing on a promise counts when the other has said yes."""

import pytest
from django.urls import reverse

from tests.promises.conftest import TEXT
from tussenruimte.promises import actions
from tussenruimte.promises.models import Handover
from tussenruimte.record.models import Reading


@pytest.fixture
def offered(promise, amina, sjaan, at):
    """Amina asks Sjaan, and Ruben says that it is all right."""
    return actions.offer(promise, to=sjaan.actor, by=amina, at=at, person_said_yes=True)


def answer_page(row):
    return reverse("promises:answer-offer", args=["rietkade", row.code])


def test_the_maker_asks_somebody(promise, amina, sjaan, client):
    page = reverse("promises:offer", args=["rietkade", promise.code])
    client.sign_in(amina).post(page, {"to": sjaan.code, "said_yes": "on"})
    row = Handover.objects.get()
    assert (row.taker, row.accepted) == (sjaan.actor, None)
    promise.refresh_from_db()
    assert promise.maker == amina.actor


def test_without_the_yes_of_the_person_it_is_refused(promise, amina, sjaan, client):
    page = reverse("promises:offer", args=["rietkade", promise.code])
    answer = client.sign_in(amina).post(page, {"to": sjaan.code})
    assert answer.context["form"].non_field_errors()
    assert not Handover.objects.exists()


def test_about_something_public_nobody_has_to_say_yes(promised, garden, idris, amina, client):
    promise = promised(about=garden, receiver=idris.actor)
    page = client.sign_in(amina).get(reverse("promises:offer", args=["rietkade", promise.code]))
    assert "said_yes" not in page.context["form"].fields


def test_saying_yes_makes_it_theirs(offered, promise, sjaan, client):
    answer = client.sign_in(sjaan).post(answer_page(offered), {"answer": "yes"})
    assert answer.url == reverse("promises:promise", args=["rietkade", promise.code])
    promise.refresh_from_db()
    assert promise.maker == sjaan.actor
    assert client.get(answer.url).status_code == 200


def test_saying_no_leaves_it_where_it_was(offered, promise, amina, sjaan, client):
    answer = client.sign_in(sjaan).post(answer_page(offered), {"answer": "no"})
    assert answer.url == reverse("promises:mine", args=["rietkade"])
    promise.refresh_from_db()
    assert promise.maker == amina.actor


def test_answering_twice_is_refused(offered, sjaan, client):
    client.sign_in(sjaan).post(answer_page(offered), {"answer": "no"})
    answer = client.post(answer_page(offered), {"answer": "yes"})
    assert answer.context["form"].non_field_errors()


def test_who_is_asked_reads_what_it_is_and_that_is_logged(offered, sjaan, client, reading_only):
    client.sign_in(sjaan)
    with reading_only:
        page = client.get(answer_page(offered)).content.decode()
    assert TEXT in page
    assert Reading.objects.get().page == "offer"


def test_nobody_else_answers(offered, amina, tess, client):
    assert client.get(answer_page(offered)).status_code == 302
    assert client.sign_in(amina).get(answer_page(offered)).status_code == 404
    assert client.sign_in(tess).post(answer_page(offered), {"answer": "yes"}).status_code == 404


def test_an_answer_is_yes_or_no(offered, sjaan, client):
    assert client.sign_in(sjaan).post(answer_page(offered), {"answer": "maybe"}).status_code == 200
    assert Handover.objects.get().answered_at is None
