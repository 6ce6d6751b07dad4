"""The list to phone: for who has no mailbox here, said by somebody with a voice."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.post.conftest import NEWS
from tests.promises.questions import questions
from tussenruimte.post.models import Dispatch

PAGE = "/rietkade/bellijst/"
QUESTIONS = 12


def called(row):
    return f"{PAGE}{row.code}/"


def test_whoever_may_hold_sees_whom_to_call_and_what_to_say(ruben, put, sjaan, client):
    put(ruben)
    page = client.sign_in(sjaan).get(PAGE).content.decode()
    assert "Ruben" in page
    assert "via Sjaan, of de inloop op woensdag" in page
    assert NEWS in page


def test_the_list_asks_to_sign_in(rietkade, client):
    assert client.get(PAGE).status_code == 302


def test_the_list_is_not_for_everybody(ruben, put, idris, tess, client):
    row = put(ruben)
    for person in (idris, tess):
        assert client.sign_in(person).get(PAGE).status_code == 404
        assert client.post(called(row)).status_code == 404


def test_looking_at_the_list_changes_nothing(ruben, put, sjaan, client, reading_only):
    put(ruben)
    client.sign_in(sjaan)
    with reading_only:
        assert client.get(PAGE).status_code == 200


def test_who_was_called_is_off_the_list(ruben, put, sjaan, client):
    row = put(ruben)
    answer = client.sign_in(sjaan).post(called(row))
    assert answer.url == PAGE
    assert NEWS not in client.get(PAGE).content.decode()
    row.refresh_from_db()
    assert row.sent_at is not None


def test_calling_twice_is_refused(ruben, put, sjaan, client):
    row = put(ruben)
    client.sign_in(sjaan).post(called(row))
    assert client.post(called(row)).status_code == 409


def test_one_call_says_everything(ruben, put, sjaan, client):
    put(ruben, once="one")
    row = put(ruben, once="two")
    assert client.sign_in(sjaan).get(PAGE).content.decode().count(NEWS) == 1
    client.post(called(row))
    assert not Dispatch.objects.filter(sent_at=None).exists()


def test_tomorrow_is_for_tomorrow(ruben, put, sjaan, client):
    put(ruben, days=1)
    assert NEWS not in client.sign_in(sjaan).get(PAGE).content.decode()


def test_what_was_not_said_yesterday_is_said_today(ruben, put, sjaan, client, at):
    put(ruben)
    with time_machine.travel(at + timedelta(days=1)):
        page = client.sign_in(sjaan).get(PAGE).content.decode()
    assert NEWS in page


def test_a_mail_cannot_be_ticked_off(idris, put, sjaan, client):
    assert client.sign_in(sjaan).post(called(put(idris))).status_code == 404


@pytest.mark.parametrize("people", [3, 60])
def test_the_list_asks_as_many_questions_whatever_its_length(welcome, put, sjaan, client, people):
    for n in range(people):
        put(welcome(f"Iemand {n}", reach="06"))
    put(sjaan, kind="day-letter", about="2026-11-16", way="phone")
    client.sign_in(sjaan)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).content.decode().count(NEWS) == people
    assert len(questions(asked)) <= QUESTIONS, "\n".join(questions(asked))
