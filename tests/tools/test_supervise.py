"""The programs of the house start again when they fall, and stop together."""

import os
import signal
import socket
import sys
import time

import pytest

from tools import supervise
from tools.place import Stop
from tools.supervise import Child

WITH_A_CHILD = "import subprocess, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"


@pytest.fixture(autouse=True)
def own_signals():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def until(done):
    patience = time.monotonic() + 10
    while not done() and time.monotonic() < patience:
        time.sleep(0.02)
    return done()


def members_of(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_thousands_may_wait_for_a_page():
    words = supervise.web("127.0.0.1", 8000)
    assert int(words[words.index("--backlog") + 1]) > 5_000


def test_a_fallen_program_starts_again_each_time_a_little_later(capsys):
    child = Child("clock", [sys.executable, "-c", "raise SystemExit(3)"], os.environ)
    child.start()
    assert until(child.is_gone)
    child.mind()
    assert "The clock stopped (exit 3). It starts again in 2 s." in capsys.readouterr().out
    child.mind()
    assert child.process is None
    child.again_at = 0
    child.mind()
    assert child.process is not None
    assert until(child.is_gone)


def test_stopping_takes_the_children_of_a_program_along():
    child = Child("web", [sys.executable, "-c", WITH_A_CHILD], os.environ)
    child.start()
    group = child.process.pid
    time.sleep(0.3)
    supervise.stop_all([child])
    assert child.process.returncode == -signal.SIGTERM
    assert until(lambda: not members_of(group))


def test_the_house_opens_speaks_once_and_closes_when_asked(capfd):
    with socket.create_server(("127.0.0.1", 0)) as door:
        stays = [sys.executable, "-c", "import time; time.sleep(60)"]
        asks = f"import os, signal; print('hello'); os.kill({os.getpid()}, signal.SIGTERM)"
        house = [Child("web", stays, os.environ), Child("clock", stays, os.environ)]
        once = Child("word", [sys.executable, "-uc", asks], os.environ)
        assert supervise.keep_alive(house, once, "http://here", door.getsockname()) == 0
    assert all(child.is_gone() for child in house)
    said = capfd.readouterr().out
    assert said.count("hello") == 1
    assert "Tussenruimte is open at http://here." in said


def test_a_taken_port_is_refused_in_a_sentence():
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(Stop, match="is not free"),
    ):
        supervise.refuse_taken_port("127.0.0.1", taken.getsockname()[1])
