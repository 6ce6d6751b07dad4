"""Promised and done: seats exactly and from outside, people as one total that points at nobody."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.conftest import TEXT
from tests.promises.questions import questions
from tussenruimte.kit import clock
from tussenruimte.members import actions as members
from tussenruimte.members.models import Cooperative
from tussenruimte.promises import actions, reads
from tussenruimte.promises.models import Period, Promise

PAGE = "/rietkade/beloofd-en-gedaan/"
ONE_BY_ONE = f"{PAGE}een-voor-een/"
JULY, SEPTEMBER = date(2026, 7, 1), date(2026, 9, 30)


@pytest.fixture
def seat(joris):
    """The alderman's seat, of the municipality."""
    return joris.tenures.get().seat


@pytest.fixture
def last_quarter(promised):
    """`last_quarter(maker=…, day=date(…))`: promised in summer, for that day."""

    def make(*, day=date(2026, 8, 20), **more):
        made_at = datetime(2026, 7, 1, 9, tzinfo=clock.AMSTERDAM)
        promise = promised(**more)
        Promise.objects.filter(pk=promise.pk).update(made_at=made_at, first_due=day, due=day)
        promise.refresh_from_db()
        return promise

    return make


def done(promise, amina, on=date(2026, 8, 20)):
    moment = clock.midnight(on) + timedelta(hours=12)
    actions.say_done(promise, by=amina, at=moment)
    actions.confirm(promise, by=amina, at=moment)


# ---- the quarter ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 16), JULY, SEPTEMBER),
        (date(2026, 10, 1), JULY, SEPTEMBER),
        (date(2026, 1, 1), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2028, 4, 1), date(2028, 1, 1), date(2028, 3, 31)),
    ],
)
def test_the_quarter_that_is_over(today, first, last):
    assert reads.quarter_before(today) == (first, last)


def test_people_are_counted_as_it_stood_when_the_quarter_was_over(
    rietkade, last_quarter, amina, at
):
    done(last_quarter(), amina)
    done(last_quarter(), amina, on=date(2026, 10, 2))
    last_quarter(day=SEPTEMBER)
    moved = last_quarter()
    before = datetime(2026, 8, 1, 9, tzinfo=clock.AMSTERDAM)
    actions.move(moved, to=date(2026, 10, 5), reason="Ziek", told="phone", by=amina, at=before)
    failed = last_quarter()
    actions.fail(failed, what_now="Sjaan", told=True, by=amina, at=before)
    actions.release(last_quarter(), by=amina, at=before)
    period = reads.closed_period(rietkade, at.date())
    counts = (period.kept, period.late, period.moved, period.failed, period.released)
    assert counts == (1, 2, 1, 1, 1)


def test_a_quarter_is_counted_once_and_for_good(rietkade, last_quarter, amina, at):
    promise = last_quarter()
    assert actions.close_period(rietkade, by="klok", at=at).late == 1
    done(promise, amina)
    assert actions.close_period(rietkade, by="klok", at=at) is None
    actions.end_turn(rietkade, today=at.date(), by="klok", at=at)
    rietkade.refresh_from_db()
    assert reads.closed_period(rietkade, at.date()).late == 1


def test_seats_are_not_among_the_people(rietkade, seat, last_quarter, at):
    last_quarter(maker=seat.actor)
    assert reads.closed_period(rietkade, at.date()).late == 0


# ---- seats ------------------------------------------------------------------------------------------


def test_seats_are_counted_exactly_as_it_stands_today(rietkade, seat, last_quarter, amina, at):
    done(last_quarter(maker=seat.actor), amina)
    last_quarter(maker=seat.actor)
    moved = last_quarter(maker=seat.actor)
    actions.move(moved, to=date(2026, 12, 1), reason="x", told="mail", by=amina, at=at)
    actions.release(last_quarter(maker=seat.actor), by=amina, at=at)
    (row,) = reads.seat_promises(rietkade, reads.closed_period(rietkade, at.date()), at.date())
    assert row.name == "wethouder sociaal (Gemeente Waterhoven)"
    assert (row.total, row.kept, row.late, row.moved) == (3, 1, 1, 1)


def test_a_seat_of_nobody_is_no_office(rietkade, last_quarter, sjaan, at):
    voice = members.make_seat(rietkade, "bewonersstem", by="invoer", at=at)
    last_quarter(maker=voice.actor)
    period = reads.closed_period(rietkade, at.date())
    assert reads.seat_promises(rietkade, period, at.date()) == ()
    assert period.late == 1


def test_what_is_late_stands_there_however_old(seat, last_quarter, client, joris):
    last_quarter(maker=seat.actor, day=date(2025, 3, 3))
    page = client.get(PAGE).content.decode()
    assert "wethouder sociaal" in page
    assert "Joris Haanappel" in page
    assert "state--late" in page


def test_a_private_promise_shows_neither_words_nor_receiver(seat, last_quarter, ruben, client):
    last_quarter(maker=seat.actor)
    page = client.get(PAGE).content.decode()
    assert TEXT not in page
    assert "Ruben" not in page


