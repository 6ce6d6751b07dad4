"""Ways in, on a telephone: a second code and an invitation without a script, and passkeys with one."""

import json
import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser

from tests.browser.conftest import Stroll
from tests.browser.house import House, opened
from tests.browser.walk import Device, Walk, Way

MADE_BY_ITSELF = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_second_code_without_a_script(prepare: Callable[[str], House], chromium: Browser) -> None:
    way = Way("sqlite", "nl", 360, False)
    with opened(prepare(way.kind), is_demo=False) as house, house.fresh("empty") as database:
        walk = Walk("second-code", way, house, database, chromium)
        first = begin(walk)
        assert first.path == "/mijn-toegang/app/"
        first.sees("Set up a second code").shot("1-app")
        first.fill("The six figures from the app", "000000").press("From now on with this code")
        first.sees(
            "This code is not right, or was used already. Wait for the next one, and try again."
        )
        first.fill("The six figures from the app", code_now(first))
        first.press("From now on with this code").sees("Keep these codes on paper.").shot("2-paper")
        first.press("I have kept them")
        assert first.path == "/de-kade/vandaag/"
        first.go("/mijn-toegang/").sees("Make new codes").shot("3-ways-in")
        first.go("/mijn-toegang/noodcodes/").sees("You saw these codes already.")
        walk.close()


def begin(walk: Walk, *words: str) -> Device:
    """The first one of a cooperative, who holds what comes in."""
    code = re.search(r"code (\S+)", walk.house.manage("setupcode", *words))
    assert code is not None
    first = walk.device().go("/begin/")
    first.fill("Set-up code", code[1]).fill("What is the cooperative called?", "De Kade")
    first.fill("Which phone number may everybody call?", "0123 45 67 89")
    first.fill("What is your name?", "Nour Haddad").fill("Your e-mail address", "nour@example.org")
    return first.press("We begin")


