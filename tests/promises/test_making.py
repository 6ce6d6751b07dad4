"""Promising something new, and the page with everything one promised and was promised."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.promises.conftest import TEXT
from tests.promises.questions import questions
from tussenruimte.promises import actions
from tussenruimte.promises.models import Basis, Promise
from tussenruimte.record.models import Reading

MINE = "/rietkade/afspraken/"


def make_page(matter):
    return reverse("promises:make", args=["rietkade", matter.code])


@pytest.fixture
def typed(amina, ruben, at):
    """Amina fills in the page."""
    due = (at.date() + timedelta(days=2)).isoformat()
    who = {"maker": amina.code, "receiver": ruben.code}
    return who | {"text": "Ik bel de gemeente", "due": due, "said_yes": "on"}


def test_who_holds_it_promises_something(matter, amina, typed, client):
    more = {"due_time": "18:00", "basis": Basis.HOME}
    answer = client.sign_in(amina).post(make_page(matter), typed | more)
    promise = Promise.objects.whole().get()
    assert answer.url == reverse("promises:promise", args=["rietkade", promise.code])
    assert promise.read("text") == "Ik bel de gemeente"
    assert (promise.due_time.hour, promise.basis) == (18, Basis.HOME)


def test_somebody_new_needs_the_yes_of_the_person(matter, amina, sjaan, typed, client):
    without = typed | {"maker": sjaan.code}
    del without["said_yes"]
    answer = client.sign_in(amina).post(make_page(matter), without)
    assert answer.context["form"].non_field_errors()
    assert "Ik bel de gemeente" in answer.content.decode()


def test_a_day_that_has_passed_is_refused(matter, amina, typed, client):
    answer = client.sign_in(amina).post(make_page(matter), typed | {"due": "2026-11-15"})
    assert answer.context["form"].non_field_errors()


def test_promising_as_outsider_is_not_found(matter, tess, typed, client):
    assert client.get(make_page(matter)).status_code == 302
    assert client.sign_in(tess).post(make_page(matter), typed).status_code == 404


def test_asking_what_to_promise_changes_nothing(matter, amina, client, reading_only):
    client.sign_in(amina)
    with reading_only:
        assert client.get(make_page(matter)).status_code == 200
    assert Reading.objects.get().page == "make"


def test_everybody_may_promise_about_something_public(garden, idris, amina, client, typed):
    typed |= {"maker": idris.code, "receiver": amina.code}
    client.sign_in(idris).post(make_page(garden), typed)
    assert Promise.objects.get().maker == idris.actor


# ---- mine -------------------------------------------------------------------------------------------


def test_mine_shows_what_i_promised_and_was_promised(to_idris, amina, idris, client):
    for person in (amina, idris):
        assert TEXT in client.sign_in(person).get(MINE).content.decode()


def test_mine_shows_nothing_of_others(to_idris, tess, client):
    answer = client.sign_in(tess).get(MINE)
    assert TEXT not in answer.content.decode()
    assert answer.status_code == 200


def test_mine_without_signing_in_asks_to(rietkade, client):
    assert client.get(MINE).status_code == 302


def test_mine_changes_nothing_not_even_the_log(to_idris, idris, client, reading_only):
    client.sign_in(idris)
    with reading_only:
        client.get(MINE)
    assert not Reading.objects.exists()


def test_mine_asks_whether_it_is_right(to_idris, amina, idris, client, at):
    actions.say_done(to_idris, by=amina, at=at)
    page = client.sign_in(idris).get(MINE).content.decode()
    assert reverse("promises:confirm", args=["rietkade", to_idris.code]) in page


def test_mine_asks_whether_i_take_it_over(promise, amina, sjaan, client, at):
    row = actions.offer(promise, to=sjaan.actor, by=amina, at=at, person_said_yes=True)
    page = client.sign_in(sjaan).get(MINE).content.decode()
    assert reverse("promises:answer-offer", args=["rietkade", row.code]) in page
    assert TEXT not in page


@pytest.mark.parametrize("rows", [3, 60])
def test_mine_asks_as_many_questions_whatever_its_length(promised, idris, client, at, rows):
    for n in range(rows):
        promised(receiver=idris.actor, days=n)
    client.sign_in(idris)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(MINE).content.decode().count(TEXT) == min(rows, 10)
    assert len(questions(asked)) <= 9, "\n".join(questions(asked))


def test_mine_goes_on_on_a_second_page(promised, idris, amina, client, at, travel):
    for n in range(13):
        promised(receiver=idris.actor, days=n % 5)
    travel(at + timedelta(days=9))
    for person in (idris, amina):
        first = client.sign_in(person).get(MINE)
        second = client.get(MINE, {"blad": "2"}).content.decode()
        assert "?blad=2" in first.content.decode()
        assert (second.count(TEXT), "?blad=1" in second, "?blad=3" in second) == (3, True, False)
        late = first.context["late_to_me"] + first.context["late_of_me"]
        assert late == 13


def test_what_i_may_answer_stands_on_the_first_page(promised, idris, amina, client, at):
    for n in range(11):
        last = promised(receiver=idris.actor, days=n)
    actions.say_done(last, by=amina, at=at)
    assert len(client.sign_in(idris).get(MINE).context["to_confirm"]) == 1


def test_no_more_than_three_are_asked_about_at_once(promised, idris, amina, client, at):
    for n in range(5):
        actions.say_done(promised(receiver=idris.actor, days=n), by=amina, at=at)
    page = client.sign_in(idris).get(MINE)
    assert len(page.context["to_confirm"]) == 3
    assert page.content.decode().count(TEXT) == 5  # nobody's word is left out


def test_who_is_late_reads_it_first(to_idris, idris, amina, client, at, travel):
    travel(at + timedelta(days=9))
    for person in (idris, amina):
        assert "state--late" in client.sign_in(person).get(MINE).content.decode()
