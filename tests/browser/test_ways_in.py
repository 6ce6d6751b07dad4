"""Whoever may hold sets up a second code, without a script and on a telephone."""

import json
import re
import time
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser

from tests.browser.house import House, opened
from tests.browser.walk import Device, Walk, Way


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


def begin(walk: Walk) -> Device:
    """The first one of a cooperative, who holds what comes in."""
    code = re.search(r"code (\S+)", walk.house.manage("setupcode"))
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
