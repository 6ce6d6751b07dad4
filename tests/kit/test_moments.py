"""The hour that the clock skips in March is refused; which of the two in October is asked."""

import datetime as dt
from typing import ClassVar

import pytest
from django import forms

from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.kit.forms import WithMoments, hour_field, which_field
from tussenruimte.methods.days import which_of

SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2027, 10, 31)


class Open(WithMoments):
    """From when until when."""

    hours: ClassVar = {"begins": "which_begins", "ends": "which_ends"}
    day = forms.DateField()
    begins = hour_field()
    which_begins = which_field()
    ends = hour_field(required=False)
    which_ends = which_field()


def filled(day=AUTUMN, **said):
    return Open({"day": day.isoformat(), "begins": "02:30"} | said)


def utc(moment):
    return moment.astimezone(dt.UTC).strftime("%H:%M")


def test_a_page_that_is_opened_asks_about_no_hour():
    assert list(Open().fields) == ["day", "begins", "ends"]


@pytest.mark.parametrize("hour", ["02:00", "02:30", "02:59"])
def test_the_hour_that_is_skipped_is_refused(hour):
    form = filled(SPRING, begins=hour, which_begins="second")
    assert list(form.errors) == ["begins"]
    assert "slaat de klok dit uur over" in form.errors["begins"][0]
    assert "which_begins" not in form.fields


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        (SPRING, "01:59", "00:59"),
        (SPRING, "03:00", "01:00"),
        (AUTUMN, "01:59", "23:59"),
        (AUTUMN, "03:00", "02:00"),
    ],
)
def test_just_before_and_just_after_nothing_is_asked(day, hour, moment):
    form = filled(day, begins=hour)
    assert form.is_valid()
    assert utc(form.moments["begins"]) == moment
    assert list(form.fields) == ["day", "begins", "ends"]


@pytest.mark.parametrize("hour", ["02:00", "02:30", "02:59"])
def test_the_hour_that_comes_twice_is_asked_beside_the_hour(hour):
    form = filled(begins=hour)
    assert list(form.errors) == ["which_begins"]
    assert list(form.fields) == ["day", "begins", "which_begins", "ends"]


@pytest.mark.parametrize(("which", "moment"), [("first", "00:30"), ("second", "01:30")])
def test_either_of_the_two_can_be_meant(which, moment):
    form = filled(which_begins=which)
    assert form.is_valid()
    assert utc(form.moments["begins"]) == moment


def test_an_answer_that_is_asked_may_not_stay_empty():
    form = filled()
    assert not form.is_valid()
    assert form.fields["which_begins"].required


def test_each_hour_of_the_two_has_its_own_question():
    assert list(filled(ends="02:45").errors) == ["which_begins", "which_ends"]
    form = filled(ends="02:15", which_begins="first", which_ends="second")
    assert form.is_valid()
    assert [utc(form.moments[name]) for name in ("begins", "ends")] == ["00:30", "01:15"]


def test_an_answer_that_was_not_offered_is_asked_again():
    assert list(filled(which_begins="third").errors) == ["which_begins"]


def test_an_answer_that_nobody_asked_for_does_not_count():
    form = filled(begins="10:00", which_begins="third", which_ends="second")
    assert form.is_valid()
    assert utc(form.moments["begins"]) == "09:00"


def test_the_choice_stays_when_something_else_is_wrong():
    form = filled(which_begins="second", ends="nonsense")
    assert list(form.errors) == ["ends"]
    assert form["which_begins"].value() == "second"


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(9999, 12, 31)])
def test_a_day_that_nobody_lives_to_see_is_refused(day):
    assert "day" in filled(day, ends="23:59").errors


def test_a_moment_says_itself_which_of_the_two_it_is():
    first = dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC)
    said = [which_of(first + dt.timedelta(hours=n)) for n in (-1, 0, 1, 2)]
    assert said == ["", "first", "second", ""]
    assert which_of(first.astimezone(AMSTERDAM)) == "first"


def test_what_was_chosen_before_stands_on_the_page_from_the_start():
    form = Open(initial={"day": AUTUMN, "begins": dt.time(2, 30), "which_begins": "second"})
    assert "which_begins" in form.fields
    assert "which_ends" not in form.fields
