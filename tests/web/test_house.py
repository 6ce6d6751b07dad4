"""Whether the house lives, who may index it, where to report a weak spot."""

import datetime as dt
import os

import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tussenruimte.members.actions.cooperatives import RESERVED
from tussenruimte.web.reads import health
from tussenruimte.web.urls import urlpatterns


@pytest.fixture
def beat(tmp_path, settings):
    settings.CLOCK_BEAT = tmp_path / "clock.beat"
    return settings.CLOCK_BEAT


def a_task(at, **more):
    values = {"task_path": "x.y", "args_kwargs": {"args": [], "kwargs": {}}, "status": "READY"}
    values |= {"queue_name": "default", "backend_name": "default", "priority": 0, **more}
    task = DBTaskResult.objects.create(**values)
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=at)


def test_the_house_lives(client, database, beat):
    beat.touch()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.fixture
def browser():
    """One that asks the database nothing by itself."""
    return Client()


def test_without_a_database_it_says_so(browser, database, beat, monkeypatch):
    def gone(*_args, **_more):
        raise OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        answer = browser.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"The database does not answer.")


def test_a_queue_that_stands_still_is_said(client, rietkade, beat, at):
    a_task(at - dt.timedelta(minutes=11))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert b"queue stands still" in answer.content
    assert b"2026-11-16T08:49" in answer.content


@pytest.mark.parametrize(
    ("minutes", "more"),
    [(9, {}), (60, {"status": "SUCCESSFUL"}), (60, {"run_after": dt.datetime(2026, 11, 17, tzinfo=dt.UTC)})],
    ids=["just now", "done", "for tomorrow"],
)  # fmt: skip
def test_what_needs_no_hurry_is_well(client, rietkade, beat, at, minutes, more):
    a_task(at - dt.timedelta(minutes=minutes), **more)
    assert client.get("/healthz").status_code == 200


def test_a_clock_that_stands_still_is_said(client, rietkade, beat, at):
    beat.touch()
    old = (at - dt.timedelta(minutes=16)).timestamp()
    os.utime(beat, (old, old))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert b"clock stands still" in answer.content


def test_a_house_that_just_opened_has_time_for_its_first_round(rietkade, beat, at, monkeypatch):
    monkeypatch.setattr(health, "OPENED_AT", at - dt.timedelta(minutes=14))
    assert health.what_is_wrong(at) == ""
    assert "clock" in health.what_is_wrong(at + dt.timedelta(minutes=2))


def test_a_machine_without_a_clock_does_not_look_for_it(rietkade, beat, at, settings):
    settings.CLOCK_EXPECTED = False
    assert health.what_is_wrong(at + dt.timedelta(days=9)) == ""


def test_search_engines_leave_private_pages_alone(browser):
    said = browser.get("/robots.txt").content.decode()
    for path in ("/kaart/", "/*/vandaag/", "/*/vragen/", "/inloggen/"):
        assert f"Disallow: {path}\n" in said
    assert "Disallow: /\n" not in said


def test_who_finds_a_weak_spot_reads_whom_to_tell(browser, at):
    said = dict(
        line.split(": ", 1)
        for line in browser.get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert said["Contact"] == settings.SECURITY_CONTACT
    assert said["Canonical"] == f"{settings.PUBLIC_URL}/.well-known/security.txt"
    expires = dt.datetime.fromisoformat(said["Expires"])
    assert at < expires < at + dt.timedelta(days=365)


def test_these_pages_do_not_need_the_database(browser, monkeypatch):
    def gone(*_args, **_more):
        raise DatabaseError

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)
    for path in ("/robots.txt", "/.well-known/security.txt", "/toegankelijkheid"):
        assert browser.get(path).status_code == 200
    assert browser.get("/favicon.ico").headers["Location"].endswith("favicon.svg")


def test_another_language(client, rietkade):
    answer = client.post("/taal/", {"language": "en", "next": "/rietkade/"})
    assert answer.headers["Location"] == "/rietkade/"
    assert "A small step" in client.get("/rietkade/").content.decode()


def test_language_does_not_send_people_elsewhere(client, rietkade):
    answer = client.post("/taal/", {"language": "en", "next": "https://elders.example/"})
    assert answer.headers["Location"] == "/"


def test_no_cooperative_can_take_an_address_of_the_house():
    firsts = {str(pattern.pattern).split("/")[0] for pattern in urlpatterns}
    slugs = {first for first in firsts if first.isalpha()}
    assert slugs - RESERVED == set()
