"""In with a code by mail; nobody can find out who has a log-in."""

import re
import smtplib

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

KNOWN, UNKNOWN = "amina@example.org", "iemand@example.org"


def ask(client, email, **more):
    return client.post("/inloggen/", {"email": email, **more})


def code_from(letter):
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", letter.body, re.MULTILINE)[0]


def test_sign_in(client, amina):
    assert ask(client, KNOWN).headers["Location"] == "/inloggen/code/"
    answer = client.post("/inloggen/code/", {"code": code_from(mail.outbox[0])})
    assert answer.headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/rietkade/vandaag/"


def test_one_goes_on_to_the_page_one_wanted(client, amina):
    wanted = client.get("/rietkade/wacht/").headers["Location"]
    assert wanted == "/inloggen/?next=/rietkade/wacht/"
    on = ask(client, KNOWN, next="/rietkade/wacht/").headers["Location"]
    answer = client.post(on, {"code": code_from(mail.outbox[0]), "next": "/rietkade/wacht/"})
    assert answer.headers["Location"] == "/rietkade/wacht/"


def test_the_code_may_be_typed_as_people_do(client, amina):
    ask(client, KNOWN)
    code = code_from(mail.outbox[0]).lower().replace("-", " ")
    assert client.post("/inloggen/code/", {"code": code}).status_code == 302


def test_a_wrong_code_says_so_and_does_not_come_in(client, amina):
    ask(client, KNOWN)
    page = client.post("/inloggen/code/", {"code": "BBBB-BBBB"}).content.decode()
    assert "Dit is niet de code uit de mail" in page
    assert "_auth_user_id" not in client.session


def test_after_five_wrong_codes_one_begins_again(client, amina):
    ask(client, KNOWN)
    for _n in range(5):
        answer = client.post("/inloggen/code/", {"code": "BBBB-BBBB"})
    assert answer.headers["Location"] == "/inloggen/"
    assert "Dat was te vaak" in client.get("/inloggen/").content.decode()


def shown(client, email):
    """Every page that somebody sees who asks with this address, and what it costs."""
    with CaptureQueriesContext(connection) as queries:
        asked = ask(client, email)
    page = client.get("/inloggen/code/").content.decode()
    wrong = client.post("/inloggen/code/", {"code": "BBBB-BBBB"}).content.decode()
    again = client.post("/inloggen/code/", {"action": "resend"})
    pages = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text) for text in (page, wrong)]
    return asked.status_code, asked.headers["Location"], again.status_code, pages, len(queries)


def test_known_and_unknown_look_the_same(client, amina):
    known = shown(client, KNOWN)
    client.cookies.clear()
    assert shown(client, UNKNOWN) == known


def test_both_get_one_mail_and_only_one_has_a_code(client, amina):
    ask(client, KNOWN)
    client.cookies.clear()
    ask(client, UNKNOWN)
    known, unknown = mail.outbox
    assert code_from(known)
    assert "we kennen dit adres niet" in unknown.subject.lower()
    assert not re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", unknown.body)


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_too_often_is_refused_alike(client, amina, email):
    for _n in range(6):
        client.cookies.clear()
        page = ask(client, email)
    assert "Dat is hier te vaak gevraagd" in page.content.decode()


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_without_mail_both_read_one_sentence(client, amina, email, monkeypatch):
    def broken(*_args, **_more):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    answer = ask(client, email)
    assert answer.status_code == 409
    assert "We kunnen nu geen mail sturen" in answer.content.decode()


def test_the_session_keeps_no_address(client, amina):
    ask(client, KNOWN)
    assert client.session.get_expiry_age() <= 20 * 60
    client.post("/inloggen/code/", {"code": code_from(mail.outbox[0])})
    assert "example.org" not in str(dict(client.session))
    assert client.session.get_expiry_age() > 24 * 60 * 60


def test_the_mail_is_plain_and_says_je(client, amina):
    ask(client, KNOWN)
    (letter,) = mail.outbox
    assert letter.alternatives == []
    assert "Heb je geen code gevraagd?" in letter.body
    assert code_from(letter) not in letter.subject


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "login/", "3rdparty/"])
def test_other_pages_of_accounts_do_not_exist(client, database, path):
    assert client.get(f"/inloggen/{path}").status_code == 404


def test_sign_out(client, amina):
    client.sign_in(amina)
    assert "Wil je uitloggen?" in client.get("/uitloggen/").content.decode()
    client.post("/uitloggen/")
    assert "_auth_user_id" not in client.session


def test_nobody_of_this_cooperative_is_not_sent_round_in_circles(client, wiepkje):
    assert client.sign_in(wiepkje).get("/rietkade/vandaag/").status_code == 404


def test_looking_at_the_door_changes_nothing(client, database, reading_only):
    with reading_only:
        assert client.get("/inloggen/").status_code == 200
