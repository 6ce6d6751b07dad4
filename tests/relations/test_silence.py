"""What nobody hears of rises by itself: to the holder, to the circle, to the board."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.questions import questions
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.actions import make_promise
from tussenruimte.record.models import Fact
from tussenruimte.relations import actions, silence
from tussenruimte.relations.models import Need, Silence

pytestmark = pytest.mark.usefixtures("english")

DAY = timedelta(days=1)
QUIET = 7 * DAY
MANY = 40  # more than one page of a list


@pytest.fixture
def walk(rietkade):
    """`walk(moment)`: the clock comes by, and tells who has to hear."""

    def go(moment):
        today = clock.day(moment)
        added = silence.notice(rietkade, today=today, at=moment)
        actions.tell_of_silence(rietkade, today=today, by="klok", at=moment)
        return added

    return go


@pytest.fixture
def circle(rietkade, at):
    """`circle(sjaan, Circle.Sort.AREA)`: a circle of one."""

    def make(person, sort):
        row = members.make_circle(rietkade, "Kring", sort=sort, by="invoer", at=at)
        members.sit_in_circle(row, person, since=at.date(), by="invoer", at=at)
        return row

    return make


@pytest.fixture
def needs(rietkade, amina, telling, at):
    """`needs(5)`: so many more, told today; Amina has the duty."""

    def make(how_many):
        for _ in range(how_many):
            actions.tell(rietkade, telling, by=None, at=at)

    return make


def told(day):
    rows = Dispatch.objects.filter(kind="silence-letter", about=day.isoformat())
    return set(rows.values_list("to", flat=True))


def letter(person):
    row = Dispatch.objects.filter(kind="silence-letter", to=person.code).latest("pk")
    return letters_of([row]).get(row.code)


def test_a_need_without_a_sign_of_life_rises_once(need, walk, at):
    assert walk(at + QUIET - DAY) == 0
    assert walk(at + QUIET) == 1
    assert walk(at + QUIET) == 0
    assert Silence.objects.get().rung == 0


def test_quiet_on_purpose_is_no_silence(need, walk, amina, at):
    until = at + 30 * DAY
    actions.begin_quiet(need, until=until.date(), by=amina, at=at)
    assert walk(until) == 0
    assert walk(until + DAY) > 0


def test_what_was_promised_meanwhile_is_no_silence(need, walk, amina, at):
    said = {"maker": amina.actor, "receiver": need.person.actor, "person_said_yes": True}
    later = at + 3 * DAY
    make_promise(need.matter, text="Ik bel", due=later.date(), by=amina, at=later, **said)
    assert walk(at + QUIET) == 0
    assert walk(at + QUIET + 3 * DAY) == 1


def test_looking_first_writes_nothing_when_nothing_is_new(need, walk, at, reading_only):
    walk(at + QUIET)
    with reading_only:
        assert silence.notice(need.cooperative, today=clock.day(at + QUIET), at=at) == 0


def test_many_are_noticed_a_chunk_at_a_time(rietkade, needs, at):
    needs(5)
    today = clock.day(at + QUIET)
    assert silence.notice(rietkade, today=today, at=at, chunk=2) == 5
    facts = Fact.objects.filter(body__contains='"needs.silent"').values_list("body", flat=True)
    assert [body.count('"n":2') for body in facts] == [1, 1, 0]
    assert silence.notice(rietkade, today=today, at=at, chunk=2) == 0


def test_each_rung_tells_those_it_is_for(need, walk, circle, amina, sjaan, tess, at):
    circle(sjaan, Circle.Sort.AREA)
    circle(tess, Circle.Sort.BOARD)
    heard = {}
    for day in range(7, 16):
        walk(at + day * DAY)
        heard[day] = told((at + day * DAY).date())
    holder = {amina.code}
    assert {day: who for day, who in heard.items() if who} == {
        7: holder,
        10: holder | {sjaan.code},
        14: holder | {tess.code},
    }


def other_days(rietkade, at, **numbers):
    for name, number in numbers.items():
        members.set_term(rietkade, name, number, decided_on=at.date(), by="beheer", at=at)


def test_the_members_choose_when_the_circle_and_the_board_hear_it(
    rietkade, need, walk, circle, amina, sjaan, tess, at
):
    circle(sjaan, Circle.Sort.AREA)
    circle(tess, Circle.Sort.BOARD)
    other_days(rietkade, at, silence_board=20, silence_circle=1)
    heard = {}
    for day in range(7, 29):
        walk(at + day * DAY)
        heard[day] = told((at + day * DAY).date())
    holder = {amina.code}
    assert {day: who for day, who in heard.items() if who} == {
        7: holder,
        8: holder | {sjaan.code},
        27: holder | {tess.code},
    }


def test_after_a_change_nobody_hears_it_twice_and_nobody_not(
    rietkade, need, walk, circle, amina, sjaan, tess, at
):
    circle(sjaan, Circle.Sort.AREA)
    circle(tess, Circle.Sort.BOARD)
    heard = {}
    for day in range(7, 40):
        if day == 11:  # the circle heard it already
            other_days(rietkade, at, silence_board=20, silence_circle=6)
        if day == 18:
            other_days(rietkade, at, silence_circle=1, silence_board=2)
        walk(at + day * DAY)
        heard[day] = told((at + day * DAY).date())
    assert {day: who - {amina.code} for day, who in heard.items() if who} == {
        7: set(), 10: {sjaan.code}, 18: {tess.code},
    }  # fmt: skip


@pytest.mark.parametrize(("name", "number"), [("silence_circle", 7), ("silence_board", 3)])
def test_the_board_never_hears_it_before_the_circle(rietkade, at, name, number):
    with pytest.raises(Refused, match="First the circle hears it, and days later the board"):
        other_days(rietkade, at, **{name: number})


def test_without_a_board_the_circle_hears_it_again(need, walk, circle, amina, sjaan, at):
    circle(sjaan, Circle.Sort.AREA)
    for day in (7, 10, 14):
        walk(at + day * DAY)
    assert told((at + 14 * DAY).date()) == {amina.code, sjaan.code}


def test_without_board_or_circle_whoever_may_hold_hears_it(need, walk, amina, sjaan, at):
    walk(at + 14 * DAY)  # Amina's two weeks of duty are over
    assert told((at + 14 * DAY).date()) == {amina.code, sjaan.code}


def test_one_letter_a_day_and_nobody_is_woken_at_night(need, walk, amina, at):
    night = clock.midnight(clock.day(at + QUIET)) + timedelta(minutes=5)
    walk(night)
    walk(night)
    row = Dispatch.objects.get(kind="silence-letter")
    assert row.to == amina.code
    assert row.due_at == clock.midnight(clock.day(night)) + timedelta(hours=8)


def test_the_letter_says_how_many_and_names_nobody(need, walk, amina, at):
    with time_machine.travel(at + QUIET):
        walk(at + QUIET)
        said = letter(amina)
    assert "Ruben" not in said.text
    assert "/rietkade/vragen/" in said.text


def test_the_letter_counts_more_than_fit_on_a_page(needs, need, walk, circle, sjaan, at):
    needs(MANY)
    circle(sjaan, Circle.Sort.AREA)
    moment = at + QUIET + 3 * DAY
    with time_machine.travel(moment):
        walk(moment)
        assert letter(sjaan).spoken == (
            f"{MANY + 1} questions that others hold have been silent for a while.",
        )


def test_after_a_sign_of_life_there_is_nothing_to_say(need, walk, amina, at):
    walk(at + QUIET)
    Need.objects.update(last_sign_on=at + QUIET)
    with time_machine.travel(at + QUIET):
        assert letter(amina) is None


@pytest.mark.parametrize("people", [2, 30])
def test_the_list_to_phone_asks_no_question_for_each_letter(
    need, walk, welcome, circle, sjaan, client, at, people
):
    area = circle(sjaan, Circle.Sort.AREA)
    for n in range(people):
        person = welcome(f"Iemand {n}", reach="06")
        members.sit_in_circle(area, person, since=at.date(), by="invoer", at=at)
    moment = at + QUIET + 3 * DAY
    with time_machine.travel(moment):
        walk(moment)
        client.sign_in(sjaan)
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/rietkade/bellijst/").content.decode()
    assert page.count("Iemand") >= people
    assert len(questions(asked)) <= 10, "\n".join(questions(asked))


def test_on_a_page_it_is_seen_from_outside_by_others_and_not_twice_by_who_holds_it(
    client, need, amina, sjaan, at
):
    with time_machine.travel(at + QUIET):
        mine, theirs = (
            client.sign_in(person).get("/rietkade/vragen/").content.decode()
            for person in (amina, sjaan)
        )
    assert "Lang niets gehoord" in theirs
    assert "Amina Telgenhof" in theirs
    assert "Lang niets gehoord" not in mine
