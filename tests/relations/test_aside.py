"""Messages that two people put aside: many of one place at once, and none that somebody waits in."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from tussenruimte.conversations.actions import moment
from tussenruimte.record.models import Reading
from tussenruimte.relations import actions
from tussenruimte.relations.models import Need, SetAside, Stage
from tussenruimte.relations.reads import asked_to_look, set_asides, what_i_hold

BURST = "/rietkade/vragen/tegelijk/abc/"


@pytest.fixture
def many(rietkade, amina, telling, at):
    """Twenty-five messages came from one place on one day."""
    told = [
        actions.tell(rietkade, replace(telling, words=f"nummer {n}."), by=None, at=at).need
        for n in range(25)
    ]
    Need.objects.update(origin="abc")
    return told


@pytest.fixture
def asked(many, amina, sjaan, at):
    """Amina asks Sjaan to look along at all of them."""
    actions.ask_to_set_all_aside(many, reason="machine", second=sjaan, by=amina, at=at)
    return many


def look(need):
    return f"/rietkade/vragen/{need.code}/opzij/meekijken/"


def test_what_is_urgent_is_no_part_of_a_flood(many, amina, client):
    Need.objects.filter(pk=many[3].pk).update(is_urgent=True)
    mine = what_i_hold(amina)
    assert (mine.bursts, mine.messages) == ([("abc", 24)], [many[3]])
    assert "nummer 3." not in client.sign_in(amina).get(BURST).content.decode()


def test_whoever_tells_with_a_log_in_comes_from_no_place(amina, sjaan, client):
    said = {"words": "Zij zoekt een fiets", "why_for_them": "Aan de balie", "own_word": "heron"}
    client.sign_in(sjaan).post("/rietkade/vertel/?voor=iemand", said, REMOTE_ADDR="192.0.2.7")
    assert Need.objects.get().origin == ""


def test_all_are_read_before_they_are_put_aside(many, amina, sjaan, client):
    first, last = (client.sign_in(amina).get(f"{BURST}?blad={n}").content.decode() for n in (1, 2))
    assert ("nummer 0." in first, "nummer 24." in last) == (True, True)
    assert ("Wie kijkt mee?" in first, "Wie kijkt mee?" in last) == (False, True)
    assert Reading.objects.filter(page="burst").count() == 25


def test_what_came_after_reading_is_not_put_aside(
    many, rietkade, amina, sjaan, telling, client, at
):
    seen = client.sign_in(amina).get(f"{BURST}?blad=2").context["form"]["seen"].value()
    later = actions.tell(rietkade, telling, by=None, at=at + timedelta(minutes=1)).need
    Need.objects.filter(pk=later.pk).update(origin="abc")
    said = {"reason": "machine", "second": sjaan.code, "seen": seen}
    client.post(BURST, said)
    assert SetAside.objects.count() == 25
    assert not SetAside.objects.filter(need=later).exists()


def test_it_is_one_question_to_the_second(asked, sjaan, client):
    (one,) = asked_to_look(sjaan)
    assert one.how_many == 25
    page = client.sign_in(sjaan).get("/rietkade/vragen/").content.decode()
    assert "Amina wil 25 berichten opzijleggen" in page


def test_one_of_many_can_stay(asked, sjaan, client):
    answer = client.sign_in(sjaan).post(look(asked[4]), {"answer": "no"})
    assert answer.url == look(asked[0])
    client.post(look(asked[0]), {"answer": "all"})
    assert [n.pk for n in Need.objects.filter(stage=Stage.MESSAGE)] == [asked[4].pk]


def test_whom_somebody_spoke_with_meanwhile_stays(asked, amina, sjaan, client, at):
    rows = list(SetAside.objects.select_related("need"))
    moment(asked[0].matter, by=amina, at=at)
    assert SetAside.objects.get(need=asked[0]).restored_at == at  # nobody is asked any more
    assert actions.agree_to_all(rows, by=sjaan, at=at) == 24
    assert Need.objects.get(pk=asked[0].pk).stage == Stage.HELD


def test_it_can_come_back_for_thirty_days_and_is_not_offered_longer(
    message, amina, sjaan, client, at
):
    row = actions.ask_to_set_aside(message, reason="double", second=sjaan, by=amina, at=at)
    assert set_asides(amina, at) == []
    actions.agree_to_set_aside(row, by=sjaan, at=at)
    assert set_asides(amina, at + timedelta(days=30)) == [row]
    assert set_asides(amina, at + timedelta(days=30, minutes=1)) == []
    with time_machine.travel(at + timedelta(days=31)):
        assert (
            "Haal het terug" not in client.sign_in(amina).get("/rietkade/vragen/").content.decode()
        )
