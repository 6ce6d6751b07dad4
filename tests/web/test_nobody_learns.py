"""Nobody learns who is known here: not from the answer, the cookies, the questions or the mails."""

import copy
import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from tests.other_house.neighbour import running, settings_for, shows
from tests.visitor import Visitor
from tests.web import passkey
from tests.web.test_other_house import BACK, leave
from tests.web.test_passkeys import IN, with_passkey
from tussenruimte.belonging.actions import forget_person
from tussenruimte.belonging.models import Joining
from tussenruimte.members import actions
from tussenruimte.members.models import CardTry, Invitation, User

KNOWN, UNKNOWN = "idris@example.org", "gast@example.org"
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"')


@pytest.fixture(scope="module")
def waterhoven():
    with running(f"http://testserver{BACK}") as address:
        yield address


def seen(answer, queries, typed=""):
    """Everything that somebody can see of one answer, and what it costs us; but what they typed."""
    return {
        "status": answer.status_code,
        "headers": sorted(  # the order of what may be loaded says nothing, nor does the clock
            (name, sorted(said.split("; ")))
            for name, said in answer.headers.items()
            if name != "Expires"
        ),
        "cookies": sorted((n, m["expires"] != "", m["path"]) for n, m in answer.cookies.items()),
        "body": HIDDEN.sub("", answer.content.decode()).replace(typed or "\0", "…"),
        "queries": [
            re.sub(r"'[^']*'|\d+|x'\w+'", "?", q["sql"]).split(" FROM ")[0] for q in queries
        ],
    }


def asked(browser, method, path, said, typed=""):
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(browser, method)(path, said, secure=True)
        return seen(answer, list(queries), typed)


def walked(browser, *steps, typed=""):
    """Each step, and how many mails and tasks it left; limits begin anew."""
    cache.clear()
    CardTry.objects.all().delete()
    mails, tasks = len(mail.outbox), DBTaskResult.objects.count()
    answers = [asked(browser, *step, typed) for step in steps]
    return answers, len(mail.outbox) - mails, DBTaskResult.objects.count() - tasks


def test_signing_in(idris):
    def by(email):
        return walked(
            Visitor(),
            ("post", "/inloggen/", {"email": email}),
            ("get", "/inloggen/code/", {}),
            ("post", "/inloggen/code/", {"code": "BBBB-BBBB"}),
            ("post", "/inloggen/code/", {"action": "resend"}),
            ("get", "/inloggen/code/", {}),
            ("get", "/inloggen/", {}),
        )

    known = by(KNOWN)
    assert known == by(UNKNOWN)
    assert known[1] == 2  # mails, the second for "once more"


def test_with_an_invitation(ruben, amina, idris, at):
    def by(email):
        code = actions.invite(ruben, "paper", by=amina, at=at)[1]
        browser = Visitor()
        browser.post("/rietkade/uitnodiging/", {"code": code})
        return walked(
            browser,
            ("post", "/rietkade/uitnodiging/verder/", {"email": email}),
            ("get", "/inloggen/code/", {}),
            ("post", "/inloggen/code/", {"code": "BBBB-BBBB"}),
        )

    assert by(KNOWN) == by(UNKNOWN)


def test_by_way_of_another_house_that_did_not_verify_it(idris, settings, waterhoven):
    settings.OTHER_HOUSE = "Waterhoven"
    settings.SOCIALACCOUNT_PROVIDERS = settings_for(waterhoven)

    def by(email):
        browser = Visitor()
        back = urlsplit(shows(waterhoven, leave(browser), email))
        return walked(browser, ("get", f"{back.path}?{back.query}", {}), ("get", "/inloggen/", {}))

    assert by(KNOWN) == by(UNKNOWN)


def test_asking_to_join(idris, amina, sjaan, rietkade, at):
    board = actions.make_circle(rietkade, "Bestuur", sort="board", by="invoer", at=at)
    actions.sit_in_circle(board, sjaan, since=at.date(), by="invoer", at=at)

    def by(email):
        said = {"sort": "resident", "why": "Ik kook graag", "name": "Wies Hartog", "word": "molen"}
        (answer,), mails, tasks = walked(
            Visitor(), ("post", "/rietkade/leden/lid-worden/", said | {"reach": email})
        )
        del answer["body"]  # each has a card of their own
        return answer, mails, tasks

    known = by(KNOWN)
    assert known == by(UNKNOWN)
    assert Joining.objects.count() == 2


# ---- passkeys ------------------------------------------------------------------------------------------


def like(device, **other):
    """The same device, but for this."""
    made = copy.copy(device)
    for name, what in other.items():
        setattr(made, name, what)
    return made


def of(person):
    """How a device remembers whose it is."""
    return json.dumps(person.user.pk).encode()


@pytest.fixture
def passkeys(client, amina, idris):
    """One that nobody here knows, and others that open nothing though somebody is known."""
    right = with_passkey(client, amina)
    strange = passkey.Device()
    return {
        "of nobody": like(strange, owner=b"987654321"),
        "of whoever has none": like(strange, owner=of(idris)),
        "another one": like(strange, owner=of(amina)),
        "signed by another": like(right, key=strange.key),
        "not sure who it is": like(right, flags=passkey.PRESENT),
        "for another house": like(right, origin="https://elders.example"),
        "right": right,
    }


