"""A browser, a house of each kind, and a walk through it in several ways."""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import product
from pathlib import Path
from zlib import crc32

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.house import KINDS, House, opened, prepared
from tests.browser.walk import Walk, Way
from tools import place, postgres

# The browser runs a loop in this thread. A test that asks Django something does so before or after it
# drives the browser, never in between; the houses that are walked through know nothing of this.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Every two choices meet in one of these five; the whole grid waits for `--full`.
PAIRS = [
    Way("sqlite", "nl", 360, True),
    Way("sqlite", "en", 1280, False),
    Way("postgres", "nl", 1280, False),
    Way("postgres", "en", 360, False),
    Way("postgres", "en", 1280, True),
]
Stroll = Callable[[Way], AbstractContextManager[Walk]]
GRID = [Way(*choices) for choices in product(KINDS, ("nl", "en"), (360, 1280), (True, False))]


FELL = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a walk went wrong: what puts the devices away hears nothing of it."""
    report = yield
    item.stash[FELL] = item.stash.get(FELL, False) or report.failed
    return report


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each walk in so many ways; which, turns with its name so that together they meet all pairs."""
    if "walk" not in metafunc.fixturenames:
        return
    marker = metafunc.definition.get_closest_marker("ways")
    often = marker.args[0] if marker else 1  # more for what everybody does; all of it with `--full`
    ways = [way for way in GRID if os.environ.get("TUSSENRUIMTE_FULL") == "1"]
    if not ways:
        first = crc32(metafunc.function.__name__.encode()) % len(PAIRS)
        ways = [PAIRS[(first + step * 2) % len(PAIRS)] for step in range(often)]
    if marker and marker.kwargs.get("script"):
        ways = list(dict.fromkeys(Way(w.kind, w.language, w.width, True) for w in ways))
    metafunc.parametrize("walk", ways, ids=str, indirect=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place.chromium(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def prepare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], House]]:
    """The databases of each kind, made when first asked for, and shared by all test processes."""
    kept = os.environ.get("TUSSENRUIMTE_WALKS", "")
    shared = Path(kept) if kept else tmp_path_factory.getbasetemp()
    if not kept and "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with ExitStack() as stack:
        known: dict[str, House] = {}

        def of(kind: str) -> House:
            if kind == "postgres" and not postgres.is_there():
                pytest.skip(postgres.ADVICE)
            if kind not in known:
                known[kind] = stack.enter_context(prepared(kind, shared, keep=bool(kept)))
            return known[kind]

        yield of


@pytest.fixture(scope="session")
def open_house(prepare: Callable[[str], House]) -> Iterator[Callable[[str], House]]:
    """A server for each kind of database, opened when first asked for."""
    with ExitStack() as stack:
        known: dict[str, House] = {}

        def of(kind: str) -> House:
            if kind not in known:
                known[kind] = stack.enter_context(opened(prepare(kind)))
            return known[kind]

        yield of


@pytest.fixture
def stroll(
    request: pytest.FixtureRequest, chromium: Browser, open_house: Callable[[str], House]
) -> Stroll:
    """`with stroll(way) as walk:` is a journey through a fresh copy of the demo."""

    @contextmanager
    def along(way: Way) -> Iterator[Walk]:
        house = open_house(way.kind)
        name = request.function.__name__.removeprefix("test_")
        with house.fresh() as database:
            journey = Walk(name, way, house, database, chromium)
            try:
                yield journey
            finally:
                if sys.exception() or request.node.stash.get(FELL, False):
                    journey.fell()
                journey.close()

    return along


@pytest.fixture
def walk(request: pytest.FixtureRequest, stroll: Stroll) -> Iterator[Walk]:
    """A journey in the way that this test is walked."""
    with stroll(request.param) as journey:
        yield journey
