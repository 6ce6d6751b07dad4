"""What is on in the night when the clock goes forward, and in the one when it goes back."""

import re

import pytest

from tests.agenda.test_agenda import FORM, PAGE
from tussenruimte.agenda.models import Posting

SPRING = FORM | {"day": "2027-03-28", "begins": "01:30", "ends": "02:30", "words": "Neem thee mee."}
AUTUMN = FORM | {"day": "2027-10-31", "begins": "01:30", "ends": "02:30", "words": "Neem thee mee."}


def shown(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def utc():
    row = Posting.objects.get()
    return [f"{moment:%H:%M}" for moment in (row.begins_at, row.ends_at)]


@pytest.fixture
def send(client, idris):
    client.sign_in(idris)
    return lambda said: client.post(f"{PAGE}nieuw/", said)


def test_nobody_is_asked_about_an_hour_before_there_is_one(client, idris):
    page = shown(client.sign_in(idris).get(f"{PAGE}nieuw/"))
    assert "which_" not in page


def test_the_hour_that_is_skipped_is_refused_and_nothing_is_lost(send):
    page = shown(send(SPRING))
    for words in ("slaat de klok dit uur over", "Neem thee mee.", FORM["title"], 'value="01:30"'):
        assert words in page
    assert "which_" not in page
    assert not Posting.objects.exists()
    assert send(SPRING | {"ends": "03:30"}).status_code == 302
    assert utc() == ["00:30", "01:30"]


def test_which_of_the_two_is_asked_and_nothing_is_lost(send):
    page = shown(send(AUTUMN))
    for words in ("komt die nacht twee keer", "Neem thee mee.", 'value="02:30"', "which_ends"):
        assert words in page
    assert "which_begins" not in page
    assert not Posting.objects.exists()


@pytest.mark.parametrize(("which", "ends"), [("first", "00:30"), ("second", "01:30")])
def test_it_ends_at_the_one_that_was_chosen(send, which, ends):
    assert send(AUTUMN | {"which_ends": which}).status_code == 302
    assert utc() == ["23:30", ends]


def test_it_may_begin_the_first_time_and_end_the_second(send):
    both = AUTUMN | {"begins": "02:45", "ends": "02:15"}
    backwards = shown(send(both | {"which_begins": "second", "which_ends": "first"}))
    assert "Het is uit voordat het begint." in backwards
    assert backwards.count("checked") >= 2
    assert send(both | {"which_begins": "first", "which_ends": "second"}).status_code == 302
    assert utc() == ["00:45", "01:15"]


def test_whoever_may_not_post_is_asked_nothing(client, welcome):
    client.sign_in(welcome("Tine Veldwacht", email="tine@example.org"))
    page = shown(client.post(f"{PAGE}nieuw/", AUTUMN | {"which_ends": "first"}))
    assert "which_" not in page
    assert not Posting.objects.exists()
