"""Questions that other pages ask about promises."""

from datetime import timedelta

import pytest

from tests.promises import plain
from tests.promises.conftest import TEXT
from tussenruimte.members import actions as members
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import ActsFor, Circle
from tussenruimte.members.reads import actors_of
from tussenruimte.promises import actions, reads

A_DAY = timedelta(days=1)


def keys(rows):
    return [row.pk for row in rows]


def test_promises_of_a_matter_what_is_open_first(promised, matter, garden, amina, idris, at):
    ended, later, sooner = promised(days=1), promised(days=5), promised(days=2)
    promised(about=garden, receiver=idris.actor)
    actions.release(ended, by=amina, at=at)
    assert set(keys(reads.promises_of(matter))) == {ended.pk, later.pk, sooner.pk}
    first_two = [p.pk for p in reads.promises_of(matter) if p.ended_at is None]
    assert first_two == [sooner.pk, later.pk]


def test_made_by_and_made_to(to_idris, amina, idris):
    assert keys(plain.made_by([amina.pk])) == [to_idris.pk]
    assert keys(plain.made_to([idris.pk])) == [to_idris.pk]
    assert keys(plain.made_by([idris.pk])) == keys(plain.made_to([amina.pk])) == []


def test_to_confirm_after_the_maker_said_so(to_idris, amina, idris, at):
    assert keys(plain.to_confirm([idris.pk])) == []
    actions.say_done(to_idris, by=amina, at=at)
    assert keys(plain.to_confirm([idris.pk])) == [to_idris.pk]
    assert keys(plain.made_to([idris.pk])) == []


@pytest.mark.parametrize(
    ("day", "state"), [(0, "open"), (2, "soon"), (3, "soon"), (4, "late"), (12, "late")]
)
def test_how_an_open_promise_stands(rietkade, promise, at, day, state):
    today = at.date() + day * A_DAY
    shown = reads.view(promise, today, rietkade)
    assert (shown.state, shown.days_late) == (state, max(0, day - 3))
    assert shown.is_late is (state == "late")


@pytest.mark.parametrize(("day", "state"), [(1, "done"), (14, "done"), (15, "unconfirmed")])
def test_said_to_be_done_is_not_late(rietkade, promise, amina, at, day, state):
    actions.say_done(promise, by=amina, at=at)
    promise.refresh_from_db()
    assert reads.view(promise, at.date() + day * A_DAY, rietkade).state == state


def test_how_long_it_waits_for_an_answer_is_a_setting(rietkade, promise, amina, at):
    actions.say_done(promise, by=amina, at=at)
    promise.refresh_from_db()
    rietkade.settings = {"unconfirmed": 5}
    assert reads.view(promise, at.date() + 6 * A_DAY, rietkade).state == "unconfirmed"


def test_an_ended_promise_says_how(rietkade, promise, amina, at):
    actions.release(promise, by=amina, at=at)
    promise.refresh_from_db()
    assert reads.view(promise, at.date() + 30 * A_DAY, rietkade).state == "released"


# ---- from outside -----------------------------------------------------------------------------------


@pytest.fixture
def area(rietkade, tess, at):
    circle = members.make_circle(rietkade, "De buurt", sort=Circle.Sort.AREA, by="invoer", at=at)
    members.sit_in_circle(circle, tess, since=at.date(), by="invoer", at=at)
    return circle


@pytest.fixture
def seen_by(rietkade, at):
    """`seen_by(tess, 4)`: what she sees from outside, so many days from now."""

    def look(person, day):
        today = at.date() + day * A_DAY
        return reads.late_outside(rietkade, actors_of(person, today), today).rows

    return look


def test_from_outside_only_the_maker_the_day_and_how_late(promise, area, tess, seen_by):
    assert seen_by(tess, 3) == []
    (seen,) = seen_by(tess, 4)
    assert (str(seen.maker), seen.days_late, seen.is_on_table) == ("Amina Telgenhof", 1, False)
    assert not {"text", "receiver", "matter", "promise"} & set(dir(seen))
    (seen,) = seen_by(tess, 10)
    assert seen.is_on_table


