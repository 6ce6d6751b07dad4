"""The list of who was forgotten: whole lines, once each, for our eyes only, on the disk."""

import os
import stat

import pytest

from tussenruimte.kit import forgotten


@pytest.fixture
def listed(tmp_path, settings):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    return settings.FORGOTTEN_LIST


def test_it_holds_hashes_that_nobody_else_can_make(listed, settings):
    forgotten.remember_forgotten("4CDF4HJKMN")
    assert forgotten.was_forgotten("4CDF4HJKMN")
    assert not forgotten.was_forgotten("4CDF4HJKMP")
    assert "4CDF4HJKMN" not in listed.read_text()
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600
    settings.SECRET_KEY = "another"  # noqa: S105 - of a test
    assert not forgotten.was_forgotten("4CDF4HJKMN")


def test_again_adds_nothing(listed):
    forgotten.remember_forgotten("4CDF4HJKMN")
    before = listed.read_bytes()
    forgotten.remember_forgotten("4CDF4HJKMN", "4CDF4HJKMN")
    assert listed.read_bytes() == before


def test_a_line_that_was_cut_off_is_none_and_spoils_no_other(listed):
    forgotten.remember_forgotten("4CDF4HJKMN")
    whole = listed.read_text()
    listed.write_text(whole + forgotten.hash_of("4CDF4HJKMP")[:40])
    assert forgotten.codes_forgotten() == {forgotten.hash_of("4CDF4HJKMN")}
    forgotten.remember_forgotten("4CDF4HJKMP", "4CDF4HJKMQ")
    codes = ["4CDF4HJKMN", "4CDF4HJKMP", "4CDF4HJKMQ"]
    assert forgotten.codes_forgotten() == {forgotten.hash_of(code) for code in codes}


def test_lists_are_taken_together(listed, tmp_path):
    other = tmp_path / "of-the-backup"
    other.write_text(forgotten.hash_of("4CDF4HJKMP") + "\n")
    forgotten.remember_forgotten("4CDF4HJKMN")
    forgotten.put_on_list(forgotten.codes_forgotten(other))
    assert forgotten.was_forgotten("4CDF4HJKMN")
    assert forgotten.was_forgotten("4CDF4HJKMP")


def test_without_a_list_nobody_was_forgotten(listed):
    assert forgotten.codes_forgotten() == frozenset()


def test_what_stood_there_already_is_brought_to_the_disk_too(listed, monkeypatch):
    synced, real = [], os.fsync
    forgotten.remember_forgotten("4CDF4HJKMN")
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(handle), real(handle)))
    forgotten.remember_forgotten("4CDF4HJKMN")
    assert len(synced) == 2  # the list, and the folder in which it stands
