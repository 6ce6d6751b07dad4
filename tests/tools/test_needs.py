"""`check` says what is missing, and changes nothing."""

import sys

import pytest

from tools import needs, place, setup


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A folder with keys, and packages that are those of the tests."""
    for name in ("SECRET_KEY", "MASTER_KEY"):
        monkeypatch.delenv(f"TUSSENRUIMTE_{name}", raising=False)
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(needs, "MANAGE", (sys.executable, *place.MANAGE[1:]))
    setup.make_keys(tmp_path / "data")
    return tmp_path / "data"


def missing(data):
    return {one.name: one.advice for one in needs.keys(data) if not one.there}


def test_a_key_is_there_in_a_file_or_in_the_surroundings(data, monkeypatch):
    assert missing(data) == {}
    (data / "master.key").unlink()
    assert missing(data) == {"master.key": needs.SETUP_ADVICE}
    monkeypatch.setenv("TUSSENRUIMTE_MASTER_KEY", "given")
    assert missing(data) == {}


def test_a_key_that_others_can_read_is_named(data):
    (data / "secret.key").chmod(0o644)
    assert list(missing(data)) == ["secret.key is ours only"]


def test_no_database_is_made_by_asking(data):
    asked = needs.database(data, can_ask=True)
    assert (asked.there, asked.advice) == (False, needs.SETUP_ADVICE)
    assert {file.name for file in data.iterdir()} == set(setup.KEYS)


def test_a_database_of_another_version_is_seen(data):
    setup.set_stamp(data, "database", "of before")
    asked = needs.database(data, can_ask=True)
    assert (asked.there, asked.advice) == (False, needs.SETUP_ADVICE)


def test_a_database_that_does_not_answer_is_seen(data, monkeypatch):
    setup.set_stamp(data, "database", "of before")
    monkeypatch.setenv("DATABASE_URL", "postgres://house:word@%2Fnowhere/house?connect_timeout=1")
    asked = needs.database(data, can_ask=True)
    assert (asked.there, asked.advice) == (False, needs.SILENT_ADVICE)


def test_who_looks_after_the_machine_is_asked_for_and_not_demanded(data, monkeypatch):
    monkeypatch.delenv("TUSSENRUIMTE_CARETAKER", raising=False)
    asked = needs.caretaker(data)
    assert (asked.there, asked.needed) == (False, False)
    assert "`self`" in asked.advice
    monkeypatch.setenv("TUSSENRUIMTE_CARETAKER", "self")
    assert needs.caretaker(data).there