def code_now(device: Device) -> str:
    """What an app shows that was given the secret on this page, at the time of the house."""
    secret = device.page.locator("strong.code").inner_text().replace(" ", "")
    ahead = json.loads((device.walk.house.folder / "stage").read_text())["ahead"]
    return format_hotp_value(hotp_value(secret, int(time.time() + ahead) // 30))


def can_make_passkeys(device: Device) -> Device:
    """A telephone whose owner always shows a finger."""
    line = device.context.new_cdp_session(device.page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": MADE_BY_ITSELF})
    return device


def sign(device: Device, msgid: str, there: str) -> Device:
    """Press the button, show a finger, and arrive."""
    device.find(msgid).click()
    device.page.wait_for_url(lambda address: urlsplit(address).path.endswith(there))
    return device.arrive()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_passkey_from_the_first_day_on(
    prepare: Callable[[str], House], chromium: Browser, language: str
) -> None:
    way = Way("sqlite", language, 360, True)
    with opened(prepare(way.kind), is_demo=False) as house, house.fresh("empty") as database:
        walk = Walk("passkey", way, house, database, chromium)
        first = can_make_passkeys(begin(walk))
        first.press("Rather with a passkey: your finger, face or the code of your device")
        first.sees("Come in with this device").shot("1-make")
        first.fill("What do you call this device?", "Telefoon van Nour")
        sign(first, "Make a passkey", "/mijn-toegang/noodcodes/")
        first.press("I have kept them")
        assert first.path == "/de-kade/vandaag/"
        first.go("/mijn-toegang/").reads("Telefoon van Nour").sees("this device").shot("2-ways-in")
        first.press("Call %(name)s something else", name="Telefoon van Nour")
        first.fill("What do you call this device?", "Mijn telefoon").press("Call it this")
        first.reads("Mijn telefoon").go("/uitloggen/").press("Sign me out")
        first.go("/inloggen/?next=/de-kade/wacht/").shot("3-door")
        sign(first, "With a passkey", "/de-kade/wacht/")
        first.go("/mijn-toegang/").press("Remove %(name)s", name="Mijn telefoon")
        first.sees("And now your passkey.").shot("4-again")
        sign(first, "With a passkey", "/weg/").shot("5-remove")
        first.press("Yes, remove it").misses("Mijn telefoon")
        first.go("/uitloggen/").press("Sign me out").go("/inloggen/")
        first.find("With a passkey").click()
        first.page.get_by_role("alert").wait_for()
        first.sees("This passkey does not open the door. Try once more, or take another way in.")
        walk.close()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_invited_on_paper_and_in_without_a_mailbox(stroll: Stroll, language: str) -> None:
    with stroll(Way("sqlite", language, 360, True)) as walk:
        amina = walk.as_("Amina").press("Let somebody in").shot("1-letting-in")
        amina.press("Invite somebody").shot("2-invite")
        amina.fill("Whom do you invite?", "Ruben Aldekamp").press("Invite them")
        amina.sees(
            "You see this code only now. Lost it? Then invite them once more; this one ends by itself."
        )
        amina.shot("3-sheet")
        code = "".join(amina.page.locator("p.code").inner_text().split())
        amina.press("They have it").reads("Ruben").shot("4-invited")
        ruben = can_make_passkeys(walk.device())
        ruben.go(f"/rietkade/uitnodiging/{code}/").shot("5-door").press("Go on")
        ruben.shot("6-how")
        sign(ruben, "Make a passkey", "/rietkade/vandaag/")
        ruben.go("/mijn-toegang/").sees(
            "With a passkey. Have more than one, on two devices: then one may get lost."
        ).shot("7-ways-in")
        amina.go("/rietkade/toegang/").sees("Nobody is on the way in.")


def test_invited_and_in_by_mail_without_a_script(stroll: Stroll) -> None:
    with stroll(Way("postgres", "nl", 360, False)) as walk:
        amina = walk.as_("Amina").go("/rietkade/toegang/uitnodigen/")
        amina.fill("Whom do you invite?", "Ruben Aldekamp").press("Invite them")
        code = "".join(amina.page.locator("p.code").inner_text().split())
        ruben = walk.device().go("/rietkade/uitnodiging/")
        ruben.fill("The code of your invitation", "K7Q4MK9TX2").press("Go on")
        ruben.sees(
            "This code opens nothing. It may be used, or too old. Look once more, or call us."
        )
        ruben.shot("1-wrong")
        ruben.fill("The code of your invitation", code).press("Go on").shot("2-how")
        ruben.fill("Your e-mail address", "ruben@example.org").press("Mail me a code")
        mailed = re.findall(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", walk.house.last_words(), re.MULTILINE)
        ruben.fill("The code from the mail", mailed[-1]).press("Come in")
        assert ruben.path == "/rietkade/vandaag/"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_back_in_after_two_saw_somebody(stroll: Stroll, language: str) -> None:
    with stroll(Way("sqlite", language, 360, True)) as walk:
        sietske = walk.as_("Sietske", "heideveen").go("/mijn-toegang/app/")
        sietske.fill("The six figures from the app", code_now(sietske))
        sietske.press("From now on with this code")
        wiepkje = walk.as_("Wiepkje", "heideveen").go("/heideveen/toegang/kwijt/")
        wiepkje.page.get_by_label(walk.words("Who lost their second code?")).select_option(index=1)
        wiepkje.shot("1-first").press("I saw them").shot("2-waits")
        jelle = walk.as_("Jelle", "heideveen").go("/heideveen/toegang/").shot("3-second-asked")
        jelle.press("I saw %(name)s too", name="Sietske").shot("4-second").press("I saw them too")
        jelle.sees("The second code of %(name)s ended", name="Sietske").shot("5-ended")
        sietske.page.goto("/heideveen/vandaag/")
        assert sietske.page.url.endswith("/inloggen/?next=/heideveen/vandaag/")
