"""Who has seen this: readings about me, and what I looked at, merged per day."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground
from tussenruimte.members import actions as members

PAGE = "/rietkade/wie-heeft-dit-gezien/"


@pytest.fixture
def matter(idris, amina, at):
    """What Idris asked; Amina holds on to it."""
    row = matters.open_private(idris, subject="need", circle=None, by=idris, at=at)
    matters.let_read(row, amina.actor, ground=Ground.HOLDER, by=amina, at=at)
    return row


@pytest.fixture
def looked(matter, at):
    """Somebody looked at it, so many times, so many days ago."""

    def look(person, *, days=0, times=1, ground=Ground.HOLDER):
        for n in range(times):
            moment = at - timedelta(days=days, minutes=n)
            matters.look(matter, ground=ground, page="need", by=person, at=moment)

    return look


def page_of(client, person, more=""):
    return client.sign_in(person).get(PAGE + more).content.decode()


def test_i_see_who_looked_when_and_why(client, idris, amina, looked):
    looked(amina, times=3)
    page = page_of(client, idris)
    assert "Amina Telgenhof" in page
    assert "drie keer" in page
    assert "<h3" in page
    assert "Vandaag" in page


def test_the_same_day_is_one_line_and_another_day_another(client, idris, amina, looked):
    looked(amina, times=2)
    looked(amina, days=1)
    page = page_of(client, idris)
    assert page.count("Amina Telgenhof") == 2
    assert "Gisteren" in page


def test_i_see_what_i_looked_at_myself(client, amina, idris, looked):
    looked(amina)
    page = page_of(client, amina)
    assert page.index("Wat je zelf bekeek") < page.index("Idris Bekkaoui")


def test_looking_at_ones_own_is_no_reading(client, idris, looked):
    looked(idris, ground=Ground.SELF)
    page = page_of(client, idris)
    assert "Niemand, de laatste maand." in page
    assert "Niets, de laatste maand." in page


def test_others_see_nothing_of_it(client, tess, amina, looked):
    looked(amina)
    page = page_of(client, tess)
    assert "Amina" not in page
    assert "Idris" not in page


def test_older_readings_stand_one_page_further(client, idris, amina, looked, at):
    looked(amina, days=60)
    page = page_of(client, idris)
    assert "Amina" not in page
    day = (at - timedelta(days=60)).date()
    assert f"?tot={day:%Y-%m-%d}" in page
    older = page_of(client, idris, f"?tot={day:%Y-%m-%d}")
    assert "Amina" in older
    assert "Naar de laatste maand" in older


@pytest.mark.parametrize("day", ["gisteren", "2999-01-01", "", "2026-13-45"])
def test_a_day_that_is_none_is_today(client, idris, amina, looked, day):
    looked(amina)
    assert "Amina" in page_of(client, idris, f"?tot={day}")


@pytest.mark.parametrize("day", ["0001-01-01", "0001-02-01", "1999-12-31"])
def test_a_day_long_before_there_was_a_house_has_nothing_to_show(client, idris, amina, looked, day):
    assert "Amina" not in page_of(client, idris, f"?tot={day}")


def test_everything_is_there_exactly(client, idris, amina, sjaan, looked):
    looked(amina, times=30)
    looked(sjaan, times=1)
    page = page_of(client, idris)
    assert re.findall(r"\b(\d+|\w+) keer", page) == ["30"]
    assert page.count('class="person__part"') == 2


def test_a_reader_who_left_is_somebody(client, idris, amina, looked):
    looked(amina)
    type(amina.actor).objects.filter(pk=amina.pk).update(name="")
    assert "iemand" in page_of(client, idris)


def test_a_visitor_signs_in_first(client, rietkade):
    assert client.get(PAGE).headers["Location"] == f"/inloggen/?next={PAGE}"


def test_for_an_outsider_it_is_not_there(client, wiepkje):
    assert client.sign_in(wiepkje).get(PAGE).status_code == 404


def test_looking_changes_nothing(client, idris, amina, looked, reading_only):
    looked(amina)
    client.sign_in(idris)
    with reading_only:
        assert client.get(PAGE).headers["Cache-Control"] == "no-store"


def test_the_questions_do_not_grow(client, idris, amina, looked, welcome, at):
    client.sign_in(idris)
    client.get(PAGE)
    looked(amina)
    counts = []
    for _n in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
        for n in range(20):
            somebody = welcome(f"Buur {n}")
            members.let_hold(somebody, by="invoer", at=at)
            looked(somebody)
    assert counts[0] == counts[1] <= 12
