"""Short versions of what `python3 -m faults` shows at length; `test --full` takes the long ones."""

import os
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from faults import away, backup, full, full_server, kill, mail, power, rotate, shared, standby
from faults.sown import kept_in
from tools import postgres
from tools.setup import make_keys
from tools.suite import STRACE_ADVICE

IS_FULL = os.environ.get("TUSSENRUIMTE_FULL") == "1"
TIMES = 200 if IS_FULL else 3
NEW_KEYS = 20 if IS_FULL else 2
BACKUPS = 20 if IS_FULL else 1
SAID = print if IS_FULL else lambda _sentence: None
OF_OTHERS = (
    *("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TUSSENRUIMTE_ROLE"),
    *("TUSSENRUIMTE_SECRET_KEY", "TUSSENRUIMTE_MASTER_KEY"),
)
NO_SERVER = pytest.mark.skipif(
    not (postgres.binaries() or os.environ.get("CI") == "true"), reason=postgres.ADVICE
)
ONCE = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="makes servers of its own: once is enough"
)
CI = os.environ.get("CI") == "true"


@pytest.fixture(scope="module", autouse=True)
def sown(tmp_path_factory):
    """The neighbourhood that all of them break, made by the first; each test process takes its own copy."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / f"sown-{connection.vendor}"
    folder.mkdir(exist_ok=True)
    with kept_in(folder):
        yield


@pytest.fixture(autouse=True)
def keys(tmp_path, monkeypatch):
    """A house of its own: neither the keys nor the database of other tests."""
    for name in OF_OTHERS:
        monkeypatch.delenv(name, raising=False)
    make_keys(tmp_path)
    monkeypatch.setenv("TUSSENRUIMTE_DATA", str(tmp_path))


def test_killed_while_people_write_nothing_acknowledged_is_lost():
    outcome = kill.run(connection.vendor, TIMES, SAID)
    assert outcome.is_right, str(outcome)
    assert outcome.killed == TIMES
    assert outcome.processes > 4


def test_what_would_be_lost_would_be_seen(monkeypatch):
    outcome = kill.Outcome("sqlite", acknowledged={1, 2, 3})
    monkeypatch.setattr(kill, "ask", lambda _env, _what: [[1, 1, 3], ""])
    kill.look({}, outcome)
    assert (outcome.lost, outcome.twice, outcome.is_right) == ({2}, {1}, False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own log on the disk")
@pytest.mark.skipif(not (power.is_there() or CI), reason=STRACE_ADVICE)
def test_when_the_power_is_cut_nothing_acknowledged_is_lost_unless_the_disk_lies():
    with power.written_down() as writing:
        outcome = writing.cut_off(TIMES if IS_FULL else 6)
        with_a_liar = writing.cut_off(2, disk_keeps_its_word=False)
    assert outcome.is_right, str(outcome)
    assert with_a_liar.lost or with_a_liar.broken, str(with_a_liar)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a disk of its own")
@pytest.mark.skipif(not full.is_possible(), reason=full.ADVICE)
def test_with_a_full_disk_reading_goes_on_and_writing_says_no():
    outcome = full.run(SAID)
    assert outcome.is_right, str(outcome)


@ONCE
@NO_SERVER
@pytest.mark.skipif(not full.is_possible(), reason=full.ADVICE)
def test_with_a_full_disk_under_postgresql_reading_goes_on_and_writing_says_no():
    outcome = full_server.run(SAID)
    assert outcome.is_right, str(outcome)


@ONCE
@NO_SERVER
def test_when_the_first_server_is_killed_its_standby_goes_on_in_the_same_web():
    outcome = standby.run(SAID)
    assert outcome.is_right, str(outcome)


def test_an_untrue_no_would_be_seen():
    outcome = standby.Outcome(1, {1, 2}, {3: "503 niet bewaard", 4: "500 <h1>"}, Counter([1, 3, 3]))
    assert (outcome.lost, outcome.twice, outcome.lied) == ({2}, {3}, {3})
    assert outcome.odd == ["500 <h1>"]
    assert not outcome.is_right


@ONCE
@NO_SERVER
def test_a_database_that_is_busy_frozen_or_gone_is_told_in_a_sentence_and_comes_back():
    outcome = away.run(SAID, patience=20 if IS_FULL else 3)
    assert outcome.is_right, str(outcome)


@ONCE
def test_a_mail_server_that_is_silent_or_gone_keeps_nobody_out_and_every_letter_leaves():
    outcome = mail.run(SAID)
    assert outcome.is_right, str(outcome)


def test_a_backup_while_people_write_has_all_that_was_acknowledged_before_it():
    outcome = backup.run(connection.vendor, BACKUPS, SAID)
    assert outcome.is_right, str(outcome)
    assert outcome.made == BACKUPS


def test_a_backup_that_lacks_a_promise_would_be_seen(monkeypatch):
    house = {"TUSSENRUIMTE_DATA": "nowhere"}
    where = SimpleNamespace(room=lambda _name: house)
    for name, does in (("call", None), ("looked_over", ({1: 1}, ""))):
        monkeypatch.setattr(backup, name, lambda *_asked, does=does: does)
    for name in ("rmtree", "copy"):
        monkeypatch.setattr(backup.shutil, name, lambda *_files: None)
    outcome = backup.Outcome("sqlite", made=1, acknowledged=2)
    backup.look(where, house, SimpleNamespace(unlink=lambda: None), {1, 2}, outcome)
    assert (outcome.lost, outcome.is_right) == ({1: {2}}, False)


def test_a_new_master_key_while_people_write_and_read_is_noticed_by_nobody():
    outcome = rotate.run(connection.vendor, NEW_KEYS, SAID)
    assert outcome.is_right, str(outcome)
    assert outcome.rotated == NEW_KEYS


@pytest.mark.parametrize(
    "wrong",
    [
        {"by_worker": {1}},
        {"told_there": Counter()},
        {"odd": ["read: 500"]},
        {"still_needed": ["master.key.retired holds it"]},
        {"arrived": Counter()},
    ],
)
def test_a_new_master_key_that_is_noticed_would_be_seen(wrong):
    right = {"acknowledged": {1, 2}, "there": Counter([1, 2]), "by_worker": {1, 2}}
    right |= {"told": {1}, "told_there": Counter([1]), "read": 1}
    right |= {"letters": {"a"}, "arrived": Counter("a")}
    assert rotate.Outcome("sqlite", **right).is_right
    assert not rotate.Outcome("sqlite", **{**right, **wrong}).is_right


@ONCE
@NO_SERVER
def test_two_houses_on_one_database_share_the_work_and_do_nothing_twice():
    outcome = shared.run(SAID)
    assert outcome.is_right, str(outcome)


def test_a_call_of_the_kernel_is_read_as_it_was_made(tmp_path):
    log = tmp_path / "calls"
    name = "".join(f"\\x{byte:02x}" for byte in b"/huis/een.sqlite3-wal")
    lines = [
        f'pwrite64(7<{name}>, "\\x61\\x62", 2, 512) = 2',
        f"fdatasync(7<{name}>) = 0",
        f"ftruncate(7<{name}>, 0) = 0",
        'write(1<pipe:[1]>, "\\x79\\x65\\x73\\x20\\x34\\x0a", 6) = 6',
        'write(1<pipe:[1]>, "\\x6e\\x6f", 2) = 2',
    ]
    log.write_text("\n".join(lines))
    file = str(Path("/huis/een.sqlite3-wal"))
    assert list(power.read(log)) == [
        power.Call("write", file, b"ab", 512),
        power.Call("sync", file),
        power.Call("truncate", file),
        power.Call("said", place=4),
    ]
