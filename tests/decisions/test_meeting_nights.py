"""Members meet in the night when the clock goes forward or back: one real moment, or a question."""

import re

import pytest

from tussenruimte.decisions.models import Meeting

HERE = "/rietkade/ledenvergadering/"
SPRING = {"day": "2027-03-28", "hour": "02:30", "place": "De Steiger"}
AUTUMN = SPRING | {"day": "2027-10-31"}


def shown(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def utc():
    return f"{Meeting.objects.get().begins_at:%d %H:%M}"


@pytest.fixture
def plan(client, board, sjaan):
    client.sign_in(sjaan)
    return lambda said: client.post(f"{HERE}plannen/", said)


def test_nobody_is_asked_about_an_hour_before_there_is_one(client, board, sjaan):
    assert 'name="which"' not in shown(client.sign_in(sjaan).get(f"{HERE}plannen/"))


def test_the_hour_that_is_skipped_is_refused_and_nothing_is_lost(plan):
    page = shown(plan(SPRING | {"which": "first"}))
    for words in ("slaat de klok dit uur over", "De Steiger", 'value="02:30"', "2027-03-28"):
        assert words in page
    assert 'name="which"' not in page
    assert not Meeting.objects.exists()
    assert plan(SPRING | {"hour": "03:30"}).status_code == 302
    assert utc() == "28 01:30"


def test_which_of_the_two_is_asked_and_nothing_is_lost(plan):
    page = shown(plan(AUTUMN))
    for words in ("komt die nacht twee keer", "De Steiger", 'value="02:30"', 'name="which"'):
        assert words in page
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(("which", "moment"), [("first", "31 00:30"), ("second", "31 01:30")])
def test_members_meet_at_the_one_that_was_chosen(plan, which, moment):
    assert plan(AUTUMN | {"which": which}).status_code == 302
    assert utc() == moment


def test_moving_it_begins_with_the_one_it_is_and_asks_too(plan, client):
    plan(AUTUMN | {"which": "second"})
    there = f"{HERE}{Meeting.objects.get().code}/verzetten/"
    opened = shown(client.get(there))
    assert re.search(r'value="second"[^>]*checked', opened)
    why = {"why": "De zaal was bezet."}
    page = shown(client.post(there, AUTUMN | why))
    for words in ("komt die nacht twee keer", "De zaal was bezet.", 'name="which"'):
        assert words in page
    assert utc() == "31 01:30"
    assert "slaat de klok dit uur over" in shown(client.post(there, SPRING | why))
    assert client.post(there, AUTUMN | why | {"which": "first"}).status_code == 302
    assert utc() == "31 00:30"


def test_whoever_is_not_of_the_board_plans_none(client, board, idris):
    client.sign_in(idris)
    assert client.post(f"{HERE}plannen/", AUTUMN | {"which": "first"}).status_code == 404
    assert not Meeting.objects.exists()
