"""The statement behind "what was promised" finds what the plain questions find, page by page."""

from datetime import timedelta

import pytest

from tests.promises import plain
from tests.promises.conftest import TEXT
from tussenruimte.kit import clock
from tussenruimte.promises import actions
from tussenruimte.promises.models import Promise
from tussenruimte.promises.reads.mine import Page, page_of_mine

A_DAY = timedelta(days=1)
SIZE, ENDED = 4, 3


@pytest.fixture
def many(promised, amina, idris, sjaan, at):
    """Thirty promises among three people, of which some were kept, are said to be done, or are late."""
    people = [amina, idris, sjaan]
    for number in range(30):
        maker, receiver = people[number % 3], people[(number + 1 + number % 2) % 3]
        row = promised(
            days=number % 7, maker=maker.actor, receiver=receiver.actor, by=maker, text=TEXT
        )
        if number % 5 in {1, 2}:
            actions.say_done(row, by=maker, at=at)
        if number % 5 == 2:
            actions.confirm(row, by=receiver, at=at + number * timedelta(hours=1))
        if number % 5 == 3:
            actions.release(row, by=receiver, at=at)


def as_plain(actors, since, number, today):
    start, end = (number - 1) * SIZE, number * SIZE
    got, made = list(plain.waiting_for(actors)), list(plain.made_by(actors))
    return (
        got[start:end],
        made[start:end],
        list(plain.ended_with(actors, since)[:ENDED]) if number == 1 else [],
        max(len(got), len(made)) > end,
        *plain.how_many_late(actors, today),
    )


@pytest.mark.parametrize("number", [1, 2, 3, 9])
@pytest.mark.parametrize("who", ["amina", "idris", "both", "nobody"])
def test_the_same_as_in_plain_questions(many, rietkade, amina, idris, at, who, number):
    actors = {"amina": [amina.pk], "idris": [idris.pk], "both": [amina.pk, idris.pk], "nobody": []}
    today, since = at.date() + 4 * A_DAY, clock.midnight(at.date() - A_DAY)
    page = Page(number, SIZE, ENDED, since, today)
    mine = page_of_mine(actors[who], rietkade.pk, page)
    found = (mine.got, mine.made, mine.ended, mine.has_more, mine.late_to_me, mine.late_of_me)
    assert found == as_plain(actors[who], since, number, today)


def test_what_ended_before_is_left_out(many, rietkade, amina, at):
    since = at + 10 * A_DAY
    page = Page(1, SIZE, ENDED, since, at.date())
    assert page_of_mine([amina.pk], rietkade.pk, page).ended == []
    assert Promise.objects.filter(maker=amina.pk, ended_at__lt=since).exists()


def test_nobody_is_asked_in_vain(rietkade, promise, amina, sjaan, idris, at):
    page = Page(1, SIZE, ENDED, at - A_DAY, at.date())
    assert not page_of_mine([sjaan.pk], rietkade.pk, page).may_be_asked
    actions.offer(promise, to=sjaan.actor, by=amina, at=at, person_said_yes=True)
    assert page_of_mine([sjaan.pk], rietkade.pk, page).may_be_asked
    assert not page_of_mine([idris.pk], rietkade.pk, page).may_be_asked


def test_another_cooperative_is_not_looked_into(many, rietkade, amina, at):
    page = Page(1, SIZE, ENDED, at - A_DAY, at.date())
    mine = page_of_mine([amina.pk], rietkade.pk + 1, page)
    assert (mine.got, mine.made, mine.ended) == ([], [], [])
