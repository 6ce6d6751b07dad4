"""Every kind of page there is, also those to which no link leads on the day of the demo: axe finds nothing."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Route

from tests.browser.test_pages import is_for_everybody
from tests.web import conftest as web, test_hostile

HOUSE = "http://house.example"
KINDS = 175  # of some one hundred and ninety that can be opened
codes = web.codes  # fixtures, as those below
fenna, gerrit, noor, tine, hanna = web.fenna, web.gerrit, web.noor, web.tine, web.hanna
need = web.need
paths, browsers = test_hostile.paths, test_hostile.browsers


def rendered(paths, browsers, language):
    """Each page as the first of three people sees it who may: a visitor, a resident, who holds on to questions."""
    found = {}
    for _who, browser in browsers():
        for name, path in paths.items():
            if name in found:
                continue
            answer = browser.get(path, headers={"Accept-Language": language})
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                found[name] = answer.content
    return found


def answer_with(pages):
    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            kind = mimetypes.guess_type(path)[0] or "font/woff2"
            route.fulfill(body=Path(file).read_bytes(), content_type=kind)
        else:
            route.fulfill(body=pages[path.strip("/")], content_type="text/html; charset=utf-8")

    return answer


@pytest.mark.parametrize(("language", "width"), [("nl", 360), ("en", 1280)])
def test_every_kind_of_page_is_for_everybody(
    paths, browsers, chromium: Browser, language: str, width: int
) -> None:
    pages, wrong = rendered(paths, browsers, language), []
    assert len(pages) >= KINDS
    with chromium.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.route("**/*", answer_with(pages))
        for name in pages:
            page.goto(f"{HOUSE}/{name}")
            wrong += [f"{name}: {problem}" for problem in is_for_everybody(page, language)]
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                wrong.append(f"{name}: {wide} pixels wide")
    assert not wrong, "\n".join(wrong)
