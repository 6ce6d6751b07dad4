"""Passing on a promise counts when the other has said yes."""

import pytest
from django.urls import reverse

from tests.promises.conftest import TEXT
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions, reads
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
    assert answer.status_code == 409
    assert Handover.objects.get().accepted is False


def test_saying_yes_twice_leads_to_the_promise(offered, promise, sjaan, client):
    for _ in range(2):
        answer = client.sign_in(sjaan).post(answer_page(offered), {"answer": "yes"})
        assert answer.url == reverse("promises:promise", args=["rietkade", promise.code])


def is_shut(answer):
    return answer.status_code == 409 and TEXT not in answer.content.decode()


def test_whoever_said_no_does_not_read_it_any_more(offered, sjaan, client):
    client.sign_in(sjaan).post(answer_page(offered), {"answer": "no"})
    assert is_shut(client.get(answer_page(offered)))
    assert not Reading.objects.filter(page="offer").exists()


def test_an_offer_is_over_when_the_promise_is(offered, promise, amina, sjaan, client, at):
    actions.say_done(promise, by=amina, at=at)
    assert is_shut(client.sign_in(sjaan).get(answer_page(offered)))
    assert is_shut(client.post(answer_page(offered), {"answer": "yes"}))
    assert reads.offers_to([sjaan.pk], at.date()) == []
    with pytest.raises(Refused):
        actions.answer_offer(offered, accepts=True, by=sjaan, at=at)
    page = client.sign_in(amina).get(reverse("promises:promise", args=["rietkade", promise.code]))
    assert page.context["offer"] is None


def test_it_is_asked_again_when_it_was_not_done_after_all(
    offered, promise, amina, ruben, sjaan, at
):
    actions.say_done(promise, by=amina, at=at)
    actions.deny(promise, by=ruben, at=at)
    assert reads.offers_to([sjaan.pk], at.date()) == [offered]


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


@pytest.mark.parametrize("page", ["nakomen", "verzetten", "niet-gelukt", "overdragen", "staat-nog"])
def test_a_page_that_stood_open_says_who_has_it_now(
    offered, promise, amina, sjaan, tess, client, at, page
):
    there = f"/rietkade/afspraken/{promise.code}/{page}/"
    actions.answer_offer(offered, accepts=True, by=sjaan, at=at)
    answer = client.sign_in(amina).post(there, {"how": "Ik heb hem gebeld over de brief."})
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Sjaan Poelma heeft deze afspraak overgenomen" in said
    assert "Ik heb hem gebeld over de brief." in said
    assert TEXT not in said
    assert client.sign_in(tess).post(there).status_code == 404


def test_also_when_it_went_along_with_the_question(promise, amina, sjaan, client, at):
    actions.hand_on(promise, to=sjaan.actor, by=amina, at=at)
    there = f"/rietkade/afspraken/{promise.code}/nakomen/"
    assert client.sign_in(amina).post(there).status_code == 409
    page = client.sign_in(sjaan).get(f"/rietkade/afspraken/{promise.code}/").content.decode()
    assert "Sjaan Poelma nam het over van Amina Telgenhof" in page


def test_what_was_asked_before_the_question_went_is_answered_to_whoever_has_it_now(
    offered, promise, amina, sjaan, tess, at
):
    actions.hand_on(promise, to=tess.actor, by=amina, at=at)
    actions.answer_offer(offered, accepts=True, by=sjaan, at=at)
    readers = Reader.objects.filter(matter=promise.matter, ground=Ground.PROMISE)
    assert set(readers.values_list("actor", flat=True)) == {sjaan.pk, promise.receiver_id}


@pytest.mark.parametrize("is_heard", [False, True])
def test_whoever_it_was_promised_to_hears_that_it_went_along_unless_they_know(
    promise, amina, sjaan, ruben, at, is_heard
):
    actions.hand_on(promise, to=sjaan.actor, is_heard=is_heard, by=amina, at=at)
    told = Dispatch.objects.filter(kind="taken-over").values_list("to", flat=True)
    assert list(told) == ([] if is_heard else [ruben.code])
