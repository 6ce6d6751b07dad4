"""Whoever may hold or sits in a seat shows twice that it is them; for others nothing changes."""

import base64
import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from tests.kit.test_second_codes import of_before
from tussenruimte.kit.sealing import master_name
from tussenruimte.kit.second_codes import unwrap_secret

APP, SHOW = "/mijn-toegang/app/", "/mijn-toegang/bevestigen/"


@pytest.fixture(autouse=True)
def asked(settings):
    """As it is outside these tests."""
    settings.SECOND_FACTOR = True


def code_of(secret, ahead=0):
    """What an app shows for this secret, now or one turn later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def secret_on(page):
    """What somebody copies into the app."""
    return re.search(r'class="code">([A-Z2-7 ]+)<', page.content.decode())[1].replace(" ", "")


def set_up(client):
    """Take the secret from the page and show that the app works; gives the secret."""
    secret = secret_on(client.get(APP))
    answer = client.post(APP, {"code": code_of(secret)})
    assert answer.headers["Location"] == "/mijn-toegang/noodcodes/"
    return secret


def by_mail(client, email):
    """Sign in with the code from the mail; gives where that leads."""
    client.post("/inloggen/", {"email": email})
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE)[0]
    return client.post("/inloggen/code/", {"code": code}).headers["Location"]


def test_whoever_may_hold_is_led_there_and_then_goes_on(client, amina):
    client.sign_in(amina)
    assert client.get("/rietkade/vandaag/").headers["Location"] == APP
    assert "twee keer weten" in client.get(APP).content.decode()
    set_up(client)
    assert client.get("/rietkade/vandaag/").status_code == 200


def test_whoever_sits_in_a_seat_too(client, joris):
    assert client.sign_in(joris).get("/rietkade/vandaag/").headers["Location"] == APP


def test_others_are_asked_nothing(client, idris):
    assert client.sign_in(idris).get("/rietkade/vandaag/").status_code == 200


def test_the_first_time_goes_by_mail_alone(client, amina):
    assert by_mail(client, "amina@example.org") == "/"
    assert client.get("/rietkade/vandaag/").headers["Location"] == APP


def test_the_next_time_the_code_is_asked_before_one_is_in(client, amina):
    secret = set_up(client.sign_in(amina))
    client.logout()
    assert by_mail(client, "amina@example.org") == "/inloggen/tweede-code/"
    assert "_auth_user_id" not in client.session
    assert "app" in client.get("/inloggen/tweede-code/").content.decode()
    client.post("/inloggen/tweede-code/", {"code": code_of(secret, ahead=1)})
    assert client.get("/rietkade/vandaag/").status_code == 200


def test_a_wrong_code_opens_nothing(client, amina):
    set_up(client.sign_in(amina))
    client.logout()
    by_mail(client, "amina@example.org")
    page = client.post("/inloggen/tweede-code/", {"code": "000000"}).content.decode()
    assert "Deze code klopt niet" in page
    assert "_auth_user_id" not in client.session


def test_a_session_from_before_is_asked_for_it_and_leads_back(client, amina):
    secret = set_up(client.sign_in(amina))
    client.logout()
    there = client.sign_in(amina).get("/rietkade/wacht/").headers["Location"]
    assert there == f"{SHOW}?next=%2Frietkade%2Fwacht%2F"
    answer = client.post(there, {"code": code_of(secret, ahead=1)})
    assert answer.headers["Location"] == "/rietkade/wacht/"
    assert client.get("/rietkade/wacht/").status_code == 200


def test_a_code_on_paper_works_once_and_is_shown_once(client, amina):
    set_up(client.sign_in(amina))
    page = client.get("/mijn-toegang/noodcodes/").content.decode()
    codes = re.findall(r"<strong>(\d{4} \d{4})</strong>", page)
    assert len(codes) == 10
    assert codes[0] not in client.get("/mijn-toegang/noodcodes/").content.decode()
    client.logout()
    for status in (302, 200):
        client.cookies.clear()
        by_mail(client, "amina@example.org")
        cache.clear()
        assert client.post("/inloggen/tweede-code/", {"code": codes[0]}).status_code == status


def test_until_then_they_are_a_visitor(client, amina, need):
    client.sign_in(amina)
    for path in ("/rietkade/", "/rietkade/privacy/", "/kaart/", "/toegankelijkheid"):
        assert client.get(path).status_code == 200
    page = f"/rietkade/vragen/{need.matter.code}/"
    assert client.get(page).headers["Location"] == APP


def test_what_was_typed_is_given_back(client, amina, sjaan):
    words = "Dit is een lang verhaal over de gang."
    answer = client.sign_in(amina).post("/rietkade/weg/", {"since": words})
    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert "Eerst je tweede code" in answer.content.decode()


def test_the_secret_lies_in_no_table_and_no_session(client, amina):
    secret = set_up(client.sign_in(amina))
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert secret not in str(dict(client.session))


def test_the_secret_lies_under_the_master_key(client, amina, settings):
    secret = set_up(client.sign_in(amina))
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert unwrap_secret(kept) == secret
    assert kept.startswith(f"{master_name(settings.MASTER_KEYS[0])}.")


def test_an_app_from_before_still_opens(client, amina, settings):
    secret = set_up(client.sign_in(amina))
    app = Authenticator.objects.filter(type="totp")
    app.update(data={"secret": of_before(secret, settings.SECRET_KEY)})
    client.logout()
    by_mail(client, "amina@example.org")
    client.post("/inloggen/tweede-code/", {"code": code_of(secret, ahead=1)})
    assert client.get("/rietkade/vandaag/").status_code == 200


def test_a_phone_that_shows_the_app_meanwhile_finds_the_same_secret_again(client, amina):
    first = client.sign_in(amina).get(APP)
    secret = secret_on(first)
    assert 'href="otpauth://totp/' in first.content.decode()
    assert secret_on(client.get(APP)) == secret
    assert secret_on(client.post(APP, {"code": "000000"})) == secret
    assert secret not in str(dict(client.session)) + str(client.cookies)
    assert client.post(APP, {"code": code_of(secret)}).status_code == 302
    assert client.cookies["newapp"].value == ""


def test_looking_at_it_writes_nothing(client, amina, reading_only):
    client.sign_in(amina)
    with reading_only:
        assert client.get(APP).status_code == 200
    cookie = client.cookies["newapp"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (APP, True, "Lax")


def test_a_secret_stays_for_an_hour_and_one_app(client, amina):
    first = secret_on(client.sign_in(amina).get(APP))
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        second = secret_on(client.get(APP))
        assert second != first
        client.post(APP, {"code": code_of(first)})
        assert not Authenticator.objects.exists()
        assert set_up(client) == second
        client.post("/mijn-toegang/app/weg/")
        assert secret_on(client.get(APP)) != second


def test_a_secret_of_which_the_key_is_gone_makes_room_for_another(client, amina, settings):
    first = secret_on(client.sign_in(amina).get(APP))
    settings.MASTER_KEYS = [base64.urlsafe_b64encode(b"k" * 32)]
    assert secret_on(client.get(APP)) != first


def test_nobody_puts_in_a_secret_of_their_own_or_of_another(client, amina, sjaan):
    secret = secret_on(client.sign_in(sjaan).get(APP))
    client.sign_in(amina)  # on the same device, with what it kept
    assert secret_on(client.get(APP)) != secret
    client.post(APP, {"secret": secret, "code": code_of(secret)})
    assert not Authenticator.objects.exists()


def test_stopping_with_the_app_shuts_what_it_opened(client, amina):
    set_up(client.sign_in(amina))
    assert "Stoppen met deze app" in client.get("/mijn-toegang/").content.decode()
    client.post("/mijn-toegang/app/weg/")
    assert not Authenticator.objects.exists()
    assert "De app instellen" in client.get("/mijn-toegang/").content.decode()


def test_new_codes_end_the_old_ones(client, amina):
    set_up(client.sign_in(amina))
    before = Authenticator.objects.get(type="recovery_codes").pk
    assert client.post("/mijn-toegang/noodcodes/nieuw/").status_code == 302
    assert Authenticator.objects.get(type="recovery_codes").pk != before


def test_it_costs_no_question_more(client, amina, idris, django_assert_max_num_queries):
    set_up(client.sign_in(amina))
    client.get("/rietkade/vandaag/")
    of_the_visitor = (
        2 if connection.vendor == "postgresql" else 0
    )  # where they are, before and after
    with django_assert_max_num_queries(8 + of_the_visitor, connection=connection):
        client.get("/rietkade/vandaag/")


@pytest.mark.parametrize(("is_on", "words"), [(True, "twee codes"), (False, "één code")])
def test_the_page_about_privacy_says_how_it_is(client, settings, rietkade, is_on, words):
    settings.SECOND_FACTOR = is_on
    assert words in client.get("/rietkade/privacy/").content.decode()


def test_switched_off_nobody_is_asked(client, settings, amina):
    settings.SECOND_FACTOR = False
    assert client.sign_in(amina).get("/rietkade/vandaag/").status_code == 200
