"""The clock comes by: once or in a loop, at a moment of one's choice, and never stops at a mistake."""

import io
import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as house
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection

from tests.visitor import where_we_are
from tussenruimte.cli.management.commands import tick
from tussenruimte.kit import clock, clockwork
from tussenruimte.kit.tenancy import tell_database, within
from tussenruimte.matters.actions import look
from tussenruimte.members import actions as members
from tussenruimte.promises.models import Step
from tussenruimte.record.models import Fact, PublishedHead

A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    """A data folder of its own."""
    settings.HEADS, settings.CLOCK_BEAT = tmp_path / "heads", tmp_path / "clock.beat"
    return tmp_path


@pytest.fixture
def heideveen(rietkade, at):
    """Another cooperative on the same machine."""
    other = members.found_cooperative(
        slug="heideveen", name="Heideveen", phone="000 123 45 60", by="beheer", at=at
    )
    with within(rietkade.pk):
        yield other


def run(*words):
    """The clock leaves every cooperative after its turn; the test stays where it was."""
    here = where_we_are()
    try:
        call_command("tick", *words, stdout=io.StringIO())
    finally:
        tell_database(here)


def test_the_rooms_said_what_the_clock_does():
    names = [clockwork.name_of(job) for job in clockwork.jobs()]
    assert "tussenruimte.promises.ladder.walk" in names
    assert names.index("tussenruimte.record.nightly.close_yesterday") == 0


def test_the_clock_comes_by(rietkade, promise, at, travel):
    travel(at + 4 * A_DAY)
    run()
    assert Step.objects.count() == 3
    rietkade.refresh_from_db()
    assert rietkade.last_tick_on == at.date() + 4 * A_DAY


@pytest.mark.parametrize("now", ["2026-11-20", "2026-11-20T09:30", "2026-11-20T08:30:00+00:00"])
def test_a_day_or_moment_may_be_given(rietkade, promise, now):
    run("--now", now)
    rietkade.refresh_from_db()
    assert rietkade.last_tick_on.isoformat() == "2026-11-20"


@pytest.mark.parametrize("now", ["morgen", "2026-13-01", "2027-03-28T02:30", "2026-10-25T02:30"])
def test_a_moment_that_cannot_be_is_refused(rietkade, now):
    with pytest.raises(CommandError, match=now) as no:
        run("--now", now)
    assert no.value.returncode == 2


def test_going_back_in_time_takes_nothing_back(rietkade, promise):
    run("--now", "2026-11-20")
    run("--now", "2026-11-18")
    rietkade.refresh_from_db()
    assert rietkade.last_tick_on.isoformat() == "2026-11-20"


def test_every_cooperative_has_its_turn(rietkade, heideveen, at):
    run()
    for cooperative in (rietkade, heideveen):
        cooperative.refresh_from_db()
        assert cooperative.last_tick_on == at.date()


def test_a_mistake_in_one_does_not_stop_the_others(rietkade, heideveen, monkeypatch, caplog):
    def falls(cooperative, today, at):
        if cooperative.pk == rietkade.pk:
            raise ValueError("the words of Ruben")

    monkeypatch.setattr(clockwork, "_JOBS", [*clockwork.jobs(), falls])
    with caplog.at_level(logging.ERROR), pytest.raises(CommandError) as no:
        run()
    assert no.value.returncode == 1
    assert rietkade.code in caplog.text
    assert "ValueError" in caplog.text
    assert "Ruben" not in caplog.text
    heideveen.refresh_from_db()
    assert heideveen.last_tick_on is not None


def test_in_a_loop_it_comes_by_again_whatever_happens(rietkade, monkeypatch, caplog):
    rounds = []

    def falls(cooperative, today, at):
        rounds.append(at)
        raise ValueError

    def rest(seconds):
        assert seconds == 12.5
        if len(rounds) == 3:
            raise KeyboardInterrupt

    monkeypatch.setenv("TUSSENRUIMTE_TICK", "12.5")
    monkeypatch.setattr(clockwork, "_JOBS", [falls])
    monkeypatch.setattr(tick.time, "sleep", rest)
    run("--loop")
    assert len(rounds) == 3


@pytest.mark.parametrize("seconds", ["soon", "0", "-3", "nan"])
def test_a_pause_is_a_number_of_seconds(rietkade, monkeypatch, seconds):
    monkeypatch.setenv("TUSSENRUIMTE_TICK", seconds)
    with pytest.raises(CommandError) as no:
        run("--loop")
    assert no.value.returncode == 2


def test_it_leaves_a_sign_of_life(rietkade, data, at):
    run()
    assert datetime.fromisoformat(Path(data, "clock.beat").read_text().strip()).tzinfo == UTC


# ---- the record at night ----------------------------------------------------------------------------


def facts(kind):
    rows = Fact.objects.filter(body__contains=f'"kind":"{kind}"').order_by("seq")
    return [json.loads(body) for body in rows.values_list("body", flat=True)]


def test_an_hour_after_midnight_the_day_is_sealed_and_the_head_published(
    rietkade, matter, sjaan, at
):
    look(matter, ground="holder", page="need", by=sjaan, at=at)
    midnight = clock.midnight(at.date() + A_DAY)
    run("--now", (midnight + timedelta(minutes=59)).isoformat())
    assert facts("readings.sealed") == []
    run("--now", (midnight + timedelta(minutes=61)).isoformat())
    (sealed,) = facts("readings.sealed")
    assert (sealed["day"], sealed["n"]) == (at.date().isoformat(), 1)
    file = house.HEADS / "rietkade" / f"{at.date() + A_DAY}.json"
    head = PublishedHead.objects.get()
    assert json.loads(file.read_text())["hash"] == bytes(head.hash).hex()


def test_a_day_is_sealed_once_and_days_without_a_clock_are_made_up_for(rietkade, matter, sjaan, at):
    look(matter, ground="holder", page="need", by=sjaan, at=at)
    for now in ("2026-11-17", "2026-11-17T18:00", "2026-11-20", "2026-11-20T18:00"):
        run("--now", now)
    days = [fact["day"] for fact in facts("readings.sealed")]
    assert days == ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"]
    assert PublishedHead.objects.count() == 2


def test_without_the_file_it_is_published_again_and_nothing_is_sealed_twice(
    rietkade, matter, sjaan, at
):
    look(matter, ground="holder", page="need", by=sjaan, at=at)
    run("--now", "2026-11-17")
    (house.HEADS / "rietkade" / "2026-11-17.json").unlink()
    run("--now", "2026-11-17T18:00")
    assert len(facts("readings.sealed")) == 1
    assert (house.HEADS / "rietkade" / "2026-11-17.json").exists()


def test_old_sessions_are_thrown_out(rietkade, at):
    old = SessionStore()
    old["email"] = "begonnen@example.org"
    old.set_expiry(60)
    old.save()
    with time_machine.travel(at + timedelta(hours=1)):
        tick.throw_out_old_sessions()
    assert not Session.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_sqlite_counts_again_once_a_day(rietkade, promise, at, monkeypatch):
    times = []
    monkeypatch.setattr(tick, "measure", lambda: times.append(1))
    with time_machine.travel(at, tick=False):
        call_command("tick")
        call_command("tick")
    assert len(times) == 1
    with time_machine.travel(at + timedelta(days=1), tick=False):
        call_command("tick")
    assert len(times) == 2
