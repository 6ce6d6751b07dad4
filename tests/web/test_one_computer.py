"""Thirty people behind one address, and ten of them mistype: nobody waits. Whoever guesses does."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail

from tests.visitor import Visitor
from tests.web.test_second_factor import code_of
from tussenruimte.belonging.models import Joining
from tussenruimte.members import actions
from tussenruimte.relations.actions import tell
from tussenruimte.relations.actions.telling import Telling

LIBRARY, ELSEWHERE = "192.0.2.7", "203.0.113.9"
ASK, CODE, CARD, INVITED = "/inloggen/", "/inloggen/code/", "/kaart/", "/rietkade/uitnodiging/"
JOIN = "/rietkade/leden/lid-worden/"
WAIT = re.compile("te vaak|Probeer het over|Wacht")
NOT_THIS = "BBBB-BBBB"


@pytest.fixture
def neighbours(welcome):
    """Thirty people with a log-in."""
    return [welcome(f"Buur {n}", email=f"buur{n}@example.org") for n in range(30)]


@pytest.fixture
def card(rietkade, amina, at):
    """Makes a card; gives its code."""

    def make(word):
        said = Telling(words="Ik zoek een fiets.", own_word=word, has_consent=True)
        return tell(rietkade, said, by=None, at=at).cards[0].read("sealed_code")

    return make


def at_library():
    return Visitor(REMOTE_ADDR=LIBRARY)


def mailed():
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE)[0]


def comes_in(email, *, mistypes):
    """By a code from the mail; whoever mistypes takes two wrong addresses and two wrong codes first."""
    browser = at_library()
    for n in range(2 if mistypes else 0):
        assert browser.post(ASK, {"email": f"{n}{email}"}).headers["Location"] == CODE
        browser.post("/uitloggen/", {"next": ASK})  # "Take another address"
    assert browser.post(ASK, {"email": email}).headers["Location"] == CODE
    for _n in range(2 if mistypes else 0):
        assert not WAIT.search(browser.post(CODE, {"code": NOT_THIS}).content.decode())
    return browser.post(CODE, {"code": mailed()})


def test_thirty_people_sign_in_and_ten_mistype(neighbours):
    for n, person in enumerate(neighbours):
        assert comes_in(person.user.email, mistypes=n < 10).headers["Location"] == "/"


def test_all_ask_before_the_first_has_their_mail(neighbours):
    browsers = [at_library() for _one in neighbours]
    codes = []
    for browser, person in zip(browsers, neighbours, strict=True):
        browser.post(ASK, {"email": person.user.email})
        codes.append(mailed())
    for browser, code in zip(browsers, codes, strict=True):
        assert browser.post(CODE, {"code": code}).headers["Location"] == "/"


def test_thirty_people_show_their_second_code_and_ten_mistype(neighbours):
    doors = []
    for person in neighbours:
        TOTP.activate(person.user, "JBSWY3DPEHPK3PXP")
        doors.append(at_library())
        doors[-1].post(ASK, {"email": person.user.email})
        there = doors[-1].post(CODE, {"code": mailed()}).headers["Location"]
        assert there == "/inloggen/tweede-code/"
    for door in doors[:10] * 2:
        said = door.post(there, {"code": "000000"}).content.decode()
        assert not WAIT.search(said.replace("Wacht op de volgende", ""))
    for door in doors:
        door.post(there, {"code": code_of("JBSWY3DPEHPK3PXP")})
        assert "_auth_user_id" in door.session
    assert Authenticator.objects.count() == len(doors)


def test_meanwhile_others_open_their_cards_and_invitations(card, welcome, amina, at):
    for n in range(10):
        code, browser = card("reiger"), at_library()
        for word in ("rijger", "riger"):
            assert not WAIT.search(
                browser.post(CARD, {"code": code, "word": word}).content.decode()
            )
        assert browser.post(CARD, {"code": code, "word": "reiger"}).status_code == 302
        code = actions.invite(welcome(f"Nieuw {n}"), "paper", by=amina, at=at)[1]
        for wrong in ("K7Q4MK9TX2", "geen code"):
            assert not WAIT.search(browser.post(INVITED, {"code": wrong}).content.decode())
        assert browser.post(INVITED, {"code": code}).status_code == 302


def test_thirty_people_tell_what_they_need(rietkade, amina):
    for n in range(30):
        said = {
            "words": f"Ik zoek een fiets voor kind {n}.",
            "own_word": "reiger",
            "has_consent": "on",
            "once": f"f{n}",
        }
        answer = at_library().post("/rietkade/vertel/", said)
        assert answer.headers["Location"] == "/rietkade/verteld/"


def test_thirty_people_ask_to_join_and_ten_forget_something(rietkade, amina, idris):
    for n in range(30):
        said = {"sort": "resident", "why": f"Ik kook, {n}.", "name": f"Buur {n}", "reach": "hier"}
        if n < 10:
            assert "Kies een eigen woord" in at_library().post(JOIN, said).content.decode()
        at_library().post(JOIN, said | {"word": "molen"})
    assert Joining.objects.count() == 30


def test_who_guesses_codes_for_one_person_waits_and_she_does_not(amina):
    guesses = 0
    for _n in range(6):
        browser = at_library()
        asked = browser.post(ASK, {"email": "amina@example.org"})
        while asked.status_code == 302 and browser.post(CODE, {"code": NOT_THIS}):
            guesses += 1
            if "account_login" not in browser.session:
                break
    assert guesses == 25
    assert "Dat is hier te vaak gevraagd" in asked.content.decode()
    at_home = Visitor(REMOTE_ADDR=ELSEWHERE)
    assert at_home.post(ASK, {"email": "amina@example.org"}).status_code == 302
    assert at_home.post(CODE, {"code": mailed()}).headers["Location"] == "/"


def test_who_sprays_addresses_waits_and_elsewhere_nobody_does(amina, at):
    for n in range(101):
        page = at_library().post(ASK, {"email": f"raad{n}@example.org"})
    assert "Dat is hier te vaak gevraagd" in page.content.decode()
    assert len(mail.outbox) == 100
    at_home = Visitor(REMOTE_ADDR=ELSEWHERE)
    assert at_home.post(ASK, {"email": "amina@example.org"}).status_code == 302
    with time_machine.travel(at + timedelta(minutes=16)):
        assert at_library().post(ASK, {"email": "amina@example.org"}).status_code == 302


def test_who_sprays_cards_waits_ten_seconds_and_the_owner_elsewhere_does_not(card, at):
    code = card("reiger")
    for n in range(66):
        guess = f"7Q4M-K9{'23456789'[n % 8]}{'23456789'[n // 9]}"
        with time_machine.travel(at + timedelta(seconds=20 * n)):
            page = at_library().post(CARD, {"code": guess, "word": "reiger"}).content.decode()
            at_once = at_library().post(CARD, {"code": guess, "word": "reiger"}).content.decode()
    assert "horen niet bij elkaar" in page
    with time_machine.travel(at + timedelta(seconds=20 * 66)):
        answer = Visitor(REMOTE_ADDR=ELSEWHERE).post(CARD, {"code": code, "word": "reiger"})
    assert answer.status_code == 302
    assert "Probeer het over" in at_once
