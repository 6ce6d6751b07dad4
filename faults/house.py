"""A whole house for a while: supervisor, web, worker and clock, and all their children."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from benchmarks.houses import free_port
from tools.place import ROOT, Stop

OPENING = 120.0  # seconds, on a machine that has other things to do
PARENT = 1  # in /proc/N/stat, after the name


class House:
    """Started as an operator starts it; ended as a power switch ends it."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.env = {**env, "TUSSENRUIMTE_URL": self.address}
        self.env.pop("TUSSENRUIMTE_ROLE", None)
        self.supervisor: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Open the house. Returns after how many seconds it answered."""
        began = time.monotonic()
        words = [str(ROOT / "tussenruimte"), "start", "--port", str(self.port)]
        self.supervisor = subprocess.Popen(words, env=self.env, stdout=subprocess.DEVNULL)
        while not self.answers():
            if self.supervisor.poll() is not None or time.monotonic() - began > OPENING:
                self.kill()
                raise Stop("The house did not open; its own words are above.")
            time.sleep(0.05)
        return time.monotonic() - began

    def answers(self) -> bool:
        """Whether the front of the cooperative can be read."""
        try:
            with urllib.request.urlopen(f"{self.address}/zaad-1/", timeout=10) as answer:  # noqa: S310
                return bool(answer.status == HTTPStatus.OK)
        except (OSError, urllib.error.HTTPError):
            return False

    def kill(self) -> int:
        """Kill -9 all of it at once. Returns how many processes there were."""
        assert self.supervisor is not None  # noqa: S101 - it was started
        family = [self.supervisor.pid, *descendants(self.supervisor.pid)]
        for number in family:
            _kill(number)
        for number in descendants(self.supervisor.pid):  # born meanwhile
            _kill(number)
        self.supervisor.wait()
        _gone(family)
        self.supervisor = None
        return len(family)


def _kill(number: int) -> None:
    try:
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        return


def descendants(number: int) -> list[int]:
    """Children, and children of children, as the kernel knows them."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:  # it ended just now
            continue
        parents.setdefault(int(words[PARENT]), []).append(int(stat.parent.name))
    found, waiting = [], [number]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def _gone(family: list[int]) -> None:
    patience = time.monotonic() + OPENING
    while any(_lives(number) for number in family):
        if time.monotonic() > patience:
            raise Stop("A killed process does not go away.")
        time.sleep(0.01)


def _lives(number: int) -> bool:
    """Whether it still does something; one that waits for its parent to look is dead."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
