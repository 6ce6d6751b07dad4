"""The letter of the day: one for each who has something to hear, without anybody's own words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.conftest import TEXT
from tests.promises.questions import questions
from tussenruimte.kit import clock
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions, ladder
from tussenruimte.promises.reads import telling
from tussenruimte.record.models import Fact

A_DAY = timedelta(days=1)


@pytest.fixture
def walk(rietkade, at, travel):
    """`walk(3)`: three days from now the clock comes by, in the morning."""

    def go(day):
        moment = at + day * A_DAY
        travel(moment)
        ladder.walk(rietkade, clock.day(moment), moment)
        actions.end_turn(rietkade, today=clock.day(moment), by="klok", at=moment)
        rietkade.refresh_from_db()

    return go


def told(day):
    return set(Dispatch.objects.filter(about=day.isoformat()).values_list("to", flat=True))


def letter(person, day, aloud_to=()):
    row = Dispatch.objects.get(to=person.code, about=day.isoformat())
    return letters_of([row], aloud_to)[row.code]


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (1, set()),
        (2, {"amina"}),
        (3, {"ruben"}),
        (4, {"ruben", "sjaan"}),
        (5, set()),
        (6, {"tess"}),
        (10, set()),
    ],
)
def test_each_rung_tells_those_it_is_for(
    promise, area, board, amina, ruben, sjaan, tess, walk, at, day, who
):
    cast = {"amina": amina, "ruben": ruben, "sjaan": sjaan, "tess": tess}
    walk(day - 1)
    walk(day)
    assert told(at.date() + day * A_DAY) == {cast[name].code for name in who}


def test_the_seat_and_its_organisation_hear_of_their_own(joris, promised, board, tess, walk, at):
    promised(maker=joris.tenures.get().seat.actor)
    walk(5)
    walk(6)
    assert told(at.date() + 6 * A_DAY) == {joris.code}


def test_who_stands_in_hears_for_an_empty_seat(joris, tess, promised, walk, at):
    seat = joris.tenures.get().seat
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    members.stand_in_for_seat(seat, tess, by=joris, at=at)
    promise = promised(maker=seat.actor)
    walk(2)
    assert told(at.date() + 2 * A_DAY) == {tess.code}
    said = letter(tess, at.date() + 2 * A_DAY)
    assert "wethouder sociaal" in said.spoken[0]
    assert not [word for word in ("Ruben", TEXT, promise.code) if word in said.text]


def test_an_empty_seat_without_anybody_is_heard_by_the_board(
    joris, promised, board, tess, walk, at
):
    seat = joris.tenures.get().seat
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    promised(maker=seat.actor)
    walk(5)
    walk(6)
    assert told(at.date() + 6 * A_DAY) == {tess.code}
    assert "wethouder sociaal" in letter(tess, at.date() + 6 * A_DAY).text


def test_what_was_promised_to_an_empty_seat_is_heard_on_the_day(
    joris, promised, board, tess, amina, walk, at
):
    seat = joris.tenures.get().seat
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    promised(receiver=seat.actor)
    walk(2)
    walk(3)
    day = at.date() + 3 * A_DAY
    assert told(day) == {tess.code}
    said = letter(tess, day).text
    assert "Amina Telgenhof" in said
    assert not [word for word in ("wethouder", "Ruben", TEXT) if word in said]


def test_and_by_who_stands_in_when_there_is_somebody(joris, promised, board, idris, walk, at):
    seat = joris.tenures.get().seat
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    members.stand_in_for_seat(seat, idris, by=joris, at=at)
    promise = promised(receiver=seat.actor)
    walk(2)
    walk(3)
    assert told(at.date() + 3 * A_DAY) == {idris.code}
    said = letter(idris, at.date() + 3 * A_DAY)
    assert "Amina Telgenhof" in said.spoken[0]
    assert not [word for word in ("Ruben", TEXT, promise.code) if word in said.text]


def test_an_organisation_without_anybody_is_heard_by_the_board(
    rietkade, promised, board, tess, walk, at
):
    organisation = members.make_organisation(rietkade, "Huisarts", by="invoer", at=at)
    promised(maker=organisation.actor)
    walk(5)
    walk(6)
    assert told(at.date() + 6 * A_DAY) == {tess.code}


def test_without_a_board_the_work_area_hears_it_again(promise, area, sjaan, walk, at):
    walk(5)
    walk(6)
    assert told(at.date() + 6 * A_DAY) == {sjaan.code}
    assert "Amina Telgenhof" in letter(sjaan, at.date() + 6 * A_DAY).text


@pytest.mark.parametrize("day", [4, 6])
def test_without_a_circle_whoever_has_the_duty_hears_it(
    promise, to_idris, amina, idris, ruben, walk, at, day
):
    walk(day - 1)
    walk(day)
    inside = {idris.code, ruben.code} if day == 4 else set()
    assert told(at.date() + day * A_DAY) == inside | {amina.code}


def test_without_anybody_on_duty_whoever_may_hold_hears_it(promised, amina, sjaan, idris, walk, at):
    promised(maker=idris.actor, days=20)  # Amina has the duty for two weeks
    walk(22)
    walk(23)
    assert told(at.date() + 23 * A_DAY) == {amina.code, sjaan.code}


def test_a_circle_in_which_nobody_sits_is_heard_by_the_work_area(
    rietkade, amina, idris, ruben, area, sjaan, walk, at
):
    circle = members.make_circle(rietkade, "Tuin", sort=Circle.Sort.WORK, by="invoer", at=at)
    matter = matters.open_private(ruben, subject="need", circle=circle, by=ruben, at=at)
    promised = {"maker": amina.actor, "receiver": ruben.actor, "person_said_yes": True}
    due = at.date() + 3 * A_DAY
    actions.make_promise(matter, text=TEXT, due=due, by=amina, at=at, **promised)
    walk(3)
    walk(4)
    assert told(at.date() + 4 * A_DAY) == {ruben.code, sjaan.code}
    assert "Amina Telgenhof" in letter(sjaan, at.date() + 4 * A_DAY).text


def test_a_long_list_of_one_leaves_nothing_out_of_the_letter_of_another(
    promised, area, sjaan, joris, idris, walk, at, monkeypatch
):
    monkeypatch.setattr(telling, "AT_MOST", 2)
    for _ in range(4):
        promised()
    promised(receiver=idris.actor)
    promised(maker=joris.tenures.get().seat.actor)
    walk(4)
    day = at.date() + 4 * A_DAY
    everybody = [Dispatch.objects.get(to=p.code, about=day.isoformat()) for p in (sjaan, idris)]
    first, second = letters_of(everybody).values()
    assert first.text.count("Amina Telgenhof") == 3  # two of many, and the one that is also Idris's
    assert "wethouder sociaal" in first.text
    assert "Amina Telgenhof" in second.text


def test_who_stands_in_for_somebody_away_hears_of_it_from_outside(promise, amina, sjaan, walk, at):
    days = {"since": at.date(), "until": at.date() + 2 * A_DAY}
    absence = members.ask_stand_in(amina, sjaan, **days, by=amina, at=at)
    walk(1)
    assert told(at.date() + A_DAY) == set()  # she has not said yes
    members.answer_stand_in(absence, says_yes=True, by=sjaan, at=at)
    walk(2)
    assert told(at.date() + 2 * A_DAY) == {amina.code, sjaan.code}
    said = letter(sjaan, at.date() + 2 * A_DAY)
    assert "Amina Telgenhof is weg tot en met vandaag" in said.text
    assert "Ruben" not in said.text
    assert TEXT not in said.text
    walk(3)  # back again: only Ruben hears
    assert sjaan.code not in told(at.date() + 3 * A_DAY)


def test_the_same_day_again_adds_no_letter(promise, amina, walk):
    for _ in range(3):
        walk(2)
    assert Dispatch.objects.count() == 1
    assert Fact.objects.filter(body__contains='"ladder.told"').count() == 1


def test_one_letter_a_day_however_many_promises(promised, amina, idris, walk):
    for _ in range(4):
        promised(receiver=idris.actor)
    walk(2)
    assert Dispatch.objects.get().to == amina.code


def test_mail_for_who_signs_in_and_a_call_for_who_does_not(
    promise, to_idris, amina, ruben, idris, walk
):
    walk(3)
    ways = dict(Dispatch.objects.exclude(to=amina.code).values_list("to", "way"))
    assert ways == {ruben.code: "phone", idris.code: "mail"}


def test_nobody_is_woken_at_night(rietkade, promise, at):
    night = clock.midnight(at.date() + 2 * A_DAY) + timedelta(minutes=5)
    ladder.walk(rietkade, clock.day(night), night)
    assert Dispatch.objects.get().due_at == clock.midnight(clock.day(night)) + timedelta(hours=8)


def test_the_outbox_carries_codes_only(promise, walk, ruben):
    walk(3)
    row = Dispatch.objects.get(to=ruben.code)
    for word in (TEXT, "Amina", "Ruben"):
        assert word not in f"{row.kind}{row.to}{row.about}{row.once}"


def test_after_a_no_everybody_hears_who_should_have_by_now(
    promise, area, board, amina, ruben, sjaan, tess, walk, at
):
    walk(2)
    actions.say_done(promise, by=amina, at=at + 2 * A_DAY)
    walk(12)
    actions.deny(promise, by=ruben, at=at + 12 * A_DAY)
    walk(12)
    assert told(at.date() + 12 * A_DAY) == set()
    walk(13)
    assert told(at.date() + 13 * A_DAY) == {ruben.code, sjaan.code, tess.code}
    assert "tien dagen te laat" in letter(sjaan, at.date() + 13 * A_DAY).text


def test_and_also_when_the_clock_did_not_come_by_that_day(
    promise, area, amina, ruben, sjaan, walk, at
):
    walk(2)
    actions.say_done(promise, by=amina, at=at + 2 * A_DAY)
    walk(12)
    actions.deny(promise, by=ruben, at=at + 12 * A_DAY)
    walk(15)
    assert told(at.date() + 13 * A_DAY) == {ruben.code, sjaan.code}
    assert "twaalf dagen te laat" in letter(sjaan, at.date() + 13 * A_DAY).text


# ---- what it says ---------------------------------------------------------------------------------


def test_the_maker_hears_for_whom_and_when(to_idris, amina, walk, at):
    walk(2)
    said = letter(amina, at.date() + 2 * A_DAY)
    assert "Idris Bekkaoui" in said.text
    assert to_idris.code in said.text
    assert TEXT not in said.text + said.subject


def test_the_receiver_hears_who_and_whom_to_call(to_idris, idris, walk, at):
    walk(3)
    said = letter(idris, at.date() + 3 * A_DAY).text
    assert "Amina Telgenhof" in said
    assert "000 123 45 68" in said
    assert TEXT not in said


def test_the_circle_hears_the_outside_only(to_idris, area, sjaan, walk, at):
    walk(3)
    walk(4)
    said = letter(sjaan, at.date() + 4 * A_DAY).text
    assert "Amina Telgenhof" in said
    for inside in (TEXT, "Idris", "Ruben", to_idris.code):
        assert inside not in said


def test_a_long_list_is_cut_and_says_so(promised, area, sjaan, ruben, walk, at):
    for _ in range(15):
        promised()
    walk(4)
    said = letter(sjaan, at.date() + 4 * A_DAY).text
    assert said.count("Amina Telgenhof") == 12


def test_what_was_done_meanwhile_is_not_said(promise, to_idris, amina, idris, walk, at):
    walk(3)
    row = Dispatch.objects.get(to=idris.code)
    actions.say_done(to_idris, by=amina, at=at + 3 * A_DAY)
    assert letters_of([row]) == {}


def test_whoever_may_not_know_reads_no_names_aloud(promise, sjaan, amina, ruben, walk, at, matter):
    walk(3)
    day = at.date() + 3 * A_DAY
    (general,) = letter(ruben, day, [sjaan.pk]).spoken
    assert "Amina" not in general
    (full,) = letter(ruben, day, [amina.pk]).spoken
    assert "Amina" in full
    matters.let_read(matter, sjaan.actor, ground=Ground.RELATION, by=amina, at=at)
    assert letter(ruben, day, [sjaan.pk]).spoken == (full,)


def asks_who(walk, day):
    with CaptureQueriesContext(connection) as asked:
        walk(day)
    return sum(
        '"promises_promise"."maker_id"' in q or 'U2."maker_id"' in q for q in questions(asked)
    )


def test_once_everybody_is_told_nobody_is_looked_for_until_there_is_more(
    promised, amina, idris, walk
):
    promised()
    walk(2)
    quiet = asks_who(walk, 2)
    promised(receiver=idris.actor)
    busy = asks_who(walk, 2)
    assert quiet < busy
    assert asks_who(walk, 2) == quiet


def test_who_begins_to_stand_in_later_on_the_day_hears_too(promise, amina, sjaan, walk, at):
    day = at.date() + 2 * A_DAY
    absence = members.ask_stand_in(amina, sjaan, since=at.date(), until=day, by=amina, at=at)
    walk(2)
    assert told(day) == {amina.code}
    members.answer_stand_in(absence, says_yes=True, by=sjaan, at=at)
    walk(2)
    assert told(day) == {amina.code, sjaan.code}


BEGINS = {
    "stands in": lambda seat, tess, at: members.stand_in_for_seat(seat, tess, by="invoer", at=at),
    "sits down": lambda seat, tess, at: members.sit_down(
        seat, tess, since=at.date(), by="invoer", at=at
    ),
}


@pytest.mark.parametrize("how", BEGINS)
@pytest.mark.parametrize("part", ["maker", "receiver"])
def test_who_begins_to_answer_for_an_empty_seat_on_the_day_hears_too(
    joris, tess, promised, walk, at, how, part
):
    seat = joris.tenures.get().seat
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    promised(**{part: seat.actor})
    days = 2 if part == "maker" else 3
    day = at.date() + days * A_DAY
    walk(days)
    before = told(day)
    BEGINS[how](seat, tess, at + days * A_DAY)
    walk(days)
    assert told(day) - before == {tess.code}
    assert letter(tess, day)


def test_who_joins_the_circle_on_the_day_hears_too(rietkade, promise, area, sjaan, idris, walk, at):
    walk(3)
    walk(4)
    day = at.date() + 4 * A_DAY
    members.sit_in_circle(area, idris, since=day, by="invoer", at=at)
    walk(4)
    assert idris.code in told(day)
    assert "Amina Telgenhof" in letter(idris, day).text


def test_who_begins_where_the_day_tells_nothing_gets_no_letter(
    promise, amina, joris, tess, area, idris, walk, at
):
    seat = joris.tenures.get().seat
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    walk(2)
    day = at.date() + 2 * A_DAY
    members.stand_in_for_seat(seat, tess, by="invoer", at=at)
    members.sit_in_circle(area, idris, since=day, by="invoer", at=at)
    walk(2)
    assert told(day) == {amina.code}
