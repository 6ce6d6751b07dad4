"""Whoever has no log-in hears on the phone that it is said to be done."""

import pytest

from tests.promises.conftest import TEXT
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions
from tussenruimte.promises.models import Purpose


def said(aloud_to=()):
    row = Dispatch.objects.get(kind="said-done")
    letter = letters_of([row], aloud_to).get(row.code)
    return letter and letter.spoken[0]


def test_somebody_calls_whoever_cannot_see_it(promise, amina, ruben, at):
    actions.say_done(promise, how="Gebeld", by=amina, at=at)
    row = Dispatch.objects.get()
    assert (row.kind, row.to, row.about, row.way) == (
        "said-done",
        ruben.code,
        promise.code,
        "phone",
    )


def test_whoever_reads_it_aloud_says_no_more_than_they_may_know(promise, amina, sjaan, at):
    actions.say_done(promise, by=amina, at=at)
    assert "Amina Telgenhof" in said([amina.pk])
    assert "Amina" not in said([sjaan.pk])
    assert TEXT not in said([amina.pk])


@pytest.mark.parametrize("answer", [actions.confirm, actions.deny])
def test_after_the_answer_nothing_is_left_to_say(promise, amina, ruben, at, answer):
    actions.say_done(promise, by=amina, at=at)
    answer(promise, by=ruben, at=at)
    assert said([amina.pk]) is None


def test_who_signs_in_reads_it_there(to_idris, amina, at):
    actions.say_done(to_idris, by=amina, at=at)
    assert not Dispatch.objects.exists()


def test_who_was_there_is_not_called(promised, promise, amina, ruben, at):
    actions.say_done(promised(purpose=Purpose.CONTACT), by=amina, at=at)
    actions.say_done(promise, by=ruben, at=at)
    assert not Dispatch.objects.exists()


def test_a_second_time_is_told_again(promise, amina, ruben, at):
    actions.say_done(promise, by=amina, at=at)
    actions.deny(promise, by=ruben, at=at)
    actions.say_done(promise, by=amina, at=at.replace(hour=12))
    assert Dispatch.objects.count() == 2
