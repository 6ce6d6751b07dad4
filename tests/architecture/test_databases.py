"""The ground under the other tests."""

import threading

import pytest
from django.db import connection, connections

from tussenruimte.kit.apart import WEB_ROLE
from tussenruimte.members.models import User


@pytest.fixture
def someone(database):
    return User.objects.create(email="iemand@example.org")


def test_pages_are_tested_as_the_role_that_owns_nothing(database):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = session_user")
        assert cursor.fetchone() == (WEB_ROLE, False)


@pytest.mark.parametrize("time", ["once", "and once more, on a fresh copy"])
def test_real_commits_are_seen_by_another_connection_and_gone_after(someone, real_commits, time):
    seen = []

    def elsewhere():
        seen.extend(User.objects.values_list("email", flat=True))
        User.objects.create(email="nog-iemand@example.org")
        connections.close_all()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [someone.email]
    assert User.objects.count() == 2


def test_other_changes_are_rolled_back(someone):
    assert User.objects.count() == 1
