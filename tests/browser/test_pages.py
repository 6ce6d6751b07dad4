"""Every kind of page, for whoever may come there: for everybody to use, and in their language."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve

from tests.browser.steps import CARD, open_card
from tests.browser.walk import SCREENS, Device, Walk, picture

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NOT_A_PAGE = {"conversations:ics", "matters:file", "web:robots", "web:security", "web:favicon"}
FILLED = "main .button:not(.button--second):not(.button--quiet)"
LINKS = "[...document.querySelectorAll('a[href]')].map((a) => a.href)"
# Words that no Dutch sentence has; what stands in another language says so itself.
ENGLISH = re.compile(r"\b(the|and|with|you|your|this|that|from|they|have|been)\b")
READ = """() => { const here = document.body.cloneNode(true);
  here.querySelectorAll("[lang], script, datalist, .own-words").forEach((part) => part.remove());
  return here.textContent; }"""
# What a finger has to hit, apart from links inside a sentence and what is enlarged by its label.
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter((e) => e.checkVisibility() && !e.closest(".choice, .step-card, .hide")
    && !["inline", "contents"].includes(getComputedStyle(e).display))
  .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 44 || box.height < 43.5)).map(([html]) => html)"""


def page_type(address: str) -> str:
    """The name of the page at this address; nothing when it is elsewhere."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def is_for_everybody(device: Device) -> list[str]:
    """What stands in somebody's way on this page."""
    found = Axe().run(device.page, options={"runOnly": {"type": "tag", "values": STANDARD}})
    wrong = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]
    wrong += [f"small: {html}" for html in device.page.evaluate(SMALL)]
    filled = device.page.locator(FILLED).locator("visible=true").all_inner_texts()
    wrong += [f"filled buttons: {filled}"] if len(filled) > 1 else []
    if device.walk.way.language == "nl":
        read = " ".join(device.page.evaluate(READ).split())
        wrong += [
            f"English: {read[max(0, m.start() - 30) : m.end() + 30]}"
            for m in ENGLISH.finditer(read)
        ]
    return wrong


def look_around(
    device: Device, who: str, first: list[str], *, only: str = "/"
) -> dict[str, list[str]]:
    """Follow every link to a kind of page not seen yet, and say what is wrong there."""
    wrong: dict[str, list[str]] = {}
    ahead, seen = list(first), set(NOT_A_PAGE)
    while ahead:
        address = ahead.pop(0)
        kind = page_type(address)
        if not kind or kind in seen or not address.startswith(device.walk.house.address + only):
            continue
        seen.add(kind)
        try:
            problems = is_for_everybody(device.go(address))
        except AssertionError as problem:  # tell them all at once
            problems = [str(problem)]
            device.wrongs.clear()
        if problems:
            wrong[f"{kind} {device.path}"] = problems
        name = f"{who or 'visitor'}-{kind.replace(':', '-')}-{device.width}"
        picture(device.page, SCREENS / "pages" / f"{name}-{device.walk.way.language}.png")
        ahead += device.page.evaluate(LINKS)
    return wrong


@pytest.mark.ways(2, script=True)
@pytest.mark.parametrize("who", ["", "Amina", "Sjaan", "Idris", "Joris", "Tine"])
def test_everybody_can_use_every_page(walk: Walk, who: str) -> None:
    device = walk.as_(who) if who else walk.device()
    home = walk.house.address
    first = [f"{home}/rietkade/vandaag/"] if who else [f"{home}/", f"{home}/kaart/"]
    assert look_around(device, who, [*first, f"{home}/rietkade/"]) == {}


@pytest.mark.ways(2, script=True)
def test_everybody_can_use_every_page_behind_a_card(walk: Walk) -> None:
    device = walk.device()
    device.speaks(walk.way.language)
    open_card(device, *CARD)
    assert look_around(device, "card", [device.page.url], only="/kaart/") == {}
