"""What every test may ask for: a database, visitors, and the cast."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test.utils import setup_databases, teardown_databases

from tests import databases
from tests.visitor import Visitor
from tussenruimte.kit.apart import WEB_ROLE

# ---- the database ---------------------------------------------------------------------------------


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
        made = setup_databases(0, interactive=False, aliases=["default"], keepdb=keep)
        databases.run_as(WEB_ROLE)
    yield
    with django_db_blocker.unblock():
        databases.run_as(None)
        if not keep:
            teardown_databases(made, verbosity=0)


@pytest.fixture
def real_commits(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For tests with several connections: a copy of the database, thrown away afterwards."""
    with django_db_blocker.unblock(), databases.copied():
        yield


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """Rolled back after the test, unless it asks for real commits."""
    request.getfixturevalue("real_commits" if "real_commits" in request.fixturenames else "db")


@pytest.fixture
def client() -> Visitor:
    """Somebody with a browser, not signed in."""
    return Visitor()


# ---- the cast -------------------------------------------------------------------------------------
