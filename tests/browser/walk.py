"""Walking through a house with a browser: what a person can do, and what must hold on every page."""

import datetime as dt
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Response, Route

from tests.browser.house import House
from tools.place import BUILD

SCREENS = BUILD / "screens"
HAS_PICTURES = os.environ.get("CI") != "true"  # there only of a walk that failed: nobody looks
PATIENCE = 20_000  # milliseconds; a busy machine is no reason to fail
LOCALES = {"nl": "nl-NL", "en": "en-GB"}


@dataclass(frozen=True)
class Way:
    """With which database, in which language, on how wide a screen, with a script or without."""

    kind: str = "sqlite"
    language: str = "nl"
    width: int = 360
    script: bool = True

    def __str__(self) -> str:
        return f"{self.kind}-{self.language}-{self.width}-{'script' if self.script else 'plain'}"


@dataclass
class Walk:
    """One journey, in a fresh house: several people may walk along, each with their own device."""

    name: str
    way: Way
    house: House
    database: str
    browser: Browser
    devices: list["Device"] = field(default_factory=list)

    def device(self, width: int = 0, **more: Any) -> "Device":
        """A telephone or a screen that nobody used before."""
        width = width or self.way.width
        context = self.browser.new_context(
            base_url=self.house.address,
            viewport={"width": width, "height": 800},
            locale=LOCALES[self.way.language],
            timezone_id="Europe/Amsterdam",
            java_script_enabled=self.way.script,
            **more,
        )
        context.set_default_timeout(PATIENCE)
        self.devices.append(Device(self, context, width))
        return self.devices[-1]

    def as_(self, name: str, coop: str = "rietkade") -> "Device":
        """Somebody of the cast, on a device of their own, by the door of the demo."""
        return self.device().come_in(name, coop)

    def turn_to(self, at: dt.datetime) -> None:
        """It becomes this moment for everybody."""
        self.house.turn_to(self.database, at)

    def tick(self, at: dt.datetime) -> None:
        """It becomes this moment for everybody, and the clock comes by."""
        self.turn_to(at)
        self.house.manage("tick", "--now", at.isoformat(), role="web")

    def words(self, msgid: str, **values: object) -> str:
        """What the house says for this, in the language of the walk."""
        with translation.override(self.way.language):
            said = gettext(msgid)
        return said % values if values else said

    def fell(self) -> None:
        """Something went wrong: keep what everybody had before them."""
        for number, device in enumerate(self.devices, 1):
            file = SCREENS / f"{self.name}-fell-{number}-{device.width}.png"
            with suppress(Error):  # the page itself may be what went wrong
                picture(device.page, file, wanted=True)

    def close(self) -> None:
        """Put all devices away."""
        for device in self.devices:
            device.context.close()


