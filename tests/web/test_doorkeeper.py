"""What the log tells about who came in, and what a session is worth before and after."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import OperationalError

from tests.web.test_second_factor import set_up
from tests.web.test_signing_in import KNOWN, ask, code_from


@pytest.fixture
def log(caplog):
    """The lines about the door."""
    caplog.set_level(logging.INFO, "tussenruimte.door")
    return lambda: [r.getMessage() for r in caplog.records if r.name == "tussenruimte.door"]


def test_coming_in_is_written_down_without_address_or_code(client, amina, log):
    ask(client, KNOWN)
    code = code_from(mail.outbox[0])
    client.post("/inloggen/code/", {"code": code})
    asked, came = log()
    assert asked.startswith("account_login led to /inloggen/code/ (302)") or "request" in asked
    assert came.endswith(f"led to / (302); log-in before None, after {amina.user.pk}")
    assert KNOWN not in asked + came
    assert code not in asked + came


def test_a_wrong_code_is_written_down(client, amina, log):
    ask(client, KNOWN)
    client.post("/inloggen/code/", {"code": "BBBB-BBBB"})
    assert "led to the same page (200); log-in before None, after None" in log()[-1]


def test_going_out_is_written_down_and_clears_the_browser(client, amina, log):
    client.sign_in(amina)
    answer = client.post("/uitloggen/")
    assert log()[-1].endswith(f"log-in before {amina.user.pk}, after None")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/uitloggen/", follow=True).headers


def test_whoever_asks_for_what_is_not_theirs_is_written_down(client, need, idris, log):
    path = f"/rietkade/vragen/{need.matter.code}/"
    client.sign_in(idris).get(path)
    assert log() == [f"{path} is not here for {idris.code}"]


def test_reading_and_other_forms_leave_no_line(client, amina, log):
    client.sign_in(amina)
    client.get("/rietkade/vandaag/")
    client.get("/inloggen/")
    client.post("/taal/", {"language": "en"})
    assert log() == []


def test_without_a_database_the_door_says_so(client, amina, log, monkeypatch):
    def gone(*_args, **_more):
        raise OperationalError("could not connect")

    client.sign_in(amina)
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", gone)
    assert client.post("/uitloggen/").status_code == 503
    assert log()[-1].endswith("log-in before None, after None")


def test_coming_in_gives_the_session_another_key(client, amina):
    ask(client, KNOWN)
    before = client.session.session_key
    client.post("/inloggen/code/", {"code": code_from(mail.outbox[0])})
    assert client.session.session_key != before


def test_what_went_out_does_not_come_in_with_the_old_key(client, amina):
    client.sign_in(amina)
    old = client.cookies["sessionid"].value
    client.post("/uitloggen/")
    client.cookies["sessionid"] = old
    assert client.get("/rietkade/vandaag/").status_code == 302


def test_a_log_in_that_was_shut_is_out_at_once(client, amina):
    client.sign_in(amina)
    amina.user.is_active = False
    amina.user.save(update_fields=["is_active"])
    assert client.get("/rietkade/vandaag/").headers["Location"].startswith("/inloggen/")


def test_a_code_of_another_attempt_opens_nothing(client, amina, joris):
    ask(client, KNOWN)
    client.cookies.clear()
    ask(client, joris.user.email)
    client.post("/inloggen/code/", {"code": code_from(mail.outbox[0])})
    assert "_auth_user_id" not in client.session


def test_a_code_by_mail_works_once(client, amina):
    ask(client, KNOWN)
    code = code_from(mail.outbox[0])
    client.post("/inloggen/code/", {"code": code})
    client.post("/uitloggen/")
    client.post("/inloggen/code/", {"code": code})
    assert "_auth_user_id" not in client.session


def test_the_way_in_is_changed_only_by_who_just_showed_it(client, amina, settings):
    settings.SECOND_FACTOR = True
    set_up(client.sign_in(amina))
    client.logout()
    answer = client.sign_in(amina).post("/mijn-toegang/app/weg/")
    assert answer.headers["Location"].startswith("/mijn-toegang/bevestigen/")
    assert Authenticator.objects.filter(type="totp").exists()
