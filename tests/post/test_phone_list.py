"""The list to phone: for who has no mailbox here, said by somebody with a voice."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.post.conftest import NEWS
from tests.promises.questions import questions
from tussenruimte.post import reads
from tussenruimte.post.models import Dispatch
from tussenruimte.post.nightly import look_after_the_outbox

PAGE = "/rietkade/bellijst/"
QUESTIONS = 12


def called(row):
    return f"{PAGE}{row.code}/"


def shown_on(page):
    return re.search(r'name="shown" value="([^"]*)"', page)[1]


def waiting():
    return set(Dispatch.objects.filter(sent_at=None).values_list("once", flat=True))


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
    page = client.sign_in(sjaan).get(PAGE).content.decode()
    assert page.count(NEWS) == 1
    client.post(called(row), {"shown": shown_on(page)})
    assert waiting() == set()


def test_what_came_on_the_list_since_was_not_told(ruben, put, sjaan, client):
    row = put(ruben, once="one")
    page = client.sign_in(sjaan).get(PAGE).content.decode()
    put(ruben, once="two")
    client.post(called(row), {"shown": shown_on(page)})
    assert waiting() == {"two"}
    assert NEWS in client.get(PAGE).content.decode()


def test_what_did_not_fit_on_the_list_was_not_told(ruben, put, sjaan, client, monkeypatch):
    monkeypatch.setattr(reads, "AT_MOST", 2)
    rows = [put(ruben, once=once) for once in ("one", "two", "three")]
    page = client.sign_in(sjaan).get(PAGE).content.decode()
    client.post(called(rows[1]), {"shown": shown_on(page)})
    assert waiting() == {"three"}


def test_messages_for_somebody_else_are_not_ticked_off_along(ruben, idris, put, sjaan, client):
    row, other = put(ruben, once="one"), put(idris, once="two", way="phone")
    client.sign_in(sjaan).post(called(row), {"shown": f"{row.code} {other.code}"})
    assert waiting() == {"two"}


def test_a_message_that_cannot_be_made_keeps_nobody_off_the_list(ruben, put, sjaan, client, at):
    row = put(ruben, kind="broken")
    put(ruben, once="two")
    page = client.sign_in(sjaan).get(PAGE).content.decode()
    assert NEWS in page
    assert "Vraag hoe het gaat" in page
    look_after_the_outbox(sjaan.cooperative, at.date() + timedelta(days=1), at)
    row.refresh_from_db()
    assert row.gave_up_at is None


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
