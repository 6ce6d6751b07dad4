"""Every sort of line has a sentence, with a way on, in both languages."""

import datetime as dt
from pathlib import Path

import pytest
from django.urls import get_resolver
from django.utils import translation

from tussenruimte.kit import clock
from tussenruimte.web.day import day_of, waits
from tussenruimte.web.reads.today import Line, Someone
from tussenruimte.web.sentences import SENTENCES, Teller

TODAY = dt.date(2026, 11, 16)
SOURCE = Path(__file__).parents[2] / "src" / "tussenruimte" / "web" / "sentences.py"


def a_line(kind, **given):
    values = {
        "code": "K7Q4MK9TX2", "matter": "M7Q4MK9TX2", "other": Someone("Sjaan Poelma", "S2", "person"),
        "about": "Ruben", "title": "", "me": "", "day": TODAY, "till": TODAY + dt.timedelta(3),
        "at": clock.midnight(TODAY), "time": dt.time(18), "more": "", "words": "Ik bel je.",
    }  # fmt: skip
    return Line(kind=kind, **{**values, **given})


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", SENTENCES)
def test_each_sort_has_a_sentence_and_a_way_on(kind, language):
    with translation.override(language):
        said = Teller("rietkade", TODAY).tell(a_line(kind))
    assert "Sjaan" in said.text
    assert said.text[-1] in ".?"
    assert ".." not in said.text
    assert "%(" not in said.text + said.soft
    assert kind == "look-along" or said.steps
    assert all(step.words and step.url for step in said.steps)


def test_of_an_empty_seat_it_is_said_whose_promise_it_is():
    with translation.override("nl"):
        said = Teller("rietkade", TODAY).tell(a_line("take-over", more="empty", me="Wethouder"))
    assert "wat wethouder beloofde" in said.text
    assert "Daar zit nu niemand" in said.soft


def test_no_sentence_names_a_page_that_is_not_there():
    names = set()
    for word in SOURCE.read_text().split('"'):
        room, _colon, page = word.partition(":")
        if page and room.isalpha() and " " not in word:
            names.add(word)
    rooms = get_resolver().namespace_dict
    known = {
        f"{room}:{name}"
        for room, (_prefix, resolver) in rooms.items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }
    assert {name for name in names - known if not name.startswith("reflections:")} == set()


def test_late_comes_before_today_and_before_other_sorts(amina, at):
    lines = [
        a_line("silent", code="A"),
        a_line("promised", code="B", till=None),
        a_line("message", code="C", day=TODAY - dt.timedelta(2)),
        a_line("said-done", code="D"),
        a_line("promised", code="E", till=None, day=TODAY - dt.timedelta(1)),
    ]
    day = day_of(amina, lines, at)
    assert [one.text for one in day.first + day.later] == [
        Teller("rietkade", TODAY).tell(line).text
        for code in "CEBDA"
        for line in lines
        if line.code == code
    ]


@pytest.mark.parametrize(
    ("line", "does_wait"),
    [
        (a_line("promised", till=None), True),
        (a_line("promised", till=None, day=TODAY + dt.timedelta(1)), False),
        (a_line("promised", day=TODAY + dt.timedelta(9)), True),  # to be looked at again
        (a_line("to-me"), False),
        (a_line("duty"), False),
    ],
)
def test_what_waits(line, does_wait):
    assert bool(waits([line], TODAY)) is does_wait


def test_an_urgent_message_says_so():
    said = Teller("rietkade", TODAY).tell(a_line("message", more="urgent"))
    assert said.text == "Sjaan heeft je vandaag nodig. Bel, of ga langs."


def test_a_seat_has_no_first_name():
    seat = Someone("wethouder sociaal", "W1", "seat")
    said = Teller("rietkade", TODAY).tell(a_line("promised", other=seat, till=None))
    assert said.text == "Je beloofde wethouder sociaal voor vandaag vóór 18 uur: Ik bel je."


def test_without_a_name_it_is_somebody(amina, at):
    assert Someone("iemand", "", "person").first_name == "iemand"
