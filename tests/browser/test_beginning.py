"""From an empty house to a front where somebody can tell what is needed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser.house import House, opened
from tests.browser.steps import OWN_WORD, WORDS, card_of, open_card
from tests.browser.walk import Walk, Way

WAYS = [Way("sqlite", "nl", 360, True), Way("postgres", "en", 1280, False)]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_the_first_one_begins_a_cooperative(
    way: Way, prepare: Callable[[str], House], chromium: Browser
) -> None:
    with opened(prepare(way.kind), is_demo=False) as house, house.fresh("empty") as database:
        walk = Walk("begin", way, house, database, chromium)
        begin(walk)
        walk.close()


def begin(walk: Walk) -> None:
    """With the code that the house prints."""
    code = re.search(r"code (\S+)", walk.house.manage("setupcode"))
    assert code is not None
    first = walk.device().go("/")
    assert first.path == "/begin/"
    first.fill("Set-up code", code[1]).fill("What is the cooperative called?", "De Kade")
    first.fill("Which phone number may everybody call?", "0123 45 67 89")
    first.fill("What is your name?", "Nour Haddad").fill("Your e-mail address", "nour@example.org")
    first.shot("1-begin").press("We begin").shot("2-today")
    first.go("/demo/", status=404)
    somebody = walk.device().go("/").shot("3-front").go("/de-kade/vertel/")
    somebody.fill("What is needed?", WORDS).fill("Choose an own word", OWN_WORD)
    somebody.page.locator("[name=has_consent]").check()
    somebody.press("Ask it").reads("Nour")
    open_card(walk.device(), card_of(somebody)).reads(WORDS)
    first.go("/de-kade/agenda/", status=404).sees("This room is shut here. The board can open it.")
    first.shot("4-shut")
