"""Every kind of page, for whoever may come there: for everybody to use, and in their language."""

import os
import re
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import GRID, Stroll
from tests.browser.steps import CARD, open_card
from tests.browser.walk import SCREENS, Device, Way, picture

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NOT_A_PAGE = {
    *("conversations:ics", "agenda:ics", "agenda:posting-ics", "matters:file"),
    "decisions:packet-file",
    *("web:robots", "web:security", "web:favicon"),
    *("mine:take", "mine:card-take", "relations:own-calendar", "relations:card-calendar"),
}
# A council member reads that it is for members.
NOT_FOR = {("Tine", "belonging:members"): 403, ("Tine", "belonging:start-circle"): 409}
FILLED = "main .button:not(.button--second):not(.button--quiet)"
LINKS = "[...document.querySelectorAll('a[href]')].map((a) => a.href)"
# Words that no Dutch sentence has; what stands in another language says so itself.
ENGLISH = re.compile(r"\b(the|and|with|you|your|this|that|from|they|have)\b")
READ = """() => { const here = document.body.cloneNode(true);
  here.querySelectorAll("[lang], script, datalist, .own-words").forEach((part) => part.remove());
  return here.textContent; }"""
# What a finger has to hit, apart from links inside a sentence and what is enlarged by its label.
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter((e) => e.checkVisibility() && !e.closest(".choice, .step-card, .hide, .hard-word")
    && !["inline", "contents"].includes(getComputedStyle(e).display))
  .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 44 || box.height < 43.5)).map(([html]) => html)"""


def page_type(address: str) -> str:
    """The name of the page at this address; nothing when it is elsewhere."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def is_for_everybody(page: Page, language: str) -> list[str]:
    """What stands in somebody's way on this page."""
    wrong = [f"{rule}: {html[:200]}" for rule, html in violations(page, STANDARD)]
    wrong += [f"small: {html}" for html in page.evaluate(SMALL)]
    filled = page.locator(FILLED).locator("visible=true").all_inner_texts()
    wrong += [f"filled buttons: {filled}"] if len(filled) > 1 else []
    if language == "nl":
        read = " ".join(page.evaluate(READ).split())
        wrong += [
            f"English: {read[max(0, m.start() - 30) : m.end() + 30]}"
            for m in ENGLISH.finditer(read)
        ]
    return wrong


def look_around(device: Device, who: str, first: list[str], *, only: str = "/") -> list[str]:
    """Follow every link to a kind of page not seen yet, and say what is wrong there."""
    wrong: list[str] = []
    ahead, seen = list(first), set(NOT_A_PAGE)
    while ahead:
        address = ahead.pop(0)
        kind = page_type(address)
        if not kind or kind in seen or not address.startswith(device.walk.house.address + only):
            continue
        seen.add(kind)
        try:
            device.go(address, NOT_FOR.get((who, kind), 200))
            problems = is_for_everybody(device.page, device.walk.way.language)
        except AssertionError as problem:  # tell them all at once
            problems = [str(problem)]
            device.wrongs.clear()
        wrong += [f"{kind} {device.path} {problem}" for problem in problems]
        name = f"{who or 'visitor'}-{kind.replace(':', '-')}-{device.width}"
        picture(device.page, SCREENS / "pages" / f"{name}-{device.walk.way.language}.png")
        ahead += device.page.evaluate(LINKS)
    return wrong


# Who looks around, and how; each meets other pages, and together they meet every kind.
VISITS = [
    ("", Way("sqlite", "nl", 360)),
    ("", Way("postgres", "en", 1280)),
    ("card", Way("postgres", "nl", 360)),
    ("card", Way("sqlite", "en", 1280)),
    ("Amina", Way("sqlite", "nl", 360)),
    ("Amina", Way("postgres", "en", 1280)),
    ("Sjaan", Way("postgres", "nl", 1280)),
    ("Idris", Way("sqlite", "en", 360)),
    ("Joris", Way("postgres", "nl", 360)),
    ("Tine", Way("sqlite", "nl", 1280)),
]
if os.environ.get("TUSSENRUIMTE_FULL") == "1":
    VISITS = [(who, way) for who in dict(VISITS) for way in GRID if way.script]


@pytest.mark.parametrize(("who", "way"), VISITS, ids=str)
def test_everybody_can_use_every_page(stroll: Stroll, who: str, way: Way) -> None:
    with stroll(way) as walk:
        home, device = walk.house.address, walk.device()
        if who == "card":
            device.speaks(way.language)
            open_card(device, *CARD)
            found = look_around(device, who, [device.page.url], only="/kaart/")
        else:
            first = ["/rietkade/vandaag/"] if who else ["/", "/kaart/"]
            visitor = device.come_in(who) if who else device
            found = look_around(visitor, who, [home + path for path in [*first, "/rietkade/"]])
        assert found == [], "\n".join(found)
