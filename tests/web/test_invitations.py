"""An invitation: a code, by mail or on paper, once, for a while; with a mailbox or without."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command

from tests.visitor import Visitor
from tests.web.passkey import Device, asked
from tussenruimte.belonging.actions import forget_person
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions
from tussenruimte.members.models import Invitation, Person, User

DOOR, INSIDE = "/rietkade/uitnodiging/", "/rietkade/uitnodiging/verder/"
PASSKEY = "/rietkade/uitnodiging/passkey/"
ASK = "/rietkade/toegang/uitnodigen/"
SAFE = {"secure": True}


@pytest.fixture
def code(ruben, amina, at):
    """What stands on the sheet that Amina gives Ruben."""
    return actions.invite(ruben, "paper", by=amina, at=at)[1]


def user_of(person):
    return Person.objects.get(pk=person.pk).user


def mailed_code():
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE)[0]


def by_mail(client, code, email):
    """Through the door with the code, and in with a code by mail."""
    assert client.post(DOOR, {"code": code}).headers["Location"] == INSIDE
    assert client.post(INSIDE, {"email": email}).headers["Location"] == "/inloggen/code/"
    return client.post("/inloggen/code/", {"code": mailed_code()})


def test_with_a_mailbox(client, ruben, code):
    answer = by_mail(client, code, "Ruben@example.org")
    assert answer.headers["Location"] == "/rietkade/vandaag/"
    assert client.get("/rietkade/vandaag/").status_code == 200
    assert user_of(ruben).email == "ruben@example.org"
    assert "example.org" not in str(dict(client.session))


def test_without_a_mailbox_a_passkey_is_the_way_in(client, ruben, code):
    client.post(DOOR, {"code": code}, **SAFE)
    assert "Welkom, Ruben" in client.get(INSIDE, **SAFE).content.decode()
    device = Device()
    options = asked(client, PASSKEY)
    assert options["publicKey"]["user"]["name"] == "Ruben"
    answer = client.post(PASSKEY, {"credential": device.make(options)}, **SAFE)
    assert answer.headers["Location"] == "/rietkade/vandaag/"
    assert user_of(ruben).email is None
    later = Visitor()
    signed = device.sign(asked(later, "/inloggen/passkey/"))
    later.post("/inloggen/passkey/", {"credential": signed}, **SAFE)
    assert later.get("/rietkade/vandaag/", **SAFE).status_code == 200
    assert "Neem er twee" in later.get("/mijn-toegang/", **SAFE).content.decode()


def test_the_only_way_in_of_who_has_no_mailbox_stays(client, ruben, code):
    client.post(DOOR, {"code": code}, **SAFE)
    device, again = Device(), "/mijn-toegang/bevestigen/passkey/"
    client.post(PASSKEY, {"credential": device.make(asked(client, PASSKEY))}, **SAFE)
    client.post(again, {"credential": device.sign(asked(client, again))}, **SAFE)
    one = Authenticator.objects.get(type="webauthn")
    answer = client.post(f"/mijn-toegang/passkey/{one.pk}/weg/", **SAFE)
    assert "Dit is je enige toegang" in answer.content.decode()
    assert Authenticator.objects.filter(pk=one.pk).exists()


def test_a_log_in_of_elsewhere_becomes_the_person_too(client, ruben, code, wiepkje):
    by_mail(client, code, wiepkje.user.email)
    assert user_of(ruben) == wiepkje.user
    assert not User.objects.filter(email=None).exists()


def test_it_works_once(client, ruben, code):
    by_mail(client, code, "ruben@example.org")
    page = Visitor().post(DOOR, {"code": code}).content.decode()
    assert "Deze code opent niets" in page


def test_wrong_used_revoked_and_old_codes_read_the_same(ruben, amina, at, code):
    def read(text, when=at):
        cache.clear()
        with time_machine.travel(when):
            page = Visitor().post(DOOR, {"code": text}).content.decode()
        return re.search(r'id="id_code_error"[^>]*>(.*?)</div>', page, re.DOTALL)[1]

    assert "Deze code opent niets" in read("K7Q4MK9TX2")
    assert read(code, at + timedelta(15)) == read("K7Q4MK9TX2")
    assert read("geen code") == read("K7Q4MK9TX2")
    actions.revoke_invitation(Invitation.objects.get(), by=amina, at=at)
    assert read(code) == read("K7Q4MK9TX2", at + timedelta(1))


def test_wrong_codes_slow_down_from_that_network_only(client, ruben, code):
    for _n in range(62):
        page = client.post(DOOR, {"code": "K7Q4MK9TX2"}).content.decode()
    assert "Probeer het over" in page
    assert "Probeer het over" in client.post(DOOR, {"code": code}).content.decode()
    elsewhere = Visitor(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post(DOOR, {"code": code}).headers["Location"] == INSIDE


def test_a_link_fills_in_the_code_and_uses_nothing_up(client, code, reading_only):
    with reading_only:
        assert f'value="{code}"' in client.get(f"{DOOR}{code}/").content.decode()
    assert client.post(DOOR, {"code": f"{code[:5].lower()} {code[5:]}"}).status_code == 302


def test_only_whoever_gave_the_address_takes_it_up(client, ruben, code, sjaan):
    """On a shared computer: the code was typed, and then somebody else came in."""
    client.post(DOOR, {"code": code})
    client.post("/inloggen/", {"email": "sjaan@example.org"})
    client.post("/inloggen/code/", {"code": mailed_code()})
    assert client.get("/rietkade/vandaag/").status_code == 200
    assert user_of(ruben) is None


def test_who_is_signed_in_signs_out_first(client, ruben, code, amina):
    client.sign_in(amina)
    assert "Log eerst uit" in client.get(f"{DOOR}{code}/").content.decode()
    assert client.post(DOOR, {"code": code}).status_code == 200
    assert client.get(INSIDE).status_code == 302


def test_revoked_half_way_nobody_comes_in(client, ruben, amina, at, code):
    client.post(DOOR, {"code": code})
    client.post(INSIDE, {"email": "ruben@example.org"})
    actions.revoke_invitation(Invitation.objects.get(), by=amina, at=at)
    client.post("/inloggen/code/", {"code": mailed_code()})
    assert "_auth_user_id" not in client.session
    assert "Deze uitnodiging werkt niet meer" in client.get("/inloggen/").content.decode()
    call_command("tick", "--now", "2026-11-16T12:00:00+01:00")
    assert not User.objects.filter(email=None).exists()


def test_the_sheet_shows_the_code_once_and_keeps_only_its_hash(client, ruben, amina):
    client.sign_in(amina)
    page = client.post(ASK, {"name": "Ruben", "way": "paper"}).content.decode()
    assert "Kom binnen, Ruben" in page
    first, second = re.search(r'class="code">(\w{5}) (\w{5})<', page).groups()
    assert 'class="qr"' in page
    row = Invitation.objects.get()
    assert first + second not in str(row.__dict__)
    assert client.post(DOOR, {"code": first + second}).status_code == 200  # she is signed in
    assert Visitor().post(DOOR, {"code": first + second}).headers["Location"] == INSIDE


def test_by_mail_goes_a_link_with_the_code_and_no_word_about_them(client, ruben, amina):
    said = {"name": "Ruben", "way": "mail", "email": "ruben@example.org"}
    assert client.sign_in(amina).post(ASK, said).headers["Location"] == "/rietkade/toegang/"
    (letter,) = mail.outbox
    assert letter.to == ["ruben@example.org"]
    assert "Ruben" not in letter.body + letter.subject
    link = re.search(r"http\S+/rietkade/uitnodiging/(\w{10})/", letter.body)
    assert Visitor().post(DOOR, {"code": link[1]}).headers["Location"] == INSIDE


def test_without_mail_it_ends_at_once(client, ruben, amina, monkeypatch):
    def broken(*_args, **_more):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    said = {"name": "Ruben", "way": "mail", "email": "ruben@example.org"}
    page = client.sign_in(amina).post(ASK, said).content.decode()
    assert "Probeer het opnieuw, of kies papier" in page
    assert "ruben@example.org" in page
    assert Invitation.objects.get().revoked_at


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": "Niemand"}, "We kennen hier niemand met precies deze naam"),
        ({"name": "Idris Bekkaoui"}, "Idris kan al inloggen"),
        ({"name": "Ruben", "way": "mail"}, "Schrijf het adres op"),
    ],
)
def test_what_is_wrong_is_said_plainly(client, ruben, amina, idris, said, words):
    page = client.sign_in(amina).post(ASK, {"way": "paper"} | said).content.decode()
    assert words in page
    assert not Invitation.objects.exists()


def test_a_new_one_ends_the_one_before(ruben, amina, at, code):
    actions.invite(ruben, "paper", by=amina, at=at)
    assert "Deze code opent niets" in Visitor().post(DOOR, {"code": code}).content.decode()
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_revoking_in_the_list(client, amina, ruben, code):
    page = client.sign_in(amina).get("/rietkade/toegang/").content.decode()
    assert "op papier, door Amina; werkt tot en met" in page
    row = Invitation.objects.get()
    client.post(f"{ASK}{row.code}/weg/")
    assert "Niemand is onderweg" in client.get("/rietkade/toegang/").content.decode()


def test_a_resident_cannot_invite(idris, ruben, at):
    with pytest.raises(Refused, match="Alleen het bestuur"):
        actions.invite(ruben, "paper", by=idris, at=at)


def test_how_long_it_works_is_a_setting(rietkade, ruben, amina, at):
    actions.choose_settings(rietkade, {"invitation": 3}, by="beheer", at=at)
    amina = Person.objects.get(pk=amina.pk)
    invitation, _code = actions.invite(ruben, "paper", by=amina, at=at)
    assert invitation.until == at.date() + timedelta(3)


def test_whoever_is_forgotten_comes_in_with_none(client, ruben, amina, at, code):
    client.post(DOOR, {"code": code})
    client.post(INSIDE, {"email": "ruben@example.org"})
    forget_person(ruben, by=amina, at=at)
    assert Invitation.objects.get().revoked_at
    assert not User.objects.filter(email=None).exists()
    assert not Session.objects.exists()
