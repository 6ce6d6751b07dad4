"""What goes above a mandate waits on Vandaag for whoever asks on, before its day and after."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.promises.questions import questions
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Subject
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Passing

A_DAY = timedelta(days=1)
PAGE = "/rietkade/vandaag/"
TEXT = "Wij leggen een pad aan"
COUNCIL = "de gemeenteraad"


@pytest.fixture
def asked(rietkade, joris, idris, at):
    """The alderman promised Idris a path, in ten days; by the third the council answers."""
    garden = matters.open_public(
        rietkade, "De tuin", subject=Subject.WORK, serves=None, by=idris, at=at
    )
    seat = joris.tenures.get().seat
    promise = promises.make_promise(
        garden, maker=seat.actor, receiver=idris.actor, text=TEXT,
        due=at.date() + 10 * A_DAY, by=joris, at=at,
    )  # fmt: skip
    promises.must_pass(promise, via=COUNCIL, until=at.date() + 3 * A_DAY, by=joris, at=at)
    return promise


def text_of(client, person):
    return " ".join(client.sign_in(person).get(PAGE).content.decode().split())


def address(promise):
    return reverse("promises:promise", args=["rietkade", promise.code])


def test_it_waits_for_whoever_sits_there(client, asked, joris):
    page = text_of(client, joris)
    said = f"Wat je Idris beloofde als wethouder sociaal, moet nog langs {COUNCIL}, uiterlijk donderdag 19 november."
    assert said in page
    assert f'href="{address(asked)}"' in page
    assert "Beloofd voor donderdag 26 november." in page


def test_after_its_day_it_says_so(client, asked, joris, at):
    said = f"Wat je Idris beloofde als wethouder sociaal, had op donderdag 19 november langs {COUNCIL} gemoeten."
    with time_machine.travel(at + 5 * A_DAY, tick=True):
        assert said in text_of(client, joris)


def test_what_was_promised_keeps_its_own_line(client, asked, joris):
    assert TEXT in text_of(client, joris)


def test_nobody_else_is_asked(client, asked, idris, amina):
    for person in (idris, amina):
        assert COUNCIL not in text_of(client, person)


@pytest.mark.parametrize("says_yes", [True, False])
def test_once_answered_it_waits_no_more(client, asked, joris, at, says_yes):
    promises.say_passed(asked, says_yes=says_yes, by=joris, at=at)
    assert COUNCIL not in text_of(client, joris)


def test_once_the_promise_is_done_it_waits_no_more(client, asked, joris, at):
    promises.say_done(asked, by=joris, at=at)
    assert COUNCIL not in text_of(client, joris)


def test_whoever_took_it_over_is_asked_for_themselves(client, asked, amina, joris, at):
    promises.offer(asked, to=amina.actor, by=joris, at=at)
    promises.answer_offer(asked.handovers.get(), accepts=True, by=amina, at=at)
    assert f"Wat je Idris beloofde, moet nog langs {COUNCIL}" in text_of(client, amina)
    assert COUNCIL not in text_of(client, joris)


def test_from_its_own_day_on_it_comes_before_other_sorts(client, asked, joris, at):
    Passing.objects.update(until=at.date())
    first = client.sign_in(joris).get(PAGE).context["mine"].first[0]
    assert first.text.endswith(f"moet nog langs {COUNCIL}, uiterlijk vandaag.")


def test_it_costs_no_question(client, asked, joris):
    client.sign_in(joris)
    client.get(PAGE)
    many = []
    for there in (True, False):
        if not there:
            Passing.objects.all().delete()
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE)
        many.append(len(questions(seen)))
    assert many[0] == many[1] <= 8
