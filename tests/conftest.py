"""What every test may ask for: a database, visitors, and the cast."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from tests import databases, migrated
from tests.at_once import Change, cross, do_before
from tests.visitor import Visitor, refuse_writes
from tussenruimte.kit.apart import WEB_ROLE
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.members.models import Cooperative, Member, Person

Welcome = Callable[..., Person]

# Every test begins among the hundreds of thousands of things that a loaded house consists of. Looking through
# them at each seven hundredth new thing costs more than a tenth of all time, and finds nothing.
gc.set_threshold(50_000, 20, 100)


def pytest_collection_finish() -> None:
    """What was loaded stays until the end: nobody needs to look whether it may go."""
    gc.collect()
    gc.freeze()


# What reads the sources, or reckons with what it is given, cannot tell which database there is.
SAME_ON_BOTH = {
    "architecture",
    "methods",
    "test_pdf.py",
    "test_wording.py",
    "test_wording_voice.py",
}
DATABASES = {"db", "database", "django_db_setup", "real_commits", "transactional_db"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """One process gets all of `tests/apart`; what takes long waits for `./tussenruimte test --full`."""
    items.sort(key=lambda item: item.path.parent.name != "apart")  # what it loads, it loads once
    if os.environ.get("TUSSENRUIMTE_BOTH") == "1":
        config.hook.pytest_deselected(items=[item for item in items if is_same_on_both(item)])
        items[:] = [item for item in items if not is_same_on_both(item)]
    if os.environ.get("TUSSENRUIMTE_FULL") == "1":
        return
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(pytest.mark.skip(reason="takes long: ./tussenruimte test --full"))


def is_same_on_both(item: pytest.Item) -> bool:
    """Whether it was seen on the other database already. Without these fixtures none can be reached."""
    asks = DATABASES.intersection(getattr(item, "fixturenames", DATABASES))
    at_home = {item.path.name, item.path.parent.name}
    return not asks and not item.get_closest_marker("django_db") and bool(SAME_ON_BOTH & at_home)


# ---- the database ---------------------------------------------------------------------------------


def kept_from_before() -> Any:
    """With `--reuse-db`: as the run before left it."""
    return setup_databases(0, interactive=False, aliases=["default"], keepdb=True)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    request: pytest.FixtureRequest,
) -> Iterator[None]:
    """Migrate as the owner, then test as the web: the owner walks past row level security."""
    keep = request.config.getvalue("reuse_db")
    with django_db_blocker.unblock(), databases.one_at_a_time():
        databases.run_as(None)
        made = kept_from_before() if keep else migrated.set_up()
        databases.run_as(WEB_ROLE)
    yield
    with django_db_blocker.unblock():
        databases.run_as(None)
        if not keep:
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def heads_of_their_own(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the clock publishes in one test is no head of the record in another."""
    settings.HEADS = tmp_path_factory.getbasetemp() / f"heads-{uuid4().hex}"  # made when it is used


