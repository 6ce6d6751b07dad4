"""Where somebody is signed in: seen at a glance, ended with one button."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.record.planting import undone
from tests.visitor import Visitor
from tests.web.test_second_factor import by_mail
from tussenruimte.web import signed_in

PHONE = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"
)
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
PAGE = "/mijn-toegang/"


@pytest.fixture
def phone(idris):
    return on_device(PHONE)


@pytest.fixture
def laptop(idris):
    return on_device(LAPTOP)


def on_device(agent):
    """Idris, signed in by mail on a device of his."""
    device = Visitor(headers={"user-agent": agent})
    assert by_mail(device, "idris@example.org") == "/"
    cache.clear()
    return device


def is_in(device):
    return device.get("/rietkade/vandaag/").status_code == 200


def test_each_device_stands_there_in_plain_words(phone, laptop):
    page = laptop.get(PAGE).content.decode()
    for words in ("Chrome op Android", "Firefox op Windows", "dit apparaat", "16 november 2026"):
        assert words in page


def test_no_network_and_no_whole_name_of_the_browser_is_kept(phone):
    (row,) = UserSession.objects.all()
    assert (row.ip, row.user_agent) == ("0.0.0.0", "Chrome Android")  # noqa: S104


def test_thirty_days_are_thirty_days_however_often_one_looks(phone, at):
    for day in range(1, 30):
        with time_machine.travel(at + timedelta(days=day)):
            assert is_in(phone), day
    with time_machine.travel(at + timedelta(days=30, minutes=1)):
        assert not is_in(phone)


def test_a_session_from_before_gets_its_end_too(from_before, at):
    assert "_session_expiry" not in from_before.session
    assert is_in(from_before)
    with time_machine.travel(at + timedelta(days=29)):
        assert is_in(from_before)
    with time_machine.travel(at + timedelta(days=31)):
        assert not is_in(from_before)


def test_one_ends_and_the_others_stay(phone, laptop):
    number = UserSession.objects.get(user_agent__contains="Android").pk
    assert laptop.post(f"{PAGE}apparaten/{number}/weg/").headers["Location"] == PAGE
    assert not is_in(phone)
    assert is_in(laptop)
    assert "Chrome op Android" not in laptop.get(PAGE).content.decode()


def test_all_others_end_at_once(phone, laptop):
    third = on_device(PHONE)
    laptop.post(f"{PAGE}apparaten/weg/")
    assert [is_in(device) for device in (phone, third, laptop)] == [False, False, True]


def test_nobody_ends_the_device_of_another(phone, amina, client):
    number = UserSession.objects.get().pk
    client.sign_in(amina).post(f"{PAGE}apparaten/{number}/weg/")
    assert is_in(phone)


def noted(device):
    """What the page of today writes down about the device."""
    with CaptureQueriesContext(connection) as queries:
        assert is_in(device)
        return [q["sql"] for q in queries if "usersession" in q["sql"]]


def test_the_first_page_of_a_day_notes_it_and_the_next_does_not(phone, at):
    with time_machine.travel(at + timedelta(days=2)):
        assert [sql.split()[0] for sql in noted(phone)] == ["UPDATE"]
        assert "18 november 2026" in phone.get(PAGE).content.decode()
        assert noted(phone) == []


def test_a_device_from_before_the_list_is_noted_with_its_first_page(client, idris):
    client.force_login(idris.user)
    assert is_in(client)
    assert UserSession.objects.get().user == idris.user


def test_looking_at_the_list_changes_nothing(phone, reading_only):
    with reading_only:
        assert phone.get(PAGE).status_code == 200


def test_at_night_nothing_stays_of_a_device_that_signed_out(phone, laptop, rietkade):
    laptop.post("/uitloggen/")
    Session.objects.filter(expire_date=None).delete()
    call_command("tick", "--now", "2026-11-16T12:00:00+01:00")
    assert UserSession.objects.get().user_agent == "Chrome Android"


# ---- when it cannot be noted ---------------------------------------------------------------------------


@pytest.fixture
def from_before(client, idris):
    """Idris, on a device that was not seen today."""
    client.force_login(idris.user)
    return client


@pytest.fixture
def read_only(from_before):
    """A database that may only be read, for the rest of the test."""
    if connection.vendor == "postgresql":
        with undone(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        yield
        cursor.execute("PRAGMA query_only = OFF")


def wrong_question(*_args, **_more):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM nowhere_at_all")


def test_where_nothing_can_be_written_one_reads_on(from_before, read_only):
    assert is_in(from_before)


@pytest.mark.parametrize(
    "said",
    [
        OperationalError("database is locked"),
        OperationalError("database or disk is full"),
        InterfaceError("connection already closed"),
    ],
    ids=str,
)
def test_so_one_does_when_it_is_locked_full_or_gone(from_before, monkeypatch, said):
    def refused(*_args, **_more):
        raise said

    with monkeypatch.context() as patch:
        patch.setattr(signed_in, "note_device", refused)
        assert is_in(from_before)
    assert not UserSession.objects.exists()
    assert is_in(from_before)
    assert UserSession.objects.exists()


def test_signed_out_elsewhere_at_this_very_moment_nobody_stumbles(from_before, monkeypatch):
    monkeypatch.setattr(
        signed_in, "note_device", lambda *_args, **_more: Session.objects.all().delete()
    )
    assert from_before.get("/rietkade/vandaag/").status_code == 200
    assert not is_in(from_before)


def test_a_mistake_of_ours_is_seen(from_before, monkeypatch):
    monkeypatch.setattr(signed_in, "note_device", wrong_question)
    with pytest.raises(DatabaseError), transaction.atomic():
        from_before.get("/rietkade/vandaag/")


def test_so_it_is_in_keeping_the_session(from_before, monkeypatch):
    monkeypatch.setattr(Session, "save", wrong_question)
    with pytest.raises(UpdateError), transaction.atomic():
        from_before.get("/rietkade/vandaag/")
