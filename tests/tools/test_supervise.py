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


def test_a_taken_port_is_refused_in_a_sentence():
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(Stop, match="is not free"),
    ):
        supervise.refuse_taken_port("127.0.0.1", taken.getsockname()[1])