@pytest.fixture
def real_commits(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For tests with several connections: a copy of the database, thrown away afterwards."""
    with django_db_blocker.unblock(), databases.copied():
        yield


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """Rolled back after the test, unless it asks for real commits."""
    request.getfixturevalue("real_commits" if "real_commits" in request.fixturenames else "db")


@pytest.fixture(autouse=True)
def dutch() -> None:
    """Somebody who read a page in English in the test before leaves that language behind."""
    translation.activate("nl")


@pytest.fixture
def client() -> Visitor:
    """Somebody with a browser, not signed in."""
    return Visitor()


# ---- time ------------------------------------------------------------------------------------------


@pytest.fixture
def at() -> Iterator[datetime]:
    """A Monday morning in November; the clocks of the house stand there and go on ticking."""
    begin = datetime(2026, 11, 16, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with time_machine.travel(begin, tick=True):
        yield begin


# ---- looking changes nothing ------------------------------------------------------------------------


@pytest.fixture
def halfway(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Change], None]:
    """`halfway("room.module.name", before)`: what is done just before that function is called."""
    return partial(do_before, monkeypatch)


@pytest.fixture
def crossing(
    monkeypatch: pytest.MonkeyPatch, rietkade: Cooperative
) -> Callable[[Change, str, Change, str], list[Exception]]:
    """Two changes, each with the place where it meets the other."""

    def go(first: Change, first_at: str, second: Change, second_at: str) -> list[Exception]:
        return cross(monkeypatch, rietkade.pk, (first, first_at), (second, second_at))

    return go


@pytest.fixture
def reading_only() -> AbstractContextManager[None]:
    """`with reading_only:` lets through no write but that of the reading log."""
    return connection.execute_wrapper(refuse_writes)


# ---- the cast: De Rietkade and the people in it ------------------------------------------------------


@pytest.fixture
def rietkade(database: None, at: datetime) -> Cooperative:
    """A neighbourhood's cooperative, with what binds us still to be agreed."""
    cooperative = members.found_cooperative(
        slug="rietkade", name="De Rietkade", phone="000 123 45 67", by="beheer", at=at
    )
    matters.open_bond(cooperative, by="beheer", at=at)
    return cooperative


@pytest.fixture
def welcome(rietkade: Cooperative, at: datetime) -> Welcome:
    """Somebody new in De Rietkade, by name; with an e-mail address they can sign in."""

    def come_in(name: str, *, email: str = "", **more: str) -> Person:
        person = members.welcome_person(rietkade, name=name, by="invoer", at=at, **more)
        if email:
            person.user = members.give_login(person, email, by="invoer", at=at)
        return person

    return come_in


@pytest.fixture
def idris(welcome: Welcome, at: datetime) -> Person:
    """Lives here and is a member."""
    person = welcome("Idris Bekkaoui", email="idris@example.org")
    members.make_member(
        person.actor, sort=Member.Sort.RESIDENT, since=at.date(), by="invoer", at=at
    )
    return person


@pytest.fixture
def amina(welcome: Welcome, at: datetime) -> Person:
    """Connects people, holds on to questions, and has duty this week and the next."""
    person = welcome("Amina Telgenhof", email="amina@example.org", phone="000 123 45 68")
    members.make_member(
        person.actor, sort=Member.Sort.PROFESSIONAL, since=at.date(), by="invoer", at=at
    )
    members.let_hold(person, by="invoer", at=at)
    members.take_duty(
        person, since=at.date(), until=at.date() + timedelta(days=13), by=person, at=at
    )
    return person


@pytest.fixture
def sjaan(welcome: Welcome, at: datetime) -> Person:
    """Is caretaker of the flats and may hold on to questions too."""
    person = welcome("Sjaan Poelma", email="sjaan@example.org", phone="000 123 45 69")
    members.let_hold(person, by="invoer", at=at)
    return person


@pytest.fixture
def joris(welcome: Welcome, rietkade: Cooperative, at: datetime) -> Person:
    """Is alderman: sits in the municipality's seat, `joris.tenures.get().seat`."""
    person = welcome("Joris Haanappel", email="joris@example.org")
    municipality = members.make_organisation(
        rietkade, "Gemeente Waterhoven", is_municipality=True, by="invoer", at=at
    )
    seat = members.make_seat(
        rietkade, "wethouder sociaal", organisation=municipality, by="invoer", at=at
    )
    members.sit_down(seat, person, since=at.date(), by="invoer", at=at)
    return person


@pytest.fixture
def tess(welcome: Welcome, at: datetime) -> Person:
    """Is a member like any other, and has nothing to do with what the test is about."""
    person = welcome("Tess Ouwehand", email="tess@example.org")
    members.make_member(
        person.actor, sort=Member.Sort.RESIDENT, since=at.date(), by="invoer", at=at
    )
    return person


@pytest.fixture
def ruben(welcome: Welcome) -> Person:
    """Needs something; can be reached through Sjaan; has no log-in and no address."""
    return welcome("Ruben", reach="via Sjaan, of de inloop op woensdag")