def test_a_public_promise_shows_its_words(seat, last_quarter, garden, amina, client):
    last_quarter(maker=seat.actor, about=garden, receiver=amina.actor)
    assert TEXT in client.get(PAGE).content.decode()


def test_somebody_who_is_no_seat_is_never_named(last_quarter, client):
    last_quarter()
    page = client.get(PAGE).content.decode()
    assert "Amina" not in page
    assert TEXT not in page


def test_done_late_says_how_late(seat, last_quarter, amina, client):
    done(last_quarter(maker=seat.actor), amina, on=date(2026, 8, 23))
    answer = client.get(ONE_BY_ONE)
    (row,) = answer.context["leaf"].rows
    assert (row.state, row.days_late) == ("kept", 3)


def test_counting_in_the_index_gives_what_counting_one_by_one_gives(
    rietkade, seat, last_quarter, amina, at
):
    for seat_of in (seat, members.make_seat(rietkade, "school", by="invoer", at=at)):
        for _n in range(3):
            last_quarter(maker=seat_of.actor)
        done(last_quarter(maker=seat_of.actor), amina)
    failed, moved, released = (last_quarter(maker=seat.actor) for _n in range(3))
    actions.fail(failed, what_now="Sjaan", told=True, by=amina, at=at)
    actions.move(moved, to=date(2026, 12, 1), reason="x", told="mail", by=amina, at=at)
    actions.release(released, by=amina, at=at)
    period = reads.closed_period(rietkade, at.date())
    rows = reads.one_by_one(rietkade, period, at.date()).rows
    counted = reads.seat_promises(rietkade, period, at.date())
    for seat_row in counted:
        states = Counter(row.state for row in rows if str(row.maker) == seat_row.name)
        assert {name: getattr(seat_row, name) for name in states} == states
        assert seat_row.total == states.total()
    assert sum(seat_row.total for seat_row in counted) == len(rows)


def test_what_waits_longest_stands_first_and_all_are_counted(seat, last_quarter, client):
    for day in range(1, 8):
        last_quarter(maker=seat.actor, day=date(2026, 8, day))
    shown = client.get(PAGE).context
    assert [row.due.day for row in shown["late"]] == [1, 2, 3, 4, 5]
    assert shown["how_many_late"] == 7


def test_everything_stands_in_the_list_a_page_at_a_time(seat, last_quarter, client):
    for _n in range(26):
        last_quarter(maker=seat.actor)
    first, second, nowhere = (client.get(f"{ONE_BY_ONE}?blad={n}") for n in (1, 2, "x"))
    assert [len(page.context["leaf"].rows) for page in (first, second, nowhere)] == [25, 1, 25]
    assert "?blad=2" in first.content.decode()
    assert "?blad=3" not in second.content.decode()
    assert client.get(f"{ONE_BY_ONE}?blad=99999999999999999999").status_code == 200


# ---- people -----------------------------------------------------------------------------------------


def count(rietkade, **counts):
    Cooperative.objects.update(last_tick_on=date(2026, 11, 16))
    Period.objects.create(cooperative=rietkade, first=JULY, last=SEPTEMBER, **counts)


@pytest.mark.parametrize(
    ("kept", "public", "members_see"), [(4, None, None), (9, None, 9), (12, 10, 12), (43, 45, 43)]
)
def test_few_people_are_hidden_and_many_are_rounded(
    rietkade, amina, client, kept, public, members_see
):
    count(rietkade, kept=kept)
    assert client.get(PAGE).context["people"].total == public
    assert client.sign_in(amina).get(PAGE).context["people"].total == members_see


def test_no_small_group_follows_from_the_others(rietkade, client):
    count(rietkade, kept=24, moved=3, late=2)
    people = client.get(PAGE).context["people"]
    assert None in people.cells
    shown = [n for n in people.cells if n is not None]
    assert people.total is None or sum(shown) != people.total


# ---- the page ---------------------------------------------------------------------------------------


def test_the_page_is_for_everybody_and_changes_nothing(seat, last_quarter, client, reading_only):
    last_quarter(maker=seat.actor)
    with reading_only:
        assert client.get(PAGE).status_code == 200
    assert client.post(PAGE).status_code == 405


def test_the_page_of_a_new_cooperative_has_nothing_to_hide(rietkade, client):
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("ticked", [True, False])
@pytest.mark.parametrize("rows", [3, 60])
def test_the_page_asks_eight_questions_at_most(
    rietkade, seat, last_quarter, amina, client, at, rows, ticked
):
    for _ in range(rows):
        last_quarter(maker=seat.actor)
    if ticked:
        actions.close_period(rietkade, by="klok", at=at)
        actions.end_turn(rietkade, today=at.date(), by="klok", at=at)
    client.sign_in(amina)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    assert len(questions(asked)) <= 8, "\n".join(questions(asked))
