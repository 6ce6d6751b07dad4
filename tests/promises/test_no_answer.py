"""The day on which somebody was to say yes or no passes in silence: both sides hear so, once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.conftest import COUNCIL, TEXT
from tussenruimte.members import actions as members
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions, ladder
from tussenruimte.promises.models import Passing
from tussenruimte.record.models import Fact

A_DAY = timedelta(days=1)
KINDS = ["unanswered", "unanswered-seat", "no-answer"]


@pytest.fixture
def come_by(rietkade, at, travel):
    """`come_by(4)`: the clock looks at it that many days later."""

    def go(days):
        travel(at + days * A_DAY)
        on = at + days * A_DAY
        return ladder.tell_of_no_answer(rietkade, today=on.date(), at=on)

    return go


def put_in():
    rows = Dispatch.objects.filter(kind__in=KINDS).order_by("pk")
    return [(row.kind, row.to, row.way) for row in rows]


def letters(kind, aloud_to=()):
    rows = list(Dispatch.objects.filter(kind=kind))
    made = letters_of(rows, aloud_to)
    return {row.to: made[row.code] for row in rows if row.code in made}


def test_both_sides_hear_of_it_the_day_after(asked, joris, idris, come_by):
    assert [come_by(3), put_in()] == [0, []]
    assert come_by(4) == 2
    assert put_in() == [("unanswered", joris.code, "mail"), ("no-answer", idris.code, "mail")]


def test_they_hear_of_it_once(asked, come_by):
    assert [come_by(day) for day in (4, 4, 5, 9)] == [2, 0, 0, 0]


def test_the_clock_does_it_every_day(rietkade, asked, at, travel):
    travel(at + 4 * A_DAY)
    ladder.walk(rietkade, (at + 4 * A_DAY).date(), at + 4 * A_DAY)
    assert len(put_in()) == 2


def test_the_letters_carry_no_words_of_people(asked, joris, idris, come_by):
    come_by(4)
    to_maker = letters("unanswered")[joris.code]
    to_receiver = letters("no-answer")[idris.code]
    assert "Je beloofde Idris Bekkaoui iets voor donderdag 26 november." in to_maker.text
    assert "Vraag om het antwoord" in to_maker.text
    assert "beloofde je iets voor donderdag 26 november." in to_receiver.text
    for letter in (to_maker, to_receiver):
        assert "Uiterlijk gisteren zou iemand anders daar ja of nee op zeggen." in letter.text
        assert f"/afspraken/{asked.code}/" in letter.text
        assert COUNCIL not in letter.text
        assert TEXT not in letter.text


@pytest.mark.parametrize("says_yes", [True, False])
def test_after_an_answer_nobody_hears_of_it(asked, joris, at, come_by, says_yes):
    actions.say_passed(asked, says_yes=says_yes, by=joris, at=at)
    assert [come_by(4), put_in()] == [0, []]


def test_what_is_answered_before_the_letter_leaves_is_not_said(asked, joris, at, come_by):
    come_by(4)
    actions.say_passed(asked, says_yes=True, by=joris, at=at + 4 * A_DAY)
    assert letters("unanswered") == letters("no-answer") == {}


def test_what_ended_is_not_told_until_it_is_open_again(asked, joris, idris, at, come_by):
    actions.say_done(asked, by=joris, at=at)
    assert come_by(4) == 0
    actions.deny(asked, by=idris, at=at + 5 * A_DAY)
    assert come_by(6) == 2


def test_of_an_empty_seat_whoever_stands_in_hears_it_from_outside(
    asked, seat, joris, amina, idris, at, come_by
):
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    seat.refresh_from_db()
    members.stand_in_for_seat(seat, amina, by="invoer", at=at)
    come_by(4)
    assert [kind for kind, _to, _way in put_in()] == ["unanswered-seat", "no-answer"]
    letter = letters("unanswered-seat")[amina.code]
    assert "wethouder sociaal (Gemeente Waterhoven) beloofde iets voor" in letter.text
    assert "Idris" not in letter.text
    assert asked.code not in letter.text


def test_whoever_is_on_both_sides_hears_it_once(promised, seat, joris, at, come_by):
    promise = promised(days=10, maker=seat.actor, receiver=joris.actor)
    actions.must_pass(promise, via=COUNCIL, until=at.date(), by=joris, at=at)
    assert come_by(1) == 1
    assert put_in() == [("unanswered", joris.code, "mail")]


def test_whoever_reads_it_aloud_says_no_more_than_they_may_know(
    promised, seat, ruben, joris, amina, tess, at, come_by
):
    promise = promised(days=10, maker=seat.actor)
    actions.must_pass(promise, via=COUNCIL, until=at.date(), by=joris, at=at)
    come_by(1)
    assert put_in()[1] == ("no-answer", ruben.code, "phone")
    assert "wethouder" in letters("no-answer", [amina.pk])[ruben.code].spoken[0]
    assert "wethouder" not in letters("no-answer", [tess.pk])[ruben.code].spoken[0]
    assert "Ruben" not in letters("unanswered", [tess.pk])[joris.code].spoken[0]


def test_it_is_noted_by_the_clock_with_how_many(asked, come_by):
    come_by(4)
    body = Fact.objects.order_by("seq").last().body
    assert '"kind":"promises.unanswered"' in body
    assert '"n":1' in body
    assert Passing.objects.get().told_on is not None


def test_many_cost_no_more_questions(promised, rietkade, seat, idris, joris, at, travel):
    def one_more():
        promise = promised(days=10, maker=seat.actor, receiver=idris.actor)
        actions.must_pass(promise, via=COUNCIL, until=at.date(), by=joris, at=at)

    on, many = at + A_DAY, []
    for more in (1, 6):
        for _one in range(more):
            one_more()
        with CaptureQueriesContext(connection) as seen:
            ladder.tell_of_no_answer(rietkade, today=on.date(), at=on)
        many.append(len(seen))
    assert many[0] == many[1]


def test_all_are_told_however_few_at_a_time(promised, rietkade, seat, idris, joris, at):
    for _one in range(3):
        promise = promised(days=10, maker=seat.actor, receiver=idris.actor)
        actions.must_pass(promise, via=COUNCIL, until=at.date(), by=joris, at=at)
    on = at + A_DAY
    assert ladder.tell_of_no_answer(rietkade, today=on.date(), at=on, at_most=2) == 6
