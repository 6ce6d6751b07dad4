"""Short versions of what `python3 -m faults` shows at length; `test --full` takes the long ones."""

import os
from pathlib import Path

import pytest
from django.db import connection

from faults import full, kill, power
from tools.setup import make_keys
from tools.suite import STRACE_ADVICE

IS_FULL = os.environ.get("TUSSENRUIMTE_FULL") == "1"
TIMES = 200 if IS_FULL else 3
SAID = print if IS_FULL else lambda _sentence: None
OF_OTHERS = (
    *("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TUSSENRUIMTE_ROLE"),
    *("TUSSENRUIMTE_SECRET_KEY", "TUSSENRUIMTE_MASTER_KEY"),
)
CI = os.environ.get("CI") == "true"


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
    monkeypatch.setattr(kill, "ask", lambda _env, _what: [1, 1, 3])
    monkeypatch.setattr(kill, "verified", lambda _env: "")
    kill.look({}, outcome)
    assert (outcome.lost, outcome.twice, outcome.is_right) == ({2}, {1}, False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own log on the disk")
@pytest.mark.skipif(not (power.is_there() or CI), reason=STRACE_ADVICE)
@pytest.mark.parametrize("keeps_its_word", [True, False])
def test_when_the_power_is_cut_nothing_acknowledged_is_lost(keeps_its_word):
    times = TIMES if keeps_its_word and IS_FULL else 6
    outcome = power.run(times, SAID, disk_keeps_its_word=keeps_its_word)
    assert outcome.is_right is keeps_its_word, str(outcome)
    assert bool(outcome.lost or outcome.broken) is not keeps_its_word


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a disk of its own")
@pytest.mark.skipif(not full.is_possible(), reason=full.ADVICE)
def test_with_a_full_disk_reading_goes_on_and_writing_says_no():
    outcome = full.run(SAID)
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