def test_where_nobody_sits_whoever_has_the_duty_sees_it(rietkade, to_idris, sjaan, seen_by, at):
    members.take_duty(
        sjaan, since=at.date() + 8 * A_DAY, until=at.date() + 20 * A_DAY, by=sjaan, at=at
    )
    assert [str(row.maker) for row in seen_by(sjaan, 9)] == ["Amina Telgenhof"]


def test_whoever_sits_in_no_such_circle_sees_nothing(
    rietkade, promise, area, idris, joris, seen_by, at
):
    other = members.make_circle(rietkade, "Vervoer", sort=Circle.Sort.WORK, by="invoer", at=at)
    members.sit_in_circle(other, idris, since=at.date(), by="invoer", at=at)
    assert seen_by(idris, 9) == seen_by(joris, 9) == []


def test_the_board_hears_of_people_three_days_on(
    rietkade, area, joris, promised, sjaan, seen_by, at
):
    board = members.make_circle(rietkade, "Bestuur", sort=Circle.Sort.BOARD, by="invoer", at=at)
    members.sit_in_circle(board, sjaan, since=at.date(), by="invoer", at=at)
    promised()
    promised(maker=joris.tenures.get().seat.actor)
    assert seen_by(sjaan, 5) == []
    (seen,) = seen_by(sjaan, 6)
    assert str(seen.maker) == "Amina Telgenhof"


def test_what_is_yours_you_see_from_inside(promise, area, amina, seen_by, at):
    members.sit_in_circle(area, amina, since=at.date(), by="invoer", at=at)
    assert seen_by(amina, 9) == []


def test_the_page_says_who_and_whom_to_call_and_not_what(promise, area, tess, travel, client, at):
    travel(at + 11 * A_DAY)
    page = client.sign_in(tess).get("/rietkade/afspraken/te-laat/").content.decode()
    assert "Amina Telgenhof" in page
    assert "tel:" in page
    assert "Ruben" not in page
    assert TEXT not in page
    today = client.get("/rietkade/vandaag/").content.decode()
    assert "Te laat in je kring" in today
    assert "Ruben" not in today


def test_the_ladder_shows_who_knows_and_whose_turn_it_is(promise, area, board, at):
    def ladder(day):
        return ladder_on(promise, at.date() + day * A_DAY)

    reached = {day: [step["reached"] for step in ladder(day)] for day in (3, 4, 6, 10)}
    assert reached == {
        3: [True, False, False, False],
        4: [True, True, False, False],
        6: [True, True, True, False],
        10: [True, True, True, True],
    }
    for day, lit in ((3, 0), (4, 1), (6, 2), (10, 2)):
        assert [step["lit"] for step in ladder(day)].index(True) == lit


def ladder_on(promise, day):
    rietkade = promise.cooperative
    return reads.ladder_of(promise, day, reads.ladder_in(rietkade), hearing_in(rietkade, day))


def names_in(ladder):
    return [step["who"] for step in ladder]


def test_without_board_or_circle_the_ladder_names_whoever_has_the_duty(promise, at):
    names = names_in(ladder_on(promise, at.date() + 9 * A_DAY))
    assert names == ["Ruben", "Wie de wacht heeft", "De tafel"]


def test_without_a_board_the_ladder_names_the_circle_once(promise, area, at):
    names = names_in(ladder_on(promise, at.date() + 9 * A_DAY))
    assert names == ["Ruben", "De kring", "De tafel"]


def test_the_ladder_does_not_name_a_board_of_nobody(promise, board, at):
    ActsFor.objects.filter(actor=board.actor).delete()
    names = names_in(ladder_on(promise, at.date() + 9 * A_DAY))
    assert names == ["Ruben", "Wie de wacht heeft", "De tafel"]
