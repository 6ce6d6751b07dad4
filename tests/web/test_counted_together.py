"""Tries at the door count once, whichever program of the house they come to."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache.backends import locmem

from tests.at_once import at_once
from tests.visitor import Visitor
from tests.web.test_second_factor import by_mail, code_of, set_up
from tussenruimte.kit import clock
from tussenruimte.members.models import DoorTry
from tussenruimte.members.nightly import forget_old_tries
from tussenruimte.web.counting import CountedTogether

ASK = "/inloggen/"
TOO_OFTEN = "te vaak"


def another_program():
    """Whatever one program of the house remembers by itself, the next does not know."""
    for memory in (locmem._caches, locmem._expire_info):  # noqa: SLF001 - there is no other way
        memory.clear()


@pytest.fixture
def one(database):
    return CountedTogether("one", {})


@pytest.fixture
def other(database):
    return CountedTogether("other", {})


def test_asking_for_codes_counts_in_all_programs_together(amina):
    for _n in range(5):
        another_program()
        assert Visitor().post(ASK, {"email": "amina@example.org"}).status_code == 302
    another_program()
    assert TOO_OFTEN in Visitor().post(ASK, {"email": "amina@example.org"}).content.decode()
    assert len(mail.outbox) == 5


def test_a_code_of_the_app_works_once_in_all_programs_together(client, amina, settings, at):
    settings.SECOND_FACTOR = True
    secret = set_up(client.sign_in(amina))
    used = code_of(secret, ahead=1)
    first, second = Visitor(), Visitor()
    for browser in (first, second):
        assert by_mail(browser, "amina@example.org") == "/inloggen/tweede-code/"
    assert first.post("/inloggen/tweede-code/", {"code": used}).status_code == 302
    another_program()
    for seconds in (0, 31, 55):  # for as long as it is right
        with time_machine.travel(at + timedelta(seconds=seconds)):
            assert second.post("/inloggen/tweede-code/", {"code": used}).status_code == 200
    assert "_auth_user_id" not in second.session


def test_each_sees_what_the_other_counted(one, other):
    one.set("key", [10.0], 60)
    assert other.get("key", []) == [10.0]
    assert other.get("another", []) == []
    assert other.add("once", "y", 30)
    assert not one.add("once", "y", 30)
    one.delete("key")
    assert other.get("key", []) == []


def test_two_that_look_at_the_same_moment_are_both_counted(one, other, at):
    now = at.timestamp()
    one.set("key", [now + 1, now], 60)
    other.set("key", [now + 2, now], 60)
    assert one.get("key") == [now + 2, now + 1, now]


def test_what_no_longer_counts_is_gone(one, rietkade, at):
    now = at.timestamp()
    one.set("key", [now], 60)
    one.add("once", "y", 30)
    later = at + timedelta(seconds=61)
    with time_machine.travel(later):
        assert one.get("key") is None
        assert not one.add("once", "y", 30)  # a code of an app is right for longer
        one.set("key", [later.timestamp()], 60)
        assert one.get("key") == [later.timestamp()]
    with time_machine.travel(at + timedelta(seconds=91)):
        assert one.add("once", "y", 30)
    forget_old_tries(rietkade, clock.day(later), later + timedelta(hours=1))
    assert not DoorTry.objects.exists()


def test_a_lock_is_between_the_threads_of_one_program_and_costs_no_write(one, other, reading_only):
    with reading_only:
        assert one.add("key:lock", "y", 10)
        assert not one.add("key:lock", "y", 10)
        assert other.add("key:lock", "y", 10)
        one.delete("key:lock")
        assert one.add("key:lock", "y", 10)


def test_whoever_floods_costs_no_write_once_refused(amina, settings, reading_only):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "1/15m/ip"}
    Visitor().post(ASK, {"email": "amina@example.org"})
    with reading_only:
        assert TOO_OFTEN in Visitor().post(ASK, {"email": "gast@example.org"}).content.decode()


def test_no_address_no_network_and_no_number_of_a_person_stands_there(client, amina):
    client.post(ASK, {"email": "amina@example.org"}, REMOTE_ADDR="192.0.2.7")
    rows = list(DoorTry.objects.values())
    assert len(rows) == 2  # the network, and this address from there
    for row in rows:
        assert re.fullmatch(r"[0-9a-f]{64}", row["what"])
        assert [type(one) for one in row["tries"]] == [float]


def test_at_once_from_several_connections_each_is_counted(real_commits, one, rietkade, at):
    now = at.timestamp()
    one.set("key", [now], 60)
    each = [
        lambda n=n: CountedTogether(f"program {n}", {}).set("key", [now + n], 60)
        for n in range(1, 5)
    ]
    assert at_once(rietkade.pk, *each) == []
    assert sorted(one.get("key")) == [now + n for n in range(5)]
