"""A passkey opens the door by itself, and counts as both factors."""

import json

import pytest
from allauth.mfa.models import Authenticator

from tests.web.passkey import Device, asked
from tests.web.test_second_factor import by_mail

ADD, IN = "/mijn-toegang/passkey/", "/inloggen/passkey/"
SAFE = {"secure": True}


@pytest.fixture(autouse=True)
def asked_twice(settings):
    """As it is outside these tests."""
    settings.SECOND_FACTOR = True


def with_passkey(client, person, name="Telefoon", **more):
    """Sign in and make a passkey; gives the device."""
    client.sign_in(person)
    device = Device(**more)
    made = device.make(asked(client, ADD))
    client.post(ADD, {"credential": made, "name": name}, **SAFE)
    return device


def come_in(client, device):
    client.cookies.clear()
    signed = device.sign(asked(client, IN))
    return client.post(IN, {"credential": signed}, **SAFE)


def test_with_a_passkey_alone_one_is_in_and_certain(client, amina):
    device = with_passkey(client, amina)
    assert come_in(client, device).headers["Location"] == "/"
    assert client.get("/rietkade/vandaag/", **SAFE).status_code == 200


def test_one_goes_on_to_where_one_wanted(client, amina):
    device = with_passkey(client, amina)
    client.cookies.clear()
    signed = device.sign(asked(client, IN))
    answer = client.post(IN, {"credential": signed, "next": "/rietkade/wacht/"}, **SAFE)
    assert answer.headers["Location"] == "/rietkade/wacht/"


def test_making_one_is_showing_it_and_gives_codes_on_paper(client, amina):
    client.sign_in(amina)
    made = Device().make(asked(client, ADD))
    answer = client.post(ADD, {"credential": made, "name": "Telefoon"}, **SAFE)
    assert answer.headers["Location"] == "/mijn-toegang/noodcodes/"
    assert client.get("/rietkade/vandaag/", **SAFE).status_code == 200


def test_looking_at_the_page_asks_nothing_of_the_device(client, amina, reading_only):
    client.sign_in(amina)
    with reading_only:
        page = client.get(ADD).content.decode()
    assert "passkey.js" in page
    assert "challenge" not in page


def test_after_the_mail_a_passkey_does_as_well(client, amina):
    device = with_passkey(client, amina)
    client.cookies.clear()
    assert by_mail(client, "amina@example.org") == "/inloggen/tweede-code/"
    there = "/inloggen/tweede-code/"
    assert "je passkey" in client.get(there).content.decode()
    signed = device.sign(asked(client, there))
    assert client.post(there, {"credential": signed}, **SAFE).status_code == 302
    assert client.get("/rietkade/vandaag/", **SAFE).status_code == 200


def test_a_session_from_before_shows_it_with_the_passkey(client, amina):
    device = with_passkey(client, amina)
    client.logout()
    there = client.sign_in(amina).get("/rietkade/wacht/").headers["Location"]
    assert there == "/mijn-toegang/bevestigen/passkey/?next=%2Frietkade%2Fwacht%2F"
    assert "van papier" in client.get(there).content.decode()
    signed = device.sign(asked(client, there))
    answer = client.post(there, {"credential": signed, "next": "/rietkade/wacht/"}, **SAFE)
    assert answer.headers["Location"] == "/rietkade/wacht/"


def test_the_name_changes_and_the_passkey_goes(client, amina):
    device = with_passkey(client, amina)
    one = Authenticator.objects.get(type="webauthn")
    client.post(f"{ADD}{one.pk}/naam/", {"name": "Oude telefoon"}, **SAFE)
    assert "Oude telefoon" in client.get("/mijn-toegang/", **SAFE).content.decode()
    assert client.post(f"{ADD}{one.pk}/weg/", **SAFE).headers["Location"] == "/mijn-toegang/"
    assert not Authenticator.objects.exists()
    assert come_in(client, device).headers["Location"] == "/inloggen/"
    assert "Deze passkey opent de deur niet" in client.get("/inloggen/", **SAFE).content.decode()


def test_nobody_touches_the_passkey_of_another(client, amina, sjaan):
    with_passkey(client, amina)
    one = Authenticator.objects.get(type="webauthn")
    client.sign_in(sjaan)
    for what in ("naam", "weg"):
        assert client.post(f"{ADD}{one.pk}/{what}/", {"name": "x"}, **SAFE).status_code == 404
    assert Authenticator.objects.get(type="webauthn").data["name"] == "Telefoon"


@pytest.mark.parametrize(
    "device", [Device(is_certain=False), Device(origin="https://elsewhere.example")]
)
def test_a_device_that_is_not_sure_or_speaks_for_another_house_makes_none(client, amina, device):
    client.sign_in(amina)
    made = device.make(asked(client, ADD))
    page = client.post(ADD, {"credential": made}, **SAFE).content.decode()
    assert "Druk nog een keer op de knop" in page
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("said", ["", "{}", "[]", "niets", '{"response": {}}', '{"id": 1}'])
def test_nonsense_opens_nothing(client, amina, said):
    with_passkey(client, amina)
    client.cookies.clear()
    asked(client, IN)
    assert client.post(IN, {"credential": said}, **SAFE).headers["Location"] == "/inloggen/"
    assert "_auth_user_id" not in client.session


def test_what_was_signed_once_does_not_open_again(client, amina):
    device = with_passkey(client, amina)
    client.cookies.clear()
    signed = device.sign(asked(client, IN))
    client.post(IN, {"credential": signed}, **SAFE)
    client.cookies.clear()
    asked(client, IN)
    assert client.post(IN, {"credential": signed}, **SAFE).headers["Location"] == "/inloggen/"


def test_a_passkey_of_another_person_does_not_sign_for_this_one(client, amina, sjaan):
    with_passkey(client, amina)
    other = with_passkey(client, sjaan)
    other.owner = json.dumps(amina.user.pk).encode()
    assert come_in(client, other).headers["Location"] == "/inloggen/"