@dataclass
class Device:
    """One browser: nothing leaves the house, nothing goes wrong unseen, no page is too wide."""

    walk: Walk
    context: BrowserContext
    width: int
    wrongs: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    shots: int = 0

    def __post_init__(self) -> None:
        self.context.route(lambda address: not self.is_ours(address), self._refuse)
        self.page = self.watch(self.context.new_page())

    def is_ours(self, address: str) -> bool:
        """Whether this is in the house."""
        return address.startswith((f"{self.walk.house.address}/", "data:", "about:"))

    def _refuse(self, route: Route) -> None:
        self.wrongs.append(f"asked elsewhere: {route.request.url}")
        route.abort()

    def watch(self, page: Page) -> Page:
        """Remember what goes wrong on this page, and how the house answers."""
        page.on("pageerror", lambda problem: self.wrongs.append(f"script: {problem}"))
        page.on("console", self._hear)
        page.on("response", self._note)
        return page

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.wrongs.append(f"console: {message.text}")

    def _note(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.answers.append(response)
        elif response.status >= 400:
            self.wrongs.append(f"{response.status}: {response.url}")

    def speaks(self, language: str) -> None:
        """They chose this language before."""
        cookie = {"name": "django_language", "value": language, "url": self.walk.house.address}
        self.context.add_cookies([cookie])

    def tab(self) -> "Device":
        """The same browser, one tab further."""
        self.walk.devices.append(Device(self.walk, self.context, self.width))
        return self.walk.devices[-1]

    # ---- what a person does ---------------------------------------------------------------------

    def words(self, msgid: str, **values: object) -> str:
        """As the house says it here."""
        return self.walk.words(msgid, **values)

    def go(self, path: str, status: int = 200) -> "Device":
        """Type an address."""
        self.page.goto(path)
        return self.arrive(status)

    def come_in(self, name: str, coop: str = "rietkade") -> "Device":
        """By the door of the demo."""
        self.go("/demo/")
        house = self.page.locator(f'form:has(input[name=coop][value="{coop}"])')
        label = self.words("Be %(name)s", name=name)
        house.get_by_role("button", name=label, exact=True).click()
        return self.arrive()

    def named(self, role: Any, msgid: str, **values: object) -> Locator:
        """What can be pressed under this name."""
        name = re.compile(rf"^\s*{re.escape(self.words(msgid, **values))}\s*$")
        return self.page.get_by_role(role, name=name)

    def press(self, msgid: str, status: int = 200, within: str = "", **values: object) -> "Device":
        """Press a button or follow a link by its words; a title opens what is folded away."""
        self.find(msgid, within, **values).click()
        return self.arrive(status)

    def find(self, msgid: str, within: str = "", **values: object) -> Locator:
        """The button, link or title with these words; `within` is what stands around it."""
        words = re.escape(self.words(msgid, **values))
        part = self.page.locator(within or "body")
        exactly = re.compile(rf"^\s*{words}\s*$")
        found = part.get_by_role("button", name=exactly)
        return found.or_(part.get_by_role("link", name=exactly)).locator("visible=true").first

    def unfold(self, msgid: str, **values: object) -> "Device":
        """Open what is folded away under this title."""
        title = self.page.locator("summary", has_text=self.words(msgid, **values)).first
        if title.locator("xpath=..").get_attribute("open") is None:
            title.click()
        return self

    def unfold_all(self) -> "Device":
        """Open everything that is folded away on this page."""
        for title in self.page.locator("details:not([open]) > summary").all()[::-1]:
            title.click()
        return self

    def box(self, msgid: str, **values: object) -> Locator:
        """The box under this label."""
        words = re.escape(self.words(msgid, **values))
        optional = re.escape(self.words("(may stay empty)"))
        return self.page.get_by_label(re.compile(rf"^\s*{words}(\s+{optional})?\s*$"))

    def fill(self, msgid: str, text: str, **values: object) -> "Device":
        """Write in a box."""
        self.box(msgid, **values).fill(text)
        return self

    def choose(self, msgid: str, **values: object) -> "Device":
        """Tick a box, or one of several."""
        self.box(msgid, **values).check()
        return self

    # ---- what a person sees ----------------------------------------------------------------------

    def arrive(self, status: int = 200) -> "Device":
        """Every page: the answer, the width, one heading, the language, and nothing that went wrong."""
        self.page.wait_for_load_state()
        answer = self.answers[-1]
        said = self.walk.house.last_words() if answer.status >= 500 else self.text()[:2000]
        assert answer.status == status, f"{answer.status} for {answer.url}\n{said}"
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{self.path} is {wide} wide"
        assert self.page.locator("h1").count() == 1, f"{self.path} has not one heading"
        assert self.page.locator("html").get_attribute("lang") == self.walk.way.language
        assert self.wrongs == [], self.path
        return self

    @property
    def path(self) -> str:
        """Where we are."""
        return self.page.url.removeprefix(self.walk.house.address)

    def text(self) -> str:
        """Everything that can be read here."""
        return " ".join(self.page.locator("body").inner_text().split())

    def sees(self, msgid: str, **values: object) -> "Device":
        """These words of the house stand here."""
        return self.reads(self.words(msgid, **values))

    def reads(self, *texts: str) -> "Device":
        """These very words stand here."""
        here = self.text()
        for text in texts:
            assert " ".join(text.split()) in here, f"“{text}” not on {self.path}:\n{here[:3000]}"
        return self

    def misses(self, *texts: str) -> "Device":
        """These words do not stand here."""
        here = self.text()
        for text in texts:
            assert text not in here, f"“{text}” on {self.path}"
        return self

    def shot(self, step: str) -> "Device":
        """Keep what it looks like: build/screens/<walk>-<step>-<width>.png."""
        language = "" if self.walk.way.language == "nl" else "-en"
        picture(self.page, SCREENS / f"{self.walk.name}-{step}-{self.width}{language}.png")
        return self


def picture(page: Page, file: Path, *, wanted: bool = HAS_PICTURES, **how: Any) -> None:
    """A picture of the whole page, with the letters in place."""
    if not wanted:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True, **how)