def by_passkey(device, signed=None):
    browser = Visitor()
    options = passkey.asked(browser, IN)
    said = {"credential": signed or device.sign(options)}
    return walked(browser, ("post", IN, said), ("get", "/inloggen/", {}))


def test_a_passkey_that_opens_nothing(passkeys):
    right = passkeys.pop("right")
    unknown = by_passkey(passkeys.pop("of nobody"))
    assert "Deze passkey opent de deur niet" in unknown[0][1]["body"]
    for which, device in passkeys.items():
        assert by_passkey(device) == unknown, which
    of_before = right.sign(passkey.asked(Visitor(), IN))
    assert by_passkey(right, of_before) == unknown
    assert by_passkey(right)[0][0]["headers"] != unknown[0][0]["headers"]


def test_a_passkey_of_a_log_in_that_was_stopped_or_is_gone(passkeys, amina):
    unknown = by_passkey(passkeys["of nobody"])
    User.objects.filter(pk=amina.user.pk).update(is_active=False)
    assert by_passkey(passkeys["right"]) == unknown
    User.objects.filter(pk=amina.user.pk).delete()
    assert by_passkey(passkeys["right"]) == unknown


def test_what_is_asked_of_a_device_says_nothing_of_who_is_known(passkeys):
    options = passkey.asked(Visitor(), IN)["publicKey"]
    assert not options.get("allowCredentials")


# ---- a way back ------------------------------------------------------------------------------------------


@pytest.fixture
def lost(joris, at):
    """Joris, whose telephone lies in the canal; he may hold on to questions too."""
    TOTP.activate(joris.user, "JBSWY3DPEHPK3PXP")
    actions.let_hold(joris, by="invoer", at=at)
    return joris


def test_a_way_back_that_is_not_for_you(lost, amina, idris, at):
    row = actions.say_seen(lost, at.date(), by=amina, at=at)

    def by(person, code):
        there, said = f"/rietkade/toegang/kwijt/{code}/", {"seen_on": at.date().isoformat()}
        steps = (("get", there, {}), ("post", there, said), ("post", f"{there}weg/", {}))
        return walked(Visitor().sign_in(person), *steps, typed=code)

    for person in (idris, lost):
        assert by(person, row.code) == by(person, "K7Q4MK9TX2")
    actions.take_back_seen(row, by=amina, at=at)
    assert by(idris, row.code) == by(idris, "K7Q4MK9TX2")


def test_who_is_named_for_a_way_back(lost, amina, idris, wiepkje):
    def by(code):
        said = {"person": code, "seen_on": "2026-11-16"}
        step = ("post", "/rietkade/toegang/kwijt/", said)
        return walked(Visitor().sign_in(amina), step, typed=code)

    unknown = by("K7Q4MK9TX2")
    assert unknown[0][0]["status"] == 200
    assert by(idris.code) == by(wiepkje.code) == unknown


# ---- codes on paper ----------------------------------------------------------------------------------------


def test_an_invitation_that_opens_nothing(ruben, amina, heideveen, wiepkje, welcome, at):
    def by(code):
        steps = (
            ("get", f"/rietkade/uitnodiging/{code}/", {}),
            ("post", "/rietkade/uitnodiging/", {"code": code}),
            ("get", "/rietkade/uitnodiging/verder/", {}),
        )
        return walked(Visitor(), *steps, typed=code)

    unknown = by("K7Q4MK9TX2")
    assert unknown[0][1]["status"] == 200
    used, revoked = (
        actions.invite(welcome(name), "paper", by=amina, at=at)[1] for name in ("Wies", "Bram")
    )
    first, second = Invitation.objects.order_by("pk")
    actions.accept_invitation(first, actions.make_login_ready(first, by="klok", at=at), at=at)
    actions.revoke_invitation(second, by=amina, at=at)
    assert by(used) == by(revoked) == unknown
    code = actions.invite(ruben, "paper", by=amina, at=at)[1]
    assert by(code)[0][1]["status"] == 302
    with time_machine.travel(at + timedelta(days=15)):
        assert by(code) == by("K7Q4MK9TX2")


def test_a_card_that_opens_nothing(amina, welcome, at):
    def by(code, word="molen"):
        said = {"code": code, "word": word}
        steps = (("post", "/kaart/", said), ("post", "/rietkade/leden/mijn/", said))
        return walked(Visitor(), *steps, typed=code)

    def card(name):
        person = welcome(name)
        return person, actions.make_card(person, "molen", by=amina, at=at)[1]

    (wies, replaced), (bram, forgotten), (_lies, right) = map(card, ("Wies", "Bram", "Lies"))
    actions.replace_card(wies, "molen", by=amina, at=at)
    forget_person(bram, by="beheer", at=at)
    unknown = by("2222-2222")
    assert [step["status"] for step in unknown[0]] == [200, 200]
    assert by(replaced) == by(forgotten) == unknown
    assert by(right, "molentje") == by("2222-2222", "molentje")
    assert by(right) != unknown
