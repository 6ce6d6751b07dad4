"""Every part of a page in a real browser: for everybody, at every width, and what the script adds."""

import datetime as dt
import mimetypes
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from tests.browser.axe import violations
from tussenruimte.web.examples import AMINA, look_of

HERE, ELSEWHERE = "http://localhost/", "https://www.knmi.nl/nederland-nu/weer"
BUILT = settings.PROJECT / "build" / "frontend"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CARD = """{% extends "web/neutral.html" %}{% load look %}{% block heading %}Dag Ruben{% endblock %}
{% block content %}{% card_paper code="7Q4M-K9TX" address="derietkade.example/kaart" qr="x" %}Sjaan
{% endcard_paper %}{% field form.name %}{% endblock %}"""
PAGES = ["look", "card", "404", "500"]
COOPERATIVE = SimpleNamespace(
    name="De Rietkade",
    tagline="coöperatieve buurtzorg",
    phone="0123456700",
    desk="woensdag in het buurthuis",
    theme="",
    slug="de-rietkade",
)
# What a finger has to hit, apart from links and hard words inside a sentence and what is enlarged
# by its label.
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea")]
  .filter((e) => !e.closest(".choice, .step-card, .hard-word") && getComputedStyle(e).display !== "inline")
  .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 44 || box.height < 44)).map(([html]) => html)"""


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """The pages as the server would write them."""
    today = dt.date(2026, 3, 4)
    known = {"today": today, "cooperative": COOPERATIVE, **look_of(today)}
    with translation.override("nl"):
        return {
            "look": render_to_string("web/look.html", known | {"person": AMINA}),
            "card": engines["django"].from_string(CARD).render(known),
            "404": render_to_string("404.html", known),
            "500": render_to_string("500.html"),
        }


def opened(chromium: Browser, written: dict[str, str], name: str, **how: object) -> Page:
    """A page on our own address; everything else is answered by an empty page."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HERE).partition("?")[0]
        file = BUILT / path.removeprefix("static/")
        if route.request.url.startswith(HERE) and path in written:
            route.fulfill(body=written[path], content_type="text/html")
        elif path.startswith("static/") and file.is_file():
            route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0])
        else:
            route.fulfill(body="<title>weer</title>", content_type="text/html")

    page = chromium.new_context(**how).new_page()
    page.route("**/*", answer)
    page.goto(HERE + name)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_the_page(chromium, written, name, width, scheme):
    how = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = opened(chromium, written, name, **how)
    assert violations(page, STANDARD) == []
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_small_phone(chromium, written, name):
    page = opened(chromium, written, name, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [360, 960, 1024, 1280])
def test_a_long_name_breaks_no_word_of_the_menu(chromium, written, width):
    long = "Buurtcoöperatie ’t Sint-Jacobushof aan de Oude Haven en omstreken U.A."
    pages = {"long": written["look"].replace(COOPERATIVE.name, long)}
    page = opened(chromium, pages, "long", viewport={"width": width, "height": 800})
    assert long in page.locator(".brand").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    heights = page.evaluate("[...document.querySelectorAll('.nav a')].map((a) => a.offsetHeight)")
    assert heights
    assert max(heights) == min(heights)
    top = page.evaluate("document.querySelector('.nav').getBoundingClientRect().top")
    assert top >= 0


@pytest.mark.parametrize("name", PAGES)
def test_the_page_works_without_javascript(chromium, written, name):
    page = opened(chromium, written, name, java_script_enabled=False)
    assert page.locator("h1, .leave").first.is_visible()
    assert not page.locator("[data-print]").first.is_visible()


@pytest.mark.parametrize("way", ["the button", "escape twice"])
def test_somebody_leaves_in_a_hurry_and_the_way_back_is_closed(chromium, written, way):
    page = opened(chromium, written, "404")
    page.goto(HERE + "card")
    if way == "the button":
        page.click("text=Snel weg")
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.wait_for_url(ELSEWHERE)
    page.go_back()
    assert page.url == HERE + "404"


def test_escape_once_stays_here(chromium, written):
    page = opened(chromium, written, "card")
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert page.url == HERE + "card"


@pytest.mark.parametrize(("typed", "asked"), [("hallo", ["beforeunload"]), ("", [])])
def test_what_is_half_written_is_not_lost_by_accident(chromium, written, typed, asked):
    page = opened(chromium, written, "look")
    questions: list[str] = []
    page.on("dialog", lambda question: (questions.append(question.type), question.accept()))
    page.click("#id_words")
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    page.keyboard.type(typed)
    page.goto(HERE + "404")
    assert questions == asked


def test_sending_a_form_asks_nothing(chromium, written):
    page = opened(chromium, written, "look")
    page.on("dialog", lambda question: pytest.fail(question.type))
    page.fill("#id_words", "hallo")
    page.check("#id_when_1")
    page.click("form button.button")
    page.wait_for_url("**when=today**")


def test_a_print_button_shows_itself_when_it_can_print(chromium, written):
    page = opened(chromium, written, "look")
    page.evaluate("window.print = () => { window.printed = true }")
    page.click("[data-print]")
    assert page.evaluate("window.printed")
